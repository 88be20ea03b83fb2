import { describe, expect, it } from 'vitest';
import { shownPath } from '../../../../server/src/core/features/units/generated.ts';
import { unitFileState } from '../../../../server/src/core/features/units/lenses.ts';
import { renameUnit } from '../../../../server/src/core/features/units/rename.ts';
import { unitIndex } from '../../../../server/src/core/features/units/unitIndex.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';
import { treeWith } from './indexed.ts';

const FILES = { '/etc/fstab': 'x', 'b.service': '[Unit]\nAfter=a.service\n' };
const GENERATOR = '/run/systemd/generator';
const MADE = {
  [`${GENERATOR}/a.service`]: '[Unit]\nSourcePath=/etc/fstab\n',
  [`${GENERATOR}/odd.service`]: '[Unit]\nSourcePath=/etc/none\n',
  [`${GENERATOR}/m.target.wants/a.service`]: '-> ../a.service',
  [`${GENERATOR}/m.target.wants/b.service`]: '-> /etc/systemd/system/b.service',
};
const index = unitIndex(openUnitRoot(treeWith({ ...FILES, ...MADE }), 257), false, treeWith(FILES));

describe('what generators make', () => {
  it.each<[string, string | undefined]>([
    [`${GENERATOR}/a.service`, '/etc/fstab'],
    [`${GENERATOR}/odd.service`, undefined],
    [`${GENERATOR}/none.service`, undefined],
    [`${GENERATOR}/m.target.wants/a.service`, '/etc/fstab'],
    [`${GENERATOR}/m.target.wants/b.service`, '/etc/systemd/system/b.service'],
    ['/etc/systemd/system/b.service', '/etc/systemd/system/b.service'],
  ])('at %s is shown at %s', (path, shown) => {
    expect(shownPath(index, path)).toBe(shown);
  });

  it('is not renamed', () => {
    expect(renameUnit(index, 'a.service', 'c.service')).toEqual({ problem: expect.stringContaining('generator') });
    const renamed = renameUnit(index, 'b.service', 'c.service');
    expect('moves' in renamed && renamed.moves.map(({ from }) => from)).toEqual(['/etc/systemd/system/b.service']);
  });

  it('does not count for the state of unit files', () => {
    expect(unitFileState(index, 'a.service')).toBeUndefined();
    expect(unitFileState(index, 'b.service')).toBe('static');
  });
});
