import type { CancellationToken } from 'vscode-languageserver';
import { type ListedUnit, type ListedUnitRow, listedUnit, unitRows } from '../core/features/plan/unitList.ts';
import { append } from '../core/lists/append.ts';
import type { SystemTree } from '../core/tree/systemTree.ts';
import type { UnitSummary } from '../protocol/planning.ts';
import { indexOf } from './indexes.ts';
import { uriWithin } from './locations.ts';
import type { RootTree } from './trees.ts';

/** Units that are worked out at a stretch, before others get their turn. */
const AT_ONCE = 200;

const known = new WeakMap<SystemTree, readonly UnitSummary[]>();

/** All units of a root; kept for as long as the root does not change. Empty when it is cancelled. */
export async function unitSummaries(root: RootTree, token: CancellationToken): Promise<UnitSummary[]> {
  const last = known.get(root.tree);
  if (last) return [...last];
  const index = indexOf(root);
  const rows = unitRows(index);
  const summaries: UnitSummary[] = [];
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await othersTurn();
    if (token.isCancellationRequested) return [];
    const some = rows.slice(start, start + AT_ONCE);
    append(
      summaries,
      some.map((row: ListedUnitRow) => summary(root, listedUnit(index, row))),
    );
  }
  known.set(root.tree, summaries);
  return summaries;
}

function summary(root: RootTree, { path, ...unit }: ListedUnit): UnitSummary {
  return { ...unit, uri: path === undefined ? null : uriWithin(root.uri, path) };
}

/** Lets requests that came meanwhile, such as a completion, be answered first. */
function othersTurn(): Promise<void> {
  return new Promise((resume) => setTimeout(resume, 0));
}
