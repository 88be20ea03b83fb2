import { describe, expect, it } from 'vitest';
import { why } from '../../../server/src/core/boot/why/why.ts';
import { service, smallBoot, wanted } from './smallRoot.ts';

const FILES = {
  'a.service': service('Wants=b.service'),
  'b.service': service('Wants=c.service'),
  'c.service': service(),
  'needy.service': service('Requires=c.service\nAfter=c.service'),
  'off.service': service(),
  'alone.service': '[Service]\nExecStart=/bin/true\n',
  'gone.service': service('Wants=nobody.service'),
  'idle.service': service('Wants=pulled.service'),
  'masked.service': '-> /dev/null',
  'bad.service': '[Service]\nType=simple\n',
  'foe.service': service('Conflicts=friend.service'),
  'friend.service': service(),
  'lamp.service': service(),
  'lamp.timer': '[Timer]\nOnBootSec=1h\n',
  'template@.service': service(),
  'ring-a.service': service('After=ring-b.service'),
  'ring-b.service': service('After=ring-a.service'),
  'nosy.service': service('ConditionPathExists=/etc/nosy'),
  ...wanted('a.service', 'needy.service', 'c.service', 'gone.service', 'masked.service', 'lamp.timer'),
  ...wanted('foe.service', 'ring-a.service', 'ring-b.service', 'nosy.service', 'bad.service'),
};
const simulation = smallBoot(FILES);
const chains = (unit: string) =>
  why(simulation, unit).chains.map((chain) => chain.map(({ by, because, unit: to }) => `${by} ${because} ${to}`));

describe('why a unit is started', () => {
  it('is the shortest chain from the anchor, then all others', () => {
    expect(chains('c.service')).toEqual([
      ['multi-user.target Wants c.service'],
      ['multi-user.target Wants needy.service', 'needy.service Requires c.service'],
      ['multi-user.target Wants a.service', 'a.service Wants b.service', 'b.service Wants c.service'],
    ]);
    expect(why(simulation, 'c.service')).toMatchObject({
      state: 'done',
      more: false,
      summary: 'c.service is started: multi-user.target has Wants=c.service.',
    });
  });

  it('tells where each dependency comes from', () => {
    const [chain] = why(simulation, 'b.service').chains;
    expect(chain!.map(({ origins }) => origins)).toEqual([['origin-file'], ['origin-file']]);
    const [system] = why(simulation, 'sysinit.target').chains;
    expect(system!.at(-1)!.origins.length).toBeGreaterThan(0);
  });

  it('needs no chain for the anchor', () => {
    const answer = why(simulation, 'default.target');
    expect(answer).toMatchObject({ unit: 'multi-user.target', state: 'done', chains: [] });
    expect(answer.summary).toContain('the boot is for');
  });

  it('names the condition of a unit that is skipped', () => {
    expect(why(simulation, 'nosy.service')).toMatchObject({ state: 'skipped' });
    expect(why(simulation, 'nosy.service').summary).toContain('ConditionPathExists=/etc/nosy');
  });

  it('bounds the number of chains', () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`m${i}.service`, service('Wants=x.service')]),
    );
    const crowd = smallBoot({ ...many, 'x.service': service(), ...wanted(...Object.keys(many)) });
    expect(why(crowd, 'x.service')).toMatchObject({ more: true });
    expect(why(crowd, 'x.service').chains).toHaveLength(20);
  });
});

describe('why a unit is not started', () => {
  it.each([
    ['masked.service', 'not-loadable', 'it is masked by /usr/lib/systemd/system/masked.service'],
    ['nobody.service', 'not-loadable', 'there is no file for it'],
    ['nowhere.service', 'not-loadable', 'there is no file for it'],
    ['bad.service', 'not-loadable', 'a line of its files keeps it from being loaded'],
    ['template@.service', 'not-loadable', 'it is a template'],
    ['off.service', 'unwanted', 'it is not enabled (its [Install] section names multi-user.target)'],
    ['alone.service', 'unwanted', 'no unit asks for it.'],
    ['friend.service', 'unwanted', 'not started'],
    ['lamp.service', 'triggered', 'it waits until lamp.timer triggers it'],
    ['-.slice', 'always-there', 'is always there'],
  ])('%s: %s', (unit, state, text) => {
    const answer = why(simulation, unit);
    expect(answer.state).toBe(state);
    expect(answer.summary).toContain(text);
    expect(answer.chains).toEqual([]);
  });

  it('is that its job was dropped from a cycle', () => {
    const dropped = simulation.boot.dropped.find(({ reason }) => reason === 'cycle')!;
    expect(dropped.cycle).toEqual(expect.arrayContaining(['ring-a.service', 'ring-b.service']));
    expect(why(simulation, dropped.unit)).toMatchObject({ state: 'dropped' });
  });

  it('is that the whole boot is refused', () => {
    const refused = smallBoot({ ...FILES, 'multi-user.target': '[Unit]\nRequires=nobody.target\n' });
    expect(refused.boot.error).toBeDefined();
    expect(why(refused, 'off.service')).toMatchObject({ state: 'refused' });
    expect(why(refused, 'basic.target').summary).toContain('not started');
  });
});

describe('without a unit', () => {
  // Which job a cycle loses may change with anything else, so there is none here.
  const calm = smallBoot({ ...FILES, 'ring-a.service': service() });

  it('what only it brings is not started', () => {
    expect(why(calm, 'a.service').without).toEqual(['b.service']);
    expect(why(calm, 'b.service').without).toEqual([]);
  });

  it('the boot is refused when the anchor needs it', () => {
    const answer = why(calm, 'basic.target');
    expect(answer.without).toEqual([]);
    expect(answer.withoutError).toContain('basic.target');
  });
});
