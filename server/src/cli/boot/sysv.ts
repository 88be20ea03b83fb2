import { type SysvBoot, sysvBoot } from '../../core/sysv/boot.ts';
import { isRunlevel } from '../../core/sysv/layout.ts';
import { diskTree } from '../../hosts/diskTree.ts';
import { chosenRoot } from '../chosenRoot.ts';
import { UsageError } from '../terminal.ts';
import { visible } from '../visible.ts';

/** What the command line asks of a boot. */
export interface SysvWords {
  readonly root: string | undefined;
  /** A unit, or a runlevel. */
  readonly unit: string | undefined;
  /** Options that only mean something to systemd. */
  readonly forSystemd: readonly string[];
  readonly format: string;
}

/**
 * The boot of a root without systemd, as text or JSON; undefined for all other roots.
 * @throws UsageError for what such a boot does not have
 */
export async function showSysvBoot(words: SysvWords): Promise<string | undefined> {
  const tree = diskTree(await chosenRoot(words.root));
  const { unit, forSystemd, format } = words;
  const level = unit?.toUpperCase();
  const boot = sysvBoot(tree, level !== undefined && isRunlevel(level) ? level : undefined);
  if (!boot) return undefined;
  if (unit !== undefined && !isRunlevel(unit.toUpperCase())) {
    throw new UsageError(`this root boots with sysvinit, which knows no unit ${unit}; name a runlevel, such as 3.`);
  }
  const [odd] = forSystemd;
  if (odd !== undefined) throw new UsageError(`this root boots with sysvinit, for which --${odd} means nothing.`);
  if (format !== 'tree' && format !== 'json') {
    throw new UsageError(`the boot of sysvinit is shown as tree or json, not as ${format}.`);
  }
  return format === 'json' ? `${JSON.stringify({ init: 'sysvinit', ...boot }, null, 1)}\n` : asText(boot);
}

function asText({ flavor, runlevel, named, phases }: SysvBoot): string {
  const lines = [
    `sysvinit (${flavor}), runlevel ${runlevel}${named ? '' : ' (inittab names none; this is the usual one)'}`,
  ];
  for (const { title, steps, skipped } of phases) {
    lines.push('', title);
    const shown = [
      ...steps.map(({ action, name, by }) => `${action.padEnd(5)} ${name} (${by})`),
      ...skipped.map(({ link, reason }) => `-     ${link}: ${reason}`),
    ];
    shown.forEach((line, index) => {
      lines.push(`${index === shown.length - 1 ? '└─' : '├─'}${line}`);
    });
  }
  lines.push('', 'See also: bootwright rc RUNLEVEL --from N, for changes of the runlevel.');
  return lines.map((line) => `${visible(line)}\n`).join('');
}
