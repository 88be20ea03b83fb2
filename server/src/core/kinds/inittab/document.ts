import { type InittabEntry, type JudgedEntry, judgeInittab } from '../../sysv/inittab.ts';
import type { Flavor } from '../../sysv/layout.ts';
import type { Context, FileKind, ParsedDocument } from '../kind.ts';

/** An inittab with what init makes of its lines. */
export interface InittabDocument extends ParsedDocument {
  readonly lines: readonly JudgedEntry[];
}

/** Reads an inittab, each line with what init makes of it. */
export function parseInittabDocument(kind: FileKind, text: string): InittabDocument {
  return { kind, text, lines: judgeInittab(text) };
}

/** Whose runlevels are meant. */
export function flavorIn({ sysv }: Context): Flavor {
  return sysv?.flavor ?? 'debian';
}

/** The line that holds an offset or ends at it. */
export function entryAt({ lines, text }: InittabDocument, offset: number): InittabEntry | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return lines.find(({ entry }) => entry.span.start >= lineStart && entry.span.start <= offset)?.entry;
}

/** The fields of a line, in their order: inittab(5). */
export const FIELDS = ['id', 'runlevels', 'action', 'process'] as const;
export type FieldName = (typeof FIELDS)[number];
