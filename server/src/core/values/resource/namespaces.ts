import { enumValues } from '../../knowledge/enums.ts';
import { parseBoolean } from '../boolean.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { type Piece, type Pieces, slicePiece, takePieces, unquotedWords, wholePiece } from './pieces.ts';

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
  const problems = problemsOf(found, known, context, (word) => known.includes(word)).slice(0, 1);
  if (problems.length > 0 || row.key !== 'DelegateNamespaces' || value.startsWith('~')) return problems;
  const user = found.pieces.find((piece) => piece.text === 'user');
  return user ? [complain(user, 'value.namespace', 'The user namespace cannot be delegated; leave it out.')] : [];
};

/** `none` or `[~]FAMILY…`, in any case; `parse_address_families` of shared/parse-helpers.c. */
const addressFamilies: ValueJudge = (value, _row, context) => {
  if (value === 'none') return [];
  const known = enumValues('address_family_name', context.version);
  const found = unquotedWords(listPiece(value));
  const problems = problemsOf(found, known, context, (word) => known.includes(word.toUpperCase()));
  return context.version < FAMILIES_STOP ? problems : problems.slice(0, 1);
};

function problemsOf(
  { pieces, invalid }: Pieces,
  known: readonly string[],
  context: ValueContext,
  isKnown: (word: string) => boolean,
): ValueProblem[] {
  const problems = pieces
    .filter((piece) => !isKnown(piece.text))
    .map((piece) => prefixMissing(piece, known) ?? notOneOf(piece, known, context));
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
}

/** The complaint about a family that is written without its `AF_`. */
function prefixMissing(piece: Piece, known: readonly string[]): ValueProblem | undefined {
  const full = `AF_${piece.text.toUpperCase()}`;
  if (!known.includes(full)) return undefined;
  return complain(piece, 'value.word', `'${piece.text}' is written '${full}' in unit files.`, full);
}

/** `[~]FILESYSTEM…`: any name will do, only groups must be known; `bpf_restrict_fs_parse_filesystem`. */
const filesystems: ValueJudge = (value, _row, context) => {
  const { pieces, invalid } = unquotedWords(listPiece(value));
  const known = enumValues('filesystem_group', context.version);
  const problems = pieces
    .filter((piece) => piece.text.startsWith('@') && !known.includes(piece.text))
    .map((piece) => notOneOf(piece, known, context));
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

/** Parsers of lists of what a service may use: namespaces, address families, file systems. */
export const namespaceJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_address_families: unlessEmpty(addressFamilies),
  config_parse_namespace_flags: unlessEmpty(namespaceFlags),
  config_parse_restrict_filesystems: unlessEmpty(filesystems),
  config_parse_restrict_namespaces: unlessEmpty(namespaceFlags),
};
