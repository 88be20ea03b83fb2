import type { ValueJudge } from '../judge.ts';
import { badQuoting, complain, unlessEmpty } from './complaints.ts';
import { isAddressPrefix } from './inetAddresses.ts';
import { takePieces, wholePiece } from './pieces.ts';

const WORDS = ['any', 'link-local', 'multicast'];
/** `is_localhost` of basic/hostname-util.c: case does not count. */
const LOCALHOST = /^(.*\.)?localhost(\.localdomain)?\.?$/is;

/** Address prefixes, space-separated; `config_parse_in_addr_prefixes` of shared/in-addr-prefix-util.c. */
const addressPrefixes: ValueJudge = (value, _row, context) => {
  const { pieces, invalid } = takePieces(wholePiece(value), 0);
  const problems = pieces
    .filter(({ text }) => !WORDS.includes(text) && !LOCALHOST.test(text) && !isAddressPrefix(text))
    .map((piece) => complain(piece, 'value.address', badPrefix(piece.text)));
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

function badPrefix(text: string): string {
  return `'${text}' is no address; write one such as 10.0.0.0/8 or fd00::/8, or any, localhost, link-local, multicast.`;
}

export const addressPrefixJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_in_addr_prefixes: unlessEmpty(addressPrefixes),
};
