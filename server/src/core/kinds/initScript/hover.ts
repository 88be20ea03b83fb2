import { parseChkconfigHeader } from '../../sysv/chkconfigHeader.ts';
import { initScript } from '../../sysv/layout.ts';
import { LOCK_FOLDER } from '../../sysv/locks.ts';
import { lsbValue, parseLsbHeader } from '../../sysv/lsbHeader.ts';
import { type Relations, relationsOf } from '../../sysv/relations.ts';
import { type Span, touches } from '../../text/span.ts';
import type { Context, Hover } from '../kind.ts';
import { entryAt, flavorIn, type InitScriptDocument } from './document.ts';
import { renderScript } from './documentation.ts';
import { levelMeaning } from './words.ts';

/** What the thing under the cursor is: a key, a facility, a script, a runlevel, a number, an action, a lock file. */
export function hoverInitScript(document: InitScriptDocument, offset: number, context: Context): Hover | undefined {
  const { lsb } = document;
  for (const [span, marker] of [
    [lsb.begin, 'begin'],
    [lsb.end, 'end'],
  ] as const) {
    if (span && touches(span, offset))
      return hover(span, renderScript('markers', marker, `### ${marker.toUpperCase()} INIT INFO`));
  }
  return (
    hoverHeader(document, offset, context) ??
    hoverChkconfig(document, offset, context) ??
    hoverComment(document, offset) ??
    hoverAction(document, offset) ??
    hoverLock(document, offset)
  );
}

function hover(span: Span, text: string | undefined): Hover | undefined {
  return text === undefined ? undefined : { span, text };
}

function hoverHeader(document: InitScriptDocument, offset: number, context: Context): Hover | undefined {
  const entry = entryAt(document, offset);
  if (!entry?.key) return undefined;
  if (touches(entry.nameSpan, offset)) return hover(entry.nameSpan, renderScript('keys', entry.key));
  const word = entry.words.find(({ span }) => touches(span, offset));
  if (!word) return undefined;
  switch (entry.key) {
    case 'Default-Start':
    case 'Default-Stop':
      return hover(word.span, levelText(word.text, entry.key === 'Default-Start', flavorIn(document, context)));
    case 'Short-Description':
    case 'Description':
    case 'X-Interactive':
      return hover(entry.valueSpan, renderScript('keys', entry.key));
    default:
      return hover(word.span, serviceText(word.text, context) ?? renderScript('keys', entry.key));
  }
}

function levelText(word: string, starts: boolean, flavor: 'redhat' | 'debian'): string | undefined {
  const meaning = levelMeaning(word.toUpperCase(), flavor);
  if (meaning === undefined) return undefined;
  return `**Runlevel ${word}**: ${meaning}\n\nThe script is ${starts ? 'started' : 'stopped'} in it when it is enabled.`;
}

/** A facility with its members here, or a name with the script that provides it. */
function serviceText(word: string, context: Context): string | undefined {
  const { sysv } = context;
  const relations = sysv?.tree && relationsOf(sysv.tree);
  if (word.startsWith('$')) return facilityText(word, relations);
  const script = relations?.providers.get(word.replace(/^\+/, ''));
  if (!script || !sysv?.tree) return undefined;
  const description = descriptionOf(initScript(sysv.tree, script.name)?.file?.content ?? '');
  return [`**${word}** is the script ${script.path}`, description, levelsText(script.header)]
    .filter(Boolean)
    .join('\n\n');
}

function facilityText(word: string, relations: Relations | undefined): string | undefined {
  const own = renderScript('facilities', word);
  const members = relations?.facilities?.members.get(word);
  if (!members) return own;
  const list = members.map((member) => {
    const name = member.replace(/^\+/, '');
    return `\`${name}\`${relations?.providers.has(name) ? '' : ' (not here)'}`;
  });
  const here = `In this root it stands for ${list.join(', ')} (insserv.conf).`;
  return own === undefined ? `**${word}**\n\n${here}` : own.replace('\n\n', `\n\n${here}\n\n`);
}

function descriptionOf(text: string): string {
  const header = parseLsbHeader(text);
  return lsbValue(header, 'Short-Description')?.value || parseChkconfigHeader(text).description || '';
}

function levelsText({ defaultStart, defaultStop }: { defaultStart?: string; defaultStop?: string }): string {
  const parts = [
    ...(defaultStart ? [`started in ${defaultStart}`] : []),
    ...(defaultStop ? [`stopped in ${defaultStop}`] : []),
  ];
  return parts.length > 0 ? `By default it is ${parts.join(' and ')}.` : '';
}

const FIELDS = ['levels', 'start', 'stop'] as const;

function hoverChkconfig(document: InitScriptDocument, offset: number, context: Context): Hover | undefined {
  const { line, values } = document.chkconfig;
  if (!line || !touches(line.span, offset)) return undefined;
  const text = document.text.slice(line.valueSpan.start, line.valueSpan.end);
  const words = [...text.matchAll(/[^ \t]+/g)].map((match, index) => {
    const start = line.valueSpan.start + match.index;
    return { field: FIELDS[index], text: match[0], span: { start, end: start + match[0].length } };
  });
  const word = words.find(({ span }) => touches(span, offset));
  const whole = renderScript('comments', 'chkconfig', '# chkconfig:');
  if (!word?.field || !values) return hover(line.span, whole);
  return hover(word.span, `${fieldText(word.field, values, flavorIn(document, context))}\n\n---\n\n${whole}`);
}

function fieldText(
  field: (typeof FIELDS)[number],
  { levels, start, stop }: { readonly levels: readonly string[]; readonly start: number; readonly stop: number },
  flavor: 'redhat' | 'debian',
): string {
  const two = (number: number) => String(number).padStart(2, '0');
  if (field === 'start') return `Started by links **S${two(start)}…**: after all with a lower number.`;
  if (field === 'stop') return `Stopped by links **K${two(stop)}…**: after all with a lower number.`;
  if (levels.length === 0) return '**No runlevel**: `chkconfig --add` makes stop links only.';
  const named = levels.map((level) => `${level} (${levelMeaning(level, flavor)})`);
  return `Started in runlevels **${levels.join(' ')}**: ${named.join(', ')}. Stopped in the others.`;
}

/** `# pidfile:` and its like. */
function hoverComment({ text, lsb }: InitScriptDocument, offset: number): Hover | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const match = /^([ \t]*#[ \t]*)([a-z]+):/.exec(text.slice(start, start + 200));
  if (!match || (lsb.begin && lsb.end && start > lsb.begin.start && start < lsb.end.start)) return undefined;
  const span = { start: start + match[1]!.length, end: start + match[0].length };
  return touches(span, offset) ? hover(span, renderScript('comments', match[2]!, `# ${match[2]}:`)) : undefined;
}

function hoverAction({ outline }: InitScriptDocument, offset: number): Hover | undefined {
  const patterns = outline.actions?.branches.flatMap((branch) => branch.patterns) ?? [];
  const pattern = patterns.find(({ span }) => touches(span, offset));
  if (!pattern) return undefined;
  return hover(pattern.span, renderScript('actions', pattern.text === '*' ? 'usage' : pattern.text, pattern.text));
}

function hoverLock({ text }: InitScriptDocument, offset: number): Hover | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const line = text.slice(start, start + 1000).split('\n', 1)[0]!;
  const match = /\/var\/lock\/subsys\/[^\s"';|&)]+/.exec(line);
  if (!match) return undefined;
  const span = { start: start + match.index, end: start + match.index + match[0].length };
  return touches(span, offset) ? hover(span, renderScript('markers', 'lock', `${LOCK_FOLDER}/…`)) : undefined;
}
