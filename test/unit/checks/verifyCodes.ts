import { verifyUnit } from '../../../server/src/core/checks/verify/index.ts';
import { readUnit } from '../../../server/src/core/checks/verify/reading.ts';
import type { FileKind } from '../../../server/src/core/kinds/kind.ts';
import { parseUnitDocument, type UnitDocument } from '../../../server/src/core/kinds/unit/document.ts';

/** Our codes for what systemd has no message of its own for: the unit just does not load. */
const SILENT = new Set([
  'unit.name-invalid',
  'unit.template-not-allowed',
  'unit.slice-name-invalid',
  'unit.scope-from-file',
  'unit.automount-root',
  'unit.automount-path-unknown',
  'unit.mount-path-unknown',
  'unit.swap-path-unknown',
  'unit.swap-path-invalid',
]);

/** Complaints about values for which systemd names no line. */
const OF_VALUES = ['value.self', 'value.dependency-dropped'];

const KIND = { id: 'unit' } as FileKind;

/** A unit of that name, whatever its file system would make of the name. */
export function unitNamed(name: string, text: string): UnitDocument {
  const parsed = parseUnitDocument(KIND, text, { path: `/etc/systemd/system/${name}`, languageId: undefined });
  return { ...parsed, identity: { ...parsed.identity, name } };
}

/** What we say of a unit as a whole, in the terms of the recordings: codes in order, `fails` where systemd has no words. */
export function codesOf(name: string, text: string, version: number): string[] {
  const document = unitNamed(name, text);
  const codes = verifyUnit(document, version).map(({ code }) => code);
  const told = codes.filter((code) => !SILENT.has(code));
  if (told.length < codes.length) told.push('fails');
  const unread = codes.includes('unit.name-invalid') || codes.includes('unit.template-not-allowed');
  const lines = unread ? [] : readUnit(document, document.type!, version).assigned;
  for (const { node, problems } of lines) {
    // That a unit triggers itself is told with the line.
    const found = problems.filter(
      ({ code }) => OF_VALUES.includes(code) && (code !== 'value.self' || node.key !== 'Unit'),
    );
    told.push(...found.map(({ code }) => code));
  }
  return told.sort();
}
