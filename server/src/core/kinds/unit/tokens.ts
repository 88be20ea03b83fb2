import { isReadSection } from '../../checks/sections.ts';
import { type Directive, directive } from '../../knowledge/directives.ts';
import { enumeration, enumOfKind } from '../../knowledge/enums.ts';
import { typeOfUnit } from '../../knowledge/specialUnits.ts';
import { append } from '../../lists/append.ts';
import type { AssignmentNode } from '../../parse/unitFile.ts';
import { sourceSpan } from '../../text/mappedText.ts';
import type { SemanticToken } from '../kind.ts';
import type { UnitDocument } from './document.ts';

/** What the grammar cannot know: which names are known here, which words are the directive's own, which are units. */
export function tokensOf(document: UnitDocument): SemanticToken[] {
  const out: SemanticToken[] = [];
  for (const section of document.file.sections) {
    if (section.header?.closed && isReadSection(document, section.name)) {
      out.push({ span: section.header.nameSpan, type: 'namespace' });
    }
    for (const node of section.nodes) {
      if (node.type !== 'assignment' || section.name === undefined) continue;
      const row = directive(section.name, node.key);
      if (row) out.push(keyToken(node, row));
      if (row) append(out, valueTokens(node, row));
      for (const span of node.comments) out.push({ span, type: 'comment' });
    }
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

function keyToken(node: AssignmentNode, row: Directive): SemanticToken {
  return { span: node.keySpan, type: 'property', ...(row.legacy ? { modifiers: ['deprecated'] as const } : {}) };
}

const BOOLEANS = new Set(enumeration('boolean')?.values ?? []);

function valueTokens(node: AssignmentNode, row: Directive): SemanticToken[] {
  const out: SemanticToken[] = [];
  const named = enumOfKind(row.kind);
  const words = new Set(named ? (enumeration(named)?.values ?? []) : []);
  const value = node.value.text;
  for (const match of value.matchAll(/[^\s"',;~!|]+/g)) {
    const word = match[0];
    const type = typeOfWord(word, row, words);
    if (!type) continue;
    const span = sourceSpan(node.value, match.index, match.index + word.length);
    // A word that goes on behind a comment line is left to the grammar.
    if (span.end - span.start === word.length) out.push({ span, type });
  }
  if (row.specifiers) append(out, specifierTokens(node));
  return withoutOverlap(out);
}

function typeOfWord(word: string, row: Directive, words: ReadonlySet<string>): SemanticToken['type'] | undefined {
  if (words.has(word)) return 'enumMember';
  if ((row.kind === 'boolean' || row.kind === 'tristate') && BOOLEANS.has(word.toLowerCase())) return 'keyword';
  if ((row.kind === 'unit-list' || row.kind === 'unit-name') && typeOfUnit(word) && !word.includes('%')) return 'type';
  return undefined;
}

function specifierTokens(node: AssignmentNode): SemanticToken[] {
  return [...node.value.text.matchAll(/%[%A-Za-z]/g)]
    .map((match) => ({ span: sourceSpan(node.value, match.index, match.index + 2), type: 'macro' as const }))
    .filter((token) => token.span.end - token.span.start === 2);
}

function withoutOverlap(tokens: SemanticToken[]): SemanticToken[] {
  const sorted = [...tokens].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return sorted.filter((token, i) => i === 0 || token.span.start >= sorted[i - 1]!.span.end);
}
