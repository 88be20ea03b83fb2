// What of the project the oracle about the exposure of units uses, bundled from its sources.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const EXPORTS = `
  export { fileNode } from './server/src/core/tree/node.ts';
  export { treeOf } from './server/src/core/tree/systemTree.ts';
  export { openUnitRoot, unitNames } from './server/src/core/units/unitRoot.ts';
  export { openOfflineRoot, unitSecurity } from './server/src/core/features/security/index.ts';
  export { loadRootTreeSync } from './server/src/hosts/rootTree.ts';`;

export async function loadSecurity() {
  const result = await build({
    stdin: { contents: EXPORTS, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  const stage = mkdtempSync(join(tmpdir(), 'core-'));
  try {
    const file = join(stage, 'core.mjs');
    writeFileSync(file, result.outputFiles[0].text);
    const core = await import(pathToFileURL(file).href);
    return { ...core, rootOfUnits: (units, version) => rootOfUnits(core, units, version) };
  } finally {
    rmSync(stage, { recursive: true });
  }
}

/** A root that holds nothing but the units and their drop-ins. */
function rootOfUnits(core, units, version) {
  const folder = '/etc/systemd/system';
  const nodes = units.flatMap(({ name, text, dropIns }) => [
    [`${folder}/${name}`, core.fileNode(text)],
    ...dropIns.map((dropIn, index) => [`${folder}/${name}.d/${index}.conf`, core.fileNode(dropIn)]),
  ]);
  return core.openUnitRoot(core.treeOf(nodes), version, { unitPath: [folder] });
}
