import type { NtpCommand } from './parse.ts';

/** The commands of a name, in the order of the file. A list is sorted by names once, however many rules ask for one. */
export function commandsNamed(name: string, commands: readonly NtpCommand[]): readonly NtpCommand[] {
  const byName = kept.get(commands) ?? sorted(commands);
  kept.set(commands, byName);
  return byName.get(name) ?? [];
}

const kept = new WeakMap<readonly NtpCommand[], ReadonlyMap<string, readonly NtpCommand[]>>();

function sorted(commands: readonly NtpCommand[]): Map<string, NtpCommand[]> {
  const byName = new Map<string, NtpCommand[]>();
  for (const command of commands) {
    const some = byName.get(command.name);
    if (some) some.push(command);
    else byName.set(command.name, [command]);
  }
  return byName;
}
