import type * as lsp from 'vscode-languageserver';
import { daysOf, missesOf } from '../core/cron/daily.ts';
import { programsInWords, startNotes, WHY_MISSED } from '../core/cron/inWords.ts';
import { parseHours } from '../core/cron/offHours.ts';
import { simulate } from '../core/cron/simulate.ts';
import type { SimulatedJob, SimulationInput } from '../core/cron/simulation.ts';
import type { CronSystem } from '../core/cron/system.ts';
import { civilTime, dateText, timeText } from '../core/cron/times.ts';
import { clock } from '../core/cron/words.ts';
import { timezone, UTC } from '../core/values/timezone.ts';
import { readClock } from '../hosts/clock.ts';
import { below, pathInRoot } from '../hosts/root.ts';
import { type CronDays, type CronDaysParams, type CronJobRow, cronDaysRequest } from '../protocol/cron.ts';
import { cronContext } from './cronRoots.ts';
import type { Guard } from './guard.ts';
import type { Session } from './session.ts';

const MOST_DAYS = 60;
/** More starts of one job on one day are counted, not listed. */
const MOST_TIMES = 3;

/** Answers what cron and anacron of a root will do over the coming days. */
export function registerCron(connection: lsp.Connection, session: Session, guard: Guard): void {
  const answer = guard<CronDaysParams, CronDays | null>('cronDays', null, (params) => cronDays(session, params));
  connection.onRequest(cronDaysRequest, (parameters: CronDaysParams, token) => answer(parameters, token));
}

async function cronDays(session: Session, params: CronDaysParams): Promise<CronDays | null> {
  const off = parseHours(params.off);
  if (!off || !(params.days >= 1)) return null;
  const read = await session.cronRoots.at(params.root);
  const system = withOpenTables(read, params.root, session);
  if (system.tables.length === 0 && system.anacrontab === undefined) return null;
  const now = readClock();
  const zone = timezone(system.timezone ?? '') ?? timezone(now.timezone) ?? UTC;
  const cron = { ...cronContext(system, session.settings), system };
  const days = Math.min(Math.floor(params.days), MOST_DAYS);
  const from = Number(now.now / 60_000_000n) * 60;
  const input: SimulationInput = { cron, zone, from, days, off, seed: params.seed };
  return rowsOf(input, params.root);
}

function rowsOf(input: SimulationInput, root: string): CronDays {
  const simulation = simulate(input);
  const time = (at: number) => {
    const { hour, minute } = civilTime(input.zone, at);
    return clock(hour, minute);
  };
  const row = (job: SimulatedJob) => rowOf(job, root);
  return {
    about: `${programsInWords(input)}, ${input.zone.name}`,
    days: daysOf(simulation, input.zone, input.from, input.days)
      .slice(0, input.days)
      .map((day) => ({
        date: dateText(input.zone, day.start),
        boots: day.boots.map(time),
        jobs: day.jobs.map(({ job, starts }) => ({
          ...row(job),
          times: starts.slice(0, MOST_TIMES).map(({ at }) => time(at)),
          count: starts.length,
          notes: startNotes(starts[0]!),
        })),
      })),
    missed: missesOf(simulation).map(({ job, why, at, count }) => ({
      ...row(job),
      first: timeText(input.zone, at),
      count,
      why: WHY_MISSED[why],
    })),
    peaks: simulation.peaks.map(({ at, jobs }) => ({
      at: timeText(input.zone, at),
      jobs: jobs.map((id) => row(simulation.jobs[id]!)),
    })),
    mostWithoutDelay: simulation.peaksWithoutDelay[0]?.jobs.length ?? 1,
    notes: simulation.notes,
  };
}

function rowOf(job: SimulatedJob, root: string): CronJobRow {
  const { name, command, by, path, line, user, when, scripts, skipped } = job;
  const place = `${path}:${line}`;
  return { name, command, by, place, uri: below(root, path), line: line - 1, user, when, scripts, skipped };
}

/** The tables with the text of open editors in the place of what is on disk. */
function withOpenTables(system: CronSystem, root: string, session: Session): CronSystem {
  const open = new Map<string, string>();
  for (const uri of session.openUris()) {
    const document = session.document(uri);
    if (document && uri.startsWith(root.replace(/\/+$/, ''))) open.set(pathInRoot(root, uri), document.text);
  }
  return {
    ...system,
    tables: system.tables.map((table) => ({ ...table, text: open.get(table.path) ?? table.text })),
    anacrontab: open.get('/etc/anacrontab') ?? system.anacrontab,
  };
}
