import type { AssignmentNode, EntryNode } from '../../cron/crontab.ts';
import { renderCron } from '../../cron/documentation.ts';
import { FIELDS, MACROS, type Schedule } from '../../cron/fields.ts';
import { CRON_NAME } from '../../cron/implementation.ts';
import { nextRuns, type Run } from '../../cron/nextRuns.ts';
import { eitherDay, isWildcard } from '../../cron/schedule.ts';
import { timeText, zoneText } from '../../cron/times.ts';
import { fieldInWords, scheduleInWords } from '../../cron/words.ts';
import { type Span, touches } from '../../text/span.ts';
import { timezone } from '../../values/timezone.ts';
import type { Context, Hover } from '../kind.ts';
import { firstPercent } from './advice.ts';
import { type CrontabDocument, contentOf, cronOf, nodeAt } from './document.ts';

/** What the thing under the cursor is, and what the line does. */
export function hoverCrontab(document: CrontabDocument, offset: number, context: Context): Hover | undefined {
  const { nodes } = document.as(cronOf(context).cron);
  const node = nodeAt(nodes, offset);
  const content = node && contentOf(node);
  if (!content || offset >= content.span.end) return undefined;
  if (content.type === 'assignment') return hoverAssignment(content, offset, context);
  return hoverEntry(content, offset, document, context);
}

function hoverAssignment(node: AssignmentNode, offset: number, context: Context): Hover | undefined {
  if (!touches({ start: node.nameSpan.start, end: node.valueSpan.end }, offset)) return undefined;
  const own = renderCron('variables', node.name, `${node.name}=`);
  const onName = touches(node.nameSpan, offset);
  const span = onName ? node.nameSpan : node.valueSpan;
  if (own === undefined) return { span, text: `**${node.name}**\n\nA variable for the commands below.` };
  const zone = node.name === 'CRON_TZ' ? timezone(node.value) : undefined;
  const now = context.clock && Number(context.clock.now / 1_000_000n);
  const shown = zone && now !== undefined ? [`Now it is ${timeText(zone, now)} ${zoneText(zone, now)} there.`] : [];
  return { span, text: [own, ...shown].join('\n\n') };
}

/** What a part of an entry is: in a few words, and at length. The line's own text comes between them. */
interface Part {
  readonly span: Span;
  readonly head: string;
  readonly more: string | undefined;
}

function hoverEntry(node: EntryNode, offset: number, document: CrontabDocument, context: Context): Hover | undefined {
  const part = partAt(node, offset, document, context);
  if (!part) return undefined;
  const line = node.schedule || node.macro?.name === 'reboot' ? lineText(node, document, context) : undefined;
  // What most people want to know comes first: an editor cuts long hovers off.
  const top = [part.head, line].filter(Boolean).join('\n\n');
  return { span: part.span, text: [top, part.more].filter(Boolean).join('\n\n---\n\n') };
}

function partAt(node: EntryNode, offset: number, { text }: CrontabDocument, context: Context): Part | undefined {
  const index = node.fields.findIndex((field) => touches(field.span, offset));
  const field = node.fields[index];
  if (field) {
    const { name, label } = FIELDS[index]!;
    const written = text.slice(field.span.start, field.span.end);
    const words = field.problem ? label : fieldInWords(index, field.set);
    const drawn = field.items.some(({ random }) => random) ? ' (one of them, drawn by cronie)' : '';
    const head = `\`${written.slice(0, 60)}\` **${words}**${drawn}`;
    return { span: field.span, head, more: renderCron('fields', name, label) };
  }
  const { macro, user, command, dash, option } = node;
  if (dash && offset === dash.start) return titled(dash, 'dash', '-');
  if (macro && touches(macro.span, offset)) {
    const more = renderCron('macros', macro.name, `@${macro.name}`);
    return more === undefined ? undefined : { span: macro.span, head: '', more };
  }
  if (user && touches(user.span, offset)) return hoverUser(user.text, user.span, context);
  if (option && touches(option, offset)) return titled(option, 'option', '-n');
  return command && touches(command.span, offset) ? hoverCommand(command.text, command.span) : undefined;
}

function titled(span: Span, name: string, title: string): Part {
  return { span, head: '', more: renderCron('fields', name, title) };
}

function hoverUser(name: string, span: Span, context: Context): Part {
  const known = cronOf(context).system?.users?.get(name);
  const facts = known && `: user ${known.id}${known.realName ? `, ${known.realName}` : ''}, home \`${known.home}\``;
  return { span, head: `**${name}**${facts ?? ''}`, more: renderCron('fields', 'user', 'user') };
}

function hoverCommand(command: string, span: Span): Part {
  const percent = firstPercent(command);
  const run = command
    .slice(0, percent ?? command.length)
    .trim()
    .replaceAll('\\%', '%');
  const input = percent === undefined ? undefined : command.slice(percent + 1);
  const shown = [fenced(run.slice(0, 500))];
  if (input !== undefined)
    shown.push(
      'with this as its standard input:',
      fenced(
        input
          .replace(/(?<!\\)%/g, '\n')
          .replaceAll('\\%', '%')
          .slice(0, 500),
      ),
    );
  return { span, head: shown.join('\n\n'), more: undefined };
}

function fenced(text: string): string {
  return `\`\`\`sh\n${text.replaceAll('```', "'''")}\n\`\`\``;
}

const RUNS = 5;

/** What the whole line does, and when it does so next. */
function lineText(node: EntryNode, document: CrontabDocument, context: Context): string {
  const who = document.system ? node.user?.text : document.place.owner;
  const as = who === undefined ? '' : `, as ${who}`;
  if (!node.schedule) return `Runs once when cron starts after a boot${as}.`;
  const note =
    eitherDay(node.schedule) && MACROS[node.macro?.name ?? ''] === undefined
      ? ' A day that fits either is enough.'
      : '';
  const text = `Runs **${scheduleInWords(node.schedule)}**${as}.${note}`;
  const random = node.fields.some((field) => field.items.some((item) => item.random));
  return random ? text : [text, ...runsText(node.schedule, node, document, context)].join('\n\n');
}

function runsText(schedule: Schedule, node: EntryNode, document: CrontabDocument, context: Context): string[] {
  const { cron, system } = cronOf(context);
  const own = cron === 'cronie' ? valueAbove(document, node, 'CRON_TZ') : undefined;
  const machine = system?.timezone ?? context.clock?.timezone;
  const zone = timezone(own ?? machine ?? '');
  if (!zone || !context.clock) return [];
  const now = Number(context.clock.now / 1_000_000n);
  const runs = nextRuns(schedule, { zone, foreign: own !== undefined && own !== machine }, now - (now % 60) + 60, RUNS);
  if (runs.length === 0) return ['It never runs.'];
  const delay = cron === 'cronie' ? Number.parseInt(valueAbove(document, node, 'RANDOM_DELAY') ?? '', 10) : 0;
  const later = delay > 0 && delay <= 1440 ? [`Each up to ${delay} minutes later, as RANDOM_DELAY says.`] : [];
  const list = runs.map((run) => `- ${timeText(zone, run.at)} ${zoneText(zone, run.at)}${noteOf(run)}`).join('\n');
  return [`Next (${zone.name}):\n${list}`, ...later, ...jumpText(schedule, runs, CRON_NAME[cron])];
}

function noteOf({ note }: Run): string {
  if (note === 'skipped-hour') return ' · its time is skipped by the clock, so it is made up for';
  return note === 'repeated-hour' ? ' · once more, as the clock goes back' : '';
}

/** How the program goes about changes of the clock, where one of the runs is near. */
function jumpText(schedule: Schedule, runs: readonly Run[], name: string): string[] {
  if (runs.every(({ note }) => note === undefined)) return [];
  return [
    isWildcard(schedule)
      ? `${name} runs entries with \`*\` in the minute or hour by the clock as it shows: what comes twice runs twice.`
      : `${name} runs entries at a fixed time once, also where the clock skips that time or shows it twice.`,
  ];
}

/** The value of a variable that holds for an entry. */
export function valueAbove(document: CrontabDocument, node: EntryNode, name: string): string | undefined {
  for (const other of [...document.as('cronie').nodes].reverse()) {
    if (other.type === 'assignment' && other.name === name && other.span.start < node.span.start)
      return other.value || undefined;
  }
  return undefined;
}
