import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatUnit } from '../../../server/src/core/kinds/unit/format.ts';
import { parseUnitFile } from '../../../server/src/core/parse/unitFile.ts';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import { unitOf } from '../marked.ts';
import { anyText, plainUnit, roughUnit, SEED } from '../unitSource.ts';

const format = (text: string) => applyEdits(text, formatUnit(unitOf(text)));

/** What systemd reads: sections, assignments and junk, in order, and the comments that people read. */
function meaning(text: string): string[] {
  return parseUnitFile(text).nodes.flatMap((node) => {
    switch (node.type) {
      case 'header':
        return [`[${node.name}${node.closed ? ']' : ''}`];
      case 'assignment':
        return [
          `${node.key}=${node.value.text}`,
          ...node.comments.map((span) => text.slice(span.start, span.end).trim()),
        ];
      case 'junk':
        return [`${node.reason} ${text.slice(node.text.start, node.text.end)}`];
      case 'comment':
        return [text.slice(node.span.start, node.span.end).trim()];
      default:
        return [];
    }
  });
}

describe('formatting', () => {
  it.each<[string, string, string]>([
    ['blanks around the equals sign', '[Unit]\n After = a b \t\n', '[Unit]\nAfter=a b\n'],
    ['an empty value', '[Unit]\nAfter = \n', '[Unit]\nAfter=\n'],
    ['blanks before a header', '  [Unit]  \nA=b\n', '[Unit]\nA=b\n'],
    ['an empty line before a header', '[Unit]\nA=b\n[Service]\nC=d\n', '[Unit]\nA=b\n\n[Service]\nC=d\n'],
    ['a comment above a header', '[Unit]\nA=b\n# why\n[Service]\n', '[Unit]\nA=b\n# why\n[Service]\n'],
    ['several empty lines', '\n\n[Unit]\n\n\nA=b\n\n\n', '[Unit]\n\nA=b\n'],
    ['no newline at the end', '[Unit]\nA=b', '[Unit]\nA=b\n'],
    ['CRLF', '[Unit]\r\nA = b\r\n[Service]\r\nC=d', '[Unit]\r\nA=b\r\n\r\n[Service]\r\nC=d\r\n'],
    [
      'continuation lines keep their shape',
      '[Unit]\nAfter = a \\\n   # why\n   b\n',
      '[Unit]\nAfter=a \\\n   # why\n   b\n',
    ],
    ['a value that starts on the next line', '[Unit]\nAfter =  \\\n   b\n', '[Unit]\nAfter=  \\\n   b\n'],
    ['quotes', '[Service]\nEnvironment = "A= b "  \n', '[Service]\nEnvironment="A= b "\n'],
    ['a backslash at the end of the file', '[Unit]\nA=b\\', '[Unit]\nA=b\\'],
    ['a blank behind a backslash', '[Unit]\nA=b\\ \nC=d\n', '[Unit]\nA=b\\ \nC=d\n'],
    ['a byte order mark', '\ufeff  [Unit]\nA=b\n', '\ufeff[Unit]\nA=b\n'],
    ['junk stays', '[Unit]\nfoo bar  \n= x\n', '[Unit]\nfoo bar\n= x\n'],
    ['an unclosed header stays', '[Unit\n A = b\n', '[Unit\nA=b\n'],
    ['nothing', '', ''],
    ['tidy already', '# a\n[Unit]\nA=b\n\n[Service]\nC=d\n', '# a\n[Unit]\nA=b\n\n[Service]\nC=d\n'],
    ['blanks behind a comment', '[Unit]\n# a  \nA=b\n', '[Unit]\n# a\nA=b\n'],
  ])('%s', (_, before, after) => {
    expect(format(before)).toBe(after);
  });

  it('makes no edit where there is nothing to do', () => {
    expect(formatUnit(unitOf('[Unit]\nA=b\n\n[Service]\nC=d\n'))).toEqual([]);
  });

  it.each([
    ['unit files', plainUnit],
    ['rough unit files', roughUnit],
    ['any text', anyText],
  ])('never changes what systemd reads, and is done at once: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        const once = format(text);
        expect(meaning(once)).toEqual(meaning(text));
        expect(format(once)).toBe(once);
      }),
      { seed: SEED, numRuns: 1500 },
    );
  });

  it('makes edits that are apart from each other', () => {
    fc.assert(
      fc.property(roughUnit, (text) => {
        const spans = formatUnit(unitOf(text))
          .map(({ span }) => span)
          .sort((a, b) => a.start - b.start || a.end - b.end);
        spans.forEach((span, i) => {
          expect(span.start).toBeLessThanOrEqual(span.end);
          if (i > 0) expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]!.end);
          if (i > 0) expect(span).not.toEqual(spans[i - 1]);
        });
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
