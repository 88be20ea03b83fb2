import { outcomeWords, someNames, timeInWords } from '../../panels/words.ts';
import { html } from '../elements.ts';
import type { Rows } from './rows.ts';

/** What there is to say of a unit, as a list of terms: for the mouse, and for the unit that is selected. */
export function details(rows: Rows, index: number): HTMLElement {
  const row = rows.all[index]!;
  const list = html('dl');
  const say = (term: string, text: string) => list.append(html('dt', {}, term), html('dd', {}, text));
  say(row.action === 'start' ? 'Starts' : `Job ${row.action}`, startWords(rows, index));
  if (row.outcome === 'done') say('Takes', `${timeInWords(row.end - row.start)}${row.assumed ? ' (assumed)' : ''}`);
  else say('Outcome', [outcomeWords[row.outcome], ...(row.because === null ? [] : [row.because])].join(': '));
  if (row.unknown.length > 0) say('If', someNames(row.unknown, 3));
  const waits = row.waitsFor.filter((each) => each !== row.waitedFor).map((each) => rows.all[each]!.name);
  if (waits.length > 0) say('Waits for', someNames(waits.reverse(), 5));
  const behind = (rows.heldUp.get(index) ?? []).map((each) => rows.all[each]!.name);
  if (behind.length > 0) say('Holds up', someNames(behind, 5));
  return html('div', { class: 'details' }, heading(rows, index), list);
}

/** The same in one sentence, for a screen reader. */
export function spoken(rows: Rows, index: number): string {
  const row = rows.all[index]!;
  const takes = `takes ${timeInWords(row.end - row.start)}${row.assumed ? ', assumed' : ''}`;
  const outcome = row.outcome === 'done' ? takes : `${outcomeWords[row.outcome]} ${row.because ?? ''}`;
  const chain = rows.critical.has(index) ? ', on the critical chain' : '';
  return `${row.name}, ${row.description}, ${startWords(rows, index)}, ${outcome}${chain}`;
}

function heading(rows: Rows, index: number): HTMLElement {
  const { name, description } = rows.all[index]!;
  const marks = rows.critical.has(index) ? [html('span', { class: 'mark' }, 'critical chain')] : [];
  return html(
    'p',
    { class: 'heading' },
    html('strong', {}, name),
    ' ',
    description === name ? '' : description,
    ...marks,
  );
}

function startWords({ all }: Rows, index: number): string {
  const { start, waitedFor } = all[index]!;
  const at = `at ${timeInWords(start)}`;
  return waitedFor === null ? `${at}, at once` : `${at}, when ${all[waitedFor]!.name} is done`;
}
