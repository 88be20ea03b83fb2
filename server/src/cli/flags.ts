import { setFlagsFromString } from 'node:v8';

/**
 * A command is over before V8 has made the best of its functions and of its memory: with less inlining the good comes sooner.
 * Nearly all that is loaded of a root is kept, so that collecting garbage in small spaces only carries it from one place to
 * the next, and marking it beside the work is in vain. What was compiled with other flags is of no use, so they are set before
 * anything is loaded.
 */
export function setFlags(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
  setFlagsFromString('--semi-space-growth-factor=32');
  setFlagsFromString('--no-incremental-marking');
}
