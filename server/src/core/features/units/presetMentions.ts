import { physicalLines } from '../../parse/lines.ts';
import { joinPath } from '../../tree/systemTree.ts';
import type { UnitRoot } from '../../units/unitRoot.ts';
import type { Place } from './references.ts';
import { fileNodeAt } from './sources.ts';

const TOPS = ['/etc', '/run', '/usr/local/lib', '/usr/lib', '/lib'];

/**
 * The lines of preset files that name a unit in full, not by a pattern: systemd.preset(5). The span is that of the name.
 */
export function presetMentions(root: UnitRoot, name: string): Place[] {
  const seen = new Set<string>();
  return TOPS.flatMap((top) => {
    const folder = `${top}/systemd/${root.scope}-preset`;
    return root.tree.names(folder).flatMap((file) => {
      const path = joinPath(folder, file);
      if (!file.endsWith('.preset') || seen.has(path)) return [];
      seen.add(path);
      return mentionsAt(root, path, name);
    });
  });
}

function mentionsAt(root: UnitRoot, path: string, name: string): Place[] {
  const text = fileNodeAt(root, path)?.content;
  if (text === undefined || !text.includes(name)) return [];
  return physicalLines(text).flatMap(({ span, contentEnd }) => {
    const rule = /^(\s*(?:enable|disable|ignore)\s+)(\S+)/.exec(text.slice(span.start, contentEnd));
    if (rule?.[2] !== name) return [];
    const start = span.start + rule[1]!.length;
    return [{ path, span: { start, end: start + name.length }, as: 'preset' }];
  });
}
