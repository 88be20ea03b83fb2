import type { Boot, BootJob } from '../result.ts';
import { plainText } from './words.ts';

/**
 * The jobs of a boot for scripts, a line for each: `start a.service`, sorted by unit; empty when systemd refuses the boot.
 * The jobs of each command stand behind a line with the command: `# then isolate rescue.target`. It is the transaction
 * alone, so nothing has to be run for it where there are no commands.
 */
export function bootJobs({ jobs, commands }: Boot): string {
  const then = commands.flatMap(({ command, jobs }) => [`# then ${command}`, ...jobs.map(jobLine)]);
  return [...jobs.map(jobLine), ...then].map((line) => `${plainText(line)}\n`).join('');
}

function jobLine({ action, unit }: BootJob): string {
  return `${action} ${unit}`;
}
