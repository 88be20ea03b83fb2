import { largest } from '../../lists/largest.ts';
import type { Boot, BootCommand, BootDropped, ScheduledJob } from '../result.ts';
import { type Branch, branchLines, type Colour, type Paint, painter } from './paint.ts';
import { headline, outcomeWords, plainText, stageWords, timeWords, tookWords } from './words.ts';

export interface TreeOptions {
  /** Whether the text goes to a terminal that shows colours. */
  readonly colours?: boolean;
  /** What a unit says of itself; that of the boot's units when not given, for which all of those are put into words. */
  readonly describe?: (unit: string) => string | undefined;
}

/**
 * The boot for a terminal: the stages before systemd, then for each target that parts the boot the units in the order in
 * which they start, then what was dropped, the critical chain, and the commands given afterwards.
 */
export function bootTree(boot: Boot, options: TreeOptions = {}): string {
  const paint = painter(options.colours ?? false);
  const branches = [
    ...stages(boot, paint),
    ...phases(boot, paint, options.describe ?? ((unit) => boot.units[unit]?.description)),
    ...dropped(boot, paint),
    ...chain(boot, paint),
    ...boot.commands.map((each) => commandBranch(each, paint)),
  ];
  const legend = boot.schedule.some(({ assumed, end, start }) => assumed && end > start)
    ? [paint.dim('~ a duration that was not measured but is what such units commonly take')]
    : [];
  const head = boot.error ? paint.red(plainText(headline(boot))) : paint.bold(plainText(headline(boot)));
  return `${[head, ...branches.flatMap((branch) => ['', branch.text, ...branchLines(branch.below ?? [])]), ...(legend.length ? ['', ...legend] : [])].join('\n')}\n`;
}

function stages({ stages }: Boot, paint: Paint): Branch[] {
  if (stages.length === 0) return [];
  const below = stages.map((stage): Branch => {
    const { title, path, took } = stage;
    const time = took === undefined ? '' : ` +${timeWords(took)}`;
    const from = path === undefined ? '' : paint.dim(`  ${plainText(path)}`);
    return { text: `${title}${time}${from}`, below: stageWords(stage).map((text) => ({ text: plainText(text) })) };
  });
  return [{ text: paint.bold('Before systemd'), below }];
}

type Describe = NonNullable<TreeOptions['describe']>;

function phases(boot: Boot, paint: Paint, describe: Describe): Branch[] {
  const jobs = new Map<string, ScheduledJob[]>();
  for (const job of boot.schedule) {
    const list = jobs.get(job.phase);
    if (list) list.push(job);
    else jobs.set(job.phase, [job]);
  }
  const width = Math.min(largest(boot.schedule.map(({ unit }) => unit.length)), 48);
  return [...jobs].map(([phase, list]) => {
    const found = boot.phases.find(({ name }) => name === phase);
    const title = found ? `${found.target}  @${timeWords(found.end)}` : 'Not waited for';
    return {
      text: paint.bold(plainText(title)),
      below: list.map((job) => ({ text: jobLine(job, width, paint, describe) })),
    };
  });
}

function jobLine(job: ScheduledJob, width: number, paint: Paint, describe: Describe): string {
  const [mark, colour] = markOf(job);
  const action = job.action === 'start' ? '' : `${job.action} `;
  const took = tookWords(job);
  const time = `${`@${timeWords(job.start)}`.padStart(9)} ${(took && `+${took}`).padEnd(8)}`;
  const words = outcomeWords(job);
  const description = words === '' ? describe(job.unit) : undefined;
  const said = words || (description === job.unit ? '' : (description ?? ''));
  const unknown = job.unknown?.length ? `  ${unknownWords(job.unknown.length)}` : '';
  const name = plainText(`${action}${job.unit}`).padEnd(width);
  return `${paint[colour](mark)} ${name} ${paint.dim(time)} ${paint.dim(plainText(`${said}${unknown}`))}`.trimEnd();
}

function unknownWords(conditions: number): string {
  return conditions === 1 ? '(one condition taken to hold)' : `(${conditions} conditions taken to hold)`;
}

function markOf({ outcome, action }: ScheduledJob): [string, Colour] {
  if (outcome === 'failed' || outcome === 'dependency') return ['×', 'red'];
  if (outcome === 'skipped') return ['○', 'yellow'];
  return action === 'stop' ? ['■', 'dim'] : ['●', 'green'];
}

function dropped({ dropped }: Boot, paint: Paint): Branch[] {
  if (dropped.length === 0) return [];
  return [{ text: paint.bold('Dropped from the boot'), below: dropped.map((each) => ({ text: droppedLine(each) })) }];
}

/** A job that was dropped, and why. */
export function droppedLine({ unit, action, text }: BootDropped): string {
  return plainText(`- ${action} ${unit}: ${text}`);
}

function chain({ criticalChain }: Boot, paint: Paint): Branch[] {
  if (criticalChain.length < 2) return [];
  let below: readonly Branch[] = [];
  for (const { unit, at, took, assumed } of criticalChain.toReversed()) {
    const time = took === 0 ? '' : ` +${assumed ? '~' : ''}${timeWords(took)}`;
    below = [{ text: `${plainText(unit)} ${paint.dim(`@${timeWords(at)}${time}`)}`, below }];
  }
  return [{ text: paint.bold('Critical chain'), below }];
}

function commandBranch({ command, error, jobs, active }: BootCommand, paint: Paint): Branch {
  const all = jobs.map(({ unit, action }) => ({ text: plainText(`${action} ${unit}`) }));
  const end = { text: paint.dim(`${active.length} units are active then`) };
  const below = error === undefined ? [...all, end] : [{ text: paint.red(plainText(error)) }, end];
  return { text: paint.bold(plainText(`Then: ${command}`)), below };
}
