import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitKind } from '../../../server/src/core/kinds/unit/index.ts';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import type { Span } from '../../../server/src/core/text/span.ts';
import { contextOf, unitOf } from '../marked.ts';
import { anyText, roughUnit, SEED } from '../unitSource.ts';

const PATHS = [
  '/etc/systemd/system/test.service',
  '/etc/systemd/system/srv.mount',
  '/etc/systemd/system/a.socket.d/b.conf',
  '/tmp/overrideAbCd1234.conf',
];

const inside = (text: string, { start, end }: Span) => 0 <= start && start <= end && end <= text.length;

describe('whatever a file holds', () => {
  it.each([
    ['unit files', roughUnit],
    ['any text', anyText],
  ])('every question has an answer that lies in the file: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(
        arbitrary,
        fc.nat(300),
        fc.constantFrom(...PATHS),
        fc.constantFrom(252, 257, 262),
        (text, at, path, version) => {
          const context = contextOf({ path, version });
          const document = unitOf(text, { path, version });
          const offset = Math.min(at, text.length);
          const spans: Span[] = [
            ...unitKind
              .diagnose(document, context)
              .flatMap(({ span, related = [] }) => [span, ...related.map((one) => one.span)]),
            ...unitKind.complete(document, offset, context).map(({ edit }) => edit.span),
            ...unitKind.symbols(document, context).map(({ span }) => span),
            ...unitKind.folding(document).map(({ span }) => span),
            ...unitKind.selection(document, offset),
            ...unitKind.tokens(document, context).map(({ span }) => span),
            ...unitKind.links(document, context).map(({ span }) => span),
            ...unitKind.format(document).map(({ span }) => span),
          ];
          const hover = unitKind.hover(document, offset, context);
          if (hover) spans.push(hover.span);
          expect(spans.filter((span) => !inside(text, span))).toEqual([]);
          unitKind.folderAt(document, offset);
          unitKind.mentionedPaths(document);
          unitKind.looksRight(text);
        },
      ),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('a completion replaces what the cursor touches, on one line', () => {
    fc.assert(
      fc.property(roughUnit, fc.nat(300), (text, at) => {
        const offset = Math.min(at, text.length);
        for (const { edit } of unitKind.complete(unitOf(text), offset, contextOf())) {
          expect(edit.span.start).toBeLessThanOrEqual(offset);
          expect(edit.span.end).toBeGreaterThanOrEqual(offset);
          expect(text.slice(edit.span.start, edit.span.end)).not.toMatch(/[\r\n]/);
          expect(edit.newText).not.toMatch(/[\r\n]/);
        }
      }),
      { seed: SEED, numRuns: 400 },
    );
  });

  it('some edits of a formatting change as little as all of them', () => {
    const read = (text: string) =>
      unitOf(text).file.nodes.flatMap((node) =>
        node.type === 'assignment' ? [`${node.key}=${node.value.text}`] : node.type === 'header' ? [node.name] : [],
      );
    fc.assert(
      fc.property(roughUnit, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (text, chosen) => {
        const some = unitKind.format(unitOf(text)).filter((_, i) => chosen[i % chosen.length]);
        expect(read(applyEdits(text, some))).toEqual(read(text));
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});
