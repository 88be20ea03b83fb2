import { linkNode } from '../tree/node.ts';
import { applyChanges, joinPath } from '../tree/systemTree.ts';
import { openUnitRoot, type UnitRoot } from '../units/unitRoot.ts';

/** The root with a unit masked where nothing else can have a say: in the first of its folders. */
export function maskedRoot(root: UnitRoot, unit: string): UnitRoot {
  const [first] = root.paths;
  if (first === undefined) return root;
  const tree = applyChanges(root.tree, [{ op: 'put', path: joinPath(first, unit), node: linkNode('/dev/null') }]);
  return openUnitRoot(tree, root.version, { scope: root.scope, unitPath: root.paths });
}
