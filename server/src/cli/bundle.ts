import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import * as zlib from 'node:zlib';
import { setFlags } from './flags.ts';
import type { Command } from './terminal.ts';

/**
 * Loads a bundle of commands as `require` would, but with what the build has compiled of it. A Node of another version does
 * not take that, and compiles the bundle anew.
 *
 * @param folder the one that the tool itself stands in
 * @param name that of the bundle in `cli`, without its ending
 * @returns what the bundle exports
 */
export function loadCommands(folder: string, name: string): unknown {
  const file = join(folder, 'cli', `${name}.cjs`);
  const code = readFileSync(file);
  return run(scriptOf(file, code, compiledOf(file, code)), file);
}

/**
 * Compiles a bundle, and keeps the outcome beside it for `loadCommands`. V8 compiles a function when it is first called, so
 * the commands are run, too, for what they do most.
 *
 * @param folder the one that the bundle stands in
 * @param name its name, without its ending
 * @param lines what is run, such as `['boot', '--root', 'examples/server']`
 */
export async function compileCommands(folder: string, name: string, lines: readonly string[][]): Promise<void> {
  setFlags();
  const file = join(folder, `${name}.cjs`);
  const code = readFileSync(file);
  const script = scriptOf(file, code, undefined);
  const commands = run(script, file) as Readonly<Record<string, Command>>;
  const quiet = { out: () => undefined, error: () => undefined, colours: false, progress: false };
  for (const [command, ...args] of lines) await commands[command!]!.run(args, quiet);
  const compiled = script.createCachedData();
  const sums = sumsOf(code, compiled);
  if (sums) writeFileSync(compiledPath(file), Buffer.concat([sums, compiled]));
}

function compiledPath(file: string): string {
  return `${file}.compiled`;
}

const SUMS = 8;

/**
 * Checksums of a bundle and of what was compiled of it, which stand before the latter. V8 itself knows a bundle by its length
 * only, and does not get over a byte that has changed in what it has compiled. Undefined where Node has no such function:
 * before 20.15.
 */
function sumsOf(code: Buffer, compiled: Buffer): Buffer | undefined {
  const { crc32 } = zlib as Partial<typeof zlib>;
  if (!crc32) return undefined;
  const sums = Buffer.alloc(SUMS);
  sums.writeUInt32LE(crc32(code), 0);
  sums.writeUInt32LE(crc32(compiled), 4);
  return sums;
}

/** What was compiled of just that bundle. */
function compiledOf(file: string, code: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(compiledPath(file));
    const compiled = kept.subarray(SUMS);
    return sumsOf(code, compiled)?.equals(kept.subarray(0, SUMS)) ? compiled : undefined;
  } catch {
    return undefined;
  }
}

/** The bundles are ASCII, so they need no decoding. */
function scriptOf(file: string, code: Buffer, cachedData: Buffer | undefined): Script {
  const text = `(function (exports, require, module, __filename, __dirname) {${code.toString('latin1')}\n})`;
  return new Script(text, { filename: file, ...(cachedData ? { cachedData } : {}) });
}

function run(script: Script, file: string): unknown {
  const module = { exports: {} };
  const start: (...names: unknown[]) => void = script.runInThisContext();
  start.call(module.exports, module.exports, createRequire(file), module, file, join(file, '..'));
  return module.exports;
}
