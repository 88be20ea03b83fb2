import { isRefusal } from '../../../values/numbers.ts';
import { parseSize } from '../../../values/size.ts';
import { settingsOf } from '../document.ts';
import type { Ask, Explainer } from './ask.ts';
import { conditionClause } from './conditionClauses.ts';
import { code, paragraphs } from './markdown.ts';
import { expandKnown } from './specifier.ts';

/** A condition or assertion in words. */
export const explainCondition: Explainer = (ask) => {
  const signs = /^(\|[ \t\n\r]*)?(![ \t\n\r]*)?/.exec(ask.value)!;
  const argument = expandKnown(ask.value.slice(signs[0].length), ask);
  const name = ask.key.replace(/^(Condition|Assert)/, '');
  const assert = ask.key.startsWith('Assert');
  const clause = conditionClause(name, argument, sizeOf(name, argument));
  if (clause === undefined) return undefined;
  const negated = signs[2] !== undefined;
  const join = assert ? (negated ? 'Fails if' : 'Fails unless') : negated ? 'Starts unless' : 'Starts only if';
  const others = signs[1] === undefined ? 0 : triggersBeside(ask, assert);
  return paragraphs(
    `**${join}** ${clause}.`,
    signs[1] !== undefined && triggerWords(assert, others),
    assert
      ? 'Otherwise the start fails, with an error in the journal.'
      : 'Otherwise it is left out, which is no error.',
  );
};

/** A size that a comparison asks for, in bytes, so that it can be told in words. */
function sizeOf(name: string, argument: string): bigint | undefined {
  if (name !== 'Memory') return undefined;
  const bytes = parseSize(argument.replace(/^[<>=!]+\s*/, ''), 1024);
  return isRefusal(bytes) ? undefined : bytes;
}

function triggerWords(assert: boolean, others: number): string {
  const what = assert ? 'assertions' : 'conditions';
  const count =
    others === 0 ? 'this is the only one so far' : `there ${others === 1 ? 'is 1 other' : `are ${others} others`}`;
  return `${code('|')}: of all ${what} with this sign one must hold (${count}), besides all those without it.`;
}

function triggersBeside({ document, value, key }: Ask, assert: boolean): number {
  const prefix = assert ? 'Assert' : 'Condition';
  const keys = new Set(
    document.file.nodes.flatMap((node) =>
      node.type === 'assignment' && node.key.startsWith(prefix) ? [node.key] : [],
    ),
  );
  const settings = settingsOf(document.file);
  const all = [...keys].flatMap((one) =>
    settings.all('Unit', one).map((node) => ({ key: one, text: node.value.text })),
  );
  const marked = all.filter(({ text }) => text.startsWith('|'));
  const self = marked.findIndex((one) => one.key === key && one.text === value);
  return marked.length - (self < 0 ? 0 : 1);
}
