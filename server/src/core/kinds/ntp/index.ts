import type { FileKind } from '../kind.ts';
import { diagnoseNtp } from './checks.ts';
import { completeNtp, folderAt } from './completion.ts';
import { type NtpDocument, parseNtpDocument } from './document.ts';
import { renderNtp } from './documentation.ts';
import { formatNtp } from './format.ts';
import { inlayHintsOf } from './hints.ts';
import { hoverNtp } from './hover.ts';
import { linksOf, pathsIn } from './links.ts';
import { foldingOf, selectionAt, symbolsOf, tokensOf } from './structure.ts';

/** ntp.conf and the files that it includes. */
export const ntpKind: FileKind<NtpDocument> = {
  id: 'ntp-conf',
  languageIds: ['ntp-conf'],
  recognises: (path) =>
    /(?:^|\/)ntp\.conf$|\.ntp\.conf$|(?:^|\/)etc\/(?:ntpsec\/|ntp\/)?ntp\.d\/[^/]+\.conf$/.test(path),
  looksRight: (text) => !/^#!|\0/.test(text.slice(0, 4096)),
  parse: (text) => parseNtpDocument(ntpKind, text),
  diagnose: diagnoseNtp,
  complete: completeNtp,
  document: (key) => renderNtp(key),
  hover: hoverNtp,
  symbols: symbolsOf,
  folding: foldingOf,
  selection: selectionAt,
  tokens: tokensOf,
  links: linksOf,
  inlayHints: inlayHintsOf,
  format: formatNtp,
  mentionedPaths: pathsIn,
  folderAt,
};
