import { cunescape } from '../cEscape.ts';
import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { filenameIsValid, pathIsAbsolute, pathIsNormalized } from '../paths.ts';
import { EXPANDED_MAX } from '../specifiers.ts';
import { isBase64 } from '../unit/stdio.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, complain, couldBe, expandPath, expandPiece, unlessEmpty } from './complaints.ts';
import { type Piece, slicePiece, takePieces, wholePiece } from './pieces.ts';

/** `credential_name_valid` of shared/creds-util.c: a file name of ASCII characters without colons. */
function isCredentialName(name: string): boolean {
  return filenameIsValid(name) && /^[ -9;-~]*$/.test(name);
}

/** `credential_glob_valid`: a name, or the beginning of one and an asterisk. */
function isCredentialGlob(glob: string): boolean {
  if (!/[*?[\]]/.test(glob)) return isCredentialName(glob);
  return glob === '*' || (/^[^*?[\]]+\*$/.test(glob) && isCredentialName(glob.slice(0, -1)));
}

function badName(piece: Piece, what = 'name of a credential'): ValueProblem {
  const message = `'${piece.text}' is no ${what}: at most 255 ASCII characters, without '/' and ':', not '.' or '..'.`;
  return complain(piece, 'value.credential', message);
}

/** The part before the first colon, expanded, and the one behind it; undefined after a complaint. */
function splitId(value: string, context: ValueContext, problems: ValueProblem[], isValid: (id: string) => boolean) {
  const whole = wholePiece(value);
  const { pieces, next, invalid } = takePieces(whole, 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS, 1);
  if (invalid || !pieces[0]) {
    problems.push(badQuoting(invalid ?? whole, context));
    return undefined;
  }
  const id = expandPiece(pieces[0], context, problems, { max: EXPANDED_MAX.credential });
  if (!id) return undefined;
  if (!couldBe(id, isValid)) {
    problems.push(badName(id));
    return undefined;
  }
  return slicePiece(whole, next ?? value.length);
}

/** `GLOB[:NAME]`; `config_parse_import_credential` of core/load-fragment.c. */
const importCredential: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const rest = splitId(value, context, problems, isCredentialGlob);
  if (rest && rest.text !== '' && !isCredentialName(rest.text)) problems.push(badName(rest));
  return problems;
};

/** `ID[:PATH|:NAME]`; `config_parse_load_credential`. */
const loadCredential: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const rest = splitId(value, context, problems, isCredentialName);
  if (!rest || rest.text === '') return problems;
  const source = expandPath(rest, context, problems);
  if (!source) return problems;
  return couldBe(source, isCredentialSource) ? problems : [...problems, badSource(source)];
};

function isCredentialSource(text: string): boolean {
  return pathIsAbsolute(text) ? pathIsNormalized(text) : isCredentialName(text);
}

function badSource(source: Piece): ValueProblem {
  if (!pathIsAbsolute(source.text)) return badName(source, 'absolute path, nor the name of a credential');
  const message = `'${source.text}' is not a plain path; write it without '..', '.' and double slashes.`;
  return complain(source, 'value.path-not-normalized', message);
}

/** `ID:DATA`, the data with C escapes or, encrypted, as base64; `config_parse_set_credential`. */
const setCredential: ValueJudge = (value, row, context, argument) => {
  const problems: ValueProblem[] = [];
  const split = takePieces(wholePiece(value), 0, ':', EXTRACT.DONT_COALESCE_SEPARATORS, 1);
  if (!split.invalid && (split.next === undefined || split.next >= value.length)) {
    const message = `${row.key}= needs the name of a credential and its data; write NAME:DATA.`;
    return [complain(wholePiece(value), 'value.credential', message)];
  }
  const data = splitId(value, context, problems, isCredentialName);
  if (data && argument === '1') problems.push(...base64Problems(data, context.version));
  else if (data && cunescape(data.text, { acceptNul: true }) === undefined) {
    problems.push(complain(data, 'value.escape', "This has an unknown escape sequence; write '\\\\' for a backslash."));
  }
  return problems;
};

function base64Problems(data: Piece, version: number): ValueProblem[] {
  if (isBase64(data.text, version)) return [];
  const message = 'Encrypted credentials are base64; this is not, check its digits and padding.';
  return [complain(data, 'value.base64', message)];
}

/** Parsers of credentials. */
export const credentialJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_import_credential: unlessEmpty(importCredential),
  config_parse_load_credential: unlessEmpty(loadCredential),
  config_parse_set_credential: unlessEmpty(setCredential),
};
