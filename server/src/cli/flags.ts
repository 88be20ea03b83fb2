import { setFlagsFromString } from 'node:v8';

/**
 * A command is over before V8 has made the best of its functions and of its memory.
 *
 * - A function that is compiled with less effort is there sooner, and leaves the processor to those that do the work.
 * - Nearly all that is loaded of a root is kept: collecting garbage in small spaces only carries it from one place to the
 *   next, and marking it beside the work is in vain.
 */
const FLAGS = [
  '--max-inlined-bytecode-size-cumulative=100',
  '--no-turbo-loop-peeling',
  '--no-turbo-escape',
  '--no-turbo-load-elimination',
  '--semi-space-growth-factor=32',
  '--no-incremental-marking',
];

/** The versions of V8 that they were tried with, those of Node 20 to 25: V8 complains of a flag that it does not know. */
const TRIED = { first: 11, last: 14 };

/** Sets them; what was compiled with others is of no use, so this comes before anything is loaded. */
export function setFlags(): void {
  const version = Number.parseInt(process.versions.v8, 10);
  if (version < TRIED.first || version > TRIED.last) return;
  for (const flag of FLAGS) setFlagsFromString(flag);
}
