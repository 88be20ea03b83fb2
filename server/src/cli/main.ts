import { setFlagsFromString } from 'node:v8';
import { run } from './run.ts';

// A command is over before V8 has made the best of its functions; with less inlining the good comes sooner. The language
// server lives long, and is better off as it is.
if (process.argv[2] !== 'lsp') setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');

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
