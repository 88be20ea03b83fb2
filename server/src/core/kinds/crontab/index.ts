import { renderCron } from '../../cron/documentation.ts';
import { tablePlace } from '../../cron/tablePlace.ts';
import type { FileKind } from '../kind.ts';
import { diagnoseCrontab } from './checks.ts';
import { folderTyped } from './commandCompletion.ts';
import { completeCrontab, placeAt } from './completion.ts';
import { type CrontabDocument, parseCrontabDocument } from './document.ts';
import { formatCrontab } from './format.ts';
import { hoverCrontab } from './hover.ts';
import { linksOf, pathsIn } from './links.ts';
import { foldingOf, selectionAt, symbolsOf, tokensOf } from './structure.ts';

/** /etc/crontab, files in /etc/cron.d, and the tables of users. */
export const crontabKind: FileKind<CrontabDocument> = {
  id: 'crontab',
  languageIds: ['crontab'],
  recognises: (path) => tablePlace(path) !== undefined,
  looksRight: looksLikeCrontab,
  parse: (text, context) => parseCrontabDocument(crontabKind, text, context),
  diagnose: diagnoseCrontab,
  complete: completeCrontab,
  document: (key) => renderKey(key),
  hover: hoverCrontab,
  symbols: symbolsOf,
  folding: foldingOf,
  selection: selectionAt,
  tokens: tokensOf,
  links: linksOf,
  format: formatCrontab,
  mentionedPaths: pathsIn,
  folderAt: (document, offset) => {
    const place = placeAt(document, offset);
    return place.in === 'command' ? folderTyped(document.text, offset, place.word) : undefined;
  },
};

/** Whether the first line that says something is an entry or an assignment: programs and scripts are named `crontab` too. */
function looksLikeCrontab(text: string): boolean {
  const head = text.slice(0, 65_536);
  if (/^#!|\0/.test(head)) return false;
  const line = /^(?!\s*#).*\S.*$/m.exec(head)?.[0] ?? '';
  return line === '' || /^\s*(?:-?[\d*~]\S*(?:\s+[\w*~]\S*){4}|@[a-z]+\s|["']?[A-Za-z_]\w*["']?\s*=)/.test(line);
}

/** The documentation that a completion names, such as `macros:daily`. */
function renderKey(key: string): string | undefined {
  const colon = key.indexOf(':');
  const [topic, name] = [key.slice(0, colon), key.slice(colon + 1)];
  if (topic === 'macros') return renderCron('macros', name, `@${name}`);
  return topic === 'fields' || topic === 'variables' ? renderCron(topic, name) : undefined;
}
