import type { Diagnostic } from '../../kinds/kind.ts';
import type { UnitDocument } from '../../kinds/unit/document.ts';
import { surroundingsOf } from '../units/diagnostics/check.ts';
import type { UnitIndex } from '../units/unitIndex.ts';
import type { StartCheck } from './check.ts';
import { contradiction } from './contradiction.ts';
import { orderingCycle } from './orderingCycle.ts';
import { startsOf } from './starts.ts';
import { unmetRequirement } from './unmetRequirement.ts';

const CHECKS: readonly StartCheck[] = [orderingCycle, contradiction, unmetRequirement];

/**
 * What is to be said about a unit file for what comes of starting its unit, and of booting, in the order of the file.
 * All units that it reaches are loaded, so this takes longer than the other diagnostics.
 *
 * @param path where the document's text is in the root
 */
export function startDiagnostics(index: UnitIndex, path: string, document: UnitDocument): Diagnostic[] {
  const around = surroundingsOf(index, path, document);
  if (around.owner === undefined || !around.sources.some(({ active }) => active)) return [];
  const starts = startsOf(index.root, around.owner);
  const unit = starts?.graph.unit(around.owner);
  if (!starts || unit?.loadState !== 'loaded') return [];
  const started = { ...starts, around, unit };
  return CHECKS.flatMap((check) => check(started)).sort((a, b) => a.span.start - b.span.start);
}
