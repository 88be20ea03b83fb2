import { append } from '../../lists/append.ts';
import type { TextEdit } from '../../text/edit.ts';
import { inOrder, type RcLinksDocument } from './document.ts';
import type { LinkLine } from './parse.ts';

/**
 * Puts the links that stand together into the order in which rc comes to them, each as `NAME -> TARGET`; lines of
 * `ls -l` become such lines. Comments and empty lines stay where they are and part the links above from those below;
 * lines that cannot be read stay as they are.
 */
export function formatRcLinks({ text, lines }: RcLinksDocument): TextEdit[] {
  const edits: TextEdit[] = [];
  let block: LinkLine[] = [];
  const flush = () => {
    append(edits, blockEdits(text, block));
    block = [];
  };
  for (const line of lines) {
    if (line.type === 'link') block.push(line);
    else flush();
  }
  flush();
  return edits;
}

function blockEdits(text: string, block: readonly LinkLine[]): TextEdit[] {
  const sorted = inOrder(block);
  return block.flatMap(({ span }, index) => {
    const newText = lineText(sorted[index]!);
    return text.slice(span.start, span.end) === newText ? [] : [{ span, newText }];
  });
}

/** A link as a listing has it. */
export function lineText({ name, target }: Pick<LinkLine, 'name' | 'target'>): string {
  return target === undefined ? name.text : `${name.text} -> ${target.text}`.trimEnd();
}
