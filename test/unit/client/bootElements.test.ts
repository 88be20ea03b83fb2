import { describe, expect, it } from 'vitest';
import { type BootElement, bootElements, childrenOf } from '../../../client/src/views/bootElements.ts';
import type { BootDifference, DroppedRow } from '../../../server/src/protocol/boot.ts';
import { boot, unit } from './boots.ts';

const dropped: DroppedRow = {
  name: 'gone.service',
  type: 'service',
  description: 'gone.service',
  action: 'start',
  reason: 'not-loadable',
  text: 'gone.service is masked',
  cycle: [],
  uri: null,
};
const difference: BootDifference = {
  gained: [{ unit: 'a.service', description: 'a.service', uri: null, because: null }],
  lost: [],
  earlier: [],
  later: [{ unit: 'b.service', description: 'b.service', uri: null, because: null, before: 1, after: 2 }],
  different: [],
  error: null,
  anchor: { before: 'basic.target', after: 'basic.target' },
  reached: { before: 30, after: 30 },
  changes: [],
};
const answer = boot(
  [unit('a.service', 0, 10), unit('b.service', 10, 20), unit('z.service', 40, 50, { phase: 'later' })],
  {
    dropped: [dropped],
    criticalChain: [1],
  },
);
const outline = (elements: readonly BootElement[]) =>
  elements.map((element) => [element.kind, ...childrenOf(element).map((child) => ('unit' in child ? child.unit : ''))]);

describe('the rows of a boot', () => {
  it('are stages, targets with their units, what comes later, and what is not started', () => {
    expect(outline(bootElements(answer, undefined, ''))).toEqual([
      ['stage'],
      ['phase', 'a.service', 'b.service'],
      ['phase', 'z.service'],
      ['dropped-group', 'gone.service'],
    ]);
  });

  it('are those that match a filter, with what they stand under', () => {
    expect(outline(bootElements(answer, undefined, 'masked'))).toEqual([['dropped-group', 'gone.service']]);
    expect(outline(bootElements(answer, undefined, 'b.serv'))).toEqual([['phase', 'b.service']]);
  });

  it('carry the critical chain and what is supposed', () => {
    const [, phase] = bootElements(answer, difference, '');
    const units = childrenOf(phase!).flatMap((each) => (each.kind === 'unit' ? [each] : []));
    expect(units.map(({ change, critical }) => [change, critical])).toEqual([
      ['gained', false],
      ['later', true],
    ]);
  });

  it('begin with the reason when systemd refuses', () => {
    const refused = boot([], { error: 'an ordering cycle', cycle: ['a.service', 'b.service'], phases: [] });
    expect(bootElements(refused, undefined, '')[0]).toMatchObject({ kind: 'refusal', text: 'an ordering cycle' });
  });
});
