import type { Span } from '../../text/span.ts';
import type { Context, InlayHint } from '../kind.ts';
import { commandsOf, dialectOf, type NtpDocument } from './document.ts';
import { configurationOf } from './links.ts';
import { permissionsOf, summaryOf } from './permissions.ts';
import { networkWords, restrictionsOf } from './restrictions.ts';

/** Behind each restrict line: what it leaves its clients, with all lines about the same network taken together. */
export function inlayHintsOf(document: NtpDocument, span: Span, context: Context): InlayHint[] {
  const own = new Set(commandsOf(document, context).map((command) => command.span));
  const { entries } = restrictionsOf(configurationOf(document, context), dialectOf(context));
  const out = new Map<number, InlayHint>();
  for (const { address, mask, bits, flags, from } of entries) {
    const last = from.findLast((line) => own.has(line));
    if (!last || last.end < span.start || last.start > span.end || out.has(last.end)) continue;
    const rights = permissionsOf(flags).map(({ text }) => `- ${text}`);
    const network = networkWords({ address: { value: address, bits }, mask });
    out.set(last.end, { offset: last.end, label: summaryOf(flags), tooltip: `${network}\n\n${rights.join('\n')}` });
  }
  return [...out.values()].sort((a, b) => a.offset - b.offset);
}
