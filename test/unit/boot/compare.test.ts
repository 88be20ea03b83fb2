import { describe, expect, it } from 'vitest';
import { compareBoots, isSameBoot } from '../../../server/src/core/boot/compare.ts';
import { suppose } from '../../../server/src/core/boot/hypothesis.ts';
import { fileNode } from '../../../server/src/core/tree/node.ts';
import type { SystemTree, TreeChange } from '../../../server/src/core/tree/systemTree.ts';
import { bootOf, service, smallTree, wanted } from './smallRoot.ts';

const tree = smallTree({
  'a.service': service('Wants=helper.service'),
  'b.service': service('After=a.service'),
  'c.service': service('After=b.service'),
  'helper.service': service(),
  'off.service': service('Before=b.service'),
  ...wanted('a.service', 'b.service', 'c.service'),
});
const before = bootOf(tree).boot;

function supposed(...changes: (string | TreeChange)[]): SystemTree {
  const { tree: after, problem } = suppose(tree, changes, { version: 257 });
  if (!after) throw new Error(problem);
  return after;
}
const difference = (...changes: (string | TreeChange)[]) => compareBoots(before, bootOf(supposed(...changes)).boot);
const names = (jobs: readonly { unit: string }[]) => jobs.map(({ unit }) => unit);

describe('a supposed change', () => {
  it('that masks a unit loses it, and those behind it come earlier', () => {
    const found = difference('mask a.service');
    expect(names(found.lost).sort()).toEqual(['a.service', 'helper.service']);
    expect(names(found.earlier)).toEqual(expect.arrayContaining(['b.service', 'c.service', 'multi-user.target']));
    expect(found.gained).toEqual([]);
    expect(names(found.dropped)).toEqual(['a.service']);
    expect(found.activeLost).toEqual(['a.service', 'helper.service']);
    expect(found.end.after).toBeLessThan(found.end.before);
  });

  it('that enables a unit gains it', () => {
    const found = difference('enable off.service');
    expect(names(found.gained)).toEqual(['off.service']);
    expect(found.lost).toEqual([]);
    expect(found.activeGained).toEqual(['off.service']);
    expect(found.waits).toContainEqual({ unit: 'b.service', action: 'start', gained: ['off.service'], lost: [] });
  });

  it('that takes it back again changes nothing', () => {
    const found = difference('enable off.service', 'disable off.service');
    expect(isSameBoot(found)).toBe(true);
    expect(isSameBoot(difference('enable off.service'))).toBe(false);
  });

  it('of the default target changes the boot', () => {
    const found = difference('set-default rescue.target');
    expect(names(found.gained)).toEqual(['rescue.target']);
    expect(names(found.lost)).toContain('multi-user.target');
  });

  it('adds wants', () => {
    expect(names(difference('add-wants basic.target off.service').gained)).toEqual(['off.service']);
  });

  it('is an edit in an open editor', () => {
    const text = service('After=a.service\nConditionPathExists=/etc/none');
    const found = difference({ op: 'put', path: '/usr/lib/systemd/system/b.service', node: fileNode(text) });
    expect(found.outcomes).toMatchObject([{ unit: 'b.service', before: 'done' }]);
    expect(found.outcomes[0]!.after).toContain('ConditionPathExists=/etc/none');
    expect(names(found.earlier)).toEqual(['c.service', 'multi-user.target']);
  });

  it('may make systemd refuse the boot', () => {
    const found = difference('mask basic.target');
    expect(found.error?.before).toBeUndefined();
    expect(found.error?.after).toContain('basic.target');
  });

  it.each([
    ['list-unit-files', 'is no change'],
    ['frobnicate a.service', 'is no change'],
    ['', 'is no change'],
    ['enable nowhere.service', 'cannot be done'],
    ['add-wants basic.target', 'cannot be done'],
  ])('is refused: %s', (command, text) => {
    expect(suppose(tree, [command], { version: 257 }).problem).toContain(text);
  });

  it('leaves the tree as it was', () => {
    supposed('mask a.service', 'enable off.service');
    expect(isSameBoot(compareBoots(before, bootOf(tree).boot))).toBe(true);
  });
});
