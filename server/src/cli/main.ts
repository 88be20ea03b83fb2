import { setFlags } from './flags.ts';
import { run } from './run.ts';

// The language server lives long, and is better off without.
if (process.argv[2] !== 'lsp') setFlags();

// A reader that has seen enough (`bootwright check / | head`) closes the pipe; that is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 2));

run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  colours: process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
  progress: process.stderr.isTTY === true,
}).then((status) => {
  // Output to a pipe may still be on its way, so the process is left to end by itself.
  process.exitCode = status;
});
