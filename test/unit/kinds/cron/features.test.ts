import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAnacrontab } from '../../../../server/src/core/cron/parseAnacrontab.ts';
import { parseCrontab } from '../../../../server/src/core/cron/parseCrontab.ts';
import { anacrontabKind } from '../../../../server/src/core/kinds/anacron/index.ts';
import { crontabKind } from '../../../../server/src/core/kinds/crontab/index.ts';
import type { FileKind, ParsedDocument } from '../../../../server/src/core/kinds/kind.ts';
import { KINDS, kindOf } from '../../../../server/src/core/kinds/registry.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import type { Span } from '../../../../server/src/core/text/span.ts';
import { randomAnacrontab, randomCrontab } from '../../../oracle/cron-random.mjs';
import { cursorIn } from '../../marked.ts';
import { anyText, SEED } from '../../unitSource.ts';
import { anacrontabOf, contextOf, crontabOf, SYSTEM, type Where } from './contexts.ts';

const IMPLEMENTATIONS = ['debian', 'cronie'] as const;
const small = (text: string) => text.slice(0, 3000);
const crontabText = fc.oneof(
  fc.nat(100_000).map((seed) => small(randomCrontab(seed))),
  fc.nat(100_000).map((seed) => small(randomCrontab(seed, { user: true }))),
  anyText,
);
const anacrontabText = fc.oneof(
  fc.nat(100_000).map((seed) => small(randomAnacrontab(seed))),
  anyText,
);
const inside = (text: string, { start, end }: Span) => 0 <= start && start <= end && end <= text.length;

const CASES: [string, FileKind<ParsedDocument>, fc.Arbitrary<string>, string][] = [
  ['crontab', crontabKind as never, crontabText, '/etc/crontab'],
  ["a user's crontab", crontabKind as never, crontabText, '/var/spool/cron/crontabs/ann'],
  ['anacrontab', anacrontabKind as never, anacrontabText, '/etc/anacrontab'],
];

describe('whatever a file holds', () => {
  it.each(CASES)('every question has an answer that lies in the file: %s', (_, kind, texts, path) => {
    fc.assert(
      fc.property(texts, fc.nat(600), fc.constantFrom(...IMPLEMENTATIONS), (text, at, implementation) => {
        const where: Where = {
          path,
          cron: implementation,
          anacron: implementation,
          system: SYSTEM,
          now: '2026-03-28T00:00Z',
        };
        const context = contextOf(where);
        const document = kind.parse(text, context);
        const offset = Math.min(at, text.length);
        const found = kind.diagnose(document, context);
        const spans: Span[] = [
          ...found.flatMap(({ span, related = [] }) => [span, ...related.map((one) => one.span)]),
          ...found.flatMap(({ fixes = [] }) => fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))),
          ...kind.complete(document, offset, context).map(({ edit }) => edit.span),
          ...kind.symbols(document, context).flatMap(({ span, selection }) => [span, selection]),
          ...kind.folding(document).map(({ span }) => span),
          ...kind.selection(document, offset),
          ...kind.tokens(document, context).map(({ span }) => span),
          ...kind.links(document, context).map(({ span }) => span),
          ...kind.format(document).map(({ span }) => span),
        ];
        const hover = kind.hover(document, offset, context);
        if (hover) spans.push(hover.span);
        expect(spans.filter((span) => !inside(text, span))).toEqual([]);
        expect(found.filter(({ message }) => !/[.)]$/.test(message))).toEqual([]);
        kind.folderAt(document, offset);
        kind.mentionedPaths(document);
        kind.looksRight(text);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it.each(CASES)('tokens and symbols do not overlap: %s', (_, kind, texts, path) => {
    fc.assert(
      fc.property(texts, (text) => {
        const context = contextOf({ path });
        const tokens = kind.tokens(kind.parse(text, context), context);
        for (const [i, { span }] of tokens.entries()) {
          expect(i === 0 || span.start >= tokens[i - 1]!.span.end).toBe(true);
        }
      }),
      { seed: SEED, numRuns: 150 },
    );
  });
});

/** What a program makes of a crontab: times, users, commands and variables, each in order. */
function crontabMeaning(text: string, implementation: 'debian' | 'cronie', system: boolean) {
  const { nodes, problem } = parseCrontab(text, { implementation, system });
  const meaning = nodes.flatMap((node) => {
    if (node.type === 'assignment') return [`${node.name}=${node.value}`];
    if (node.type === 'unfinished') return ['unfinished'];
    if (node.type !== 'entry') return [];
    if (node.problem) return [`refused ${node.problem.kind}`];
    return [
      JSON.stringify([
        node.schedule,
        node.macro?.name,
        node.user?.text,
        node.command?.text.trim(),
        node.option !== undefined,
      ]),
    ];
  });
  return [...meaning, problem?.kind];
}

function anacrontabMeaning(text: string, implementation: 'debian' | 'cronie') {
  return parseAnacrontab(text, implementation).lines.flatMap((line) => {
    if (line.type === 'assignment') return [`${line.name.text}=${line.value.text} ${line.problem?.kind}`];
    if (line.type === 'broken') return [`broken ${line.problem?.kind}`];
    if (line.type !== 'job') return [];
    return [JSON.stringify([line.every, line.minutes, line.identifier.text, line.command.text, line.problem?.kind])];
  });
}

describe('formatting', () => {
  it.each([true, false])('leaves what both programs read of a crontab, user field %s', (system) => {
    const path = system ? '/etc/crontab' : '/var/spool/cron/crontabs/root';
    fc.assert(
      fc.property(crontabText, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), (text, chosen) => {
        const edits = crontabKind.format(crontabOf(text, { path }));
        for (const some of [edits, edits.filter((_, i) => chosen[i % 7])]) {
          const after = applyEdits(text, some);
          for (const one of IMPLEMENTATIONS) {
            expect(crontabMeaning(after, one, system)).toEqual(crontabMeaning(text, one, system));
          }
        }
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('leaves what both programs read of an anacrontab', () => {
    fc.assert(
      fc.property(anacrontabText, (text) => {
        const after = applyEdits(text, anacrontabKind.format(anacrontabOf(text)));
        for (const one of IMPLEMENTATIONS) expect(anacrontabMeaning(after, one)).toEqual(anacrontabMeaning(text, one));
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('has nothing left to do the second time', () => {
    fc.assert(
      fc.property(crontabText, anacrontabText, (crontab, anacrontab) => {
        const once = applyEdits(crontab, crontabKind.format(crontabOf(crontab)));
        expect(crontabKind.format(crontabOf(once))).toEqual([]);
        const other = applyEdits(anacrontab, anacrontabKind.format(anacrontabOf(anacrontab)));
        expect(anacrontabKind.format(anacrontabOf(other))).toEqual([]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('aligns the columns of a block', () => {
    const text =
      '17 *\t* * *\troot\tcd / && x\n  25 6\t* * mon-fri root  y\n@daily ann z\n\nA = b  \n*/5 * * * * root z\n';
    expect(applyEdits(text, crontabKind.format(crontabOf(text)))).toBe(
      '17 * * * *       root cd / && x\n25 6 * * mon-fri root y\n@daily           ann  z\n\nA=b\n*/5 * * * * root z\n',
    );
    const jobs = '1\t5\tcron.daily\trun-parts /etc/cron.daily\n@monthly 15 x  y\n';
    expect(applyEdits(jobs, anacrontabKind.format(anacrontabOf(jobs)))).toBe(
      '1        5  cron.daily run-parts /etc/cron.daily\n@monthly 15 x          y\n',
    );
  });
});

describe('completion', () => {
  const labels = (marked: string, where: Where = {}) => {
    const { text, offset } = cursorIn(marked);
    return crontabKind.complete(crontabOf(text, where), offset, contextOf(where)).map(({ label }) => label);
  };
  it.each<[string, string[], string[]]>([
    ['|', ['@daily', 'PATH', '*/15'], ['LOGNAME', 'CRON_TZ', '~']],
    ['@da|', ['@daily'], []],
    ['0 |', ['*/6', '8-17'], ['@daily', 'jan']],
    ['0 0 1 |', ['jan', 'dec', '*/3'], ['mon']],
    ['0 0 * * mon-|', ['fri'], ['*', '1-5']],
    ['0 0 * * * |', ['root', 'ann'], ['*']],
    ['@daily |', ['root', 'ann'], ['*']],
    ['0 0 * * * root |', ['run-parts --report /etc/cron.daily'], ['root']],
    ['0 0 * * * root run-parts |', ['--report', '/etc/cron.weekly'], []],
    ['MAILTO=|', ['root', 'ann', '""'], ['*']],
    ['# 0 0 |', [], ['*']],
  ])('%s', (marked, some, none) => {
    const found = labels(marked, { system: SYSTEM });
    for (const label of some) expect(found).toContain(label);
    for (const label of none) expect(found).not.toContain(label);
  });

  it('has what only cronie takes', () => {
    expect(labels('|', { cron: 'cronie' })).toEqual(expect.arrayContaining(['CRON_TZ', 'RANDOM_DELAY', '~']));
    expect(labels('CRON_TZ=|', { cron: 'cronie' })).toContain('Europe/Berlin');
  });

  it('has the names of a folder', () => {
    const names = { '/opt/': ['bin/', 'job'] };
    expect(labels('@daily root /opt/|', { names })).toEqual(expect.arrayContaining(['/opt/bin/', '/opt/job']));
    const document = crontabOf('@daily root /opt/');
    expect(crontabKind.folderAt(document, document.text.length)).toBe('/opt/');
  });

  it.each(IMPLEMENTATIONS)('offers nothing that %s refuses', (cron) => {
    for (const start of [
      '',
      '0 ',
      '0 0 ',
      '0 0 1 ',
      '0 0 1 1 ',
      '@daily ',
      '0 0 * * mon,',
      'PATH=',
      'MAILTO=',
      'SHELL=',
    ]) {
      const where: Where = { cron, system: SYSTEM };
      const all = crontabKind.complete(crontabOf(start, where), start.length, contextOf(where));
      expect(all.length).toBeGreaterThan(0);
      for (const { edit, label } of all) {
        const typed = applyEdits(start, [edit]).trimEnd();
        const rest = /=/.test(typed) ? (typed.endsWith('=') ? 'x' : '') : ' * * * * * * root x'.slice(0);
        const fields = typed.split(/\s+/).length;
        const line = /=/.test(typed)
          ? `${typed}${rest}`
          : typed.startsWith('@')
            ? `${typed} ${fields === 1 ? 'root ' : ''}x`
            : `${typed} ${'* '.repeat(Math.max(5 - fields, 0))}root x`;
        const { nodes } = parseCrontab(`${line}\n`, { implementation: cron, system: true });
        expect([label, line, nodes.every((node) => node.type !== 'entry' || !node.problem)]).toEqual([
          label,
          line,
          true,
        ]);
      }
    }
  });

  const jobs = (marked: string, where: Where = {}) => {
    const { text, offset } = cursorIn(marked);
    const context = contextOf({ path: '/etc/anacrontab', ...where });
    return anacrontabKind.complete(anacrontabOf(text, where), offset, context).map(({ label }) => label);
  };
  it.each<[string, string[], string[]]>([
    ['|', ['1', '@weekly', 'START_HOURS_RANGE'], []],
    ['1 |', ['5', '45'], ['@weekly']],
    ['1 5 a b\n7 |', ['10'], []],
    ['1 5 |', ['cron.daily', 'cron.weekly', 'job-1'], []],
    ['1 5 cron.daily x\n7 10 |', ['cron.weekly'], ['cron.daily']],
    ['1 5 cron.daily |', ['run-parts --report /etc/cron.daily'], []],
    ['START_HOURS_RANGE=|', ['3-22'], ['23-6']],
    ['RANDOM_DELAY=|', ['45'], []],
  ])('anacrontab %j', (marked, some, none) => {
    const found = jobs(marked);
    for (const label of some) expect(found).toContain(label);
    for (const label of none) expect(found).not.toContain(label);
  });

  it("leaves out what only cronie's anacron knows", () => {
    expect(jobs('|', { anacron: 'debian' })).not.toContain('START_HOURS_RANGE');
    expect(jobs('|', { anacron: 'debian' })).not.toContain('@weekly');
  });
});

describe('hover', () => {
  const hover = (marked: string, where: Where = {}) => {
    const { text, offset } = cursorIn(marked);
    const context = contextOf(where);
    const kind = (where.path ?? '').endsWith('anacrontab') ? anacrontabKind : crontabKind;
    return (kind as typeof crontabKind).hover(kind.parse(text, context) as never, offset, context)?.text ?? '';
  };
  const now = { now: '2026-03-28T12:00Z', system: SYSTEM };

  it('explains a field, the line, and says when it runs next', () => {
    const text = hover('3|0 2 * * * root true\n', now);
    expect(text).toContain('`30` **minute 30**');
    expect(text).toContain('at 02:30 every day');
    expect(text).toContain('as root');
    expect(text).toContain('Next (Europe/Berlin)');
    expect(text.match(/^- /gm)).toHaveLength(5);
    expect(text).toContain('Sun 2026-03-29 03:00 CEST · its time is skipped');
    expect(text).toContain("Debian's cron runs entries at a fixed time once");
  });

  it('goes by CRON_TZ in cronie only', () => {
    expect(hover('CRON_TZ=America/New_York\n3|0 2 * * * root true\n', { ...now, cron: 'cronie' })).toContain(
      'America/New_York',
    );
    expect(hover('CRON_TZ=America/New_York\n3|0 2 * * * root true\n', now)).toContain('Europe/Berlin');
  });

  it('explains macros, users, variables and commands', () => {
    expect(hover('@da|ily root x\n')).toContain('`0 0 * * *`');
    expect(hover('@daily an|n x\n', now)).toContain('Ann Example');
    expect(hover('PA|TH=/bin\n')).toContain('folders in which the shell');
    expect(hover('@daily root mail a%b|c\n')).toContain('standard input');
    expect(hover('@reboot root |x\n')).toContain('after a boot');
  });

  it('explains the hours of anacron', () => {
    const where: Where = { path: '/etc/anacrontab', anacron: 'cronie', ...now };
    expect(hover('START_HOURS_RANGE=3-|22\n', where)).toContain('from 03:00 to 21:59');
    expect(hover('RANDOM_DELAY=4|5\n', where)).toContain('0 to 45 minutes');
    const job = hover('RANDOM_DELAY=45\nSTART_HOURS_RANGE=3-22\n1 5 cron.d|aily x\n', where);
    expect(job).toContain('5 to 50 minutes after anacron starts');
    expect(job).toContain('from 02:55 to 21:09');
    expect(job).toContain('last ran on Fri 2026-01-02 and is due now');
    expect(hover('START_HOURS_RANGE=23-6\n1 5 cron.d|aily x\n', where)).toContain('leaves no hour');
  });
});

describe('kinds', () => {
  it.each([
    ['/etc/crontab', 'crontab'],
    ['/srv/root/etc/cron.d/job', 'crontab'],
    ['/var/spool/cron/crontabs/ann', 'crontab'],
    ['/var/spool/cron/ann', 'crontab'],
    ['/tmp/crontab.AbC123/crontab', 'crontab'],
    ['/tmp/crontab.AbC123', 'crontab'],
    ['/x/deploy.crontab', 'crontab'],
    ['/etc/anacrontab', 'anacrontab'],
    ['/etc/cron.daily/logrotate', undefined],
  ])('%s', (path, id) => {
    expect(kindOf(path)?.id).toBe(id);
  });

  it('are registered', () => {
    expect(KINDS.map(({ id }) => id)).toEqual(expect.arrayContaining(['crontab', 'anacrontab']));
  });

  it('tell tables from programs of the same name', () => {
    expect(crontabKind.looksRight('\x7fELF\0\0')).toBe(false);
    expect(crontabKind.looksRight('_crontab()\n{\n  :\n}\n')).toBe(false);
    expect(crontabKind.looksRight('# x\n\nSHELL=/bin/sh\n')).toBe(true);
    expect(crontabKind.looksRight('# x\n17 * * * * root x\n')).toBe(true);
  });
});
