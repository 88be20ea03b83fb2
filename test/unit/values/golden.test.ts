import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allDirectives, directive, parserAt, type UnitType } from '../../../server/src/core/knowledge/directives.ts';
import { judgeValue } from '../../../server/src/core/values/index.ts';
import { resourceJudges } from '../../../server/src/core/values/resource/index.ts';
import { unitJudges } from '../../../server/src/core/values/unit/index.ts';

/**
 * Answers of systemd, recorded by test/oracle/values.mjs --record. For each directive (TYPE/SECTION.KEY) first one sign
 * for each of the common values, then its own values, each after its sign: + taken, ! warned of, x fatal.
 */
interface Golden {
  readonly head: { readonly systemd: number };
  readonly common: readonly string[];
  readonly directives: Readonly<Record<string, readonly string[]>>;
}

/** Values on which we answer otherwise on purpose: what systemd says of them depends on more than the value. */
const EXCEPTIONS: readonly { parser: string; value: RegExp; version?: number; reason: string }[] = [
  {
    parser: 'config_parse_pid_file',
    value: /^\/+var\/+run/,
    version: 252,
    reason: "Debian's 252 tells of /var/run only for units in /etc, and these were elsewhere",
  },
  {
    parser: 'config_parse_socket_listen',
    value: /^\/+var\/+run/,
    version: 252,
    reason: "Debian's 252 tells of /var/run only for units in /etc, and these were elsewhere",
  },
  {
    parser: 'config_parse_log_extra_fields',
    value: /\\ud800/,
    version: 252,
    reason: '252 lets the escape of half a surrogate pair pass, which we tell of in all versions',
  },
  {
    parser: 'config_parse_log_filter_patterns',
    value: /\\p\{Foo\}|\(\*FOO\)/,
    reason: 'which properties and verbs there are depends on the release of PCRE2',
  },
  {
    parser: 'config_parse_personality',
    value: /^[a-z][a-z0-9-]+$/,
    reason: 'which architectures are taken depends on the one that systemd was built for',
  },
];

const NOT_JUDGED = new Set(['NULL', '']);
const signOf = { silent: '+', warning: '!', fatal: 'x' } as const;

describe.each([252, 262])('as systemd %d answers', (version) => {
  const file = new URL(`../../golden/values-${version}.json`, import.meta.url);
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
  const names = Object.keys(golden.directives);

  it('was recorded from that version, for most directives', () => {
    expect(golden.head.systemd).toBe(version);
    expect(names.length).toBeGreaterThan(450);
  });

  it.each(names)('%s', (name) => expect(disagreements(name, golden)).toEqual([]));
});

describe('judges', () => {
  it('exist for every parser that the table names', () => {
    const parsers = allDirectives().flatMap((row) => Object.values(row.parsers).map(([parser]) => parser ?? ''));
    const missing = parsers.filter(
      (parser) => !NOT_JUDGED.has(parser) && !unitJudges[parser] && !resourceJudges[parser],
    );
    expect([...new Set(missing)]).toEqual([]);
  });

  it('have one owner each', () => {
    expect(Object.keys(unitJudges).filter((parser) => parser in resourceJudges)).toEqual([]);
  });
});

function disagreements(name: string, { head, common, directives }: Golden): string[] {
  const version = head.systemd;
  const [unitType, section, key] = name.split(/[/.]/) as [UnitType, string, string];
  const row = directive(section, key)!;
  const parser = parserAt(row, version).name;
  const [signs = '', ...own] = directives[name]!;
  const asked = [...common.map((value, i) => signs[i] + value), ...own];
  const earlier: string[] = [];
  return asked.flatMap((answer) => {
    const [systemd, value] = [answer[0]!, answer.slice(1)];
    const context = { version, unitType, unitName: `a.${unitType}`, section, key, earlier: [...earlier] };
    const ours = verdict(judgeValue(row, value, context));
    if (value === '' && row.empty === 'reset') earlier.length = 0;
    else if (systemd !== 'x') earlier.push(value);
    return ours === systemd || isException(parser, value, version) ? [] : [`${value}: systemd ${systemd}, we ${ours}`];
  });
}

function verdict(problems: ReturnType<typeof judgeValue>): string {
  if (problems.length === 0) return signOf.silent;
  return problems.some((problem) => problem.severity === 'fatal') ? signOf.fatal : signOf.warning;
}

function isException(parser: string, value: string, version: number): boolean {
  return EXCEPTIONS.some(
    (known) => known.parser === parser && (known.version ?? version) === version && known.value.test(value),
  );
}
