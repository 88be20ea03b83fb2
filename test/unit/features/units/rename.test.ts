import { describe, expect, it } from 'vitest';
import { renameUnit } from '../../../../server/src/core/features/units/rename.ts';
import type { UnitIndex } from '../../../../server/src/core/features/units/unitIndex.ts';
import { applyEdits } from '../../../../server/src/core/text/edit.ts';
import { type Files, indexed, short } from './indexed.ts';

/** What a rename does, in lines: changed texts, moves. */
function renamed(index: UnitIndex, from: string, to: string): string[] {
  const done = renameUnit(index, from, to);
  if ('problem' in done) return [done.problem];
  const textOf = (path: string) => {
    const node = index.root.tree.node(path);
    return node?.type === 'file' ? node.content! : '';
  };
  return [
    ...done.edits.map(({ path, edits }) => `${short(path)}: ${JSON.stringify(applyEdits(textOf(path), edits))}`),
    ...done.moves.map((move) => `${short(move.from)} => ${short(move.to)}`),
  ];
}

describe('renaming a unit', () => {
  it.each<[string, Files, string, string, string[]]>([
    [
      'changes the file and the words that name it',
      { 'a.service': '[Unit]\n', 'b.service': '[Unit]\nAfter=x.target a.service aa.service\nDescription=a.service\n' },
      'a.service',
      'c.service',
      [
        'b.service: "[Unit]\\nAfter=x.target c.service aa.service\\nDescription=a.service\\n"',
        'a.service => c.service',
      ],
    ],
    ['adds the suffix', { 'a.service': '[Unit]\n' }, 'a.service', 'c', ['a.service => c.service']],
    [
      'takes along drop-ins and the folders of links',
      { 'a.service': '[Unit]\n', 'a.service.d/x.conf': '[Unit]\n', 'a.service.wants/b.service': '-> ../b.service' },
      'a.service',
      'c.service',
      ['a.service => c.service', 'a.service.d => c.service.d', 'a.service.wants => c.service.wants'],
    ],
    [
      'renames links of its name',
      {
        'a.service': '[Unit]\n',
        'm.target.wants/a.service': '-> /etc/systemd/system/a.service',
        'b.service': '-> a.service',
      },
      'a.service',
      'c.service',
      ['m.target.wants/a.service => m.target.wants/c.service', 'a.service => c.service'],
    ],
    [
      'renames all files of that name, masks among them',
      { 'a.service': '-> /dev/null', '/usr/lib/systemd/system/a.service': '[Unit]\n' },
      'a.service',
      'c.service',
      ['a.service => c.service', '/usr/lib/systemd/system/a.service => /usr/lib/systemd/system/c.service'],
    ],
    [
      'renames an alias as such',
      {
        'a.service': '[Install]\nAlias=b.service\n',
        'b.service': '-> a.service',
        'd.service': '[Unit]\nAfter=a.service b.service\n',
      },
      'b.service',
      'c.service',
      [
        'a.service: "[Install]\\nAlias=c.service\\n"',
        'd.service: "[Unit]\\nAfter=a.service c.service\\n"',
        'b.service => c.service',
      ],
    ],
    [
      'renames the instances of a template',
      {
        'a@.service': '[Unit]\n',
        'a@x.service.d/y.conf': '[Unit]\n',
        'm.target.wants/a@x.service': '-> ../a@.service',
        'b@.service': '[Unit]\nAfter=a@%i.service a@z.service a@.service\n',
      },
      'a@.service',
      'c@.service',
      [
        'b@.service: "[Unit]\\nAfter=c@%i.service c@z.service c@.service\\n"',
        'm.target.wants/a@x.service => m.target.wants/c@x.service',
        'a@.service => c@.service',
        'a@x.service.d => c@x.service.d',
      ],
    ],
    [
      'says what equal names said',
      { 'a.service': '[Service]\n', 'a.timer': '[Timer]\nOnCalendar=daily\n', 'a.socket': '[Unit]\n' },
      'a.service',
      'c.service',
      [
        'a.timer: "[Timer]\\nUnit=c.service\\nOnCalendar=daily\\n"',
        'a.socket: "[Unit]\\n\\n[Socket]\\nService=c.service\\n"',
        'a.service => c.service',
      ],
    ],
    [
      'says what its own name said',
      { 'a.timer': '[Timer]\nOnCalendar=daily\n' },
      'a.timer',
      'c.timer',
      ['a.timer: "[Timer]\\nUnit=a.service\\nOnCalendar=daily\\n"', 'a.timer => c.timer'],
    ],
    [
      'changes presets that name it in full',
      { 'a.service': '[Unit]\n', '/etc/systemd/system-preset/1.preset': 'enable a.service\ndisable *\n' },
      'a.service',
      'c.service',
      ['/etc/systemd/system-preset/1.preset: "enable c.service\\ndisable *\\n"', 'a.service => c.service'],
    ],
  ])('%s', (_, files, from, to, expected) => {
    expect(renamed(indexed(files), from, to)).toEqual(expected);
  });

  it.each<[string, string, string]>([
    ['a.service', 'a.socket', 'keep ".service"'],
    ['a.service', 'a b', 'is no unit name'],
    ['a.service', 'b.service', 'already a unit'],
    ['a.service', 'a.service', 'the name it has'],
    ['a.service', 'a@.service', 'no template'],
    ['t@.service', 't.service', 'stays one'],
    ['none.service', 'x.service', 'no file of the name'],
    ['srv-x.mount', 'y.mount', 'follows from its path'],
    ['dbus.service', 'y.service', 'systemd itself'],
  ])('of %s to %s is refused', (from, to, reason) => {
    const files = Object.fromEntries(
      ['a.service', 'b.service', 't@.service', 'srv-x.mount', 'dbus.service'].map((name) => [name, '[Unit]\n']),
    );
    expect(renamed(indexed(files), from, to)).toEqual([expect.stringContaining(reason)]);
  });
});
