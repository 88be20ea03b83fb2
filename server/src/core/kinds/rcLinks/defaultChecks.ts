import { rcLinkName } from '../../sysv/rcLinks.ts';
import type { ScriptFacts } from '../../sysv/scriptFacts.ts';
import type { Diagnostic } from '../kind.ts';
import { finding, type Judged, type NamedLink, rename, stopsWithS, twoDigits } from './judged.ts';

/** What a script's headers ask for at a runlevel. */
export interface Asked {
  /** Undefined where they say nothing of the runlevel. */
  readonly kind: 'S' | 'K' | undefined;
  /** The words that say so. */
  readonly because: string;
  /** The number for either kind; undefined where the header leaves it to a tool. */
  readonly start: number | undefined;
  readonly stop: number | undefined;
}

/** What the headers of a script ask for at a runlevel; undefined for a script without headers. */
export function askedOf({ lsb, chkconfig }: ScriptFacts, level: string, redhat: boolean): Asked | undefined {
  const numbers = { start: redhat ? chkconfig?.start : undefined, stop: redhat ? chkconfig?.stop : undefined };
  if (lsb?.defaultStop?.includes(level)) {
    return { kind: 'K', because: `Default-Stop: ${lsb.defaultStop.join(' ')}`, ...numbers };
  }
  if (lsb?.defaultStart?.includes(level)) {
    return { kind: 'S', because: `Default-Start: ${lsb.defaultStart.join(' ')}`, ...numbers };
  }
  if (redhat && chkconfig) {
    const { levels, start, stop } = chkconfig;
    const because = `chkconfig: ${levels.join('') || '-'} ${twoDigits(start)} ${twoDigits(stop)}`;
    return { kind: levels.includes(level) ? 'S' : 'K', because, ...numbers };
  }
  return lsb ? { kind: undefined, because: '', ...numbers } : undefined;
}

/** Links that are others than their scripts' headers ask for: hints, as turning services on and off does just that. */
export function defaultFindings(judged: Judged): Diagnostic[] {
  const { scripts, level, flavor } = judged;
  if (!scripts || level === undefined) return [];
  return judged.ordered.flatMap((line) => {
    if (stopsWithS(judged, line)) return [];
    const script = scripts.byName.get(line.parsed.service);
    const asked = script && askedOf(script, level, flavor === 'redhat');
    if (!script || !asked) return script && !asked ? mirror(judged, line) : [];
    if (asked.kind !== undefined && asked.kind !== line.parsed.kind) return [otherKind(judged, line, asked)];
    return flavor === 'redhat' ? otherNumber(judged, line, asked) : [];
  });
}

function otherKind(judged: Judged, line: NamedLink, asked: Asked): Diagnostic {
  const { service } = line.parsed;
  const kind = asked.kind!;
  const placed = judged.flavor === 'redhat' ? judged.scripts!.placed(service) : undefined;
  const number = kind === 'S' ? (placed?.start ?? asked.start) : (placed?.stop ?? asked.stop);
  const name = rcLinkName({ kind, priority: number ?? line.parsed.priority, service });
  const does = kind === 'S' ? 'started' : 'stopped';
  const message = `The header of ${service} asks for it to be ${does} at runlevel ${judged.level} (${asked.because}).`;
  return finding('hint', 'default', line.name.span, message, { fixes: [rename(line, name)] });
}

/** chkconfig's own number, or the one to which it moves a script behind what that needs. */
function otherNumber({ scripts }: Judged, line: NamedLink, asked: Asked): Diagnostic[] {
  const { kind, priority, service } = line.parsed;
  const own = kind === 'S' ? asked.start : asked.stop;
  if (own === undefined || own === priority) return [];
  const placed = scripts!.placed(service);
  const moved = kind === 'S' ? placed?.start : placed?.stop;
  if (moved === priority) return [];
  const name = rcLinkName({ kind, priority: moved ?? own, service });
  const message = `The header of ${service} asks for number ${twoDigits(own)}: chkconfig would make the link ${name}.`;
  return [finding('hint', 'number', line.name.span, message, { fixes: [rename(line, name)] })];
}

/** Without headers the number of a stop is 100 less that of the start, so that the order is the mirror. */
function mirror(judged: Judged, line: NamedLink): Diagnostic[] {
  const { kind, priority, service } = line.parsed;
  const start = kind === 'K' ? judged.startNumber(service) : undefined;
  if (start === undefined || start + priority === 100 || start === 0) return [];
  const name = rcLinkName({ kind, priority: 100 - start, service });
  const message = `${service} is started at ${twoDigits(start)} in other runlevels: to stop in the reverse order its number would be ${twoDigits(100 - start)}.`;
  return [finding('hint', 'mirror', line.name.span, message, { fixes: [rename(line, name)] })];
}
