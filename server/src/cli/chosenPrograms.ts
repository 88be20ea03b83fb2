import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import {
  type AnacronImplementation,
  type CronImplementation,
  IMPLEMENTATIONS,
  implementationNamed,
} from '../core/cron/implementation.ts';
import { type CronContext, type CronSystem, DEFAULT_CRON } from '../core/cron/system.ts';
import { dialectNamed, NTP_DIALECTS, type NtpDialect } from '../core/kinds/ntp/dialect.ts';
import { readCronSystem, rootOfTable } from '../hosts/cronRoot.ts';
import { diskHostAtOnce } from '../hosts/disk.ts';
import { findRoot } from '../hosts/root.ts';
import { UsageError } from './terminal.ts';

/** The options that name programs. */
export const PROGRAM_OPTIONS = ['cron', 'anacron', 'ntp'] as const;

/** The programs that the user named; undefined where the root decides. */
export interface ChosenPrograms {
  readonly cron?: CronImplementation | undefined;
  readonly anacron?: AnacronImplementation | undefined;
  readonly ntp?: NtpDialect | undefined;
}

/** Reads `--cron`, `--anacron` and `--ntp`. */
export function chosenPrograms(values: Readonly<Record<string, string | undefined>>): ChosenPrograms {
  return { cron: chosen('cron', values.cron), anacron: chosen('anacron', values.anacron), ntp: chosenNtp(values.ntp) };
}

/** Reads `--ntp`. */
export function chosenNtp(value: string | undefined): NtpDialect | undefined {
  if (value === undefined || value === 'auto') return undefined;
  const named = dialectNamed(value);
  if (!named) throw new UsageError(`--ntp=${value} is not known; write one of ${NTP_DIALECTS.join(', ')}.`);
  return named;
}

function chosen(option: string, value: string | undefined): CronImplementation | undefined {
  if (value === undefined || value === 'auto') return undefined;
  const named = implementationNamed(value);
  if (!named) throw new UsageError(`--${option}=${value} is not known; write one of ${IMPLEMENTATIONS.join(', ')}.`);
  return named;
}

/** Whether a kind of files is judged by these programs. */
export function isCronKind(id: string): boolean {
  return id === 'crontab' || id === 'anacrontab';
}

const systems = new Map<string, Promise<CronSystem>>();

/** The programs that read a table, and the root around it. */
export async function cronAround(
  path: string,
  given: string | undefined,
  programs: ChosenPrograms,
): Promise<CronContext> {
  const uri = pathToFileURL(path).href;
  const root =
    given === undefined
      ? (rootOfTable(uri) ?? (await findRoot(diskHostAtOnce, uri)))
      : pathToFileURL(resolve(given)).href;
  const system = root === undefined ? undefined : await systemIn(fileURLToPath(root));
  return contextOf(system, programs);
}

/** What a root holds of cron, read once. */
export function systemIn(folder: string): Promise<CronSystem> {
  const known = systems.get(folder) ?? readCronSystem(diskHostAtOnce, pathToFileURL(folder).href);
  systems.set(folder, known);
  return known;
}

/** The programs that the user named, else those that are installed, else Debian's. */
export function contextOf(system: CronSystem | undefined, { cron, anacron }: ChosenPrograms): CronContext {
  const read = cron ?? system?.installed.cron ?? DEFAULT_CRON.cron;
  const runs = anacron ?? system?.installed.anacron ?? cron ?? system?.installed.cron ?? DEFAULT_CRON.anacron;
  return { cron: read, anacron: runs, system };
}
