import type { Span } from '../../text/span.ts';
import { blocks, lineSpan, nested } from '../crontab/structure.ts';
import type { Context, DocumentSymbol, Folding, SemanticToken } from '../kind.ts';
import { DEFAULT_DIALECT } from './dialect.ts';
import { commandAt, commandsOf, dialectOf, type NtpDocument } from './document.ts';
import type { Placed } from './match.ts';
import { commandRow, standing } from './tables.ts';

/** The outline: commands with what they are about. */
export function symbolsOf(document: NtpDocument, context: Context): DocumentSymbol[] {
  return commandsOf(document, context).flatMap((command): DocumentSymbol[] => {
    const [head, ...rest] = command.placed;
    if (!head) return [];
    const detail = shortened(rest.map(({ token }) => token.text).join(' '));
    const symbol = { name: command.name, detail, kind: 'directive' as const };
    return [{ ...symbol, span: command.span, selection: head.token.span, children: [] }];
  });
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** Blocks of comments, and what stands between empty lines. */
export function foldingOf({ text }: NtpDocument): Folding[] {
  return [...blocks(text, /^[ \t]*#/, 'comment'), ...blocks(text, /\S/, 'region')];
}

/** Word, command, line, file. */
export function selectionAt(document: NtpDocument, offset: number): Span[] {
  const { text } = document;
  const command = commandAt(document.as(DEFAULT_DIALECT).commands, offset);
  const inside = command ? [...command.tokens.map(({ span }) => span), command.span] : [];
  return nested([...inside, lineSpan(text, offset), { start: 0, end: text.length }], offset);
}

/** What the grammar cannot know: which words are commands, options and values, and which are on their way out. */
export function tokensOf(document: NtpDocument, context: Context): SemanticToken[] {
  const dialect = dialectOf(context);
  return document.as(dialect).commands.flatMap(({ placed }) =>
    placed.flatMap((one): SemanticToken[] => {
      const type = TYPES[one.role];
      if (!type || one.token.span.end - one.token.span.start > 1000) return [];
      const row = one.role === 'command' ? commandRow(one.token.text) : undefined;
      const old = row && /^(?:alias|noop|ignored|deprecated|broken)$/.test(standing(row, dialect).status);
      return [{ span: one.token.span, type, ...(old && one.token.text === 'peer' ? DEPRECATED : {}) }];
    }),
  );
}

const DEPRECATED = { modifiers: ['deprecated' as const] };

const TYPES: Readonly<Partial<Record<Placed['role'], SemanticToken['type']>>> = {
  command: 'keyword',
  option: 'property',
  flag: 'enumMember',
  word: 'enumMember',
  family: 'operator',
  address: 'type',
  mask: 'type',
  driver: 'type',
  interface: 'variable',
  number: 'number',
  boolean: 'number',
  path: 'string',
  text: 'string',
  name: 'variable',
};
