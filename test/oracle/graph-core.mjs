// What of the core the oracle scripts about the graph of units use.
import { loadCore } from './core-bundle.mjs';

export async function loadGraphCore() {
  return loadCore(`
    export { treeOf } from './server/src/core/tree/systemTree.ts';
    export { fileNode, linkNode, DIRECTORY } from './server/src/core/tree/node.ts';
    export { openUnitRoot } from './server/src/core/units/unitRoot.ts';
    export { withGenerators } from './server/src/core/units/generators/index.ts';
    export { loadGraph, printedDependencies } from './server/src/core/units/dependencies/index.ts';`);
}
