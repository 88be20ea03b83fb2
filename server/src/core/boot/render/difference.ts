import { type BootDifference, isSameBoot, type JobMove, type JobName } from '../compare.ts';
import { type Branch, branchLines, painter } from './paint.ts';
import { droppedLine } from './tree.ts';
import { plainText, timeWords } from './words.ts';

/** What supposed changes do to a boot, for a terminal. */
export function differenceTree(difference: BootDifference, options: { readonly colours?: boolean } = {}): string {
  const paint = painter(options.colours ?? false);
  if (isSameBoot(difference)) return `${paint.bold('The changes make no difference to the boot.')}\n`;
  const { error, anchor, end } = difference;
  const heads = [
    ...(error?.after === undefined ? [] : [paint.red(`refused now: ${plainText(error.after)}`)]),
    ...(error?.after === undefined && error?.before !== undefined ? ['no longer refused'] : []),
    ...(anchor ? [plainText(`boots ${anchor.after} instead of ${anchor.before}`)] : []),
    ...(end.before === end.after ? [] : [`ends at ${timeWords(end.after)} instead of ${timeWords(end.before)}`]),
  ];
  const below: Branch[] = [
    ...heads.map((text) => ({ text })),
    ...section(
      'gained',
      difference.gained.map((job) => paint.green(`+ ${jobWords(job)}`)),
    ),
    ...section(
      'lost',
      difference.lost.map((job) => paint.red(`- ${jobWords(job)}`)),
    ),
    ...section('earlier', difference.earlier.map(moveWords)),
    ...section('later', difference.later.map(moveWords)),
    ...section(
      'waits for others',
      difference.waits.map((wait) => waitWords(wait.gained, wait.lost, wait)),
    ),
    ...section(
      'ends otherwise',
      difference.outcomes.map((each) => `${jobWords(each)}: ${each.after} (was ${each.before})`),
    ),
    ...section('newly dropped', difference.dropped.map(droppedLine)),
    ...section('no longer dropped', difference.undropped.map(droppedLine)),
    ...section('active only now', difference.activeGained),
    ...section('no longer active', difference.activeLost),
  ];
  return `${[paint.bold('What the changes do'), ...branchLines(below)].join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): Branch[] {
  return lines.length === 0 ? [] : [{ text: title, below: lines.map((text) => ({ text })) }];
}

function jobWords({ unit, action }: JobName): string {
  return plainText(action === 'start' ? unit : `${action} ${unit}`);
}

function moveWords(move: JobMove): string {
  return `${jobWords(move)}: @${timeWords(move.after)} (was @${timeWords(move.before)})`;
}

function waitWords(gained: readonly string[], lost: readonly string[], job: JobName): string {
  const parts = [...gained.map((unit) => `+${unit}`), ...lost.map((unit) => `-${unit}`)];
  return plainText(`${jobWords(job)}: ${parts.join(' ')}`);
}
