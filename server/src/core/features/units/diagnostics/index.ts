import type { Diagnostic } from '../../../kinds/kind.ts';
import type { UnitDocument } from '../../../kinds/unit/document.ts';
import type { UnitIndex } from '../unitIndex.ts';
import { aliasSuffix } from './aliasSuffix.ts';
import { alsoLoop } from './alsoLoop.ts';
import { type CrossFileCheck, surroundingsOf } from './check.ts';
import { dropInWithoutUnit } from './dropInWithoutUnit.ts';
import { maskedRequirement } from './maskedRequirement.ts';
import { neverStarted } from './neverStarted.ts';
import { overriddenFile } from './overriddenFile.ts';
import { unitNotFound } from './unitNotFound.ts';

const CHECKS: readonly CrossFileCheck[] = [
  unitNotFound,
  maskedRequirement,
  aliasSuffix,
  dropInWithoutUnit,
  overriddenFile,
  alsoLoop,
  neverStarted,
];

/**
 * What is to be said about a unit file because of the files around it, in the order of the file. systemd itself says
 * nothing on these lines when it loads the unit, so nearly all is information or a hint.
 *
 * @param path where the document's text is in the root
 */
export function crossFileDiagnostics(index: UnitIndex, path: string, document: UnitDocument): Diagnostic[] {
  const around = surroundingsOf(index, path, document);
  return CHECKS.flatMap((check) => check(around)).sort((a, b) => a.span.start - b.span.start);
}
