import type { TextEdit } from '../../text/edit.ts';
import { type Span, touches } from '../../text/span.ts';
import { lineAt, type RcLinksDocument, usualTarget } from './document.ts';
import { targetName } from './nameChecks.ts';
import type { LinkLine } from './parse.ts';

/** What is renamed at an offset: the number of one link, or the service of all its links. */
export interface Renamed {
  readonly what: 'number' | 'service';
  readonly span: Span;
  /** As it is now. */
  readonly name: string;
}

/** Undefined where there is nothing to rename. */
export function renamedAt({ lines }: RcLinksDocument, offset: number): Renamed | undefined {
  const line = lineAt(lines, offset);
  if (line?.type !== 'link' || !line.parsed) return undefined;
  const { start, end } = line.name.span;
  if (touches(line.name.span, offset)) {
    if (offset < start + 3) {
      return { what: 'number', span: { start, end: start + 3 }, name: line.name.text.slice(0, 3) };
    }
    return { what: 'service', span: { start: start + 3, end }, name: line.parsed.service };
  }
  const name = targetName(line);
  if (!line.target || name !== line.parsed.service || !touches(line.target.span, offset)) return undefined;
  return { what: 'service', span: { start: line.target.span.end - name.length, end: line.target.span.end }, name };
}

/** The edits that give it another name; a sentence when that cannot be. */
export function renameRcLinks(document: RcLinksDocument, offset: number, newName: string): TextEdit[] | string {
  const renamed = renamedAt(document, offset);
  if (!renamed) return 'There is nothing to rename here.';
  if (renamed.what === 'number') {
    if (!/^[SK]\d\d$/.test(newName)) return 'Write S or K and two digits, such as S90.';
    return [{ span: renamed.span, newText: newName }];
  }
  if (newName === '' || /[\s/]/.test(newName)) return 'The name of a script has no blanks and no slashes.';
  return document.links.flatMap((line) => serviceEdits(line, renamed.name, newName));
}

function serviceEdits(line: LinkLine, service: string, newName: string): TextEdit[] {
  if (line.parsed?.service !== service) return [];
  const { start, end } = line.name.span;
  const name = { span: { start: start + 3, end }, newText: newName };
  if (!line.target || targetName(line) !== service) return [name];
  const usual = line.target.text === usualTarget(service);
  const target = line.target.span;
  return [
    name,
    usual
      ? { span: target, newText: usualTarget(newName) }
      : { span: { start: target.end - service.length, end: target.end }, newText: newName },
  ];
}
