import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { byteLength } from '../utf8.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, checkedPath, complain, expandPath, expandPiece, unlessEmpty } from './complaints.ts';
import { type Piece, slicePiece, takePieces, unquotedWords, wholePiece } from './pieces.ts';

const PATH_MAX = 4096;
const NODE_TAG = /^(LABEL|UUID|PARTUUID|PARTLABEL)=(.*)$/s;

/** Expands and checks a path that must be absolute; whether it is fine. */
export function absolutePath(piece: Piece, context: ValueContext, problems: ValueProblem[]): boolean {
  const expanded = expandPath(piece, context, problems);
  return expanded !== undefined && checkedPath(expanded, { absolute: true }, context, problems) !== undefined;
}

/** `[-][+]PATH…`; `config_parse_namespace_path_strv` of core/load-fragment.c. */
const namespacePaths: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const { pieces, invalid } = unquotedWords(wholePiece(value));
  for (const piece of pieces) {
    const marks = /^-?\+?/.exec(piece.text)![0].length;
    absolutePath(slicePiece(piece, marks), context, problems);
  }
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

/** `PATH:PATH…`; the first path that is not fine ends it. */
const colonSeparated: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const { pieces, invalid } = takePieces(wholePiece(value), 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS);
  for (const piece of pieces) if (!absolutePath(piece, context, problems)) return problems;
  return invalid ? [badQuoting(invalid, context)] : problems;
};

/** `PATH[:OPTIONS]…`; the options are the kernel's matter. */
const temporaryFilesystems: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const { pieces, invalid } = unquotedWords(wholePiece(value));
  for (const piece of pieces) {
    const split = takePieces(piece, 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS, 1);
    if (split.invalid) problems.push(badQuoting(split.invalid, context));
    else if (split.pieces[0]) absolutePath(split.pieces[0], context, problems);
  }
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

/** What= of mounts and swaps: anything whose specifiers expand and that is shorter than the longest path. */
const mountNode: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const node = expandPiece(wholePiece(value), context, problems);
  if (!node || byteLength(devicePath(node.text)) < PATH_MAX) return problems;
  return [...problems, complain(node, 'value.path', `This is longer than a path can be: ${PATH_MAX - 1} bytes.`)];
};

/** `fstab_node_to_udev_node` of shared/fstab-util.c; each character that udev escapes becomes four. */
function devicePath(node: string): string {
  const [, tag, quoted] = NODE_TAG.exec(node) ?? [];
  if (tag === undefined || quoted === undefined) return node;
  const label = quoted.replace(/^(["'])(.*)\1$/s, '$2').replace(/[^A-Za-z0-9#+\-.:=@_\u0080-\uffff]/g, '\\x00');
  return `/dev/disk/by-${tag.toLowerCase()}/${label}`;
}

/** Parsers of lists of paths. */
export const pathJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_colon_separated_paths: unlessEmpty(colonSeparated),
  config_parse_mount_node: mountNode,
  config_parse_namespace_path_strv: unlessEmpty(namespacePaths),
  config_parse_temporary_filesystems: unlessEmpty(temporaryFilesystems),
};
