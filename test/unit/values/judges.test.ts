import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allDirectives,
  type Directive,
  directive,
  ownSection,
  typeOfSection,
  type UnitType,
} from '../../../server/src/core/knowledge/directives.ts';
import { judgeValue } from '../../../server/src/core/values/index.ts';
import type { ValueProblem } from '../../../server/src/core/values/judge.ts';

interface Asked {
  readonly version?: number;
  readonly type?: UnitType;
  readonly name?: string;
  readonly earlier?: readonly string[];
}

function ask(key: string, value: string, { version = 262, type = 'service', name, earlier = [] }: Asked = {}) {
  const own = ownSection(type);
  const sections = ['Unit', 'Install', ...(own ? [own] : [])];
  const section = sections.findLast((candidate) => directive(candidate, key))!;
  const context = { version, unitType: type, unitName: name ?? `a.${type}`, section, key, earlier };
  return judgeValue(directive(section, key)!, value, context);
}

const brief = (problems: readonly ValueProblem[], value: string) =>
  problems.map(({ severity, code, start, end }) => [severity, code, value.slice(start, end)]);

const fixed = (problems: readonly ValueProblem[], value: string) =>
  problems.map(({ start, end, fix }) => fix && value.slice(0, start) + fix.newText + value.slice(end))[0];

describe('spans and severities', () => {
  const cases: readonly [key: string, value: string, expected: readonly (readonly string[])[], asked?: Asked][] = [
    ['ExecStart', '/bin/true', []],
    ['ExecStart', 'bin/true x', [['fatal', 'value.command', 'bin/true']]],
    ['ExecStart', '-bin/true x', [['warning', 'value.command', '-bin/true']]],
    ['ExecStart', '/bin/true "a', [['fatal', 'value.quotes', '"a']]],
    ['ExecStart', '"/bin/true', [['warning', 'value.quotes', '"/bin/true']]],
    ['ExecStart', '/bin/true %Z b', [['fatal', 'value.specifier', '%Z']]],
    ['ExecStart', '/bin/true a\\d', [['warning', 'value.escape', 'a\\d']]],
    ['ExecStart', '@/bin/true', [['fatal', 'value.command-argv0', '@/bin/true']]],
    ['ExecStart', '/bin/true ; bin/false', [['fatal', 'value.command', 'bin/false']]],
    ['ExecStart', '/bin/true \\; bin/false', []],
    ['ExecStart', '!!/bin/true', [['warning', 'value.deprecated', '!!/bin/true']]],
    ['ExecStart', '!!/bin/true', [], { version: 257 }],
    ['ExecStart', '| true', []],
    ['ExecStart', '|/bin/true', [['fatal', 'value.command', '|/bin/true']], { version: 257 }],
    ['ExecStart', '/bin/..', [['fatal', 'value.command', '/bin/..']]],
    ['ExecStart', '/bin/..', [], { version: 252 }],
    ['DynamicUser', 'perhaps', [['fatal', 'value.boolean', 'perhaps']]],
    ['RemainAfterExit', 'perhaps', [['warning', 'value.boolean', 'perhaps']]],
    ['TimeoutStartSec', '5x', [['warning', 'value.timespan', '5x']]],
    [
      'After',
      'a.service b',
      [
        ['warning', 'value.self', 'a.service'],
        ['warning', 'value.unit-name', 'b'],
      ],
    ],
    ['Wants', 'a.service', []],
    ['Before', 'dev-sda.device', [['warning', 'value.dependency-dropped', 'dev-sda.device']]],
    ['Before', 'foo@.service %n', [['warning', 'value.self', '%n']]],
    ['Documentation', 'man:a(1) foo(1)', [['warning', 'value.documentation', 'foo(1)']]],
    ['Environment', 'A=1 "B" C=2', [['warning', 'value.environment', '"B"']]],
    ['Environment', 'A=1 "B', [['warning', 'value.quotes', '"B']]],
    ['User', 'a:b', [['fatal', 'value.user', 'a:b']]],
    ['User', 'a.b', [['warning', 'value.user-odd', 'a.b']]],
    ['User', 'nobody', [['warning', 'value.user-nobody', 'nobody']]],
    ['Group', 'nobody', []],
    ['PIDFile', 'x.pid', []],
    ['PIDFile', '../x.pid', [['fatal', 'value.path-not-normalized', '../x.pid']]],
    ['PIDFile', '/dev/x', [['fatal', 'value.path-api-vfs', '/dev/x']]],
    ['PIDFile', '/dev/x', [], { version: 252 }],
    ['WorkingDirectory', '-x', [['warning', 'value.path-not-absolute', 'x']]],
    ['WorkingDirectory', '~', []],
    ['ConditionPathExists', '|!x', [['warning', 'value.path-not-absolute', 'x']]],
    ['StandardOutput', 'syslog', [['warning', 'value.deprecated', 'syslog']]],
    ['StandardOutput', 'file:x', [['warning', 'value.path-not-absolute', 'x']]],
    ['StateDirectory', 'a /b', [['warning', 'value.path-absolute', '/b']]],
    ['StateDirectory', 'a:b:rw', [['warning', 'value.directory-flags', 'a:b:rw']]],
    ['StateDirectory', 'a:b:rw', [], { version: 252 }],
    ['OpenFile', '/x:n:append,foo', [['warning', 'value.word', 'foo']]],
    ['Capabilities', 'x', [['warning', 'value.removed-setting', 'x']]],
    ['CPUAccounting', 'yes', [['warning', 'value.removed-setting', 'yes']]],
    ['CPUAccounting', 'yes', [], { version: 257 }],
    ['KillMode', 'none', [['warning', 'value.deprecated', 'none']]],
    ['KillMode', '', []],
    ['OnFailureIsolate', 'yes', [['warning', 'value.deprecated', 'yes']]],
    ['Unit', 'b.service', [], { type: 'timer' }],
    ['Unit', 'c.service', [['warning', 'value.second-unit', 'c.service']], { type: 'timer', earlier: ['b.service'] }],
    ['Unit', 'c.service', [], { type: 'timer', earlier: ['nonsense'] }],
    ['OnCalendar', 'Tue 2024-01-01', [['warning', 'value.calendar-never', 'Tue 2024-01-01']], { type: 'timer' }],
    ['OnCalendar', 'Tue 2024-01-01', [], { type: 'timer', version: 257 }],
    ['Slice', 'foo@bar.slice', [['warning', 'value.unit-name', 'foo@bar.slice']]],
    ['LUOSession', 's1 s2', [['warning', 'value.session-name', 's1']], { earlier: ['s1'] }],
    ['WantedBy', 'no unit at all', []],
    ['RootDirectory', '%M', []],
    ['RootDirectory', 'x%M', [['fatal', 'value.path-not-absolute', 'x%M']]],
    ['RootDirectory', '%H', [['fatal', 'value.path-not-absolute', '%H']]],
    ['LogNamespace', '%W', []],
    ['PassEnvironment', '%m', []],
  ];
  it.each(cases)('%s=%s gives %j (%j)', (key, value, expected, asked) => {
    expect(brief(ask(key, value, asked), value)).toEqual(expected);
  });
});

describe('fixes', () => {
  it.each([
    ['Restart', 'onfailure', 'on-failure'],
    ['Type', 'Simple', 'simple'],
    ['After', 'x y.service', 'x.service y.service'],
    ['Documentation', 'systemd(1)', 'man:systemd(1)'],
    ['ExecStart', '/bin/sh -c \\d\\n', '/bin/sh -c \\\\d\\n'],
    ['Description', '100%X', '100%%X'],
    ['TimeoutSec', '5 mins', '5min'],
    ['KillSignal', 'sigterm', 'SIGTERM'],
    ['PIDFile', '/var/run/x.pid', '/run/x.pid'],
    ['StateDirectory', '/a', 'a'],
    ['RootDirectory', '/a/../b', '/b'],
    ['RootDirectory', '/../b/..', '/'],
    ['StateDirectory', 'a/../b', 'b'],
    ['StateDirectory', '../b', undefined],
    ['StateDirectory', '"/a b"', undefined],
    ['Sockets', 'x', 'x.socket'],
    ['Service', 'x', 'x.service'],
  ])('%s=%s becomes %s', (key, value, expected) => {
    const type = key === 'Service' ? 'socket' : 'service';
    expect(fixed(ask(key, value, { type }), value)).toBe(expected);
  });

  it('puts right what it fixes', () => {
    for (const [key, value] of [
      ['Restart', 'onfailure'],
      ['After', 'x'],
      ['RootDirectory', '/a/../b'],
    ] as const) {
      expect(ask(key, fixed(ask(key, value), value)!)).toEqual([]);
    }
  });
});

describe('judgeValue', () => {
  it('is silent where the parser is unknown', () => {
    const row: Directive = {
      key: 'X',
      sections: ['Unit'],
      kind: 'string',
      parsers: { 252: ['config_parse_x'] },
      empty: 'reset',
    };
    const context = {
      version: 262,
      unitType: 'service',
      unitName: undefined,
      section: 'Unit',
      key: 'X',
      earlier: [],
    } as const;
    expect(judgeValue(row, 'x', context)).toEqual([]);
  });

  it('never throws, and its spans lie in the value', () => {
    const rows = allDirectives().filter((row) => typeOfSection(row.sections[0]!) ?? row.sections[0] === 'Unit');
    const piece = fc.constantFrom(
      'a',
      '%',
      '\\',
      '"',
      "'",
      ' ',
      ':',
      '/',
      '..',
      ';',
      '=',
      '~',
      '-',
      '@',
      '5',
      's',
      '\u{1f600}',
      '\udcff',
      '\0',
      '%c',
      '.service',
      'x41',
      '\\q',
    );
    const value = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    const name = fc.constantFrom('a.service', 'a@.service', 'a@\\q.timer', 'b\\.mount', undefined);
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        value,
        name,
        fc.constantFrom(252, 257, 262),
        (row, text, unitName, version) => {
          const section = row.sections[0]!;
          const unitType = typeOfSection(section) ?? 'service';
          const context = { version, unitType, unitName, section, key: row.key, earlier: [text] };
          for (const { start, end, message } of judgeValue(row, text, context)) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(text.length);
            expect(message).not.toBe('');
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});
