import { EXTRACT, splitWords } from '../../../values/words.ts';
import { isOfUserManager } from '../manager.ts';
import type { Explainer } from './ask.ts';
import { bullets, code } from './markdown.ts';
import { expandKnown } from './specifier.ts';

/** Files and folders of the host that the unit sees somewhere. */
export const explainBindPaths: Explainer = (ask) => {
  const lines = words(ask.value).flatMap((tuple) => {
    const [source = '', destination = '', options = ''] = tuple.split(/(?<!\\):/).map((part) => expandKnown(part, ask));
    const path = source.replace(/^-/, '');
    if (!path.startsWith('/')) return [];
    const where =
      destination === '' || destination === path ? 'is seen at its own place' : `is seen at ${code(destination)}`;
    return [
      [
        `${code(path)} of the host ${where}`,
        ask.key === 'BindReadOnlyPaths' ? 'to be read only' : 'and can be written to',
        ...(source.startsWith('-') ? ['left out if it does not exist'] : []),
        ...(options === 'norbind' ? ['without what is mounted below it'] : []),
      ].join(', '),
    ];
  });
  return lines.length === 0 ? undefined : bullets(lines);
};

const EFFECTS: Readonly<Record<string, string>> = {
  ReadWritePaths: 'can be written to',
  ReadOnlyPaths: 'can only be read',
  InaccessiblePaths: 'cannot be reached',
  ExecPaths: 'holds programs that may be run',
  NoExecPaths: 'holds nothing that may be run',
  ReadWriteDirectories: 'can be written to',
  ReadOnlyDirectories: 'can only be read',
  InaccessibleDirectories: 'cannot be reached',
  ExtensionDirectories: 'is laid over the file system',
};

/** Paths with `-` and `+` before them, and what the unit may do there. */
export const explainPaths: Explainer = (ask) => {
  const effect = EFFECTS[ask.key];
  if (effect === undefined) return undefined;
  const lines = words(ask.value).map((word) => {
    const signs = /^-?\+?/.exec(word)![0];
    const notes = [
      ...(signs.includes('-') ? ['left out if it does not exist'] : []),
      ...(signs.includes('+') ? ['below `RootDirectory=`'] : []),
    ];
    const path = expandKnown(word.slice(signs.length), ask);
    return `${code(path)} ${effect}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
  });
  return lines.length === 0 ? undefined : bullets(lines);
};

const BASES: Readonly<Record<string, readonly [system: string, user: string, variable: string]>> = {
  RuntimeDirectory: ['/run', '$XDG_RUNTIME_DIR', 'RUNTIME_DIRECTORY'],
  StateDirectory: ['/var/lib', '~/.local/state', 'STATE_DIRECTORY'],
  CacheDirectory: ['/var/cache', '~/.cache', 'CACHE_DIRECTORY'],
  LogsDirectory: ['/var/log', '~/.local/state/log', 'LOGS_DIRECTORY'],
  ConfigurationDirectory: ['/etc', '~/.config', 'CONFIGURATION_DIRECTORY'],
};

/** Folders that systemd makes for the unit. */
export const explainDirectories: Explainer = (ask) => {
  const base = BASES[ask.row.key];
  if (!base) return undefined;
  const root = isOfUserManager(ask.context.path) ? base[1] : base[0];
  const lines = words(ask.value).map((tuple) => {
    const [name = '', link = '', flags = ''] = tuple.split(/(?<!\\):/).map((part) => expandKnown(part, ask));
    const notes = [
      ...(link === '' ? [] : [`with a symlink to it at ${code(`${root}/${link}`)}`]),
      ...(flags === 'ro' ? ['which the unit can only read'] : []),
    ];
    return [code(`${root}/${name}`), ...notes].join(', ');
  });
  return `${bullets(lines)}\n\nMade before the unit starts, for its user; the program finds ${code(`$${base[2]}`)} set to it.`;
};

function words(value: string): string[] {
  return splitWords(value, undefined, EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE).words.map(({ word }) => word);
}
