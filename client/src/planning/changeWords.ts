import type { ChangeParams, MovedParams } from '../../../server/src/protocol/planning.ts';
import { unitsInWords, verbs } from './verbs.ts';

/** What a change does, to stand over it: `Enable web.service`. */
export function titleOf(params: ChangeParams): string {
  if (params.verb === 'rename') return `${isRename(params) ? 'Rename' : 'Move'} ${movedInWords(params)}`;
  const { verb, units, runtime, force } = params;
  const how = [...(runtime ? ['until the next boot'] : []), ...(force ? ['by force'] : [])];
  return [verbs[verb].does, unitsInWords(units), ...how].join(' ');
}

/** What has been done: `Enabled web.service`. */
export function doneInWords(params: ChangeParams): string {
  if (params.verb === 'rename') return `${isRename(params) ? 'Renamed' : 'Moved'} ${movedInWords(params)}`;
  return `${verbs[params.verb].done} ${unitsInWords(params.units)}`;
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
