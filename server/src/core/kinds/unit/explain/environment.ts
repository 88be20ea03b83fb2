import { EXTRACT, splitWords } from '../../../values/words.ts';
import { settingsOf } from '../document.ts';
import type { Ask, Explainer } from './ask.ts';
import { bullets, code, paragraphs } from './markdown.ts';
import { expandKnown } from './specifier.ts';

const QUOTED = EXTRACT.UNQUOTE | EXTRACT.CUNESCAPE;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The assignments of a line, as systemd splits them. */
export const explainEnvironment: Explainer = (ask) => {
  const words = wordsOf(ask.value).map((word) => expandKnown(word, ask));
  const lines = words.map((word) => {
    const equals = word.indexOf('=');
    if (!NAME.test(word.slice(0, Math.max(equals, 0)))) return `${code(word)} is no assignment and is left out`;
    const value = word.slice(equals + 1);
    return `${code(word.slice(0, equals))} = ${value === '' ? '(empty)' : code(value)}`;
  });
  if (lines.length === 0) return undefined;
  const note =
    words.some((word) => /\$[A-Za-z_{]/.test(word)) && 'Variables are not replaced here: `$` stays as it is.';
  return paragraphs(lines.length === 1 ? '**1 variable:**' : `**${lines.length} variables:**`, bullets(lines), note);
};

/** Names of variables that are passed on, or taken away. */
export const explainEnvironmentNames: Explainer = (ask) => {
  const words = wordsOf(ask.value);
  if (words.length === 0) return undefined;
  const head = ask.key === 'PassEnvironment' ? '**Handed on from the manager:**' : '**Taken away:**';
  return paragraphs(
    head,
    bullets(words.map((word) => (word.includes('=') ? `${code(word)}, if that is its value` : code(word)))),
  );
};

/** Fields that each message of the unit gets in the journal. */
export const explainJournalFields: Explainer = (ask) => {
  const words = wordsOf(ask.value).map((word) => expandKnown(word, ask));
  const lines = words.flatMap((word) => {
    const equals = word.indexOf('=');
    return equals > 0 ? [`${code(word.slice(0, equals))} = ${code(word.slice(equals + 1))}`] : [];
  });
  if (lines.length === 0) return undefined;
  const first = words.find((word) => word.includes('='))!;
  return paragraphs(
    '**Each message of the unit gets:**',
    bullets(lines),
    `Look for them with ${code(`journalctl ${first}`)}.`,
  );
};

/** The variables that Environment= of a section sets, specifiers replaced as far as known. */
export function environmentOf(ask: Ask): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { value } of settingsOf(ask.document.file).all(ask.section, 'Environment')) {
    for (const word of wordsOf(value.text)) {
      const equals = word.indexOf('=');
      if (equals > 0) found.set(word.slice(0, equals), expandKnown(word.slice(equals + 1), ask));
    }
  }
  return found;
}

function wordsOf(value: string): string[] {
  return splitWords(value, undefined, QUOTED).words.map(({ word }) => word);
}
