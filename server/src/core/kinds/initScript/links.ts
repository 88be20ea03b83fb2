import { relationsOf } from '../../sysv/relations.ts';
import type { Context, Link } from '../kind.ts';
import { type InitScriptDocument, nameIn } from './document.ts';

/** Names in the header that lead to the script that provides them. */
export function linksOf({ lsb }: InitScriptDocument, context: Context): Link[] {
  const tree = context.sysv?.tree;
  if (!tree) return [];
  const { providers } = relationsOf(tree);
  const own = nameIn(context);
  return lsb.entries.flatMap(({ key, words }): Link[] => {
    if (key === undefined || !/^(?:Required|Should|X-St)/.test(key)) return [];
    return words.flatMap(({ text, span }): Link[] => {
      const script = providers.get(text.replace(/^\+/, ''));
      if (!script || script.name === own) return [];
      return [{ span, target: { path: script.path }, tooltip: `Open ${script.path}` }];
    });
  });
}
