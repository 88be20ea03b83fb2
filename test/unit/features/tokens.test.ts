import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../../server/src/core/kinds/unit/tokens.ts';
import { lineIndex } from '../../../server/src/core/text/lineIndex.ts';
import { toSemanticTokens } from '../../../server/src/lsp/toProtocol.ts';
import { unitOf, type Where } from '../marked.ts';
import { roughUnit, SEED } from '../unitSource.ts';

const tokens = (text: string, where?: Where) =>
  tokensOf(unitOf(text, where)).map(
    ({ span, type, modifiers }) => `${type} ${text.slice(span.start, span.end)}${modifiers ? ` ${modifiers}` : ''}`,
  );

describe('semantic tokens', () => {
  it.each<[string, string, string[], Where?]>([
    [
      'a known directive',
      '[Unit]\nAfter=a.service %i.target',
      ['namespace Unit', 'property After', 'type a.service', 'macro %i'],
    ],
    ['an unknown one', '[Unit]\nAftr=a.service', ['namespace Unit']],
    ['an old name', '[Unit]\nBindTo=a.service', ['namespace Unit', 'property BindTo deprecated', 'type a.service']],
    ['booleans', '[Service]\nRemainAfterExit=Yes', ['namespace Service', 'property RemainAfterExit', 'keyword Yes']],
    [
      'words of an enumeration',
      '[Service]\nRestart=always',
      ['namespace Service', 'property Restart', 'enumMember always'],
    ],
    ['other words', '[Service]\nRestart=perhaps', ['namespace Service', 'property Restart']],
    [
      'a comment inside a value',
      '[Unit]\nAfter=a.service \\\n  # why\n  b.service',
      ['namespace Unit', 'property After', 'type a.service', 'comment   # why', 'type b.service'],
    ],
    ['a section of another type', '[Timer]\nOnCalendar=daily', ['property OnCalendar']],
    [
      'a percent sign',
      '[Unit]\nDescription=5%% of %n',
      ['namespace Unit', 'property Description', 'macro %%', 'macro %n'],
    ],
    ['a value without specifiers', '[Service]\nNice=%i', ['namespace Service', 'property Nice']],
    ['no section', 'After=a.service', []],
  ])('of %s', (_, text, expected, where) => {
    expect(tokens(text, where)).toEqual(expected);
  });

  it('come in order and apart from each other, and as LSP wants them', () => {
    fc.assert(
      fc.property(roughUnit, (text) => {
        const found = tokensOf(unitOf(text));
        found.forEach(({ span }, i) => {
          expect(span.end).toBeGreaterThan(span.start);
          if (i > 0) expect(span.start).toBeGreaterThanOrEqual(found[i - 1]!.span.end);
        });
        const { data } = toSemanticTokens(lineIndex(text), found);
        expect(data.length % 5).toBe(0);
        for (let i = 0; i < data.length; i += 5) {
          expect(data[i]!).toBeGreaterThanOrEqual(0);
          if (data[i] === 0 && i > 0) expect(data[i + 1]!).toBeGreaterThanOrEqual(data[i - 3]!);
          expect(data[i + 2]!).toBeGreaterThan(0);
        }
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
