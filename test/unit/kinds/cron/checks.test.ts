import { describe, expect, it } from 'vitest';
import type { CronSystem } from '../../../../server/src/core/cron/system.ts';
import { anacrontabKind } from '../../../../server/src/core/kinds/anacron/index.ts';
import { crontabKind } from '../../../../server/src/core/kinds/crontab/index.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import { anacrontabOf, contextOf, crontabOf, judgeAnacrontab, judgeCrontab, SYSTEM, type Where } from './contexts.ts';

const debian: Where = { cron: 'debian' };
const cronie: Where = { cron: 'cronie' };
const user: Where = { path: '/var/spool/cron/crontabs/ann' };

describe('what cron refuses', () => {
  it.each<[line: string, where: Where, found: string[]]>([
    ['60 * * * * root x', debian, ['error bad-field: 60']],
    ['* 24 * * * root x', cronie, ['error bad-field: 24']],
    ['1/5 * * * * root x', debian, ['error bad-field: 1/']],
    ['*/0 * * * * root x', debian, ['error bad-field: 0']],
    ['5x * * * * root x', cronie, ['error bad-field: 5x']],
    ['5;7 * * * * root x', cronie, ['error bad-field: ;7']],
    ['5;7 * * * * root x', debian, ['warning ignored-text: ;7']],
    ['~ * * * * root x', debian, ['error bad-field: ~']],
    ['~ * * * * root x', cronie, []],
    ['9~3 * * * * root x', cronie, ['error bad-field: 9~3']],
    ['* * * * monday root x', debian, ['error bad-field: monday']],
    ['* * * *', debian, ['error missing-field: *']],
    ['@dialy root x', debian, ['error unknown-macro: @dialy']],
    ['* * * * * root', debian, ['error no-command: root']],
    ['* * * * * root', cronie, ['error no-command: root']],
    ['* * * * *', debian, ['error no-user: *']],
    ['* * * * * * x', { ...user, ...debian }, ['error star-command: *']],
    ['* * * * * -x y', { ...user, ...cronie }, ['error bad-option: -x']],
    ['* * * * * -n y', { ...user, ...cronie }, []],
    ['-* * * * * y', { ...user, ...cronie }, ['error dash-not-allowed: -']],
    ['-* * * * * root y', cronie, []],
    ['-* * * * * root y', debian, ['error bad-field: -']],
    [`* * * * * ${'x'.repeat(999)}`, { ...user, ...debian }, [`error command-too-long: ${'x'.repeat(999)}`]],
    [`* * * * * ${'x'.repeat(998)}`, { ...user, ...debian }, []],
    ['MAILTO=', debian, ['error bad-assignment: MAILTO=']],
    ['MAILTO=', cronie, []],
    ['MAILTO="a" b', cronie, ['error bad-assignment: MAILTO="a" b']],
    ['* * * * * nobdy x', { ...debian, system: SYSTEM }, ['error unknown-user: nobdy']],
    ['* * * * * nobdy x', { ...cronie, system: SYSTEM }, ['warning unknown-user: nobdy']],
  ])('%s', (line, where, found) => {
    expect(judgeCrontab(`${line}\n`, where).filter((one) => !one.includes('program'))).toEqual(found);
  });

  it('a last line without a newline', () => {
    expect(judgeCrontab('* * * * * root x', debian)).toEqual(['error no-final-newline: * * * * * root x']);
    expect(judgeCrontab('# only a comment', debian)).toEqual([]);
  });

  it('a table that is too long', () => {
    expect(judgeCrontab(`${'#\n'.repeat(10_003)}A=b\n`, debian)[0]).toMatch(/^error too-many-lines/);
    expect(judgeCrontab(`${'#\n'.repeat(10_002)}A=b\n`, debian)).toEqual([]);
    expect(judgeCrontab('#\n'.repeat(10_010), debian)).toEqual([]);
    expect(judgeCrontab('#\n'.repeat(10_001), { ...user, ...debian })[0]).toMatch(/^error too-many-lines/);
    expect(judgeCrontab('#\n'.repeat(10_000), { ...user, ...debian })).toEqual([]);
    expect(judgeCrontab(`X=1\n`.repeat(1001), { ...user, ...cronie })).toEqual(['error too-many-assignments: X=1\n']);
    expect(judgeCrontab('# filler\n'.repeat(4000), { ...user, ...cronie })[0]).toMatch(/^error too-many-comments/);
    expect(judgeCrontab('# filler\n'.repeat(4000), { ...user, ...debian })).toEqual([]);
  });
});

describe('what cron takes in another sense', () => {
  it.each<[line: string, where: Where, found: string[]]>([
    ['0 22-4 * * * root x', debian, ['warning never: 0 22-4 * * *', 'warning empty-range: 22-4']],
    ['0 4 31 2 * root x', debian, ['warning never: 0 4 31 2 *']],
    ['*/70 * * * * root x', debian, ['information large-step: */70']],
    ['*/70 * * * * root x', cronie, ['warning large-step: */70']],
    ['0 4 13 * 5 root x', debian, ['information either-day: 13']],
    ['0 4 */2 * 5 root x', debian, []],
    ['0 4 * * * root date +%F', debian, ['warning percent: %']],
    ['0 4 * * * root date +\\%F', debian, []],
    ['0 4 * * * root mail -s x ann%Hello', debian, ['information percent: %']],
    ['0 4 * * * root \\', debian, ['warning backslash: \\']],
    ['@daily root ', debian, ['warning no-command: root']],
    ['PATH=$PATH:/x', debian, ['warning unexpanded: $PATH:/x']],
    ['LOGNAME=ann', debian, ['information forced-variable: LOGNAME']],
    ['CRON_TZ=Europe/Berlin', debian, ['warning ignored-variable: CRON_TZ']],
    ['CRON_TZ=Europe/Berlin', cronie, []],
    ['CRON_TZ=Europe/Berln', cronie, ['warning unknown-timezone: Europe/Berln']],
    ['RANDOM_DELAY=30', debian, ['warning ignored-variable: RANDOM_DELAY']],
    ['RANDOM_DELAY=1441', cronie, ['warning bad-delay: 1441']],
    ['RANDOM_DELAY=30m', cronie, ['warning bad-delay: 30m']],
    ['SHELL=bash', cronie, ['warning relative-shell: bash']],
    ['* * * * * root x', { ...debian, path: '/etc/cron.d/a.b' }, ['warning unread-name: * * * * * root x']],
    ['* * * * * root x', { ...cronie, path: '/etc/cron.d/a.b' }, []],
    ['* * * * * root x', { ...cronie, path: '/etc/cron.d/a.rpmsave' }, ['warning unread-name: * * * * * root x']],
    ['* * * * * root x', { ...debian, ...user }, ['warning user-in-user-table: root']],
  ])('%s', (line, where, found) => {
    expect(judgeCrontab(`${line}\n`, where)).toEqual(found);
  });

  it('a NUL ends a line, and the rest is one of its own', () => {
    expect(judgeCrontab('* * * * * root x\0y\n', debian)).toEqual(['warning nul: \0', 'error bad-field: y']);
  });

  it('a carriage return is read along', () => {
    expect(judgeCrontab('* * * * * root x\r\n', debian)).toEqual(['warning carriage-return: \r']);
    expect(judgeCrontab('\r\n', debian)).toEqual(['error bad-field: \r']);
  });
});

describe('what the root says', () => {
  const where: Where = { ...debian, system: SYSTEM };
  it.each<[line: string, found: string[]]>([
    ['0 4 * * * root run-parts --report /etc/cron.daily', ['warning skipped-scripts: /etc/cron.daily']],
    ['0 4 * * * root run-parts /etc/cron.weekly', []],
    ['0 4 * * * root logrotate /x', ['warning program: logrotate']],
    ['0 4 * * * root /usr/sbin/logrotate /x', []],
    ['0 4 * * * root /usr/sbin/logrotat /x', ['warning program: /usr/sbin/logrotat']],
    ['0 4 * * * root cd / && run-parts /etc/cron.weekly; true', []],
    ['0 4 * * * root test -x /usr/sbin/anacron || { cd / && date; }', []],
    ['0 4 * * * root if [ -x /nothing ]; then "$X" y; fi', []],
  ])('%s', (line, found) => {
    expect(judgeCrontab(`${line}\n`, where)).toEqual(found);
  });

  it('PATH above the line counts', () => {
    expect(judgeCrontab('PATH=/usr/sbin\n0 4 * * * root logrotate\n', where)).toEqual([]);
    expect(judgeCrontab('0 4 * * * root logrotate\nPATH=/usr/sbin\n', where)).toEqual(['warning program: logrotate']);
    expect(judgeCrontab('PATH=/opt/bin\n0 4 * * * root anything\n', where)).toEqual([]);
  });

  it('cronie reads no table that may be executed', () => {
    const table = { path: '/etc/cron.d/x', text: '', executable: true };
    const system: CronSystem = { ...SYSTEM, tables: [table] };
    expect(judgeCrontab('* * * * * root true\n', { ...cronie, path: '/etc/cron.d/x', system })).toEqual([
      'error executable: * * * * * root true',
    ]);
  });
});

describe('anacrontab', () => {
  const own: Where = { anacron: 'debian' };
  it.each<[text: string, where: Where, found: string[]]>([
    ['START_HOURS_RANGE=23-6', {}, ['error reversed-range: 23-6']],
    ['START_HOURS_RANGE=3 - 22', {}, ['error bad-range: 3 - 22']],
    ['START_HOURS_RANGE=5-5', {}, ['warning empty-range: 5-5']],
    ['START_HOURS_RANGE=3-99', {}, ['information wide-range: 3-99']],
    ['START_HOURS_RANGE=3-22', own, ['warning ignored-variable: START_HOURS_RANGE']],
    ['START_HOURS_RANGE=3-5\nSTART_HOURS_RANGE=6-7', {}, ['warning overridden: START_HOURS_RANGE']],
    ['RANDOM_DELAY = 45', {}, ['error bad-random-delay:  45']],
    ['RANDOM_DELAY=2147483647', {}, ['error bad-random-delay: 2147483647']],
    ['RANDOM_DELAYED=5', {}, ['warning prefix: RANDOM_DELAYED']],
    ['PREFERRED_HOUR=25', {}, ['error bad-preferred-hour: 25']],
    ['PREFERRED_HOUR=24', {}, ['warning bad-preferred-hour: 24']],
    ['PREFERRED_HOUR=six', {}, ['warning bad-preferred-hour: six']],
    ['SHELL="/bin/sh"', {}, ['warning verbatim-value: "/bin/sh"']],
    ['@weekly 5 x y', {}, []],
    ['@weekly 5 x y', own, ['error unknown-period: @weekly']],
    ['@monthlyish 5 x y', {}, ['warning period-prefix: @monthlyish']],
    ['@hourly 5 x y', {}, ['error unknown-period: @hourly']],
    ['1 5 a/b y', {}, ['error identifier-slash: a/b']],
    ['1 5 x', {}, ['error missing-fields: 1 5 x']],
    ['2147483648 5 x y', {}, ['error too-large: 2147483648']],
    ['1 -5 x y', {}, ['error syntax: 1 -5 x y']],
    ['0 5 x y', {}, ['information every-start: 0']],
    ['1 1441 x y', {}, ['warning long-delay: 1441']],
    ['1 5 .. y', {}, ['error bad-identifier: ..']],
    [`1 5 ${'x'.repeat(256)} y`, {}, [`error bad-identifier: ${'x'.repeat(256)}`]],
    ['1 5 x y\n7 10 x z', {}, ['warning duplicate-identifier: x']],
    ['1 5 x y\nRANDOM_DELAY=45', {}, ['information late-random-delay: RANDOM_DELAY']],
    ['START_HOURS_RANGE=3-5\n1 30 x y', {}, []],
    ['START_HOURS_RANGE=3-5\n1 90 x y', {}, ['information delay-leaves-range: 90']],
    ['START_HOURS_RANGE=3-5\n1 120 x y', {}, ['warning delay-leaves-range: 120']],
    ['RANDOM_DELAY=60\nSTART_HOURS_RANGE=3-4\n1 5 x y', {}, ['warning delay-leaves-range: 5']],
    ['1 5 x a \\b', own, ['warning backslash: \\']],
    ['1 5 x a \\\n  b', own, []],
    ['1 5 x run-parts /etc/cron.daily', { system: SYSTEM }, ['warning skipped-scripts: /etc/cron.daily']],
  ])('%j', (text, where, found) => {
    expect(judgeAnacrontab(`${text}\n`, where)).toEqual(found);
  });
});

describe('fixes', () => {
  const fixed = (kind: typeof crontabKind | typeof anacrontabKind, text: string, where: Where) => {
    const context = contextOf({ ...(kind === anacrontabKind ? { path: '/etc/anacrontab' } : {}), ...where });
    const document = kind === anacrontabKind ? anacrontabOf(text, where) : crontabOf(text, where);
    const found = (kind as typeof crontabKind).diagnose(document as never, context);
    return found.flatMap(({ fixes = [] }) => fixes.map(({ edits }) => applyEdits(text, edits)));
  };
  it.each<[text: string, where: Where, first: string]>([
    ['* 24 * * * root x\n', debian, '* 0 * * * root x\n'],
    ['5-70 * * * * root x\n', debian, '5-59 * * * * root x\n'],
    ['1/20 * * * * root x\n', debian, '1-59/20 * * * * root x\n'],
    ['0 0 * * monday root x\n', debian, '0 0 * * mon root x\n'],
    ['0 22-4 * * * root x\n', debian, '0 22-23,0-4 * * * root x\n'],
    ['0 0 * * 5-0 root x\n', debian, '0 0 * * 5-7 root x\n'],
    ['@dail root x\n', debian, '@daily root x\n'],
    ['* * * * * backup\n', debian, '* * * * * root backup\n'],
    ['* * * * * * x\n', { ...user, ...debian }, '* * * * * x\n'],
    ['MAILTO=\n', debian, 'MAILTO=""\n'],
    ['* * * * * root x', debian, '* * * * * root x\n'],
    ['@daily root date +%F-%H\n', debian, '@daily root date +\\%F-\\%H\n'],
    ['@daily roto x\n', { ...debian, system: SYSTEM }, '@daily root x\n'],
  ])('crontab %j', (text, where, first) => {
    const [answer] = fixed(crontabKind, text, where);
    expect(answer).toBe(first);
    expect(judgeCrontab(answer!, where).filter((one) => one.startsWith('error'))).toEqual([]);
  });

  it.each<[text: string, where: Where, all: string[]]>([
    [
      'START_HOURS_RANGE=23-6\n',
      {},
      ['START_HOURS_RANGE=0-6\n', 'START_HOURS_RANGE=23-24\n', 'START_HOURS_RANGE=0-24\n'],
    ],
    ['START_HOURS_RANGE=3 - 22\n', {}, ['START_HOURS_RANGE=3-22\n']],
    ['RANDOM_DELAY = 45\n', {}, ['RANDOM_DELAY =45\n']],
    ['@daily 5 x y\n', { anacron: 'debian' }, ['1 5 x y\n']],
    ['1 5 a/b y\n', {}, ['1 5 a.b y\n']],
    ['1 5 x y\n7 10 x z\n', {}, ['1 5 x y\n7 10 x-2 z\n']],
    ['SHELL="/bin/sh"\n', {}, ['SHELL=/bin/sh\n']],
  ])('anacrontab %j', (text, where, all) => {
    expect(fixed(anacrontabKind, text, where)).toEqual(all);
    for (const answer of all)
      expect(judgeAnacrontab(answer, where).filter((one) => one.startsWith('error'))).toEqual([]);
  });
});
