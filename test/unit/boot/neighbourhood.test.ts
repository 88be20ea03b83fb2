import { describe, expect, it } from 'vitest';
import { neighbourhood } from '../../../server/src/core/boot/neighbourhood/neighbourhood.ts';
import { fileNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { loadGraph } from '../../../server/src/core/units/dependencies/index.ts';
import { openUnitRoot } from '../../../server/src/core/units/unitRoot.ts';

const UNITS: Readonly<Record<string, string>> = {
  'web.service':
    '[Unit]\nRequires=db.service\nAfter=db.service\nPartOf=site.target\nConflicts=old.service\n[Service]\nExecStart=/bin/web\n',
  'db.service': '[Unit]\nWants=disk.service\nAfter=disk.service log.service\n[Service]\nExecStart=/bin/db\n',
  'disk.service': '[Service]\nExecStart=/bin/disk\n',
  'log.service': '[Service]\nExecStart=/bin/log\n',
  'old.service': '[Service]\nExecStart=/bin/old\n',
  'site.target': '[Unit]\nWants=web.service\n',
  'web.socket': '[Socket]\nListenStream=80\n',
};
const tree = treeOf(Object.entries(UNITS).map(([name, text]) => [`/etc/systemd/system/${name}`, fileNode(text)]));
const graph = loadGraph(openUnitRoot(tree, 257), Object.keys(UNITS));
const around = (unit: string, depth = 1, order = true, defaults = false, most = 100) => {
  const { units, edges, left } = neighbourhood(graph.unit(unit)!, depth, { order, defaults }, most);
  const places = Object.fromEntries(units.map((each) => [each.unit.id, each.distance]));
  return { units, places, edges, left };
};
const edge = ({ edges }: ReturnType<typeof around>, from: string, to: string) =>
  edges.find((each) => each.from.id === from && each.to.id === to);

describe('neighbourhood', () => {
  it('has what a unit needs before it, and what needs it, or has it as a part, behind it', () => {
    expect(around('web.service').places).toMatchObject({
      'web.service': 0,
      'db.service': -1,
      'web.socket': -1,
      'site.target': 1,
      'old.service': 1,
    });
  });

  it('tells requirement, order and conflict apart', () => {
    const found = around('web.service');
    expect(edge(found, 'web.service', 'db.service')).toMatchObject({
      requirement: 'Requires',
      order: 'after',
      conflict: false,
      words: ['web.service Requires=db.service (file)', 'web.service After=db.service (file)'],
    });
    expect(edge(found, 'site.target', 'web.service')).toMatchObject({ requirement: 'Wants' });
    expect(edge(found, 'web.service', 'web.socket')).toMatchObject({ requirement: 'Triggers', order: 'after' });
    expect(edge(found, 'web.service', 'old.service')).toMatchObject({ requirement: undefined, conflict: true });
  });

  it('goes as far as it is told, and never back', () => {
    const { places } = around('web.service', 2);
    expect(places).toMatchObject({ 'disk.service': -2, 'log.service': -2 });
    expect(around('db.service', 2).places).not.toHaveProperty('web.socket');
  });

  it('leaves out what only decides the order, and what systemd adds, unless asked', () => {
    expect(around('db.service', 1, false).places).not.toHaveProperty('log.service');
    expect(around('db.service', 1, true).places).not.toHaveProperty('sysinit.target');
    expect(around('db.service', 1, true, true).places).toMatchObject({ 'sysinit.target': -1, 'system.slice': -1 });
  });

  it('counts what is beyond the picture, and what is left out of it', () => {
    expect(around('web.service').units.find(({ unit }) => unit.id === 'db.service')?.more).toBe(2);
    const few = around('web.service', 2, true, false, 3);
    expect([few.units.length, few.left > 0]).toEqual([3, true]);
  });
});
