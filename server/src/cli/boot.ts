import { parseArgs } from 'node:util';
import { why } from '../core/boot/why/why.ts';
import { bootAsking } from './boot/asking.ts';
import { FORMATS, showBoot, showWhy, WHY_FORMATS } from './boot/show.ts';
import { type SysvWords, showSysvBoot } from './boot/sysv.ts';
import { oneOf } from './options.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';
import { visible } from './visible.ts';

/** Simulates a boot: the jobs of systemd's transaction, their order in time, and what is active in the end. */
export const boot: Command = {
  usage:
    'boot [UNIT] [--root DIR] [--unit-path DIR]... [--cmdline STR] [--why UNIT] [--with CHANGE]... [--then COMMAND]...',
  summary: 'says what the machine will do when it boots, in which order, and why',
  help: `UNIT is what to boot into (default: what the kernel command line says, else default.target). For a root without
systemd it is a runlevel (default: that of inittab), and init scripts are shown: see also "bootwright rc".

  --root DIR          the system root (default: the one around the current folder, else /)
  --unit-path DIR     just this folder of units, and no generators; may be given several times, the first one wins
  --systemd VERSION   the version that boots, such as 252 (default: that of the root, else the newest known)
  --cmdline STR       the kernel command line (default: that of the boot loader's entry)
  --why UNIT          why the boot starts that unit, or why not, and what would be lost without it
  --with CHANGE       boot as if that had been done before: "enable x.service", "mask x.service",
                      "set-default rescue.target", "add-wants a.target b.service"...; may be given several times
  --then COMMAND      what follows on the running system: "isolate rescue.target", "start", "stop", "restart" and
                      units; may be given several times
  --times FILE        times of a real boot: systemd-analyze plot --json=short, systemd-analyze blame, or
                      journalctl -b -o json; without them durations are what units of a type commonly take
  --format FORMAT     tree (default), json, jobs (a line for each job), dot, svg or mermaid

Exit status: 0 it boots, 1 systemd refuses the boot, 2 it could not be done.
`,
  run: runBoot,
};

const OPTIONS = {
  root: { type: 'string' },
  'unit-path': { type: 'string', multiple: true },
  systemd: { type: 'string' },
  cmdline: { type: 'string' },
  why: { type: 'string' },
  with: { type: 'string', multiple: true },
  // biome-ignore lint/suspicious/noThenProperty: this is the name of an option.
  then: { type: 'string', multiple: true },
  times: { type: 'string' },
  format: { type: 'string' },
} as const;

async function runBoot(words: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parse(words);
  const format = oneOf('format', values.format, FORMATS, 'tree');
  if (positionals.length > 1) throw new UsageError(`one unit is booted, not ${positionals.join(' and ')}.`);
  const sysv =
    values['unit-path'] === undefined ? await showSysvBoot(sysvWords(values, positionals[0], format)) : undefined;
  if (sysv !== undefined) {
    terminal.out(sysv);
    return 0;
  }
  const asking = await bootAsking({
    root: values.root,
    systemd: values.systemd,
    unit: positionals[0],
    unitPath: values['unit-path'],
    commandLine: values.cmdline,
    commands: values.then,
    times: values.times,
  });
  const simulation = asking.simulate(values.with ?? []);
  if (values.why !== undefined) {
    const whyFormat = oneOf('format', values.format, WHY_FORMATS, 'tree');
    terminal.out(showWhy(why(simulation, asking.nameOf(values.why)), whyFormat, terminal.colours));
    return 0;
  }
  const before = values.with ? () => asking.simulate([]).boot : undefined;
  const { error } = simulation.boot;
  // The other formats have it in them.
  if (error && format === 'jobs') terminal.error(`systemd refuses the boot: ${visible(error.text)}\n`);
  terminal.out(showBoot(simulation, format, terminal.colours, before));
  return error ? 1 : 0;
}

function sysvWords(values: ReturnType<typeof parse>['values'], unit: string | undefined, format: string): SysvWords {
  const { root, ...others } = values;
  const forSystemd = Object.keys(others).filter((name) => name !== 'format' && name !== 'cmdline');
  return { root, unit, format, forSystemd };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (fault) {
    throw new UsageError(fault instanceof Error ? fault.message : String(fault));
  }
}
