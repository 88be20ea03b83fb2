import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainAssignments } from '../../../server/src/core/parse/plainUnitFile.ts';
import { type AssignmentNode, assignments, parseUnitFile } from '../../../server/src/core/parse/unitFile.ts';
import { anyText, roughUnit, SEED } from '../unitSource.ts';

const PATH = '/etc/systemd/system/shop.service';

/** All that a node says, wherever it keeps it. */
function plainly(node: AssignmentNode) {
  const { type, key, keySpan, equals, value, valueSpan, span, line, lines, comments } = node;
  const { text, pieces } = value;
  return { type, key, keySpan, equals, value: { text, pieces }, valueSpan, span, line, lines, comments };
}

function inSections(text: string) {
  const found = [...assignments(parseUnitFile(text))].filter(({ section }) => section !== undefined);
  return found.map(({ section, node }) => ({ section, node: plainly(node) }));
}

function quickly(text: string) {
  return plainAssignments(text, PATH)?.map(({ section, node }) => ({ section, node: plainly(node) }));
}

const ODD_CHARACTERS = fc.constantFrom('[', ']', '=', ' ', '\t', '\n', '#', ';', 'a', 'B', '\\', '[Unit]\n', 'x=1\n');

describe('assignments of plain files', () => {
  it.each([
    '[Unit]\nDescription=A shop\n\n[Service]\nExecStart=/bin/true\n',
    'lost=1\n[Unit]\nkept=2',
    '  [Unit]  \n  Wants =  a.service b.service  \n\tAfter=\t\n',
    '[Unit]\n# a comment\\\n; another\nnothing\n=no key\nkey==two\n \n',
    '',
    '[Unit]',
    '[Unit]\nempty=\nblank= \nlast=',
  ])('%j is read as the whole parser reads it', (text) => {
    expect(quickly(text)).toEqual(inSections(text));
  });

  it.each(['[Unit]\na=1\\\n2\n', '[Unit\na=1', '[Un"it]\na=1', '[]\na=1', '[Unit]\r\na=1', '[Unit]\na=ä', '[a*]\nb=1'])(
    '%j is left to the whole parser',
    (text) => {
      expect(plainAssignments(text, PATH)).toBeUndefined();
    },
  );

  it.each([
    ['texts like units', roughUnit],
    ['any text', anyText],
    ['odd characters', fc.array(ODD_CHARACTERS, { maxLength: 40 }).map((parts) => parts.join(''))],
  ])('%s are read as the whole parser reads them, or left to it', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const quick = quickly(text);
        if (quick) expect(quick).toEqual(inSections(text));
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });
});
