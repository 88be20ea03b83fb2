import { physicalLines } from '../parse/lines.ts';
import { unitNameTemplate } from '../units/names.ts';
import { skip, WHITESPACE } from '../values/charsets.ts';
import { unitNameForm, unitNameIsValid, unitNameParts, unitNameReplaceInstance } from '../values/unitNames.ts';
import { EXTRACT, extractFirstWord, splitWords } from '../values/words.ts';
import { confFilesList } from './confFiles.ts';
import { initrdPresets, presetIgnore } from './differences.ts';
import { type Errno, failed } from './errno.ts';
import { fnmatch } from './fnmatch.ts';
import { splitUsr } from './lookupPaths.ts';
import { type Session, say } from './session.ts';

export type PresetAction = 'enable' | 'disable' | 'ignore';

/** `UnitFilePresetRule`: a line of a preset file. */
export interface PresetRule {
  readonly action: PresetAction;
  readonly pattern: string;
  /** The instances that `enable foo@.service a b` names. */
  readonly instances: readonly string[] | undefined;
}

/** What the presets say of a unit; `instances` when it is a template with instances to be enabled instead. */
export interface PresetAnswer {
  readonly action: PresetAction;
  readonly instances: readonly string[] | undefined;
}

/** `read_presets`: the rules of all preset files, in the order in which they count. */
export function readPresets(session: Session): PresetRule[] | Errno {
  const rules: PresetRule[] = [];
  const folders = presetFolders(session);
  if (failed(folders)) return folders;
  for (const path of confFilesList(session, '.preset', folders, true)) {
    const found = session.view.resolve(path, true);
    if (found === 'ENOENT') continue;
    if (failed(found)) return found;
    if (found.node.type === 'directory') return 'EISDIR';
    const text = found.node.type === 'file' ? (found.node.content ?? '') : '';
    physicalLines(text).forEach((line, index) => {
      const rule = parseRule(text.slice(line.span.start, line.contentEnd), session.version);
      if (rule) rules.push(rule);
      else if (rule === null)
        say(session, 'warning', `${path}:${index + 1}: not a line of a preset file; it is ignored.`);
    });
  }
  return rules;
}

/** `query_presets`: what the first rule that fits says; where none does, units are enabled. */
export function queryPresets(rules: readonly PresetRule[], name: string, withInstances: boolean): PresetAnswer {
  for (const rule of rules) {
    const instances = withInstances ? patternMatchMultipleInstances(rule, name) : undefined;
    if (instances) return { action: rule.action, instances: instances === true ? undefined : instances };
    if (fnmatch(rule.pattern, name)) return { action: rule.action, instances: undefined };
  }
  return { action: 'enable', instances: undefined };
}

/** `presets_find_config`. */
function presetFolders(session: Session): string[] | Errno {
  const { view, version, scope, lookup } = session;
  if (scope === 'global') return confPaths('systemd/user-preset', false);
  if (initrdPresets(version)) {
    const initrd = view.chase('/etc/initrd-release');
    if (failed(initrd) && initrd !== 'ENOENT') return initrd;
    const folders = confPaths('systemd/initrd-preset', false);
    if (!failed(initrd) && folders.some((folder) => !failed(view.chase(folder)))) return folders;
  }
  return confPaths('systemd/system-preset', splitUsr(lookup));
}

/** `CONF_PATHS`. */
function confPaths(name: string, withLib: boolean): string[] {
  const folders = ['/etc', '/run', '/usr/local/lib', '/usr/lib', ...(withLib ? ['/lib'] : [])];
  return folders.map((folder) => `${folder}/${name}`);
}

/** A rule; undefined for an empty line or comment, null for a line that is none of them. */
function parseRule(raw: string, version: number): PresetRule | undefined | null {
  const line = stripped(raw);
  if (line === '' || '#;\n'.includes(line[0]!)) return undefined;
  const enabled = firstWord(line, 'enable');
  if (enabled !== undefined) return enableRule(enabled);
  const disabled = firstWord(line, 'disable');
  if (disabled !== undefined) return { action: 'disable', pattern: disabled, instances: undefined };
  const ignored = presetIgnore(version) ? firstWord(line, 'ignore') : undefined;
  return ignored === undefined ? null : { action: 'ignore', pattern: ignored, instances: undefined };
}

/** `split_pattern_into_name_and_instances`: instances may follow only a template. */
function enableRule(parameter: string): PresetRule | null {
  const first = extractFirstWord(parameter, 0, WHITESPACE, EXTRACT.RETAIN_ESCAPE);
  if (first.kind !== 'word') return null;
  if (first.next === undefined) return { action: 'enable', pattern: first.word, instances: undefined };
  if (unitNameForm(first.word) !== 'template') return null;
  const { words, invalid } = splitWords(parameter.slice(first.next));
  return invalid ? null : { action: 'enable', pattern: first.word, instances: words.map(({ word }) => word) };
}

/**
 * `pattern_match_multiple_instances`: the instances that a rule names for a template, or true for a unit that is one of
 * them.
 */
function patternMatchMultipleInstances(rule: PresetRule, name: string): readonly string[] | true | undefined {
  if (!rule.instances || rule.pattern !== unitNameTemplate(name)) return undefined;
  if (unitNameIsValid(name, ['instance'])) {
    return rule.instances.includes(unitNameParts(name)!.instance!) || undefined;
  }
  const names = rule.instances.map((instance) => unitNameReplaceInstance(name, instance));
  return names.includes(undefined) ? undefined : (names as string[]);
}

/** `first_word`: what follows the word, if the line begins with it. */
function firstWord(line: string, word: string): string | undefined {
  if (!line.startsWith(word)) return undefined;
  const rest = line.slice(word.length);
  if (rest !== '' && !WHITESPACE.includes(rest[0]!)) return undefined;
  return rest.slice(skip(rest, 0, WHITESPACE));
}

function stripped(text: string): string {
  let end = text.length;
  while (end > 0 && WHITESPACE.includes(text[end - 1]!)) end--;
  return text.slice(Math.min(skip(text, 0, WHITESPACE), end), end);
}
