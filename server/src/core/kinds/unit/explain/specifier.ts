import { renderSpecifier } from '../../../knowledge/render.ts';
import { expandSpecifiers, isFault } from '../../../values/specifiers.ts';
import { unitNameParts } from '../../../values/unitNames.ts';
import type { Machine } from '../../kind.ts';
import { isOfUserManager } from '../manager.ts';
import type { Ask } from './ask.ts';
import { code, paragraphs } from './markdown.ts';

/** An instance that shows what the letters of a template stand for: its escaped form differs from the plain one. */
const SAMPLE_INSTANCE = 'srv-data';
const NAME_LETTERS = 'nNpPiIjJfd';
const NEEDS_INSTANCE = 'nNiIfd';
/** `%S` and `%L` of user managers moved out of the folder of settings with this version. */
const STATE_HOME = 254;

/** The documentation of a specifier, and what it becomes in this unit as far as that can be told. */
export function explainSpecifier(letter: string, ask: Ask): string | undefined {
  const text = renderSpecifier(letter);
  if (text === undefined) return undefined;
  return paragraphs(text, hereWords(letter, ask));
}

function hereWords(letter: string, ask: Ask): string | undefined {
  if (letter === '%') return undefined;
  const here = specifierValue(letter, ask);
  if (here !== undefined) return here === '' ? 'Here it is empty.' : `Here: ${code(here)}`;
  const name = ask.document.identity.name;
  const parts = name === undefined ? undefined : unitNameParts(name);
  if (parts?.instance !== '' || !NEEDS_INSTANCE.includes(letter)) return userWords(letter, ask);
  const instance = `${parts.prefix}@${SAMPLE_INSTANCE}.${parts.type}`;
  const value = expand(letter, instance, ask);
  return value === undefined ? undefined : `In an instance such as ${code(instance)}: ${code(value)}`;
}

function userWords(letter: string, ask: Ask): string | undefined {
  const path = isOfUserManager(ask.context.path) ? userFolder(letter, ask.context.systemdVersion) : undefined;
  return path === undefined ? undefined : `Here, in a user manager, normally: ${code(path)}`;
}

/** What the specifier becomes in this unit; undefined where only the running machine knows. */
export function specifierValue(letter: string, ask: Ask): string | undefined {
  if (letter === '%') return '%';
  if (NAME_LETTERS.includes(letter)) return nameValue(letter, ask);
  if (letter === 'y' || letter === 'Y') return fragmentValue(letter, ask);
  return (
    machineValue(letter, ask.context.workspace.machine) ??
    (isOfUserManager(ask.context.path) ? undefined : SYSTEM[letter])
  );
}

/** The text with all specifiers replaced whose value is known; the others are left as they are. */
export function expandKnown(text: string, ask: Ask): string {
  if (!ask.row.specifiers) return text;
  return text.replace(/%([%A-Za-z])/g, (mark, letter: string) => specifierValue(letter, ask) ?? mark);
}

function nameValue(letter: string, ask: Ask): string | undefined {
  const { name, reach } = ask.document.identity;
  const parts = name === undefined || reach !== 'unit' ? undefined : unitNameParts(name);
  if (!parts || (parts.instance === '' && NEEDS_INSTANCE.includes(letter))) return undefined;
  return expand(letter, name!, ask);
}

function expand(letter: string, unitName: string, ask: Ask): string | undefined {
  const scope = { version: ask.context.systemdVersion, unitName, unitType: ask.document.type ?? 'service' };
  const found = expandSpecifiers(`%${letter}`, 'unit', scope);
  return isFault(found) ? undefined : found.text;
}

function fragmentValue(letter: string, ask: Ask): string | undefined {
  if (ask.document.identity.role !== 'fragment') return undefined;
  const path = /^.*?(\/(?:etc|run|(?:usr\/(?:local\/)?)?lib)\/systemd\/(?:system|user)\/.*)$/.exec(
    ask.context.path,
  )?.[1];
  return letter === 'y' ? path : path?.replace(/\/[^/]*$/, '');
}

function machineValue(letter: string, machine: Machine | undefined): string | undefined {
  const field = OS_FIELDS[letter];
  if (field) return machine?.osRelease && (machine.osRelease.get(field) ?? '');
  if (letter === 'H') return machine?.hostname;
  if (letter === 'l') return machine?.hostname?.replace(/\..*$/, '');
  if (letter === 'q') return machine?.prettyHostname ?? machine?.hostname?.replace(/\..*$/, '');
  return letter === 'm' ? machine?.machineId : undefined;
}

const OS_FIELDS: Readonly<Record<string, string>> = {
  A: 'IMAGE_VERSION',
  B: 'BUILD_ID',
  M: 'IMAGE_ID',
  o: 'ID',
  w: 'VERSION_ID',
  W: 'VARIANT_ID',
};

/** What holds in the system manager of every machine: systemd.unit(5). */
const SYSTEM: Readonly<Record<string, string>> = {
  C: '/var/cache',
  D: '/usr/share',
  E: '/etc',
  G: '0',
  g: 'root',
  h: '/root',
  L: '/var/log',
  S: '/var/lib',
  T: '/tmp',
  t: '/run',
  U: '0',
  u: 'root',
  V: '/var/tmp',
};

function userFolder(letter: string, version: number): string | undefined {
  const state = version < STATE_HOME ? '~/.config' : '~/.local/state';
  const folders: Readonly<Record<string, string>> = {
    C: '~/.cache',
    D: '~/.local/share',
    E: '~/.config',
    L: `${state}/log`,
    S: state,
    T: '/tmp',
    t: '/run/user/UID',
    V: '/var/tmp',
  };
  return folders[letter];
}
