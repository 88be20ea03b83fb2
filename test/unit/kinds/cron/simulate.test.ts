import { describe, expect, it } from 'vitest';
import { dueDay, isDue, stampDay, stampOf } from '../../../../server/src/core/cron/due.ts';
import { parseHours, uptimes } from '../../../../server/src/core/cron/offHours.ts';
import { simulate } from '../../../../server/src/core/cron/simulate.ts';
import type { Simulation } from '../../../../server/src/core/cron/simulation.ts';
import type { CronSystem, Installed } from '../../../../server/src/core/cron/system.ts';
import { timeText } from '../../../../server/src/core/cron/times.ts';
import { timezone } from '../../../../server/src/core/values/timezone.ts';
import { SYSTEM } from './contexts.ts';

const UTC = timezone('UTC')!;
const at = (time: string) => Date.parse(time) / 1000;
const day = (date: string) => Date.parse(date) / 86_400_000;

const DEBIAN_CRONTAB = `17 * * * * root cd / && run-parts --report /etc/cron.hourly
25 6 * * * root test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }
`;
const CRONIE_ANACRONTAB = `RANDOM_DELAY=45
START_HOURS_RANGE=3-22
1 5 cron.daily nice run-parts /etc/cron.daily
7 25 cron.weekly nice run-parts /etc/cron.weekly
@monthly 45 cron.monthly nice run-parts /etc/cron.monthly
`;
const HOURLY = new Map([['/etc/cron.hourly', [{ name: '0anacron', type: 'file' as const, executable: true }]]]);

interface Setup {
  readonly installed?: Partial<Installed>;
  readonly crontab?: string;
  readonly anacrontab?: string;
  readonly stamps?: Readonly<Record<string, string>>;
  readonly scripts?: CronSystem['scripts'];
  readonly off?: string;
  readonly from?: string;
  readonly days?: number;
  readonly seed?: number;
  readonly zone?: string;
}

function play(setup: Setup): Simulation {
  const installed = { ...SYSTEM.installed, ...setup.installed };
  const system: CronSystem = {
    ...SYSTEM,
    installed,
    tables: setup.crontab === undefined ? [] : [{ path: '/etc/crontab', text: setup.crontab, executable: false }],
    anacrontab: setup.anacrontab,
    stamps: new Map(Object.entries(setup.stamps ?? {})),
    scripts: setup.scripts ?? new Map(),
  };
  return simulate({
    cron: { cron: installed.cron ?? 'debian', anacron: installed.anacron ?? 'debian', system },
    zone: timezone(setup.zone ?? 'UTC')!,
    from: at(`${setup.from ?? '2026-01-05'}T00:00:00Z`),
    days: setup.days ?? 3,
    off: parseHours(setup.off ?? '')!,
    seed: setup.seed ?? 1,
  });
}

const startsOf = ({ jobs, starts }: Simulation, name: string) =>
  starts.filter(({ job }) => jobs[job]!.name.includes(name)).map((start) => timeText(UTC, start.at));

describe('off hours', () => {
  it.each([
    ['', []],
    ['22:00-07:00', [{ from: 1320, to: 420 }]],
    [
      '1-2, 13:30-24',
      [
        { from: 60, to: 120 },
        { from: 810, to: 1440 },
      ],
    ],
    ['22', undefined],
    ['25-1', undefined],
    ['7-7', undefined],
  ])('%j', (text, hours) => {
    expect(parseHours(text)).toEqual(hours);
  });

  it('leave the hours between them', () => {
    const from = at('2026-01-05T00:00:00Z');
    const up = uptimes(parseHours('22:00-07:00')!, UTC, from, from + 2 * 86_400);
    expect(up.map(({ from: a, to: b, boots }) => [timeText(UTC, a), timeText(UTC, b), boots])).toEqual([
      ['Mon 2026-01-05 07:00', 'Mon 2026-01-05 22:00', true],
      ['Tue 2026-01-06 07:00', 'Tue 2026-01-06 22:00', true],
    ]);
    expect(uptimes([], UTC, from, from + 60)).toEqual([{ from, to: from + 60, boots: false }]);
  });
});

describe('what is due', () => {
  it.each<[every: Parameters<typeof isDue>[0], last: string | undefined, today: string, due: boolean]>([
    [1, '2026-01-05', '2026-01-05', false],
    [1, '2026-01-05', '2026-01-06', true],
    [7, '2026-01-05', '2026-01-11', false],
    [7, '2026-01-05', '2026-01-12', true],
    [7, '2026-01-12', '2026-01-05', true],
    [7, undefined, '2026-01-05', true],
    [0, '2026-01-05', '2026-01-05', true],
    ['daily', '2026-01-05', '2026-01-06', true],
    ['weekly', '2026-01-12', '2026-01-05', false],
    ['monthly', '2026-02-01', '2026-02-28', false],
    ['monthly', '2026-02-01', '2026-03-01', true],
    ['monthly', '2026-01-31', '2026-02-28', true],
    ['yearly', '2025-01-01', '2026-01-01', true],
    ['yearly', '2025-01-02', '2026-01-01', false],
  ])('%s, last %s, on %s: %s', (every, last, today, due) => {
    expect(isDue(every, last === undefined ? undefined : day(last), day(today))).toBe(due);
  });

  it('timestamps are read as anacron does', () => {
    expect(stampDay('20260105')).toBe(day('2026-01-05'));
    expect(stampDay('20260230')).toBeUndefined();
    expect(stampDay('garbage')).toBeUndefined();
    expect(stampOf(day('2026-01-05'))).toBe('20260105');
    expect(dueDay(7, day('2026-01-05'), day('2026-01-06'))).toBe(day('2026-01-12'));
    expect(dueDay('monthly', day('2026-01-31'), day('2026-02-01'))).toBe(day('2026-02-28'));
  });
});

describe('cron alone', () => {
  it('runs what anacron would take over, and misses what falls into the off hours', () => {
    const simulation = play({ crontab: DEBIAN_CRONTAB, off: '22:00-06:30' });
    expect(startsOf(simulation, 'cron.hourly')).toHaveLength(3 * 15);
    expect(startsOf(simulation, 'cron.daily')).toEqual([]);
    expect(simulation.missed.filter(({ why }) => why === 'off').length).toBeGreaterThan(20);
    expect(startsOf(play({ crontab: DEBIAN_CRONTAB }), 'cron.daily')).toEqual([
      'Mon 2026-01-05 06:25',
      'Tue 2026-01-06 06:25',
      'Wed 2026-01-07 06:25',
    ]);
  });

  it('runs @reboot when the machine boots', () => {
    expect(startsOf(play({ crontab: '@reboot root hello\n', off: '22:00-07:00', days: 2 }), 'hello')).toEqual([
      'Mon 2026-01-05 07:00',
      'Tue 2026-01-06 07:00',
    ]);
    expect(startsOf(play({ crontab: '@reboot root hello\n' }), 'hello')).toEqual([]);
  });

  it("Debian's cron ignores a table with an error, cronie only the line", () => {
    const crontab = '0 4 * * * root good\n60 * * * * root bad\n';
    const debian = play({ crontab });
    expect(debian.starts).toEqual([]);
    expect(debian.notes).toEqual(['/etc/crontab is ignored as a whole, because of line 2.']);
    expect(startsOf(play({ crontab, installed: { cron: 'cronie' } }), 'good')).toHaveLength(3);
  });

  it('an unknown user does the same', () => {
    expect(play({ crontab: '0 4 * * * nobdy x\n' }).notes).toHaveLength(1);
    expect(play({ crontab: '0 4 * * * nobdy x\n', installed: { cron: 'cronie' } }).starts).toEqual([]);
  });

  it("cronie's RANDOM_DELAY is one share for all entries, the same for the same seed", () => {
    const crontab = 'RANDOM_DELAY=60\n0 4 * * * root one\n0 5 * * * root two\n';
    const setup: Setup = { crontab, installed: { cron: 'cronie' }, days: 1 };
    const { starts } = play(setup);
    expect(starts[1]!.at - starts[0]!.at).toBe(3600);
    expect(starts[0]!.delayed).toBeGreaterThan(0);
    expect(play(setup)).toEqual(play(setup));
    expect(new Set([1, 2, 3, 4].map((seed) => play({ ...setup, seed }).starts[0]!.at)).size).toBeGreaterThan(1);
  });

  it('the days are those of the time zone', () => {
    const simulation = play({ crontab: '30 2 * * * root x\n', zone: 'Europe/Berlin', from: '2026-03-28', days: 3 });
    expect(simulation.starts.map((start) => new Date(start.at * 1000).toISOString())).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });
});

describe('cron and anacron of Debian', () => {
  const anacron = {
    anacron: 'debian' as const,
    anacronTimer: { calendar: ['*-*-* 07..23:30'], randomDelay: 0, persistent: true },
  };
  const anacrontab = '1 5 cron.daily run-parts /etc/cron.daily\n7 10 cron.weekly run-parts /etc/cron.weekly\n';

  it('leave the daily jobs to anacron, which the timer starts', () => {
    const simulation = play({ crontab: DEBIAN_CRONTAB, anacrontab, installed: anacron, off: '22:00-07:00' });
    expect(startsOf(simulation, 'test -x')).toEqual([]);
    expect(simulation.notes[0]).toMatch(/^\/etc\/crontab:2 runs nothing: anacron/);
    // A timer that is persistent makes up for the time that it has missed, at boot.
    expect(startsOf(simulation, 'cron.daily')).toEqual([
      'Mon 2026-01-05 07:35',
      'Tue 2026-01-06 07:05',
      'Wed 2026-01-07 07:05',
    ]);
    expect(startsOf(simulation, 'cron.weekly')).toEqual(['Mon 2026-01-05 07:40']);
  });

  it('make up once for days that were missed', () => {
    const stamps = { 'cron.daily': '20260101', 'cron.weekly': '20260102' };
    const { starts, jobs } = play({ anacrontab, stamps, installed: anacron, days: 5 });
    const late = starts.filter(({ dueSince }) => dueSince !== undefined);
    expect(late.map(({ job, dueSince }) => [jobs[job]!.name, stampOf(dueSince!)])).toEqual([
      ['cron.daily', '20260102'],
    ]);
    expect(startsOf(play({ anacrontab, stamps, installed: anacron, days: 5 }), 'cron.weekly')).toEqual([
      'Fri 2026-01-09 07:40',
    ]);
  });

  it('say when nothing starts anacron', () => {
    expect(play({ anacrontab, installed: { anacron: 'debian' } }).notes).toContain(
      'Nothing starts anacron: no timer, no service and no crontab does.',
    );
    expect(play({ anacrontab }).notes).toEqual(['/etc/anacrontab is not read: anacron is not installed.']);
  });

  it('without systemd an entry of cron starts it', () => {
    const crontab =
      '30 7-23 * * * root [ -x /etc/init.d/anacron ] && if [ ! -d /run/systemd/system ]; then /usr/sbin/invoke-rc.d anacron start >/dev/null; fi\n';
    const setup: Setup = { crontab, anacrontab, installed: { anacron: 'debian', systemd: false }, days: 1 };
    expect(startsOf(play(setup), 'cron.daily')).toEqual(['Mon 2026-01-05 07:35']);
    expect(startsOf(play({ ...setup, installed: { anacron: 'debian', systemd: true } }), 'cron.daily')).toEqual([]);
  });
});

describe('cronie with anacron in cron.hourly', () => {
  const setup: Setup = {
    crontab: '01 * * * * root run-parts /etc/cron.hourly\n',
    anacrontab: CRONIE_ANACRONTAB,
    installed: { cron: 'cronie', anacron: 'cronie', runParts: 'cronie' },
    scripts: HOURLY,
    stamps: { 'cron.daily': '20260104', 'cron.weekly': '20260104', 'cron.monthly': '20260104' },
  };

  it('starts jobs within the hours, 5 to 50 minutes after anacron', () => {
    const times = startsOf(play({ ...setup, days: 4 }), 'cron.daily');
    expect(times).toHaveLength(4);
    for (const time of times) expect(time.slice(-5) >= '03:00' && time.slice(-5) <= '03:51').toBe(true);
    expect(startsOf(play({ ...setup, days: 8 }), 'cron.weekly')).toHaveLength(1);
  });

  it('does not start anacron again on a day on which cron.daily ran', () => {
    expect(play({ ...setup, days: 1 }).anacronStarts.length).toBeLessThan(6);
  });

  it('says that jobs fall outside of the hours', () => {
    const { missed } = play({ ...setup, days: 1 });
    expect(missed.some(({ why }) => why === 'hours')).toBe(true);
  });

  it('never starts anything with 23-6, once it has run', () => {
    const anacrontab = CRONIE_ANACRONTAB.replace('3-22', '23-6');
    expect(startsOf(play({ ...setup, anacrontab, days: 10 }), 'cron.daily')).toEqual([]);
    expect(startsOf(play({ ...setup, anacrontab, stamps: {}, days: 10 }), 'cron.daily')).toHaveLength(1);
  });

  it('a machine that goes off during the delay has to wait for the next start', () => {
    const { missed, starts } = play({ ...setup, anacrontab: '1 120 slow x\n', off: '08:00-07:00', days: 2 });
    expect(starts.filter(({ job }) => job > 0)).toEqual([]);
    expect(missed.filter(({ why }) => why === 'switched-off').length).toBeGreaterThan(0);
  });
});

describe('load', () => {
  const crontab = '0 4 * * * root a\n0 4 * * * root b\n0 4 * * 1 root c\n30 5 * * * root d\n';

  it('is greatest where most jobs start in one minute', () => {
    const { peaks } = play({ crontab });
    expect(peaks.map((peak) => [timeText(UTC, peak.at), peak.jobs.length])).toEqual([
      ['Mon 2026-01-05 04:00', 3],
      ['Tue 2026-01-06 04:00', 2],
    ]);
  });

  it('is compared with what it would be without random delays', () => {
    const anacrontab = 'RANDOM_DELAY=30\n1 0 a x\nRANDOM_DELAY=30\n1 0 b y\n';
    const installed = {
      anacron: 'cronie' as const,
      anacronTimer: { calendar: ['07:30'], randomDelay: 0, persistent: false },
    };
    const { peaks, peaksWithoutDelay } = play({ anacrontab, installed, days: 1 });
    expect(peaksWithoutDelay[0]?.jobs).toHaveLength(2);
    expect(peaks).toEqual([]);
  });
});
