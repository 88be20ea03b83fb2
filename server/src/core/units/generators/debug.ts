import { parseBoolean } from '../../values/boolean.ts';
import { filenameIsValid, pathStartsWith } from '../../values/paths.ts';
import { unitNameIsValid } from '../../values/unitNames.ts';
import { EXTRACT, extractFirstWord } from '../../values/words.ts';
import { unitNameMangle } from '../mangle.ts';
import { type CommandLineItem, isCommandLineKey, runlevelToTarget } from './commandLine.ts';
import type { GeneratorRoot } from './machine.ts';
import { GeneratorOutput } from './output.ts';

/** From this version on credentials can bring units, and the shell's terminal can be set without starting it. */
const CREDENTIALS_SINCE = 256;
const DEBUG_TTY_SINCE = 256;
const BREAKPOINTS_SINCE = 258;

/** The terminal of debug-shell.service, unless something else is asked for. */
const DEBUG_TTY = 'tty9';
/** Where a boot of the real root can be held; those of the initrd do nothing here. */
const BREAKPOINTS = ['pre-udev', 'pre-basic'];

/** What the command line asks of the boot: debug-generator.c, `parse_proc_cmdline_item`. */
export interface DebugRequest {
  /** The unit that the boot leads to; not checked to be a unit's name. */
  readonly unit: string | undefined;
  readonly mask: readonly string[];
  /** Units that are started as well; debug-shell.service and breakpoints included. */
  readonly wants: readonly string[];
  readonly debugShell: boolean;
  /** The terminal of the debug shell, when it is not the usual one. */
  readonly debugTty: string | undefined;
}

/**
 * Reads the command line as systemd-debug-generator does. A name that can be no unit's ends the reading.
 *
 * @param version major version of systemd
 */
export function debugRequest(commandLine: readonly CommandLineItem[], version: number): DebugRequest {
  const reading = new Reading(version);
  for (const item of commandLine) if (!reading.take(item)) break;
  return reading.end();
}

/** What systemd-debug-generator does: masks, additional units and the debug shell that the command line asks for. */
export function debugGenerator({ commandLine, version, unitFolder, profile }: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput('systemd-debug-generator');
  const { unit, mask, wants, debugTty } = debugRequest(commandLine, version);
  if (debugTty !== undefined) writeDebugShellDropIn(out, debugTty, version);
  if (version >= CREDENTIALS_SINCE) writeUnitCredentials(out, profile.credentials ?? {});
  for (const name of mask) out.link(name, '/dev/null', 'early');
  const target = unit ?? 'default.target';
  for (const name of wants) out.addSymlink(target, 'wants', `${unitFolder}/${name}`, { folder: 'early' });
  return out;
}

class Reading {
  private unit: string | undefined;
  private readonly mask: string[] = [];
  private readonly wants: string[] = [];
  private shell = false;
  private tty: string | undefined;
  private defaultTty: string | undefined;
  private readonly breakpoints = new Set<string>();
  private readonly version: number;

  constructor(version: number) {
    this.version = version;
  }

  /** Takes one word; false when nothing behind it counts. */
  take({ key, value }: CommandLineItem): boolean {
    const { version } = this;
    if (key === 'systemd.mask' || key === 'systemd.wants') return this.takeUnit(key, value);
    if (isCommandLineKey(key, 'systemd.debug_shell')) this.takeShell(value);
    else if (version >= DEBUG_TTY_SINCE && isCommandLineKey(key, 'systemd.default_debug_tty')) {
      if (value !== undefined) this.defaultTty = skipDevPrefix(value);
    } else if (key === 'systemd.unit') this.unit = value ?? this.unit;
    else if (version >= BREAKPOINTS_SINCE && key === 'systemd.break') return this.takeBreakpoints(value ?? '');
    else if (value === undefined) this.unit = runlevelToTarget(key) ?? this.unit;
    return true;
  }

  private takeUnit(key: string, value: string | undefined): boolean {
    if (value === undefined) return true;
    const name = unitNameMangle(value, this.version);
    if (name !== undefined) (key === 'systemd.mask' ? this.mask : this.wants).push(name);
    return name !== undefined;
  }

  private takeShell(value: string | undefined): void {
    const on = value === undefined ? true : parseBoolean(value);
    this.shell = on ?? true;
    if (on === undefined) this.tty = skipDevPrefix(value!);
    // Older versions keep one setting only, so the last word wins with all it says.
    else if (this.version < DEBUG_TTY_SINCE) this.tty = undefined;
  }

  private takeBreakpoints(value: string): boolean {
    for (let next: number | undefined = value === '' ? undefined : 0; next !== undefined; ) {
      const found = extractFirstWord(value, next, ',', EXTRACT.DONT_COALESCE_SEPARATORS);
      if (found.kind === 'invalid') return false;
      if (found.kind === 'end') return true;
      this.breakpoints.add(found.word);
      next = found.next;
    }
    return true;
  }

  end(): DebugRequest {
    const tty = this.tty ?? this.defaultTty;
    const points = BREAKPOINTS.filter((name) => this.breakpoints.has(name)).map((name) => `breakpoint-${name}.service`);
    return {
      unit: this.unit,
      mask: this.mask,
      wants: [...this.wants, ...(this.shell ? ['debug-shell.service'] : []), ...points],
      debugShell: this.shell,
      debugTty: this.shell && tty !== DEBUG_TTY ? tty : undefined,
    };
  }
}

function skipDevPrefix(path: string): string {
  return pathStartsWith(path, '/dev') ? path.replace(/^\/+dev\/+/, '') : path;
}

/** debug-generator.c, `install_debug_shell_dropin`. */
function writeDebugShellDropIn(out: GeneratorOutput, tty: string, version: number): void {
  const newer = version >= DEBUG_TTY_SINCE;
  const lines = [
    ...(newer ? ['# Automatically generated by systemd-debug-generator', ''] : []),
    '[Unit]',
    `Description=Early root shell on /dev/${tty} FOR DEBUGGING ONLY`,
    'ConditionPathExists=',
    ...(newer ? [''] : []),
    '[Service]',
    `TTYPath=/dev/${tty}`,
  ];
  out.writeDropIn('debug-shell.service', '50-tty', lines, 'early');
}

/** debug-generator.c, `process_unit_credentials`: credentials that are units or drop-ins. */
function writeUnitCredentials(out: GeneratorOutput, credentials: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(credentials).sort()) {
    const [, kind, rest = ''] = /^systemd\.(extra-unit|unit-dropin)\.(.*)$/s.exec(name) ?? [];
    const lines = credentials[name]!.replace(/\n$/, '').split('\n');
    if (kind === 'extra-unit' && unitNameIsValid(rest)) out.write(rest, lines, 'early');
    if (kind !== 'unit-dropin') continue;
    const tilde = rest.indexOf('~');
    const unit = tilde < 0 ? rest : rest.slice(0, tilde);
    const dropIn = tilde < 0 ? '50-credential' : rest.slice(tilde + 1);
    if (!unitNameIsValid(unit) || dropIn === '') continue;
    const file = dropIn.replaceAll('.', '\\x2e').replaceAll('/', '\\x2f');
    if (filenameIsValid(file)) out.writeDropIn(unit, file, lines, 'early');
  }
}
