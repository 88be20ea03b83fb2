import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mentionsIn, mentionsOfPlainText } from '../../../../server/src/core/features/units/mentions.ts';
import { unitIndex, withChangedFiles } from '../../../../server/src/core/features/units/unitIndex.ts';
import { parseUnitFile } from '../../../../server/src/core/parse/unitFile.ts';
import { fileNode } from '../../../../server/src/core/tree/node.ts';
import { applyChanges } from '../../../../server/src/core/tree/systemTree.ts';
import { openUnitRoot } from '../../../../server/src/core/units/unitRoot.ts';
import { SEED } from '../../unitSource.ts';
import { treeWith } from './indexed.ts';

const line = fc
  .array(
    fc.constantFrom(
      'After',
      'Wants',
      'Slice',
      'Unit',
      'Description',
      '=',
      '=',
      ' ',
      '\t',
      'a.service',
      'b@%i.socket',
      '[',
      ']',
      'Unit',
      'Install',
      'Service',
      'WantedBy',
      '"',
      "'",
      '\\x2d',
      '#',
      ';',
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
const header = fc.constantFrom('[Unit]', '[Install]', '[Service]', '[Timer]', '  [Unit]  ', '[Unit');
const source = fc
  .array(fc.oneof(line, line, header, fc.constant('After= a.service  b.service ')), { maxLength: 12 })
  .map((lines) => lines.join('\n'));

describe('unit names in a text', () => {
  it('are the same whether it is read quickly or with the whole parser', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(mentionsOfPlainText(text)).toEqual(mentionsIn(parseUnitFile(text)));
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it.each([
    '[Unit]\nAfter=a.service \\\n b.service',
    '[Unit]\r\nAfter=a.service',
    '[Unit]\nDescription=é',
    '\ufeff[Unit]',
  ])('are left to the parser in %j', (text) => {
    expect(mentionsOfPlainText(text)).toBeUndefined();
  });
});

describe('an index with changed files', () => {
  it('answers as a new one would', () => {
    const tree = treeWith({
      'a.service': '[Unit]\nAfter=x.target\n',
      'b.service': '[Unit]\nAfter=x.target\nWants=a.service\n',
      'b.service.d/c.conf': '[Unit]\nWants=x.target\n',
    });
    const before = unitIndex(openUnitRoot(tree, 257), false);
    expect(before.referencesOf('x.target')).toHaveLength(3);
    const path = '/etc/systemd/system/b.service';
    const node = fileNode('[Unit]\nBefore=y.target x.target\n');
    const changed = applyChanges(tree, [{ op: 'put', path, node }]);
    const after = withChangedFiles(before, changed, new Set([path]));
    const fresh = unitIndex(openUnitRoot(changed, 257), false);
    for (const name of ['x.target', 'y.target', 'a.service', 'b.service']) {
      const text = (index: typeof after) =>
        index
          .referencesOf(name)
          .map(({ source, mention }) => `${source.path} ${mention.key} ${mention.span.start}`)
          .sort();
      expect(text(after), name).toEqual(text(fresh));
    }
    expect(before.referencesOf('y.target')).toEqual([]);
  });
});
