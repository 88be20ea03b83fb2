import type { FileKind } from '../kind.ts';
import { diagnoseInitScript } from './checks.ts';
import { completeInitScript } from './completion.ts';
import { type InitScriptDocument, parseInitScript } from './document.ts';
import { renderKey } from './documentation.ts';
import { scriptNameOf } from './files.ts';
import { formatInitScript } from './format.ts';
import { hoverInitScript } from './hover.ts';
import { linksOf } from './links.ts';
import { foldingOf, selectionAt, symbolsOf, tokensOf } from './structure.ts';

/** The scripts of /etc/init.d. */
export const initScriptKind: FileKind<InitScriptDocument> = {
  id: 'init-script',
  languageIds: ['init-script'],
  recognises: (path) => scriptNameOf(path) !== undefined,
  looksRight: (text) => /^#!/.test(text) || text.includes('### BEGIN INIT INFO') || /^#[ \t]*chkconfig:/m.test(text),
  parse: (text) => parseInitScript(initScriptKind, text),
  diagnose: diagnoseInitScript,
  complete: completeInitScript,
  document: renderKey,
  hover: hoverInitScript,
  symbols: symbolsOf,
  folding: foldingOf,
  selection: selectionAt,
  tokens: tokensOf,
  links: linksOf,
  format: formatInitScript,
  mentionedPaths: () => [],
  folderAt: () => undefined,
};
