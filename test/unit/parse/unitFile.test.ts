import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assignments,
  nodeAt,
  parseUnitFile,
  sectionAt,
  type UnitNode,
} from '../../../server/src/core/parse/unitFile.ts';
import { decodeUtf8, encodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { anyText, roughUnit, SEED } from '../unitSource.ts';

/** A node in one line: what it is and what it says. */
function shown(node: UnitNode): string {
  switch (node.type) {
    case 'header':
      return `${node.closed ? 'header' : 'open header'} ${node.name}`;
    case 'assignment':
      return `${node.key}=${node.value.text}`;
    case 'junk':
      return node.reason;
    default:
      return node.type;
  }
}

const nodesOf = (text: string) => parseUnitFile(text).nodes.map(shown);

describe('nodes', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['\n', ['blank']],
    [' \t\n', ['blank']],
    ['# a\n', ['comment']],
    [' ;a', ['comment']],
    ['[Unit]', ['header Unit']],
    [' [Unit] \r\n', ['header Unit']],
    ['[ Unit ]', ['header  Unit ']],
    ['[', ['open header ']],
    ['[]', ['header ']],
    ['[]]', ['header ]']],
    ['[a]b]', ['header a]b']],
    ['[Unit', ['open header Unit']],
    ['[Unit] # no comment', ['open header Unit] # no comment']],
    ['[a=b', ['open header a=b']],
    ['[Un\\\nit]', ['header Un it']],
    ['a=b', ['a=b']],
    [' a \t= \tb c \n', ['a=b c']],
    ['a=', ['a=']],
    ['a= ', ['a=']],
    ['a==b', ['a==b']],
    ['a b=c', ['a b=c']],
    ['=', ['missing-key']],
    [' =a', ['missing-key']],
    ['a', ['missing-equals']],
    ['a: b', ['missing-equals']],
    ['a=b # no comment', ['a=b # no comment']],
    ['a=b \\\n  c\n', ['a=b    c']],
    ['a=\\\n  b', ['a=b']],
    ['a\\\n=b', ['a=b']],
    ['a=b\\\n# c\nd', ['a=b d']],
    ['a=b\\\n\nc=d', ['a=b', 'c=d']],
    ['a=b\\', ['a=b']],
    ['a=b\\\\', ['a=b\\\\']],
    ['\\', ['blank']],
    ['\ufeff[Unit]', ['header Unit']],
    ['\ufeff# a', ['missing-equals']],
    ['\ufeffa=b', ['a=b']],
    ['a=\udcff', ['not-utf8']],
    ['[\udcff]', ['not-utf8']],
    ['# \udcff', ['comment']],
    ['a=\uffff', ['not-utf8']],
    ['a=\u{1fffe}', ['not-utf8']],
    ['a=\u{1f600}', ['a=\u{1f600}']],
    ['a=b\0c=d', ['a=b', 'c=d']],
    ['a=b\rc=d\n\re=f', ['a=b', 'c=d', 'e=f']],
    ['a=\u00a0b', ['a=\u00a0b']],
    ['a=\vb\f', ['a=\vb\f']],
  ])('of %j', (text, expected) => {
    expect(nodesOf(text)).toEqual(expected);
  });

  it('stand where the text has them', () => {
    const text = '[Unit]\n  After = a.service \\\n  # why\n  b.service  \n';
    const { node } = [...assignments(parseUnitFile(text))][0]!;
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(slice(node.keySpan)).toBe('After');
    expect(text[node.equals]).toBe('=');
    expect(slice(node.valueSpan)).toBe('a.service \\\n  # why\n  b.service');
    expect(slice(node.span)).toBe(text.slice(7));
    expect(node.comments.map(slice)).toEqual(['  # why']);
    expect(node.lines).toBe(3);
    expect(node.line).toBe(4);
  });
});

describe('sections', () => {
  it('repeat, and hold what stands below them', () => {
    const file = parseUnitFile('a=1\n[Unit]\nb=2\n\n[Service]\n[Unit]\nc=3');
    expect(file.sections.map(({ name, nodes }) => [name, nodes.map(shown)])).toEqual([
      [undefined, ['a=1']],
      ['Unit', ['header Unit', 'b=2', 'blank']],
      ['Service', ['header Service']],
      ['Unit', ['header Unit', 'c=3']],
    ]);
    expect([...assignments(file)].map(({ section, node }) => `${section}.${node.key}`)).toEqual([
      'undefined.a',
      'Unit.b',
      'Unit.c',
    ]);
  });

  it.each<[number, string | undefined, string]>([
    [0, undefined, 'a=1'],
    [3, undefined, 'a=1'],
    [4, 'Unit', 'header Unit'],
    [11, 'Unit', 'b=2'],
    [14, 'Unit', 'b=2'],
    [99, 'Unit', 'b=2'],
  ])('at %i', (offset, name, node) => {
    const file = parseUnitFile('a=1\n[Unit]\nb=2');
    expect(sectionAt(file, offset)?.name).toBe(name);
    expect(shown(nodeAt(file, offset)!)).toBe(node);
  });
});

describe('any input', () => {
  const printed = (text: string) =>
    parseUnitFile(text)
      .nodes.map(({ span }) => text.slice(span.start, span.end))
      .join('');

  it.each([
    ['text', anyText],
    ['unit file', roughUnit],
  ])('any %s is given back by its nodes', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (text) => {
        expect(printed(text)).toBe(text);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('any bytes are given back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(encodeUtf8(printed(decodeUtf8(bytes)))).toEqual(bytes);
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });

  it('sections hold all nodes in order, and every span lies in its node', () => {
    fc.assert(
      fc.property(roughUnit, (text) => {
        const file = parseUnitFile(text);
        expect(file.sections.flatMap(({ nodes }) => nodes)).toEqual(file.nodes);
        for (const node of file.nodes) {
          if (node.type !== 'assignment') continue;
          const { span, keySpan, equals, valueSpan } = node;
          const order = [
            span.start,
            keySpan.start,
            keySpan.end,
            equals,
            equals + 1,
            valueSpan.start,
            valueSpan.end,
            span.end,
          ];
          expect(order).toEqual([...order].sort((a, b) => a - b));
          expect(text[equals]).toBe('=');
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
