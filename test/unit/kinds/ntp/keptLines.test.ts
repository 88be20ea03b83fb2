import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { NtpDialect } from '../../../../server/src/core/kinds/ntp/dialect.ts';
import { ntpKind } from '../../../../server/src/core/kinds/ntp/index.ts';
import { type NtpCommand, parseNtp } from '../../../../server/src/core/kinds/ntp/parse.ts';
import { contextOf, findings } from './ask.ts';

/** All that is public of a command. */
function plain({ name, span, placed, tokens, problem, applied }: NtpCommand) {
  const expected = problem?.expected.map(({ role, words }) => ({ role, words }));
  return { name, span, placed, tokens, applied, problem: problem && { ...problem, expected } };
}

function commands(text: string, dialect: NtpDialect) {
  return parseNtp(text, dialect).commands.map(plain);
}

function diagnostics(text: string, dialect: NtpDialect) {
  const context = contextOf(dialect);
  return ntpKind.diagnose(ntpKind.parse(text, context), context);
}

const golden = readFileSync(new URL('../../../golden/ntp/ntpsec.json', import.meta.url), 'utf8');
const LINES = (JSON.parse(golden) as { files: { text: string }[] }).files.flatMap(({ text }) => text.split(/\n+/));

describe.each<NtpDialect>(['ntpsec', 'ntpsec-1.2.2', 'classic'])('a line that was read before, for %s', (dialect) => {
  // The last line of a file without a newline at its end is never kept.
  const inPlace = (line: string) => `# first\n\n${line}`;
  const kept = (line: string) => `${inPlace(line)}\n`;

  it('is the same command as where it is read in place', () => {
    for (const line of LINES) expect(commands(kept(line), dialect), line).toEqual(commands(inPlace(line), dialect));
  });

  it('gets the same diagnostics', () => {
    const lines = LINES.filter((line) => !/^\s*driftfile/.test(line)).slice(0, 800);
    for (const line of lines) {
      const text = `pool a\n${line}`;
      expect(diagnostics(`${text}\n`, dialect), line).toEqual(diagnostics(text, dialect));
    }
  });
});

describe('a file', () => {
  it('may hold a line twice: each time it stands elsewhere', () => {
    const text = 'restrict 10.0.0.0/0 kod\nserver a burst\nrestrict 10.0.0.0/0 kod\n';
    const spans = diagnostics(text, 'ntpsec').map(({ code, span }) => `${code} ${span.start}`);
    expect(spans).toContain('ntp.kod 20');
    expect(spans).toContain('ntp.kod 59');
    expect(diagnostics(text, 'ntpsec').find(({ code }) => code === 'ntp.burst')?.fixes?.[0]?.edits).toEqual([
      { span: { start: 33, end: 38 }, newText: 'iburst' },
    ]);
  });

  it('is judged as it is now, whatever was typed before', () => {
    const lines = ['pool a', 'tos minsane 3', 'server b iburst', 'server c burst', 'restrict default kod'];
    const last = `${lines.join('\n')}\n`;
    const said = findings(last);
    for (let at = 0; at <= last.length; at++) findings(`${last.slice(0, at)}x${last.slice(at)}`);
    expect(findings(last)).toEqual(said);
    expect(findings(`\n${last}`)).toEqual(said);
  });

  it.each<[string, NtpDialect, string, readonly string[]]>([
    ['ends at `end`', 'ntpsec', 'server a\nend\nserver b\n', ['server', 'end']],
    ['ends at a NUL', 'ntpsec', 'server a\nrestrict default \0\nserver c\n', ['server', 'restrict']],
    [
      'ends where a word is too long',
      'ntpsec',
      `server a\nserver ${'x'.repeat(1100)}\nserver b\n`,
      ['server', 'server'],
    ],
    ['has a quote that is not closed', 'ntpsec', 'server "a\nserver b\n', ['server', 'server']],
    ['has two commands on a line', 'ntpsec', 'phone " " server a\nserver b\n', ['phone', '', 'server']],
  ])('%s', (_what, dialect, text, names) => {
    expect(commands(text, dialect).map(({ name }) => name)).toEqual(names);
    expect(commands(text, dialect)).toEqual(commands(text, dialect));
  });
});
