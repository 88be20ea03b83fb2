import { MarkdownString, Range, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type {
  CronDayRows,
  CronDays,
  CronJobRow,
  CronMissRow,
  CronPeakRow,
  CronStartRow,
} from '../../../server/src/protocol/cron.ts';

/** A row of the view. */
export interface CronRow {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  readonly tooltip?: MarkdownString;
  /** The job that it opens. */
  readonly job?: CronJobRow;
  readonly open?: boolean;
  readonly children: readonly CronRow[];
}

/** The rows at the top: days, then what is missed, what starts together, and notes. */
export function cronRows({ days, missed, peaks, mostWithoutDelay, notes }: CronDays): CronRow[] {
  return [
    ...days.map(dayRow),
    ...(missed.length > 0 ? [group('missed', 'Missed', 'circle-slash', missed.map(missRow))] : []),
    ...(peaks.length > 0 ? [peaksRow(peaks, mostWithoutDelay)] : []),
    ...(notes.length > 0 ? [group('notes', 'Notes', 'info', notes.map(noteRow))] : []),
  ];
}

function group(id: string, label: string, icon: string, children: readonly CronRow[]): CronRow {
  return { id, label, icon, description: String(children.length), children };
}

function dayRow({ date, jobs, boots }: CronDayRows, index: number): CronRow {
  const starts = jobs.reduce((sum, job) => sum + job.count, 0);
  const booted = boots.map(
    (time): CronRow => ({
      id: `${date} boot ${time}`,
      label: time,
      description: 'the machine boots',
      icon: 'vm-running',
      children: [],
    }),
  );
  const rows = [...booted, ...jobs.map((job, at) => startRow(job, `${date} ${at}`))];
  rows.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  const description = starts === 0 ? 'nothing starts' : `${jobs.length} jobs, ${starts} starts`;
  return { id: date, label: date, description, icon: 'calendar', open: index === 0, children: rows };
}

function startRow(job: CronStartRow, id: string): CronRow {
  const often = job.count > job.times.length;
  const label = often ? `${job.times[0]}…` : job.times.join(' ');
  const notes = [...(often ? [`${job.count} times`] : []), ...job.notes];
  const more = notes.length > 0 ? ` (${notes.join('; ')})` : '';
  return {
    id,
    label,
    description: `${job.name}${more}`,
    icon: iconOf(job),
    tooltip: tooltipOf(job),
    job,
    children: [],
  };
}

function missRow(job: CronMissRow, index: number): CronRow {
  const description = `${job.count === 1 ? job.first : `${job.count} times`}: ${job.why}`;
  return {
    id: `missed ${index}`,
    label: job.name,
    description,
    icon: iconOf(job),
    tooltip: tooltipOf(job),
    job,
    children: [],
  };
}

function peaksRow(peaks: readonly CronPeakRow[], without: number): CronRow {
  const rows = peaks.map((peak, at): CronRow => {
    const children = peak.jobs.map((job, i) => jobRow(job, `peak ${at} ${i}`));
    return { id: `peak ${at}`, label: peak.at, description: `${peak.jobs.length} jobs`, icon: 'graph', children };
  });
  const most = peaks[0]?.jobs.length ?? 0;
  const random = without === most ? '' : `, ${without} without random delays`;
  return { ...group('peaks', 'Starting Together', 'graph', rows), description: `${most} at most${random}` };
}

function jobRow(job: CronJobRow, id: string): CronRow {
  return { id, label: job.name, description: job.place, icon: iconOf(job), tooltip: tooltipOf(job), job, children: [] };
}

function noteRow(note: string, index: number): CronRow {
  return { id: `note ${index}`, label: note, icon: 'info', children: [] };
}

function iconOf({ by }: CronJobRow): string {
  return by === 'anacron' ? 'history' : 'watch';
}

function tooltipOf({ command, place, user, when, scripts, skipped }: CronJobRow): MarkdownString {
  const text = new MarkdownString('', false);
  text.appendCodeblock(command, 'sh');
  const line = (words: string) => {
    text.appendMarkdown('\n\n');
    text.appendText(words);
  };
  line(`${place}, as ${user}, ${when}`);
  if (scripts.length > 0) line(`Runs ${scripts.join(', ')}`);
  if (skipped.length > 0) line(`run-parts passes over ${skipped.join(', ')}`);
  return text;
}

/** A row as the editor shows it. */
export function cronItem(row: CronRow): TreeItem {
  const folded = row.open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(row.label, row.children.length > 0 ? folded : TreeItemCollapsibleState.None);
  item.id = row.id;
  if (row.description !== undefined) item.description = row.description;
  item.iconPath = new ThemeIcon(row.icon);
  item.tooltip = row.tooltip ?? row.label;
  if (row.job) {
    const { uri, line } = row.job;
    const options = { selection: new Range(line, 0, line, 0), preview: true };
    item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri), options] };
  }
  return item;
}
