import type { FileKind } from '../kind.ts';
import { diagnoseInittab } from './checks.ts';
import { completeInittab } from './completion.ts';
import { type InittabDocument, parseInittabDocument } from './document.ts';
import { renderKey } from './documentation.ts';
import { hoverInittab } from './hover.ts';
import { foldingOf, formatInittab, linksOf, pathsIn, selectionAt, symbolsOf, tokensOf } from './structure.ts';

/** /etc/inittab, and the files of /etc/inittab.d. */
export const inittabKind: FileKind<InittabDocument> = {
  id: 'inittab',
  languageIds: ['inittab'],
  recognises: (path) => /(?:^|\/)inittab$|\.inittab$|(?:^|\/)etc\/inittab\.d\/[^/]+\.tab$/.test(path),
  looksRight: (text) => !/^#!|\0/.test(text.slice(0, 4096)),
  parse: (text) => parseInittabDocument(inittabKind, text),
  diagnose: diagnoseInittab,
  complete: completeInittab,
  document: renderKey,
  hover: hoverInittab,
  symbols: symbolsOf,
  folding: foldingOf,
  selection: selectionAt,
  tokens: tokensOf,
  links: (document, { workspace }) => linksOf(document, (path) => workspace.exists(path)),
  format: formatInittab,
  mentionedPaths: (document) => [...new Set(pathsIn(document).map(({ path }) => path))],
  folderAt: () => undefined,
};
