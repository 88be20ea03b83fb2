// The planner, bundled from its sources, so that an oracle script can ask it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EXPORTS = `
  export { planInstall } from './server/src/core/install/plan.ts';
  export { loadRootTreeSync } from './server/src/hosts/rootTree.ts';
  export { walkTree } from './server/src/core/tree/systemTree.ts';
`;

/** Gives `planInstall`, `loadRootTreeSync` and `walkTree`. */
export async function loadPlanner() {
  const result = await build({
    stdin: { contents: EXPORTS, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  const stage = mkdtempSync(join(tmpdir(), 'planner-'));
  try {
    const file = join(stage, 'planner.mjs');
    writeFileSync(file, result.outputFiles[0].text);
    return await import(pathToFileURL(file).href);
  } finally {
    rmSync(stage, { recursive: true });
  }
}
