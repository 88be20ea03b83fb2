import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import type { Command } from './terminal.ts';

/**
 * A command is over before V8 has made the best of its functions; with less inlining the good comes sooner. What was compiled
 * with other flags is of no use, so they are set before anything is loaded.
 */
export function setFlags(): void {
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
}

/**
 * Loads a bundle of commands as `require` would, but with what the build has compiled of it. A Node of another version does
 * not take that, and compiles the bundle anew.
 *
 * @param folder the one that the tool itself stands in
 */
export function loadCommands(folder: string, name: string): unknown {
  const file = join(folder, 'cli', `${name}.cjs`);
  return run(scriptOf(file, compiledOf(file)), file);
}

/**
 * Compiles a bundle, and keeps the outcome beside it for `loadCommands`. V8 compiles a function when it is first called, so
 * the commands are run, too, for what they do most.
 *
 * @param folder the one that the bundle stands in
 * @param lines what is run, such as `['boot', '--root', 'examples/server']`
 */
export async function compileCommands(folder: string, name: string, lines: readonly string[][]): Promise<void> {
  setFlags();
  const file = join(folder, `${name}.cjs`);
  const script = scriptOf(file, undefined);
  const commands = run(script, file) as Readonly<Record<string, Command>>;
  const quiet = { out: () => undefined, error: () => undefined, colours: false, progress: false };
  for (const [command, ...args] of lines) await commands[command!]!.run(args, quiet);
  writeFileSync(compiledPath(file), script.createCachedData());
}

function compiledPath(file: string): string {
  return `${file}.compiled`;
}

function compiledOf(file: string): Buffer | undefined {
  try {
    return readFileSync(compiledPath(file));
  } catch {
    return undefined;
  }
}

/** The bundles are ASCII, so they need no decoding. */
function scriptOf(file: string, cachedData: Buffer | undefined): Script {
  const code = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'latin1')}\n})`;
  return new Script(code, { filename: file, ...(cachedData ? { cachedData } : {}) });
}

function run(script: Script, file: string): unknown {
  const module = { exports: {} };
  const start: (...names: unknown[]) => void = script.runInThisContext();
  start.call(module.exports, module.exports, createRequire(file), module, file, join(file, '..'));
  return module.exports;
}
