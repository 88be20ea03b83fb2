import type { ChangeParams, MovedParams, RunlevelParams } from '../../../server/src/protocol/planning.ts';
import { unitsInWords, verbs } from './verbs.ts';

/** What a change does, to stand over it: `Enable web.service`. */
export function titleOf(params: ChangeParams): string {
  if (params.verb === 'rename') return `${isRename(params) ? 'Rename' : 'Move'} ${movedInWords(params)}`;
  if (params.verb === 'rc-links') return `Change links of ${nameOf(params.folder)}`;
  if (params.verb === 'runlevel') return runlevelWords(params, 'does');
  const { verb, units, runtime, force } = params;
  const how = [...(runtime ? ['until the next boot'] : []), ...(force ? ['by force'] : [])];
  return [verbs[verb].does, unitsInWords(units), ...how].join(' ');
}

/** What has been done: `Enabled web.service`. */
export function doneInWords(params: ChangeParams): string {
  if (params.verb === 'rename') return `${isRename(params) ? 'Renamed' : 'Moved'} ${movedInWords(params)}`;
  if (params.verb === 'rc-links') return `Changed links of ${nameOf(params.folder)}`;
  if (params.verb === 'runlevel') return runlevelWords(params, 'done');
  return `${verbs[params.verb].done} ${unitsInWords(params.units)}`;
}

const RUNLEVEL_WORDS = {
  on: { does: 'Turn on', done: 'Turned on' },
  off: { does: 'Turn off', done: 'Turned off' },
  add: { does: 'Make links of', done: 'Made links of' },
  remove: { does: 'Remove links of', done: 'Removed links of' },
} as const;

/** `Turn on crond in runlevel 3`. */
function runlevelWords({ service, change, levels = [] }: RunlevelParams, form: 'does' | 'done'): string {
  const where = levels.length === 0 ? '' : ` in runlevel ${levels.join(', ')}`;
  return `${RUNLEVEL_WORDS[change][form]} ${service}${where}`;
}

/** The units among the files that have moved: a drop-in's folder goes with its unit. */
function movedInWords({ moved }: MovedParams): string {
  const units = moved.filter(({ from }) => !/\.(?:d|wants|requires|upholds)$/.test(from));
  const [first] = units;
  if (units.length !== 1 || !first) return `${units.length} units`;
  const [old, name] = [nameOf(first.from), nameOf(first.to)];
  return old === name ? `${old} to ${first.to.slice(0, -name.length - 1)}` : `${old} to ${name}`;
}

function isRename({ moved }: MovedParams): boolean {
  return moved.some(({ from, to }) => nameOf(from) !== nameOf(to));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
