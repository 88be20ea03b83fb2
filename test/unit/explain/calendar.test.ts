import { describe, expect, it } from 'vitest';
import { BERLIN, explain, hintsOf, IN_UTC } from './explained.ts';

const TIMER = { path: '/etc/systemd/system/a.timer' };

describe('a calendar event is explained', () => {
  it('in words, with its next five elapses here and in UTC', () => {
    const text = explain('Timer', 'OnCalendar=Mon..Fri 03:00', { ...TIMER, clock: BERLIN });
    expect(text).toContain('**at 03:00 on Monday to Friday**');
    expect(text).toContain('Normalised: `Mon..Fri *-*-* 03:00:00`');
    expect(text).toContain('Next (Europe/Berlin, and UTC):');
    const times = [...text!.matchAll(/^- (.*)$/gm)].map((match) => match[1]);
    expect(times).toEqual([
      'Mon 2026-11-23 03:00:00 CET (02:00:00 UTC) · in 15h',
      'Tue 2026-11-24 03:00:00 CET (02:00:00 UTC)',
      'Wed 2026-11-25 03:00:00 CET (02:00:00 UTC)',
      'Thu 2026-11-26 03:00:00 CET (02:00:00 UTC)',
      'Fri 2026-11-27 03:00:00 CET (02:00:00 UTC)',
    ]);
  });

  it('with daylight saving time, and the date of UTC where it is another one', () => {
    const text = explain('Timer', 'OnCalendar=Sun *-03-25..31 00:30', { ...TIMER, clock: BERLIN });
    expect(text).toContain('Sun 2027-03-28 00:30:00 CET (Sat 2027-03-27 23:30:00 UTC)');
    const summer = explain('Timer', 'OnCalendar=*-07-01 12:00', { ...TIMER, clock: BERLIN });
    expect(summer).toContain('Thu 2027-07-01 12:00:00 CEST (10:00:00 UTC)');
  });

  it('once where the local time is UTC', () => {
    const text = explain('Timer', 'OnCalendar=daily', { ...TIMER, clock: IN_UTC });
    expect(text).toContain('Next (UTC):');
    expect(text).toContain('- Mon 2026-11-23 00:00:00 UTC · in 13h\n');
  });

  it('that ends, or never comes', () => {
    const once = explain('Timer', 'OnCalendar=2026-12-24 18:00', { ...TIMER, clock: BERLIN });
    expect(once).toContain('and never again');
    const past = explain('Timer', 'OnCalendar=2020-01-01', { ...TIMER, clock: BERLIN });
    expect(past).toContain('never elapses again');
    const wrong = explain('Timer', 'OnCalendar=Mon 2027-01-01', { ...TIMER, clock: BERLIN });
    expect(wrong).toContain('the date falls on another weekday');
  });

  it('without times where no clock is known', () => {
    const text = explain('Timer', 'OnCalendar=daily', TIMER);
    expect(text).toContain('at 00:00 every day');
    expect(text).not.toContain('Next');
  });

  it('with the delay that the timer adds', () => {
    const text = explain('Timer', 'OnCalendar=daily', TIMER, 'RandomizedDelaySec=1h\n');
    expect(text).toContain('by up to 1h');
  });

  it('not at all when systemd refuses it', () => {
    expect(explain('Timer', 'OnCalendar=whenever', TIMER)).toBeUndefined();
  });
});

describe('inlay hints', () => {
  it.each<[string, string, string[]]>([
    ['Timer', 'OnCalendar=Mon..Fri 03:00', ['next: Mon 2026-11-23 03:00:00 CET']],
    ['Timer', 'OnCalendar=2020-01-01', ['never elapses again']],
    ['Timer', 'OnCalendar=whenever', []],
    ['Timer', 'OnBootSec=90', ['1min 30s']],
    ['Timer', 'OnUnitActiveSec=1440min', ['1d']],
    ['Timer', 'OnUnitActiveSec=1.5h', ['1h 30min']],
    ['Timer', 'OnUnitActiveSec=90d', []],
    ['Service', 'TimeoutStartSec=5400s', ['1h 30min']],
    ['Service', 'TimeoutStartSec=0', ['infinity']],
    ['Service', 'TimeoutStartSec=infinity', []],
    ['Service', 'TimeoutStartSec=30', []],
    ['Service', 'TimeoutStartSec=30s', []],
    ['Service', 'TimeoutStartSec=5min 20s', []],
    ['Service', 'TimeoutStartSec=5 minutes', []],
    ['Service', 'RestartSec=100ms', []],
    ['Service', 'RestartSec=1500ms', ['1.500s']],
    ['Service', 'RestartSec=0', []],
    ['Service', 'TimerSlackNSec=5000000', []],
    ['Service', 'TimeoutStartSec=x', []],
    ['Service', 'MemoryMax=1073741824', ['1G']],
    ['Service', 'MemoryMax=1536M', ['1.5G']],
    ['Service', 'MemoryMax=512M', []],
    ['Service', 'MemoryMax=1500000000', ['≈ 1.4G']],
    ['Service', 'MemoryMax=50%', []],
    ['Service', 'MemoryMax=100', []],
    ['Service', 'LimitCORE=1048576', ['1M']],
    ['Service', 'LimitCPU=3600', ['1h']],
    ['Service', 'LimitNOFILE=65536', []],
    ['Service', 'IOReadBandwidthMax=/ 10000000', []],
    ['Unit', 'Description=90', []],
  ])('[%s] %s: %j', (section, line, labels) => {
    const path = section === 'Timer' ? TIMER.path : '/etc/systemd/system/a.service';
    expect(hintsOf(`[${section}]\n${line}\n`, { path, clock: BERLIN })).toEqual(labels);
  });

  it('are given for the lines asked for, behind the value', () => {
    const text = '[Service]\nTimeoutStartSec=90\nTimeoutStopSec=120 \nRestartSec=180\n';
    expect(hintsOf(text)).toEqual(['1min 30s', '2min', '3min']);
    const second = text.indexOf('TimeoutStopSec');
    expect(hintsOf(text, {}, second + 1, second + 4)).toEqual(['2min']);
  });

  it('leave times out where no clock is known', () => {
    expect(hintsOf('[Timer]\nOnCalendar=daily\n', TIMER)).toEqual([]);
  });
});
