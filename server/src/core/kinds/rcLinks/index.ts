import type { FileKind } from '../kind.ts';
import { diagnoseRcLinks, judgedOf } from './checks.ts';
import { completeRcLinks } from './completion.ts';
import { parseRcLinks, type RcLinksDocument, surroundingsOf } from './document.ts';
import { isLinkPart, renderPart } from './documentation.ts';
import { formatRcLinks } from './format.ts';
import { hoverRcLinks, scriptText } from './hover.ts';
import { renamedAt, renameRcLinks } from './renaming.ts';
import { foldingOf, linksOf, selectionAt, symbolsOf, tokensOf } from './structure.ts';

/** The links of a runlevel, such as those in /etc/rc3.d, as a listing: a line a link. */
export const rcLinksKind: FileKind<RcLinksDocument> = {
  id: 'rc-links',
  languageIds: ['rc-links'],
  recognises: (path) => path.endsWith('.rc-links'),
  looksRight: () => true,
  parse: (text) => parseRcLinks(rcLinksKind as unknown as FileKind, text),
  diagnose: diagnoseRcLinks,
  complete: completeRcLinks,
  document: (key, context) => {
    if (isLinkPart(key)) return renderPart(key);
    const judged = judgedOf(parseRcLinks(rcLinksKind as unknown as FileKind, ''), surroundingsOf(context));
    const script = judged.scripts?.byName.get(key.replace(/^script:/, ''));
    return script && scriptText(script, judged, false);
  },
  hover: hoverRcLinks,
  symbols: symbolsOf,
  folding: foldingOf,
  selection: selectionAt,
  tokens: tokensOf,
  links: linksOf,
  format: formatRcLinks,
  mentionedPaths: () => [],
  folderAt: () => undefined,
  renameAt: renamedAt,
  rename: renameRcLinks,
};
