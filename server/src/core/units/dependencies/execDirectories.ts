import type { Assigned, Reading } from '../../checks/verify/reading.ts';
import { refuses } from '../../checks/verify/refused.ts';
import { all, expand } from '../../checks/verify/settings.ts';
import { pathSimplify } from '../../values/paths.ts';
import { EXTRACT, extractManyWords, splitWords } from '../../values/words.ts';

/** `ExecDirectoryType` with `manager->prefix` of the system manager. */
const FOLDERS: readonly (readonly [key: string, folder: string])[] = [
  ['RuntimeDirectory', '/run'],
  ['StateDirectory', '/var/lib'],
  ['CacheDirectory', '/var/cache'],
  ['LogsDirectory', '/var/log'],
  ['ConfigurationDirectory', '/etc'],
];
/** Those that are written to, so that the root has to be writable. */
const WRITTEN = ['StateDirectory', 'CacheDirectory', 'LogsDirectory'];
const FLAGS_SINCE = 257;

/** The directories that systemd makes for a unit, as absolute paths. */
export function execDirectories(unit: Reading): string[] {
  return FOLDERS.flatMap(([key, folder]) => directories(unit, key).map((path) => `${folder}/${path}`));
}

/** Whether any of them has to be written to. */
export function hasWrittenDirectories(unit: Reading): boolean {
  return WRITTEN.some((key) => directories(unit, key).length > 0);
}

function directories(unit: Reading, key: string): string[] {
  const name = `${unit.section}.${key}`;
  if (!unit.byName.has(name)) return [];
  return all(unit, unit.section, key, (value, one) => words(unit, value, one)).flatMap(({ value }) => value);
}

/** `config_parse_exec_directories`: the part before the first colon of each word. */
function words(unit: Reading, value: string, { problems }: Assigned): string[] {
  const refused = problems.filter(refuses);
  const out: string[] = [];
  for (const word of splitWords(value, undefined, EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE).words) {
    const problem = refused.find(({ start, end }) => start < word.end && word.start < end);
    // After a word that cannot be taken apart systemd reads no more of the line.
    if (problem?.code === 'value.syntax') return out;
    if (problem) continue;
    const source = firstPart(unit, word.word);
    const path = source === undefined ? undefined : expand(unit, source)?.text;
    if (path !== undefined) out.push(pathSimplify(path, unit.version));
  }
  return out;
}

function firstPart(unit: Reading, word: string): string | undefined {
  const apart = unit.version >= FLAGS_SINCE ? EXTRACT.DONT_COALESCE_SEPARATORS : 0;
  const flags = EXTRACT.CUNESCAPE | EXTRACT.UNESCAPE_SEPARATORS | apart;
  return extractManyWords(word, ':', flags, 1)?.words[0]?.word;
}
