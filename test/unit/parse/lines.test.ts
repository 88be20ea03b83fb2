import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONG_LINE_MAX, logicalLines, physicalLines } from '../../../server/src/core/parse/lines.ts';
import { sourceOffset } from '../../../server/src/core/text/mappedText.ts';
import { decodeUtf8, encodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { anyText, roughUnit, SEED } from '../unitSource.ts';
import { modelLines } from './lineModel.ts';

/** Logical lines without comments, in the form of the model. */
function contents(text: string) {
  return logicalLines(text)
    .filter((line) => line.type === 'content' && line.content.text !== '')
    .map((line) => ({ number: line.number, text: line.content.text }));
}

describe('physical lines', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n', ['a\n']],
    ['a\nb', ['a\n', 'b']],
    ['a\r\nb\r\n', ['a\r\n', 'b\r\n']],
    ['a\rb\r', ['a\r', 'b\r']],
    ['a\n\rb', ['a\n\r', 'b']],
    ['a\0b', ['a\0', 'b']],
    ['a\n\0b', ['a\n\0', 'b']],
    ['a\r\n\0b', ['a\r\n\0', 'b']],
    ['a\0\nb', ['a\0', '\n', 'b']],
    ['a\n\nb', ['a\n', '\n', 'b']],
    ['a\r\r\nb', ['a\r', '\r\n', 'b']],
    ['a\n\r\nb', ['a\n\r', '\n', 'b']],
    ['\0\0', ['\0', '\0']],
  ])('%j', (text, expected) => {
    expect(physicalLines(text).map(({ span }) => text.slice(span.start, span.end))).toEqual(expected);
  });

  it('leave nothing out and nothing twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = physicalLines(text);
        expect(lines.map(({ span }) => text.slice(span.start, span.end)).join('')).toBe(text);
        for (const { span, contentEnd } of lines) {
          expect(text.slice(span.start, contentEnd)).not.toMatch(/[\r\n\0]/);
          expect(text.slice(contentEnd, span.end)).toMatch(/^[\r\n\0]*$/);
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('logical lines', () => {
  it.each<[string, string, { number: number; text: string }[]]>([
    ['a comment is none', '# a\n ; b\nc\n', [{ number: 3, text: 'c' }]],
    ['a backslash joins', 'a\\\nb\n', [{ number: 2, text: 'a b' }]],
    [
      'two backslashes do not',
      'a\\\\\nb\n',
      [
        { number: 1, text: 'a\\\\' },
        { number: 2, text: 'b' },
      ],
    ],
    ['three do', 'a\\\\\\\nb', [{ number: 2, text: 'a\\\\ b' }]],
    [
      'a backslash and a blank do not',
      'a\\ \nb',
      [
        { number: 1, text: 'a\\ ' },
        { number: 2, text: 'b' },
      ],
    ],
    ['a comment inside is left out', 'a\\\n# x \\\n ; y\nb\n', [{ number: 4, text: 'a b' }]],
    [
      'a blank line ends it',
      'a\\\n\nb\n',
      [
        { number: 2, text: 'a ' },
        { number: 3, text: 'b' },
      ],
    ],
    ['the end of the file ends it, one line later', 'a\\\n', [{ number: 2, text: 'a ' }]],
    ['comments behind it count at the end of the file', 'a\\\n# x\n', [{ number: 3, text: 'a ' }]],
    ['a byte order mark is none of the line', '\ufeffa\n', [{ number: 1, text: 'a' }]],
    ['a comment behind a byte order mark is no comment', '\ufeff# a\n', [{ number: 1, text: '# a' }]],
    [
      'a byte order mark further down is taken once',
      '# a\n\ufeffb\n\ufeffc\n',
      [
        { number: 2, text: 'b' },
        { number: 3, text: '\ufeffc' },
      ],
    ],
    ['a byte order mark inside a continuation goes too', 'a\\\n\ufeffb\n', [{ number: 2, text: 'a b' }]],
    [
      'carriage returns end lines',
      'a\rb\\\rc',
      [
        { number: 1, text: 'a' },
        { number: 3, text: 'b c' },
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(contents(text)).toEqual(expected);
  });

  it.each([
    ['any text', anyText],
    ['unit files', roughUnit],
  ])('agree with the model on %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (given) => {
        const bytes = encodeUtf8(given);
        const { lines, tooLong } = modelLines(bytes, LONG_LINE_MAX);
        expect(tooLong).toBe(false);
        // Empty lines are put together, as they may be very many.
        expect(contents(decodeUtf8(bytes))).toEqual(lines.filter((line) => line.text !== ''));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('map every character of their content to where it stands', () => {
    fc.assert(
      fc.property(roughUnit, (text) => {
        for (const { content, span } of logicalLines(text)) {
          for (let at = 0; at < content.text.length; at++) {
            const source = sourceOffset(content, at);
            expect(source).toBeGreaterThanOrEqual(span.start);
            expect(source).toBeLessThan(span.end);
            // The backslash that joins two lines is a blank in the content.
            if (text[source] !== content.text[at]) expect(content.text[at] + text[source]!).toBe(' \\');
          }
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('lines that are too long', () => {
  const types = (text: string) => logicalLines(text).map((line) => line.type);
  const x = (length: number) => 'x'.repeat(length);

  it.each([
    ['1 MiB - 1', x(LONG_LINE_MAX - 1), ['content']],
    ['1 MiB', x(LONG_LINE_MAX), ['too-long']],
    ['1 MiB of two byte characters', 'é'.repeat(LONG_LINE_MAX / 2), ['too-long']],
    ['1 MiB - 2 of two byte characters', 'é'.repeat(LONG_LINE_MAX / 2 - 1), ['content']],
    ['1 MiB of a comment', `#${x(LONG_LINE_MAX - 1)}`, ['too-long']],
    ['joined to 1 MiB', `${x(LONG_LINE_MAX - 10)}\\\n${x(9)}\n`, ['content']],
    ['joined to 1 MiB + 1', `${x(LONG_LINE_MAX - 10)}\\\n${x(10)}\n`, ['too-long']],
    ['joined around a long comment', `${x(LONG_LINE_MAX - 10)}\\\n#${x(100)}\n${x(9)}\n`, ['content']],
    [
      'joined to 1 MiB behind a byte order mark',
      `# x\n${x(LONG_LINE_MAX - 10)}\\\n\ufeff${x(9)}\n`,
      ['comment', 'content'],
    ],
    ['what follows is not read', `a\n${x(LONG_LINE_MAX)}\nb\n[c]\n`, ['content', 'too-long']],
  ])('%s', (_, text, expected) => {
    expect(types(text)).toEqual(expected);
    const { tooLong } = modelLines(encodeUtf8(text), LONG_LINE_MAX);
    expect(tooLong).toBe(expected.includes('too-long'));
  });

  it('are not waited for: a value over 100,000 lines', () => {
    const text = `[Service]\nExecStart=/bin/true \\\n${'  word \\\n'.repeat(100_000)}  end\n`;
    const lines = logicalLines(text);
    expect(lines).toHaveLength(2);
    expect(lines[1]!.parts).toHaveLength(100_002);
  });
});
