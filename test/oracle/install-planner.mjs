// What of the core and its hosts the oracle scripts about planning use.
import { loadCore } from './core-bundle.mjs';

/** Gives `planInstall`, `loadRootTreeSync` and `walkTree`. */
export function loadPlanner() {
  return loadCore(`
    export { planInstall } from './server/src/core/install/plan.ts';
    export { loadRootTreeSync } from './server/src/hosts/rootTree.ts';
    export { walkTree } from './server/src/core/tree/systemTree.ts';`);
}
