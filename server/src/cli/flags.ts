import { setFlagsFromString } from 'node:v8';

/**
 * A command is over before V8 has made the best of its functions; with less inlining the good comes sooner. What was compiled
 * with other flags is of no use, so they are set before anything is loaded.
 */
export function setFlags(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
}
