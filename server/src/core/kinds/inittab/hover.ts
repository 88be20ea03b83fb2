import { defaultRunlevel, inittabAction } from '../../sysv/inittab.ts';
import { touches } from '../../text/span.ts';
import { levelMeaning } from '../initScript/words.ts';
import type { Context, Hover } from '../kind.ts';
import { entryAt, FIELDS, flavorIn, type InittabDocument } from './document.ts';
import { renderInittab } from './documentation.ts';

/** What a field of a line means. */
export function hoverInittab(document: InittabDocument, offset: number, context: Context): Hover | undefined {
  const entry = entryAt(document, offset);
  const name = entry && FIELDS.find((one) => entry[one] && touches(entry[one].span, offset));
  if (!entry || !name) return undefined;
  const { text, span } = entry[name]!;
  const action = inittabAction(entry.action?.text ?? '');
  switch (name) {
    case 'action':
      return { span, text: renderInittab('actions', action ?? '') ?? renderInittab('fields', 'action')! };
    case 'runlevels':
      return {
        span,
        text: `${levelsText(text, action, document, context)}\n\n${renderInittab('fields', 'runlevels')}`,
      };
    default:
      return { span, text: renderInittab('fields', name, text === '' ? name : `${text} · ${name}`)! };
  }
}

function levelsText(levels: string, action: string | undefined, { text }: InittabDocument, context: Context): string {
  if (action === 'initdefault') {
    const level = defaultRunlevel(text);
    return level === undefined
      ? 'init asks for the runlevel on the console.'
      : `The machine boots into **runlevel ${level}** (${levelMeaning(level, flavorIn(context)) ?? 'yours to define'}).`;
  }
  if (levels === '') return 'In **all runlevels** from 0 to 9.';
  const named = [...levels].map((level) => {
    const meaning = levelMeaning(level.toUpperCase(), flavorIn(context));
    return meaning ? `${level} (${meaning})` : level;
  });
  return `In runlevels ${named.join(', ')}.`;
}
