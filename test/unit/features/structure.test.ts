import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DocumentSymbol } from '../../../server/src/core/kinds/kind.ts';
import { foldingOf, selectionAt, symbolsOf } from '../../../server/src/core/kinds/unit/structure.ts';
import { encloses, touches } from '../../../server/src/core/text/span.ts';
import { cursorIn, unitOf } from '../marked.ts';
import { roughUnit, SEED } from '../unitSource.ts';

describe('symbols', () => {
  it('are the sections with their directives', () => {
    const text = '# x\n[Unit]\nDescription=a\nnonsense\nAfter=b \\\n  c\n\n[Service]\nExecStart=/bin/true\n\n[Unit]\n';
    const shown = symbolsOf(unitOf(text)).map(({ name, children, kind }) => [
      kind,
      name,
      children.map((child) => `${child.name}: ${child.detail}`),
    ]);
    expect(shown).toEqual([
      ['section', 'Unit', ['Description: a', 'After: b    c']],
      ['section', 'Service', ['ExecStart: /bin/true']],
      ['section', 'Unit', []],
    ]);
  });

  it('cover what they speak of', () => {
    const text = '[Unit]\nAfter=b \\\n  c\n\n[Service]\n';
    const [unit] = symbolsOf(unitOf(text));
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(slice(unit!.span)).toBe('[Unit]\nAfter=b \\\n  c');
    expect(slice(unit!.selection)).toBe('[Unit]');
    expect(slice(unit!.children[0]!.span)).toBe('After=b \\\n  c');
    expect(slice(unit!.children[0]!.selection)).toBe('After');
  });

  it('shorten long values, and have a name always', () => {
    const [section] = symbolsOf(unitOf(`[]\nA=${'x'.repeat(100)}`));
    expect(section!.name).toBe('[]');
    expect(section!.children[0]!.detail).toHaveLength(60);
  });

  it('lie inside each other, selections inside spans, siblings apart', () => {
    const check = (symbols: readonly DocumentSymbol[]) => {
      symbols.forEach((symbol, i) => {
        expect(encloses(symbol.span, symbol.selection)).toBe(true);
        for (const child of symbol.children) expect(encloses(symbol.span, child.span)).toBe(true);
        if (i > 0) expect(symbol.span.start).toBeGreaterThanOrEqual(symbols[i - 1]!.span.end);
        expect(symbol.name).not.toBe('');
        check(symbol.children);
      });
    };
    fc.assert(
      fc.property(roughUnit, (text) => check(symbolsOf(unitOf(text)))),
      { seed: SEED, numRuns: 300 },
    );
  });
});

describe('folding', () => {
  const folded = (text: string) =>
    foldingOf(unitOf(text)).map(({ span, kind }) => `${kind} ${JSON.stringify(text.slice(span.start, span.end))}`);

  it.each<[string, string, string[]]>([
    ['sections', '[Unit]\nA=b\n\n[Service]\nC=d\n', ['region "[Unit]\\nA=b"', 'region "[Service]\\nC=d"']],
    ['no section of one line', '[Unit]\n\n[Service]\n', []],
    ['continued values', 'A=b \\\n  c', ['region "A=b \\\\\\n  c"']],
    ['comments in a row', '# a\n# b\n\n# c\n', ['comment "# a\\n# b"']],
    ['comments in a section', '[Unit]\n# a\n; b\nA=b', ['region "[Unit]\\n# a\\n; b\\nA=b"', 'comment "# a\\n; b"']],
    ['nothing', '', []],
  ])('%s', (_, text, expected) => {
    expect(folded(text)).toEqual(expected);
  });
});

describe('selection', () => {
  const around = (marked: string) => {
    const { text, offset } = cursorIn(marked);
    return selectionAt(unitOf(text), offset).map(({ start, end }) => text.slice(start, end));
  };

  it.each<[string, string[]]>([
    ['[Unit]\nAfter=a b|c d\n', ['bc', 'a bc d', 'After=a bc d', '[Unit]\nAfter=a bc d', '[Unit]\nAfter=a bc d\n']],
    ['[Unit]\nAf|ter=a\n', ['After', 'After=a', '[Unit]\nAfter=a', '[Unit]\nAfter=a\n']],
    ['[Un|it]\nA=b', ['Unit', '[Unit]', '[Unit]\nA=b']],
    ['[Unit]\n# a| b\n', ['# a b', '[Unit]\n# a b', '[Unit]\n# a b\n']],
    ['[Unit]\nA=b \\\n  c|d\n', ['cd', 'b \\\n  cd', 'A=b \\\n  cd', '[Unit]\nA=b \\\n  cd', '[Unit]\nA=b \\\n  cd\n']],
  ])('around %j', (marked, expected) => {
    expect(around(marked)).toEqual(expected);
  });

  it('grows step by step up to the file, everywhere', () => {
    fc.assert(
      fc.property(roughUnit, fc.nat(200), (text, at) => {
        const offset = Math.min(at, text.length);
        const spans = selectionAt(unitOf(text), offset);
        if (text !== '') expect(spans.at(-1)).toEqual({ start: 0, end: text.length });
        spans.forEach((span, i) => {
          expect(touches(span, offset)).toBe(true);
          if (i === 0) return;
          expect(encloses(span, spans[i - 1]!)).toBe(true);
          expect(span).not.toEqual(spans[i - 1]);
        });
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});
