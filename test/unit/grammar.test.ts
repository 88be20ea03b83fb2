import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Row = { readonly key: string; readonly kind: string; readonly legacy?: string };

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const { repository } = read('../../syntaxes/systemd-unit.tmLanguage.json');
const directives: Row[] = read('../../server/src/core/knowledge/generated/directives.json');

/** The rules of the grammar in their order: the first that begins on a line takes it. */
const RULES = ['text', 'command', 'condition', 'environment', 'calendar', 'system-calls', 'choice'];

function ruleOf(key: string): string {
  const begins = (name: string) => new RegExp(repository[`assignment-${name}`].begin).test(`${key}=`);
  return RULES.find(begins) ?? 'other';
}

const EXPECTED: [kind: RegExp, rule: string][] = [
  [/^command-line$/, 'command'],
  [/^condition-/, 'condition'],
  [/^environment/, 'environment'],
  [/^calendar$/, 'calendar'],
  [/^syscall-filter$|^filesystem-list$|^errno$/, 'system-calls'],
  [/^enum:|^flags:|^boolean-or-flags:|^exec-(in|out)put:|^protect-hostname:/, 'choice'],
];

describe('the grammar colours a key by what its value is', () => {
  it.each(EXPECTED)('%s', (kind, rule) => {
    const rows = directives.filter((row) => kind.test(row.kind));
    const wrong = rows.filter((row) => ruleOf(row.key) !== rule && row.legacy === undefined);
    expect(rows.length).toBeGreaterThan(0);
    expect(wrong.map((row) => row.key)).toEqual([]);
  });

  it('names no key that is not of that kind', () => {
    const kinds = EXPECTED.map(([kind]) => kind.source).join('|');
    const named = directives.filter((row) => !['other', 'text', 'condition'].includes(ruleOf(row.key)));
    const strangers = named.filter((row) => !new RegExp(kinds).test(row.kind));
    // Type= is a word in [Service] and free text in [Mount], OnFailureIsolate= and the like keep their old names.
    expect(strangers.map((row) => row.key).filter((key) => key !== 'Type')).toEqual([]);
  });

  it('takes free text for what systemd reads as a plain string', () => {
    const text = directives.filter((row) => ruleOf(row.key) === 'text');
    expect(text.map((row) => row.key)).toContain('Description');
    expect(text.filter((row) => !/^(string|regex|base64)$/.test(row.kind)).map((row) => row.key)).toEqual([]);
  });
});
