import { enumValues } from '../../knowledge/enums.ts';
import { ALPHANUMERICAL, inCharset, LETTERS } from '../charsets.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { byteLength } from '../utf8.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, complain, notOneOf, unlessEmpty } from './complaints.ts';
import { type Piece, takePieces, wholePiece } from './pieces.ts';

/** NFT_NAME_MAXLEN is 256; the older of the two ways to check allowed 31 characters. */
const LONG_NAMES = 262;
const SOURCES = ['cgroup', 'user', 'group'];

/** `SOURCE:FAMILY:TABLE:SET…`; `config_parse_nft_set` of shared/firewall-util.c. The first bad set ends it. */
const nftSets: ValueJudge = (value, _row, context) => {
  const flags = EXTRACT.UNQUOTE | EXTRACT.RETAIN_ESCAPE;
  const { pieces, invalid } = takePieces(wholePiece(value), 0, undefined, flags);
  for (const tuple of pieces) {
    const problem = tupleProblem(tuple, context);
    if (problem) return [problem];
  }
  return invalid ? [badQuoting(invalid, context)] : [];
};

function tupleProblem(tuple: Piece, context: ValueContext): ValueProblem | undefined {
  const { pieces, next, invalid } = takePieces(tuple, 0, ':', EXTRACT.CUNESCAPE, 4);
  const [source, family, table, set] = pieces;
  if (invalid || !source || !family || !table || !set || next !== undefined) {
    return complain(
      tuple,
      'value.nft-set',
      `'${tuple.text}' is no set; write SOURCE:FAMILY:TABLE:SET, such as user:inet:filter:users.`,
    );
  }
  if (!SOURCES.includes(source.text)) return notOneOf(source, SOURCES, context);
  const families = enumValues('nfproto', context.version);
  if (!families.includes(family.text)) return notOneOf(family, families, context);
  const bad = [table, set].find((name) => !isIdentifier(name.text, context.version));
  return bad && complain(bad, 'value.nft-set', badIdentifier(bad.text));
}

/** `nft_identifier_valid`. */
function isIdentifier(name: string, version: number): boolean {
  const max = version < LONG_NAMES ? 31 : 255;
  if (name === '' || byteLength(name) > max || !LETTERS.includes(name[0]!)) return false;
  return inCharset(name, `${ALPHANUMERICAL}/\\_.`);
}

function badIdentifier(name: string): string {
  return `'${name}' is no name for nft: it begins with a letter, and has letters, digits, '/', '\\', '_' and '.' only.`;
}

export const nftSetJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_cgroup_nft_set: unlessEmpty(nftSets),
};
