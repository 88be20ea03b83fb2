import { DIGITS, inCharset } from '../charsets.ts';
import type { ValueJudge, ValueProblem } from '../judge.ts';
import { safeAtoi } from '../numbers.ts';
import { byteLength } from '../utf8.ts';
import { badQuoting, complain, couldBe, expandPiece, unlessEmpty } from './complaints.ts';
import { type Piece, slicePiece, unquotedWords, wholePiece } from './pieces.ts';

const IFNAMSIZ = 16;
const ALTIFNAMSIZ = 128;
/** RestrictNetworkInterfaces= takes alternative names from here on. */
const ALTERNATIVE_NAMES = 257;
/** BindToDevice= expands specifiers from here on. */
const BIND_SPECIFIERS = 262;

/** `IfnameValidFlags` of basic/socket-util.h: long alternative names, and interface numbers. */
export interface InterfaceNameRules {
  readonly alternative?: boolean;
  readonly numeric?: boolean;
}

const ALTERNATIVE: InterfaceNameRules = { alternative: true };

/** `ifname_valid_full` of basic/socket-util.c. */
export function isValidInterfaceName(name: string, rules: InterfaceNameRules = {}): boolean {
  if (name === '') return false;
  const index = safeAtoi(name);
  if (typeof index === 'number' && index > 0) return rules.numeric === true;
  if (byteLength(name) >= (rules.alternative ? ALTIFNAMSIZ : IFNAMSIZ)) return false;
  if (['.', '..', 'all', 'default'].includes(name)) return false;
  return /^[!-~]+$/.test(name) && !/[:/%]/.test(name) && !inCharset(name, DIGITS);
}

function badName(piece: Piece, rules: InterfaceNameRules): ValueProblem {
  const most = (rules.alternative ? ALTIFNAMSIZ : IFNAMSIZ) - 1;
  const rule = `at most ${most} characters, no blanks, ':', '/' or '%', not only digits, not 'all' or 'default'`;
  return complain(piece, 'value.interface', `'${piece.text}' is no name for a network interface: ${rule}.`);
}

const bindNetworkInterface: ValueJudge = (value, _row, context) => {
  const problems: ValueProblem[] = [];
  const name = expandPiece(wholePiece(value), context, problems);
  if (!name || couldBe(name, (text) => isValidInterfaceName(text, ALTERNATIVE))) return problems;
  return [...problems, badName(name, ALTERNATIVE)];
};

const bindToDevice: ValueJudge = (value, _row, context) => {
  if (value === '*') return [];
  const whole = wholePiece(value);
  if (context.version < BIND_SPECIFIERS) return isValidInterfaceName(value) ? [] : [badName(whole, {})];
  const problems: ValueProblem[] = [];
  const name = expandPiece(whole, context, problems);
  if (!name || couldBe(name, (text) => isValidInterfaceName(text))) return problems;
  return [...problems, badName(name, {})];
};

const restrictInterfaces: ValueJudge = (value, _row, context) => {
  const rules = { alternative: context.version >= ALTERNATIVE_NAMES };
  const { pieces, invalid } = unquotedWords(slicePiece(wholePiece(value), value.startsWith('~') ? 1 : 0));
  const problems = pieces.filter((name) => !isValidInterfaceName(name.text, rules)).map((name) => badName(name, rules));
  return invalid ? [...problems, badQuoting(invalid, context)] : problems;
};

/** Parsers of names of network interfaces. */
export const interfaceJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_bind_network_interface: unlessEmpty(bindNetworkInterface),
  config_parse_restrict_network_interfaces: unlessEmpty(restrictInterfaces),
  config_parse_socket_bindtodevice: unlessEmpty(bindToDevice),
};
