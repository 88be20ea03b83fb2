import { directive, type UnitType } from '../../knowledge/directives.ts';
import { type AssignmentNode, assignments, parseUnitFile, type UnitFile } from '../../parse/unitFile.ts';
import type { Context, FileKind, ParsedDocument } from '../kind.ts';
import { identityOfType, typeFromSections, type UnitIdentity, unitIdentity } from './identity.ts';

/** A unit file or drop-in, parsed, with what its place says about it. */
export interface UnitDocument extends ParsedDocument {
  readonly file: UnitFile;
  readonly identity: UnitIdentity;
  /** The unit type whose sections it may have; undefined for a drop-in that gives no hint. */
  readonly type: UnitType | undefined;
}

/** What the checks look at: all but what an editor can ask of a document, so that they need none of that. */
export type UnitText = Omit<UnitDocument, 'kind'>;

/** The language identifiers of unit files: one per type, and one for drop-ins of unknown type. */
export const UNIT_LANGUAGE =
  /^systemd-(unit|service|socket|target|device|mount|automount|swap|timer|path|slice|scope)$/;

/** Parses a unit file. The language that the editor's user picked wins over what the path says. */
export function parseUnitDocument(
  kind: FileKind,
  text: string,
  context: Pick<Context, 'path' | 'languageId'>,
): UnitDocument {
  const file = parseUnitFile(text);
  const identity = identityOf(context);
  const type = identity.type ?? typeFromSections(file.sections.map((section) => section.name));
  return { kind, text, file, identity, type };
}

function identityOf(context: Pick<Context, 'path' | 'languageId'>): UnitIdentity {
  const byPath = unitIdentity(context.path);
  const picked = UNIT_LANGUAGE.exec(context.languageId ?? '')?.[1];
  if (!picked || picked === 'unit') return byPath ?? identityOfType(undefined);
  const type = picked as UnitType;
  return byPath && (byPath.type === undefined || byPath.type === type) ? { ...byPath, type } : identityOfType(type);
}

/** The settings of one file as they stand at its end. */
export interface Settings {
  /**
   * The assignments of a directive that count: all since the last empty one that clears them, only the last one when
   * the directive takes a single value. Oldest first; empty when it is not set.
   */
  all(section: string, key: string): readonly AssignmentNode[];
  /** The value of the assignment that counts; undefined when it is not set or cleared. */
  value(section: string, key: string): string | undefined;
  /** The last assignment of a directive, whether it counts or not. */
  last(section: string, key: string): AssignmentNode | undefined;
}

/** Collects the settings of a file, repeated sections merged, as systemd does while it reads on. */
export function settingsOf(file: UnitFile): Settings {
  const found = new Map<string, AssignmentNode[]>();
  const latest = new Map<string, AssignmentNode>();
  for (const { section, node } of assignments(file)) {
    if (section === undefined) continue;
    const name = `${section}.${node.key}`;
    const row = directive(section, node.key);
    latest.set(name, node);
    const clears = node.value.text === '' && row?.empty !== 'noop' && row?.empty !== 'invalid';
    if (clears) found.set(name, []);
    else if (node.value.text !== '' && row?.list && found.has(name)) found.get(name)!.push(node);
    else if (node.value.text !== '') found.set(name, [node]);
  }
  const all = (section: string, key: string) => found.get(`${section}.${key}`) ?? [];
  return {
    all,
    value: (section, key) => all(section, key).at(-1)?.value.text,
    last: (section, key) => latest.get(`${section}.${key}`),
  };
}
