import { renderCron } from '../../cron/documentation.ts';
import { folderTyped } from '../crontab/commandCompletion.ts';
import { pathsInText } from '../crontab/links.ts';
import type { FileKind, Link } from '../kind.ts';
import { diagnoseAnacrontab } from './checks.ts';
import { completeAnacrontab, placeAt } from './completion.ts';
import { type AnacrontabDocument, parseAnacrontabDocument } from './document.ts';
import { formatAnacrontab } from './format.ts';
import { hoverAnacrontab } from './hover.ts';
import { foldingOf, selectionAt, symbolsOf, tokensOf } from './structure.ts';

/** /etc/anacrontab. */
export const anacrontabKind: FileKind<AnacrontabDocument> = {
  id: 'anacrontab',
  languageIds: ['anacrontab'],
  recognises: (path) => /(?:^|\/)anacrontab$|\.anacrontab$/.test(path),
  looksRight: (text) => !/^#!|\0/.test(text.slice(0, 4096)),
  parse: (text) => parseAnacrontabDocument(anacrontabKind, text),
  diagnose: diagnoseAnacrontab,
  complete: completeAnacrontab,
  document: (key) => renderKey(key),
  hover: hoverAnacrontab,
  symbols: symbolsOf,
  folding: foldingOf,
  selection: selectionAt,
  tokens: tokensOf,
  links: (document, { workspace }) =>
    paths(document).flatMap(({ path, at }): Link[] =>
      workspace.exists(path) === true ? [{ span: { start: at, end: at + path.length }, target: { path } }] : [],
    ),
  format: formatAnacrontab,
  mentionedPaths: (document) => [...new Set(paths(document).map(({ path }) => path))],
  folderAt: (document, offset) => {
    const place = placeAt(document, offset);
    return place.in === 'command' ? folderTyped(document.text, offset, place.word) : undefined;
  },
};

const MOST_PATHS = 2000;

/** Paths in commands, as far as these stand in one piece. */
function paths(document: AnacrontabDocument) {
  const { lines } = document.as('cronie');
  return lines
    .flatMap((line) => {
      if (line.type !== 'job') return [];
      const { text, span } = line.command;
      return span.end - span.start === text.length ? pathsInText(text, span.start) : [];
    })
    .slice(0, MOST_PATHS);
}

/** The documentation that a completion names, such as `anacronVariables:RANDOM_DELAY`. */
function renderKey(key: string): string | undefined {
  const colon = key.indexOf(':');
  const [topic, name] = [key.slice(0, colon), key.slice(colon + 1)];
  if (topic === 'anacronFields' || topic === 'periods' || topic === 'anacronVariables') return renderCron(topic, name);
  return undefined;
}
