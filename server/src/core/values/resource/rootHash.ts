import type { ValueJudge } from '../judge.ts';
import { pathIsAbsolute } from '../paths.ts';
import { warnAll } from '../problem.ts';
import { isBase64 } from '../unit/stdio.ts';
import { unlessEmpty } from './complaints.ts';

const HASH_BYTES_MIN = 16;
const BASE64 = 'base64:';

const rootHash: ValueJudge = (value) => {
  if (pathIsAbsolute(value)) return [];
  const bytes = hexLength(value);
  if (bytes === undefined) {
    return warnAll(
      value,
      'value.root-hash',
      `'${value}' is neither hexadecimal digits, two for each byte, nor an absolute path.`,
    );
  }
  if (bytes >= HASH_BYTES_MIN) return [];
  return warnAll(value, 'value.root-hash', `A root hash has at least ${HASH_BYTES_MIN} bytes; this one has ${bytes}.`);
};

const rootHashSignature: ValueJudge = (value, _row, context) => {
  if (pathIsAbsolute(value)) return [];
  if (!value.startsWith(BASE64)) {
    return warnAll(
      value,
      'value.root-hash',
      `'${value}' is neither an absolute path nor '${BASE64}' with the signature.`,
    );
  }
  if (isBase64(value.slice(BASE64.length), context.version)) return [];
  return warnAll(value, 'value.base64', `What follows '${BASE64}' is not valid base64; check its digits and padding.`);
};

/** `unhexmem` of basic/hexdecoct.c: how many bytes the digits stand for, blanks left out; undefined for others. */
function hexLength(text: string): number | undefined {
  const digits = text.replace(/[ \t\n\r]/g, '');
  return digits.length % 2 === 0 && /^[0-9a-fA-F]*$/.test(digits) ? digits.length / 2 : undefined;
}

/** Parsers of the hash of a root image and of its signature. */
export const rootHashJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_exec_root_hash: unlessEmpty(rootHash),
  config_parse_exec_root_hash_sig: unlessEmpty(rootHashSignature),
};
