import { describe, expect, it } from 'vitest';
import { leftLinkWords, movedLinkWords } from '../../../../server/src/core/features/plan/movedLinkWords.ts';
import {
  type Moved,
  movedLinkChanges,
  movedLinks,
  withLinks,
} from '../../../../server/src/core/features/units/movedLinks.ts';
import { unitIndex } from '../../../../server/src/core/features/units/unitIndex.ts';
import { linkNode } from '../../../../server/src/core/tree/node.ts';
import { applyChanges } from '../../../../server/src/core/tree/systemTree.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';
import { type Files, fullPath, indexed, short, treeWith } from './indexed.ts';

const VENDOR = '/usr/lib/systemd/system';

/** `a.service => c.service`: files that have moved. */
function moves(...lines: readonly string[]): Moved[] {
  return lines.map((line) => {
    const [from, to] = line.split(' => ');
    return { from: fullPath(from!), to: fullPath(to!) };
  });
}

/** The changes in lines: `- PATH` for a link that goes, `+ PATH -> TARGET` for one that is made. */
function changed(files: Files, ...lines: readonly string[]): string[] {
  const changes = movedLinkChanges(movedLinks(indexed(files), moves(...lines)));
  return changes.map((change) =>
    change.op === 'unlink' ? `- ${short(change.path)}` : `+ ${short(change.path)} -> ${change.target}`,
  );
}

describe('links that moved units leave behind', () => {
  it.each<[string, Files, string[], string[]]>([
    [
      'get the new name and lead to the new file',
      { 'c.service': '[Unit]\n', 'm.target.wants/a.service': '-> /etc/systemd/system/a.service' },
      ['a.service => c.service'],
      ['- m.target.wants/a.service', '+ m.target.wants/c.service -> /etc/systemd/system/c.service'],
    ],
    [
      'keep the form of their target',
      { 'c.service': '[Unit]\n', 'm.target.requires/a.service': '-> ../a.service' },
      ['a.service => c.service'],
      ['- m.target.requires/a.service', '+ m.target.requires/c.service -> ../c.service'],
    ],
    [
      'keep their name as other names of the unit',
      { 'c.service': '[Unit]\n', 'b.service': '-> a.service', 'm.target.wants/b.service': '-> ../a.service' },
      ['a.service => c.service'],
      [
        '- b.service',
        '+ b.service -> c.service',
        '- m.target.wants/b.service',
        '+ m.target.wants/b.service -> ../c.service',
      ],
    ],
    [
      'are renamed when an alias was, without leading elsewhere',
      { 'a.service': '[Unit]\n', 'c.service': '-> a.service', 'm.target.wants/b.service': '-> ../a.service' },
      ['b.service => c.service'],
      ['- m.target.wants/b.service', '+ m.target.wants/c.service -> ../a.service'],
    ],
    [
      'are those of instances too',
      { 'c@.service': '[Unit]\n', 'm.target.wants/a@x.service': '-> ../a@.service' },
      ['a@.service => c@.service'],
      ['- m.target.wants/a@x.service', '+ m.target.wants/c@x.service -> ../c@.service'],
    ],
    [
      'are masks too',
      { 'a.service': '-> /dev/null', [`${VENDOR}/c.service`]: '[Unit]\n' },
      [`${VENDOR}/a.service => ${VENDOR}/c.service`],
      ['- a.service', '+ c.service -> /dev/null'],
    ],
    [
      'follow into another folder',
      { '/srv/a.service': '[Unit]\n', 'a.service': '-> /opt/a.service' },
      ['/opt/a.service => /srv/a.service'],
      ['- a.service', '+ a.service -> /srv/a.service'],
    ],
    [
      'follow by name where their target is not there',
      { 'c.service': '[Unit]\n', 'm.target.wants/a.service': `-> ${VENDOR}/a.service` },
      ['a.service => c.service'],
      ['- m.target.wants/a.service', `+ m.target.wants/c.service -> ${VENDOR}/c.service`],
    ],
    [
      'only go where there is one of the new name',
      {
        'c.service': '[Unit]\n',
        'm.target.wants/a.service': '-> ../a.service',
        'm.target.wants/c.service': '-> ../c.service',
      },
      ['a.service => c.service'],
      ['- m.target.wants/a.service'],
    ],
    [
      'stay where something else has the new name',
      {
        'c.service': '[Unit]\n',
        'm.target.wants/a.service': '-> ../a.service',
        'm.target.wants/c.service': '[Unit]\n',
      },
      ['a.service => c.service'],
      [],
    ],
    [
      'stay when another file has the old name still',
      {
        'c.service': '[Unit]\n',
        [`${VENDOR}/a.service`]: '[Unit]\n',
        'm.target.wants/a.service': '-> /etc/systemd/system/a.service',
      },
      ['a.service => c.service'],
      [],
    ],
    [
      'stay when the file is no unit of that kind any more',
      { 'm.target.wants/a.service': '-> ../a.service' },
      ['a.service => a.service.bak'],
      [],
    ],
    [
      'stay when the suffix changes',
      { 'a.socket': '[Unit]\n', 'm.target.wants/a.service': '-> ../a.service' },
      ['a.service => a.socket'],
      [],
    ],
    [
      'are right already once they are changed',
      { 'c.service': '[Unit]\n', 'm.target.wants/c.service': '-> ../c.service' },
      ['a.service => c.service'],
      [],
    ],
    [
      'are none that lead elsewhere',
      { 'c.service': '[Unit]\n', 'b.service': '[Unit]\n', 'x.service': '-> b.service' },
      ['a.service => c.service'],
      [],
    ],
    [
      'are none that generators make',
      {
        'c.service': '[Unit]\n',
        '/run/systemd/generator/m.target.wants/a.service': '-> /etc/systemd/system/a.service',
      },
      ['a.service => c.service'],
      [],
    ],
    [
      'are none behind a link to a folder',
      { 'c.service': '[Unit]\n', 'm.target.wants': '-> /srv/wants', '/srv/wants/a.service': '-> ../a.service' },
      ['a.service => c.service'],
      [],
    ],
  ])('%s', (_, files, moved, expected) => {
    expect(changed(files, ...moved)).toEqual(expected);
  });

  it('lead to the new file where it cannot be told where they led', () => {
    const path = '/etc/systemd/system/m.target.wants/a.service';
    const unknown = { type: 'symlink', target: undefined } as const;
    const tree = applyChanges(treeWith({ [`${VENDOR}/c.service`]: '[Unit]\n' }), [{ op: 'put', path, node: unknown }]);
    const index = unitIndex(openUnitRoot(tree, 257), false);
    const links = movedLinks(index, [{ from: `${VENDOR}/a.service`, to: `${VENDOR}/c.service` }]);
    expect(movedLinkChanges(links)).toEqual([
      { op: 'unlink', path },
      { op: 'symlink', path: '/etc/systemd/system/m.target.wants/c.service', target: `${VENDOR}/c.service` },
    ]);
  });

  it('are told in words', () => {
    const files = {
      'c.service': '[Unit]\n',
      'b.service': '-> a.service',
      'm.target.wants/a.service': '-> ../a.service',
      'm.target.upholds/b.service': '-> ../a.service',
      'n.target.wants/a.service': '-> ../a.service',
      'n.target.wants/c.service': '[Unit]\n',
    };
    const links = movedLinks(indexed(files), moves('a.service => c.service'));
    expect(movedLinkWords(links)).toEqual([
      'b.service leads to c.service.',
      'The link by which m.target upholds b.service leads to ../c.service.',
      'm.target wants c.service instead of a.service.',
    ]);
    expect(leftLinkWords(links)).toEqual([
      '/etc/systemd/system/n.target.wants/a.service stays as it is: there is a c.service beside it already.',
    ]);
  });

  it('are the same links in the tree afterwards', () => {
    const tree = treeWith({ 'c.service': '[Unit]\n', 'm.target.wants/a.service': '-> ../a.service' });
    const links = movedLinks(unitIndex(openUnitRoot(tree, 257), false), moves('a.service => c.service'));
    const after = withLinks(tree, movedLinkChanges(links));
    expect(after.names('/etc/systemd/system/m.target.wants')).toEqual(['c.service']);
    expect(after.node('/etc/systemd/system/m.target.wants/c.service')).toEqual(linkNode('../c.service'));
  });
});
