import { nodeAt, parseUnitFile } from '../../server/src/core/parse/unitFile.ts';
import { diagnose } from './marked.ts';

/** Codes of the group `unit.` that speak of one line; the others are about the unit as a whole. */
const LINE_CODES = new Set(
  [
    'invalid-section-header',
    'invalid-utf8',
    'missing-equals',
    'missing-key',
    'newer-directive',
    'outside-section',
    'removed-directive',
    'unknown-directive',
    'unknown-section',
    'wrong-section',
  ].map((code) => `unit.${code}`),
);

/** Codes of what systemd says of one line without naming it. */
const NAMELESS_CODES = new Set(['value.user-odd', 'value.pattern']);
/** The same for one setting whose code others share. */
const NAMELESS_MESSAGE = /^OnFailureIsolate= is deprecated/;

/**
 * The numbers, in order and each once, of the lines with an error or warning of ours, counted as systemd counts them in
 * its messages: the last physical line of those that are joined.
 */
export function complainedLines(text: string, path: string, version: number): number[] {
  const file = parseUnitFile(text);
  const found = diagnose(text, { path, version })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .filter(({ code }) => !code.startsWith('unit.') || LINE_CODES.has(code))
    .filter(({ code, message }) => !NAMELESS_CODES.has(code) && !NAMELESS_MESSAGE.test(message))
    .map(({ span }) => nodeAt(file, span.start)!.line);
  return sortedOnce(found);
}

/** Numbers in order, each once. */
export function sortedOnce(numbers: Iterable<number>): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
