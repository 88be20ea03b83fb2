import { describe, expect, test } from 'vitest';
import { bootSmall } from './runningMachine.ts';

const DAEMON = 'ExecStart=/bin/sleep infinity';
const FAILS = 'Type=oneshot\nExecStart=/bin/false';

describe('jobs that fail with each other', () => {
  test('a long chain of requirements fails as a whole', () => {
    const units: Record<string, string> = { 'u0.service': `\n\n${FAILS}` };
    for (let i = 1; i < 4000; i++) {
      const wanted = i === 3999 ? 'wanted\n' : '';
      units[`u${i}.service`] = `${wanted}Requires=u${i - 1}.service\nAfter=u${i - 1}.service\n\n${DAEMON}`;
    }
    const running = bootSmall({ units });
    expect(running.active.filter((name) => name.startsWith('u'))).toEqual([]);
    expect(running.outcomes.filter(({ result }) => result === 'dependency')).toHaveLength(3999);
  });

  /** The manager of 262 itself does not get over it: it overruns its stack. */
  test('what brings itself back for ever is given up', () => {
    const running = bootSmall({
      version: 262,
      units: {
        'a.service': `wanted\nRequires=c.service\nAfter=c.service\nOnFailure=b.service\n\n${DAEMON}`,
        'b.service': `BindsTo=a.service\nOnFailure=d.target\n\n${DAEMON}`,
        'c.service': `Requires=d.target\nBefore=d.target\n\nExecStartPre=/nonexistent/x\n${DAEMON}`,
        'd.target': 'wanted\nRequires=c.service\nAfter=c.service',
      },
    });
    expect(running.active.filter((name) => /^[acd]\./.test(name))).toEqual([]);
  });
});
