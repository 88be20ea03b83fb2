import { envValues } from '../../parse/envFile.ts';
import { WHITESPACE } from '../../values/charsets.ts';
import { EXTRACT, extractFirstWord, splitWords } from '../../values/words.ts';
import { compareTexts, takeOperator } from './compare.ts';
import { type ConditionContext, type ConditionTest, found, notKnown, type Outcome, undecidable } from './outcome.ts';
import { locate } from './place.ts';

const OPERATOR_CHARS = '!<=>$';
const OS_RELEASE = ['/etc/os-release', '/usr/lib/os-release'];

/** What is compared with versions or texts: condition.c, `condition_test_version`, `condition_test_osrelease`. */
export const VERSION_TESTS: Readonly<Record<string, ConditionTest>> = {
  KernelVersion: (parameter, context) =>
    parameter === '' ? found(true, 'nothing is asked') : version(parameter, context),
  Version: (parameter, context) => (parameter === '' ? found(true, 'nothing is asked') : version(parameter, context)),
  OSRelease: osRelease,
  MachineTag: machineTag,
};

/** From this version on a condition can name what it is about. */
const SUBJECTS_SINCE = 262;

function version(parameter: string, context: ConditionContext): Outcome {
  const { profile } = context;
  if (context.version >= SUBJECTS_SINCE) {
    const flags = EXTRACT.DONT_COALESCE_SEPARATORS | EXTRACT.RETAIN_SEPARATORS;
    const subject = extractFirstWord(parameter, 0, OPERATOR_CHARS + WHITESPACE, flags);
    if (subject.kind !== 'word') return undecidable('it cannot be read');
    const rest = parameter.slice(subject.next ?? parameter.length);
    if (subject.word === 'systemd') return compareVersion(rest, String(context.version), 'systemd');
    if (subject.word === 'glibc') return compareVersion(rest, profile.glibcVersion, 'the C library');
    if (subject.word === 'kernel') return compareVersion(rest, profile.kernelVersion, 'the kernel');
  }
  return compareVersion(parameter, profile.kernelVersion, 'the kernel');
}

/** condition.c, `condition_test_version_cmp`: all expressions have to hold; without an operator they are patterns. */
function compareVersion(text: string, actual: string | undefined, what: string): Outcome {
  let next: number | undefined = 0;
  for (let first = true; ; first = false) {
    const word = extractFirstWord(text, next, WHITESPACE, EXTRACT.UNQUOTE);
    if (word.kind === 'invalid') return unreadable(first, actual, what, 'it cannot be read');
    if (word.kind === 'end')
      return actual === undefined && !first ? versionUnknown(what) : found(true, `${what} is ${actual}`);
    next = word.next;
    const taken = takeOperator(trim(word.word), true) ?? { operator: '$=' as const, rest: trim(word.word) };
    let wanted = taken.rest.replace(/^[ \t\n\r]+/, '');
    if (wanted === '') {
      // Only the first operator may stand apart from its value.
      const value = first ? extractFirstWord(text, next, WHITESPACE, 0) : undefined;
      if (value?.kind !== 'word') return unreadable(first, actual, what, 'an operator has nothing to compare with');
      wanted = value.word;
      next = value.next;
    }
    if (actual === undefined) continue;
    const holds = compareTexts(taken.operator, actual, wanted);
    if (holds === undefined) return notKnown('the pattern is not decided here');
    if (!holds) return found(false, `${what} is ${actual}`);
  }
}

/** systemd does not read on behind an expression that does not hold. */
function unreadable(first: boolean, actual: string | undefined, what: string, why: string): Outcome {
  return first || actual !== undefined ? undecidable(why) : versionUnknown(what);
}

function versionUnknown(what: string): Outcome {
  return notKnown(`the version of ${what} is not known`);
}

function trim(text: string): string {
  return text.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '');
}

function osRelease(parameter: string, context: ConditionContext): Outcome {
  const { words, invalid } = splitWords(parameter, WHITESPACE, EXTRACT.UNQUOTE);
  for (const { word } of words) {
    const [, key = '', rest = ''] = /^([^!<=>$]*)(.*)$/s.exec(word) ?? [];
    const taken = takeOperator(rest, true);
    if (!/^[A-Za-z_]\w*$/.test(key) || !taken || /^(?:$|[ \t\n\r])/.test(taken.rest)) {
      return undecidable('it takes fields with values, as in ID=debian');
    }
    const fields = osReleaseFields(context);
    if ('why' in fields) return fields;
    const actual = fields.values.get(key) ?? '';
    const holds = compareTexts(taken.operator, actual, taken.rest);
    if (holds === undefined) return notKnown('the pattern is not decided here');
    if (!holds) return found(false, `${key} is ${actual === '' ? 'not set' : actual} in os-release`);
  }
  return invalid ? undecidable('it cannot be read') : found(true, 'os-release says so');
}

function osReleaseFields(context: ConditionContext): Outcome | { readonly values: ReadonlyMap<string, string> } {
  for (const path of OS_RELEASE) {
    const text = textOn(context, path);
    if (text === undefined) continue;
    return typeof text === 'string' ? { values: envValues(text) } : text;
  }
  return undecidable('there is no os-release in this root');
}

/** The text of a file; undefined when there is none, an outcome when that is not known. */
function textOn(context: ConditionContext, path: string): string | Outcome | undefined {
  const place = locate(context, path);
  if (place.kind === 'unknown') return notKnown(place.why);
  if (place.kind === 'missing') return undefined;
  if (place.kind !== 'found' || place.node.type !== 'file') return notKnown(`${path} is no file`);
  return place.node.content ?? notKnown(`${path} was not read`);
}

/** condition.c, `condition_test_machine_tag`: a pattern for the tags in /etc/machine-info. */
function machineTag(parameter: string, context: ConditionContext): Outcome {
  const text = textOn(context, '/etc/machine-info');
  if (text !== undefined && typeof text !== 'string') return text;
  const tags = (text === undefined ? '' : (envValues(text).get('TAGS') ?? '')).split(':').filter(isMachineTag);
  // Of two tags `KEY=VALUE` with the same key just one counts, so which ones do is not decided here.
  const keys = tags.filter((tag) => tag.includes('=')).map((tag) => tag.slice(0, tag.indexOf('=')));
  if (new Set(keys).size < keys.length) return notKnown('its tags contradict each other');
  const results = tags.map((tag) => fnmatchTag(parameter, tag));
  if (results.some((fits) => fits === true)) return found(true, '/etc/machine-info has such a tag');
  if (results.some((fits) => fits === undefined)) return notKnown('the pattern is not decided here');
  return found(false, '/etc/machine-info has no such tag');
}

function fnmatchTag(pattern: string, tag: string): boolean | undefined {
  return compareTexts('$=', tag, pattern);
}

function isMachineTag(tag: string): boolean {
  return (
    tag.length < 256 &&
    /^[A-Za-z0-9][A-Za-z0-9.=-]*$/.test(tag) &&
    !/[-.](?:=|$)/.test(tag.replace(/=.*$/s, (end) => end[0]!))
  );
}
