import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import type { PathCheck } from '../paths.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, checkedPath, complain, expandPath, expandPiece, notOneOf, unlessEmpty } from './complaints.ts';
import { partitionDesignators } from './partitions.ts';
import { type Piece, slicePiece, takePieces, wholePiece } from './pieces.ts';

/** Images below /proc, /sys and /dev are refused from here on. */
const REFUSES_API_VFS = 257;
const TUPLE = EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE;
const FIELDS = EXTRACT.CUNESCAPE | EXTRACT.UNESCAPE_SEPARATORS;

/** Judges one image of a list; false when systemd leaves the rest of the value alone after it. */
type TupleJudge = (tuple: Piece, context: ValueContext, problems: ValueProblem[]) => boolean;

function tuplesJudge(judgeTuple: TupleJudge): ValueJudge {
  return (value, _row, context) => {
    const problems: ValueProblem[] = [];
    const { pieces, invalid } = takePieces(wholePiece(value), 0, undefined, TUPLE);
    for (const tuple of pieces) if (!judgeTuple(tuple, context, problems)) return problems;
    return invalid ? [...problems, badQuoting(invalid, context)] : problems;
  };
}

/** `[-]SOURCE:DESTINATION[:[PARTITION:]OPTIONS]…`; `config_parse_mount_images` of core/load-fragment.c. */
const mountImage: TupleJudge = (tuple, context, problems) => {
  const { pieces, next, invalid } = takePieces(tuple, 0, ':', FIELDS, 2);
  if (invalid) return refuse(invalid, context, problems);
  const [source, destination] = pieces;
  const check = pathCheck(context, 'dev-ok');
  if (!source || !imagePath(source, check, context, problems)) return true;
  if (!destination || destination.text === '') {
    const message = `'${tuple.text}' names no place to mount the image; write SOURCE:DESTINATION.`;
    problems.push(complain(tuple, 'value.mount-image', message));
    return true;
  }
  if (!plainPath(destination, check, context, problems)) return true;
  return judgeOptions(tuple, next, context, problems);
};

/** `[-]SOURCE[:[PARTITION:]OPTIONS]…`; `config_parse_extension_images`. */
const extensionImage: TupleJudge = (tuple, context, problems) => {
  const { pieces, next, invalid } = takePieces(tuple, 0, ':', FIELDS, 1);
  if (invalid) return refuse(invalid, context, problems);
  if (!pieces[0] || !imagePath(pieces[0], pathCheck(context, true), context, problems)) return true;
  return judgeOptions(tuple, next, context, problems);
};

function refuse(piece: Piece, context: ValueContext, problems: ValueProblem[]): false {
  problems.push(badQuoting(piece, context));
  return false;
}

function pathCheck(context: ValueContext, nonApiVfs: true | 'dev-ok'): PathCheck {
  return context.version < REFUSES_API_VFS ? { absolute: true } : { absolute: true, nonApiVfs };
}

function imagePath(source: Piece, check: PathCheck, context: ValueContext, problems: ValueProblem[]): boolean {
  return plainPath(source.text.startsWith('-') ? slicePiece(source, 1) : source, check, context, problems);
}

function plainPath(path: Piece, check: PathCheck, context: ValueContext, problems: ValueProblem[]): boolean {
  const expanded = expandPath(path, context, problems);
  return expanded !== undefined && checkedPath(expanded, check, context, problems) !== undefined;
}

function judgeOptions(
  tuple: Piece,
  from: number | undefined,
  context: ValueContext,
  problems: ValueProblem[],
): boolean {
  for (let at = from; at !== undefined; ) {
    const { pieces, next, invalid } = takePieces(tuple, at, ':', FIELDS, 2);
    if (invalid) return refuse(invalid, context, problems);
    const [first, options] = pieces;
    if (first && options) judgePartition(first, options, context, problems);
    else if (first) expandPiece(first, context, problems);
    at = next;
  }
  return true;
}

function judgePartition(partition: Piece, options: Piece, context: ValueContext, problems: ValueProblem[]): void {
  const known = partitionDesignators(context.version);
  if (known.includes(partition.text)) expandPiece(options, context, problems);
  else problems.push(notOneOf(partition, known, context));
}

/** `[PARTITION:]OPTIONS…`; `config_parse_root_image_options`. */
const rootImageOptions: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const { pieces, invalid } = takePieces(wholePiece(value), 0, undefined, TUPLE);
  if (invalid) return [badQuoting(invalid, context)];
  for (const tuple of pieces) {
    const split = takePieces(tuple, 0, ':', FIELDS, 2);
    if (split.invalid) return [badQuoting(split.invalid, context)];
    if (split.next !== undefined) return [complain(tuple, 'value.mount-options', tooManyColons(tuple.text))];
    const [first, second] = split.pieces;
    if (first && second?.text) judgePartition(first, second, context, problems);
    else if (first) expandPiece(first, context, problems);
  }
  return problems;
};

function tooManyColons(text: string): string {
  return `'${text}' has too many colons; write PARTITION:OPTIONS, with commas between the options.`;
}

/** Parsers of disk images and their mount options. */
export const imageJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_extension_images: unlessEmpty(tuplesJudge(extensionImage)),
  config_parse_mount_images: unlessEmpty(tuplesJudge(mountImage)),
  config_parse_root_image_options: unlessEmpty(rootImageOptions),
};
