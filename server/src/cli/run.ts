import { VERSION } from '../version.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';

const fileCommands = () => import('./fileCommands.ts');
const unitCommands = () => import('./unitCommands.ts');

/** The commands, loaded when they are asked for: loading all of them takes longer than most of them run. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await fileCommands()).check,
  explain: async () => (await fileCommands()).explain,
  plan: async () => (await unitCommands()).plan,
  boot: async () => (await import('./boot.ts')).boot,
  rc: async () => (await fileCommands()).rc,
  cron: async () => (await fileCommands()).cron,
  cat: async () => (await unitCommands()).cat,
  calendar: async () => (await unitCommands()).calendar,
  timespan: async () => (await unitCommands()).timespan,
  security: async () => (await unitCommands()).security,
  ntp: async () => (await fileCommands()).ntp,
  lsp: async () => (await fileCommands()).lsp,
};

async function usage(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  const lines = commands.map(({ usage, summary }) => `  ${usage}\n      ${summary}`);
  return `Bootwright ${VERSION}: the files that decide how a Unix machine boots, checked as systemd reads them.

usage: bootwright COMMAND [OPTIONS]

${lines.join('\n')}

  bootwright COMMAND --help   says more
  bootwright --version        prints the version
`;
}

/** Runs one command. Gives the exit status: 0 nothing found, 1 findings, 2 it could not be done. */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-V') {
    terminal.out(`bootwright ${VERSION}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(await usage());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    terminal.error(`bootwright: there is no command "${name}". Commands: ${Object.keys(COMMANDS).join(', ')}.\n`);
    return 2;
  }
  const command = await load();
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
