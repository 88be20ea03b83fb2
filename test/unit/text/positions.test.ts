import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import { lineIndex, lineSpan, offsetAt, positionAt } from '../../../server/src/core/text/lineIndex.ts';
import { mappedOffset, sliceMapped, sourceOffset, sourceSpan } from '../../../server/src/core/text/mappedText.ts';
import { anyText, SEED } from '../unitSource.ts';

describe('line index', () => {
  it.each<[string, number, { line: number; character: number }]>([
    ['', 0, { line: 0, character: 0 }],
    ['ab', 2, { line: 0, character: 2 }],
    ['a\nb', 2, { line: 1, character: 0 }],
    ['a\r\nb', 3, { line: 1, character: 0 }],
    ['a\rb', 2, { line: 1, character: 0 }],
    ['a\n\rb', 3, { line: 2, character: 0 }],
    ['a\0b', 2, { line: 0, character: 2 }],
    ['\u{1f600}b', 2, { line: 0, character: 2 }],
    ['a\n', 2, { line: 1, character: 0 }],
  ])('%j at %i', (text, offset, position) => {
    const index = lineIndex(text);
    expect(positionAt(index, offset)).toEqual(position);
    expect(offsetAt(index, position)).toBe(offset);
  });

  it.each([
    [{ line: 0, character: 99 }, 1],
    [{ line: 9, character: 0 }, 4],
    [{ line: -1, character: 0 }, 0],
    [{ line: 1, character: -5 }, 2],
  ])('moves %j to the nearest end', (position, offset) => {
    expect(offsetAt(lineIndex('a\nbc'), position)).toBe(offset);
  });

  it('gives every offset back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const index = lineIndex(text);
        for (let at = 0; at <= text.length; at++) {
          const insideEnding = at > 0 && text[at] === '\n' && text[at - 1] === '\r';
          expect(offsetAt(index, positionAt(index, at))).toBe(insideEnding ? at - 1 : at);
        }
        for (let line = 0; line < index.starts.length; line++) {
          const { start, end } = lineSpan(index, text, line);
          expect(text.slice(start, end)).not.toMatch(/[\r\n]/);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('mapped text', () => {
  // The source `a=b \` + newline + `  c`, joined.
  const mapped = {
    text: 'a=b    c',
    pieces: [
      { at: 0, source: 0 },
      { at: 5, source: 6 },
    ],
  };

  it.each([
    [0, 0],
    [4, 4],
    [5, 6],
    [7, 8],
    [8, 9],
    [99, 9],
  ])('character %i stands at %i', (at, source) => {
    expect(sourceOffset(mapped, at)).toBe(source);
    if (at <= 8) expect(mappedOffset(mapped, source)).toBe(at);
  });

  it('keeps its places when it is sliced', () => {
    const value = sliceMapped(mapped, 2, 8);
    expect(value.text).toBe('b    c');
    expect(sourceSpan(value, 0, 1)).toEqual({ start: 2, end: 3 });
    expect(sourceSpan(value, 5, 6)).toEqual({ start: 8, end: 9 });
    expect(sourceSpan(value, 0, 6)).toEqual({ start: 2, end: 9 });
    expect(sourceSpan(value, 3, 3)).toEqual({ start: 6, end: 6 });
    expect(sliceMapped(mapped, 6, 8)).toEqual({ text: ' c', pieces: [{ at: 0, source: 7 }] });
  });
});

describe('edits', () => {
  it('are made at once, in whatever order they are given', () => {
    const edits = [
      { span: { start: 4, end: 4 }, newText: '!' },
      { span: { start: 0, end: 1 }, newText: 'AA' },
      { span: { start: 2, end: 4 }, newText: '' },
    ];
    expect(applyEdits('abcd', edits)).toBe('AAb!');
    expect(applyEdits('abcd', [...edits].reverse())).toBe('AAb!');
  });
});
