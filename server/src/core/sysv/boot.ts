import { chase } from '../tree/chase.ts';
import type { SystemTree } from '../tree/systemTree.ts';
import { type InittabEntry, inittabAction, judgeInittab, rootDefaultRunlevel } from './inittab.ts';
import { type Flavor, fileAt, flavorOf, isRunlevel, rcFolder } from './layout.ts';
import { type RcSkip, type RunlevelAnswer, simulateRc } from './rc/simulate.ts';
import { bootsWithSystemd } from './rootContext.ts';
import { hasInitScripts } from './runlevelTable.ts';

/** Something that is run on the way. */
export interface SysvBootStep {
  readonly action: 'start' | 'stop' | 'run';
  /** The service, or the command of inittab. */
  readonly name: string;
  /** The link by which rc runs it, or the id of the line in inittab. */
  readonly by: string;
  /** The script or program, as a path in the root; undefined when it is not there. */
  readonly path: string | undefined;
}

/** A part of the boot. */
export interface SysvBootPhase {
  readonly id: 'sysinit' | 'runlevel' | 'logins';
  readonly title: string;
  readonly steps: readonly SysvBootStep[];
  readonly skipped: readonly RcSkip[];
}

/** What sysvinit does when a root boots. */
export interface SysvBoot {
  readonly flavor: Flavor;
  /** The runlevel that it boots into. */
  readonly runlevel: string;
  /** Whether inittab names it; else it is the usual one of the family. */
  readonly named: boolean;
  readonly phases: readonly SysvBootPhase[];
}

const USUAL: Readonly<Record<Flavor, string>> = { redhat: '3', debian: '2' };

/**
 * The boot of a root without systemd: the system initialization, then the runlevel that inittab names, then what inittab
 * keeps running. Undefined for a root that boots with systemd, or has nothing that sysvinit could start.
 *
 * @param runlevel another one to boot into
 */
export function sysvBoot(tree: SystemTree, runlevel?: string): SysvBoot | undefined {
  if (!hasRunlevels(tree) || bootsWithSystemd(tree)) return undefined;
  const flavor = flavorOf(tree);
  const own = rootDefaultRunlevel(tree);
  const level = runlevel ?? own ?? USUAL[flavor];
  const lines = linesOf(tree);
  const phases = [sysinit(tree, flavor, lines), entered(tree, flavor, level, lines), logins(tree, level, lines)];
  return {
    flavor,
    runlevel: level,
    named: runlevel !== undefined || own !== undefined,
    phases: phases.filter(({ steps, skipped }) => steps.length > 0 || skipped.length > 0),
  };
}

function hasRunlevels(tree: SystemTree): boolean {
  if (chase(tree, '/etc/inittab').found) return true;
  return hasInitScripts(tree) && ['2', '3', '5'].some((level) => rcFolder(tree, level) !== undefined);
}

interface Line extends InittabEntry {
  readonly does: string;
}

/** The lines of inittab that init takes. */
function linesOf(tree: SystemTree): Line[] {
  const text = fileAt(tree, '/etc/inittab')?.content ?? '';
  return judgeInittab(text).flatMap(({ entry, fault }) =>
    fault ? [] : [{ ...entry, does: inittabAction(entry.action!.text)! }],
  );
}

const BOOTING = ['sysinit', 'boot', 'bootwait'];

/** The lines for the boot: Red Hat's is one script, Debian's runs the links of rcS.d. */
function sysinit(tree: SystemTree, flavor: Flavor, lines: readonly Line[]): SysvBootPhase {
  const booting = lines.filter(({ does }) => BOOTING.includes(does));
  const isRc = ({ process }: Line) => /\/(?:rcS|rc\s+S)\b/.test(process!.text);
  const own = booting.filter((line) => !isRc(line)).map((line) => stepOf(tree, line));
  const runsLinks = flavor === 'debian' && (booting.length === 0 || booting.some(isRc));
  const answer = runsLinks ? simulateRc(tree, { flavor, from: 'N', to: 'S', locks: [] }) : undefined;
  return {
    id: 'sysinit',
    title: 'System initialization',
    steps: [...own, ...stepsOf(tree, answer)],
    skipped: answer?.skipped ?? [],
  };
}

/** What rc starts in the runlevel, and what other lines run once when it is entered. */
function entered(tree: SystemTree, flavor: Flavor, level: string, lines: readonly Line[]): SysvBootPhase {
  const once = lines.filter((line) => (line.does === 'wait' || line.does === 'once') && fits(line, level));
  const isRc = ({ process }: Line) => new RegExp(`/rc\\s+${level}\\b`).test(process!.text);
  const others = once.filter((line) => !isRc(line)).map((line) => stepOf(tree, line));
  // While the machine boots there are no lock files: the system initialization takes them away.
  const runs = isRunlevel(level) && (once.some(isRc) || !lines.some(({ does }) => does === 'wait'));
  const answer = runs ? simulateRc(tree, { flavor, from: 'N', to: level, locks: [] }) : undefined;
  return {
    id: 'runlevel',
    title: `Runlevel ${level}`,
    steps: [...stepsOf(tree, answer), ...others],
    skipped: answer?.skipped ?? [],
  };
}

/** What init keeps running: as a rule the logins on consoles. */
function logins(tree: SystemTree, level: string, lines: readonly Line[]): SysvBootPhase {
  const kept = lines.filter((line) => line.does === 'respawn' && fits(line, level));
  const steps = kept.map((line) => stepOf(tree, line));
  return { id: 'logins', title: 'Kept running by init', steps, skipped: [] };
}

function fits({ runlevels }: Line, level: string): boolean {
  const levels = runlevels!.text;
  return levels === '' ? /^[0-9]$/.test(level) : levels.toUpperCase().includes(level);
}

function stepOf(tree: SystemTree, { id, process }: Line): SysvBootStep {
  const command = process!.text.replace(/^[+@]+/, '').trim();
  const program = /^\/\S+/.exec(command)?.[0];
  const path = program !== undefined && fileAt(tree, program) ? program : undefined;
  return { action: 'run', name: command, by: id.text, path };
}

function stepsOf(tree: SystemTree, answer: RunlevelAnswer | undefined): SysvBootStep[] {
  return (answer?.steps ?? []).map(({ action, service, link }) => {
    const path = ['/etc/init.d', '/etc/rc.d/init.d'].map((folder) => `${folder}/${service}`);
    return { action, name: service, by: link, path: path.find((one) => fileAt(tree, one)) };
  });
}
