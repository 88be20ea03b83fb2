// What of the core the oracle scripts about units use.
import { loadCore } from './core-bundle.mjs';
import { comparison } from './units-compare.mjs';

/** The core's unit loading, with `rootOf` and `differences`. */
export async function loadUnits() {
  const core = await loadCore(`
    export { treeOf, applyChanges, walkTree } from './server/src/core/tree/systemTree.ts';
    export { fileNode, linkNode, DIRECTORY } from './server/src/core/tree/node.ts';
    export { openUnitRoot, unitNames } from './server/src/core/units/unitRoot.ts';
    export { dependencyLinks } from './server/src/core/units/dependencyLinks.ts';
    export { effectiveUnit } from './server/src/core/units/effective.ts';
    export { runGenerators } from './server/src/core/units/generators/index.ts';
    export { dropInPaths } from './server/src/core/units/dropIns.ts';
    export { loadUnit } from './server/src/core/units/load.ts';`);
  return { ...core, ...comparison(core) };
}
