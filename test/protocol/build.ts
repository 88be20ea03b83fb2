import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why the command line tool could not be bundled; empty when it was. */
    buildFault: string;
  }
}

/**
 * Bundles the command line tool, so that tests start what users start. Run once by vitest before all tests; a fault is
 * left to the tests that need the tool.
 */
export default function build({ provide }: TestProject): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['esbuild.mjs', '--cli'], {
    cwd: root,
    encoding: 'utf8',
  });
  provide('buildFault', status === 0 ? '' : `${stdout}${stderr}` || 'esbuild.mjs could not be run');
}

/** The bundled command line tool, as a path. */
export function builtCli(): string {
  const fault = inject('buildFault');
  if (fault !== '') throw new Error(`The command line tool could not be bundled: ${fault}`);
  return fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));
}
