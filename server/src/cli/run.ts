import { VERSION } from '../version.ts';
import { boot } from './boot.ts';
import { calendar } from './calendar.ts';
import { cat } from './cat.ts';
import { check } from './check.ts';
import { cron } from './cron.ts';
import { explain } from './explain.ts';
import { lsp } from './lsp.ts';
import { ntp } from './ntp.ts';
import { plan } from './plan.ts';
import { rc } from './rc.ts';
import { security } from './security.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';
import { timespan } from './timespan.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  check,
  explain,
  plan,
  boot,
  rc,
  cron,
  cat,
  calendar,
  timespan,
  security,
  ntp,
  lsp,
};

const USAGE = `Bootwright ${VERSION}: the files that decide how a Unix machine boots, checked as systemd reads them.

usage: bootwright COMMAND [OPTIONS]

${Object.values(COMMANDS)
  .map(({ usage, summary }) => `  ${usage}\n      ${summary}`)
  .join('\n')}

  bootwright COMMAND --help   says more
  bootwright --version        prints the version
`;

/** Runs one command. Gives the exit status: 0 nothing found, 1 findings, 2 it could not be done. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-V') {
    terminal.out(`bootwright ${VERSION}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(USAGE);
    return name === undefined ? 2 : 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    terminal.error(`bootwright: there is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`usage: bootwright ${command.usage}\n\n${command.help}`);
    return 0;
  }
  try {
    return await command.run(rest, terminal);
  } catch (fault) {
    if (fault instanceof UsageError) terminal.error(`bootwright ${name}: ${fault.message}\n`);
    else terminal.error(`bootwright ${name}: ${fault instanceof Error ? (fault.stack ?? fault.message) : fault}\n`);
    return 2;
  }
}
