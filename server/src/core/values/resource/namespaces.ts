import { enumValues } from '../../knowledge/enums.ts';
import { parseBoolean } from '../boolean.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { type Pieces, slicePiece, takePieces, unquotedWords, wholePiece } from './pieces.ts';

/** From here on the first unknown address family ends the assignment; before, each was passed over by itself. */
const FAMILIES_STOP = 262;

/** What follows the `~` that turns a list around, if it is there. */
function listPiece(value: string) {
  return slicePiece(wholePiece(value), value.startsWith('~') ? 1 : 0);
}

/** A boolean or `[~]NAMESPACE…`; `namespace_flags_from_string` of shared/nsflags.c gives up at the first bad word. */
const namespaceFlags: ValueJudge = (value, row, context) => {
  if (parseBoolean(value) !== undefined) return [];
  const known = enumValues('namespace_flags', context.version);
  const found = takePieces(listPiece(value), 0);
  const problems = firstProblem(found, known, 'namespace');
  if (problems.length > 0 || row.key !== 'DelegateNamespaces' || value.startsWith('~')) return problems;
  const user = found.pieces.find((piece) => piece.text === 'user');
  return user ? [complain(user, 'value.namespace', 'The user namespace cannot be delegated; leave it out.')] : [];
};

/** `none` or `[~]FAMILY…`; `parse_address_families` of shared/parse-helpers.c. */
const addressFamilies: ValueJudge = (value, _row, context) => {
  if (value === 'none') return [];
  const known = enumValues('address_family_name', context.version);
  const found = unquotedWords(listPiece(value));
  return context.version < FAMILIES_STOP
    ? allProblems(found, known, 'address family')
    : firstProblem(found, known, 'address family');
};

function firstProblem(found: Pieces, known: readonly string[], what: string): ValueProblem[] {
  return allProblems(found, known, what).slice(0, 1);
}

function allProblems({ pieces, invalid }: Pieces, known: readonly string[], what: string): ValueProblem[] {
  const problems = pieces.filter((piece) => !known.includes(piece.text)).map((piece) => notOneOf(piece, what, known));
  return invalid ? [...problems, badQuoting(invalid)] : problems;
}

const hasGroup = (context: ValueContext, group: string) =>
  enumValues('filesystem_group', context.version).includes(group);

/** `[~]FILESYSTEM…`: any name will do, only groups must be known; `bpf_restrict_fs_parse_filesystem`. */
const filesystems: ValueJudge = (value, _row, context) => {
  const { pieces, invalid } = unquotedWords(listPiece(value));
  const known = enumValues('filesystem_group', context.version);
  const problems = pieces
    .filter((piece) => piece.text.startsWith('@') && !hasGroup(context, piece.text))
    .map((piece) => notOneOf(piece, 'group of file systems', known));
  return invalid ? [...problems, badQuoting(invalid)] : problems;
};

/** Parsers of lists of what a service may use: namespaces, address families, file systems. */
export const namespaceJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_address_families: unlessEmpty(addressFamilies),
  config_parse_namespace_flags: unlessEmpty(namespaceFlags),
  config_parse_restrict_filesystems: unlessEmpty(filesystems),
  config_parse_restrict_namespaces: unlessEmpty(namespaceFlags),
};
