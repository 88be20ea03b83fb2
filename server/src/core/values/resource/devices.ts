import type { ValueContext, ValueJudge, ValueProblem } from '../judge.ts';
import { pathStartsWith } from '../paths.ts';
import { warnAll } from '../problem.ts';
import { parseSize } from '../size.ts';
import { parseSec } from '../timespan.ts';
import { EXTRACT } from '../words.ts';
import { badQuoting, checkedPath, complain, expandPath, unlessEmpty } from './complaints.ts';
import { type Piece, slicePiece, takePieces, wholePiece } from './pieces.ts';
import { BLKIO_WEIGHT, judgeWeight, WEIGHT } from './weights.ts';

/** `valid_device_node_path` of basic/path-util.c, of a simplified path. */
function isDeviceNodePath(path: string): boolean {
  return pathStartsWith(path, '/dev') || pathStartsWith(path, '/run/systemd/inaccessible');
}

/** `DEVICE [rwm]`; `config_parse_device_allow` of core/load-fragment.c. */
const deviceAllow: ValueJudge = (value, _row, context) => {
  const whole = wholePiece(value);
  const { pieces, next, invalid } = takePieces(whole, 0, undefined, EXTRACT.UNQUOTE, 1);
  if (invalid || !pieces[0]) return [badQuoting(invalid ?? whole, context)];
  const problems: ValueProblem[] = [];
  if (!isAllowedDevice(pieces[0], context, problems)) return problems;
  const rights = slicePiece(whole, next ?? value.length);
  if (/^[rwm]*$/.test(rights.text)) return problems;
  const message = `'${rights.text}' are no rights on a device; combine r (read), w (write) and m (create node).`;
  return [...problems, complain(rights, 'value.device', message)];
};

function isAllowedDevice(piece: Piece, context: ValueContext, problems: ValueProblem[]): boolean {
  const device = expandPath(piece, context, problems);
  if (!device) return false;
  if (/^(block|char)-/.test(device.text)) return true;
  const path = checkedPath(device, {}, context, problems);
  if (path === undefined || isDeviceNodePath(path)) return path !== undefined;
  const wanted = 'a path below /dev/, or a class such as char-rtc or block-loop';
  problems.push(complain(piece, 'value.device', `'${device.text}' is no device node; write ${wanted}.`));
  return false;
}

/** `PATH VALUE`, with blanks between: the settings for single block devices. */
function deviceJudge(what: string, judgeRest: (rest: Piece) => ValueProblem[]): ValueJudge {
  return (value, row, context) => {
    const whole = wholePiece(value);
    const { pieces, next, invalid } = takePieces(whole, 0, undefined, EXTRACT.UNQUOTE, 1);
    if (invalid) return [badQuoting(invalid, context)];
    if (!pieces[0] || next === undefined) {
      const message = `${row.key}= needs a device and ${what}, such as '/dev/sda ${EXAMPLES[what]}'.`;
      return [complain(whole, 'value.device', message)];
    }
    const problems: ValueProblem[] = [];
    const device = expandPath(pieces[0], context, problems);
    if (!device || checkedPath(device, {}, context, problems) === undefined) return problems;
    return [...problems, ...judgeRest(slicePiece(whole, next))];
  };
}

const EXAMPLES: Readonly<Record<string, string>> = { 'a weight': '100', 'a limit': '10M', 'a latency': '25ms' };

function judgeLatency(rest: Piece): ValueProblem[] {
  if (typeof parseSec(rest.text) === 'bigint') return [];
  return [complain(rest, 'value.timespan', `'${rest.text}' is no time span; write one such as 25ms.`)];
}

function judgeLimit(rest: Piece): ValueProblem[] {
  return rest.text === 'infinity' ? [] : judgeBandwidth(rest);
}

function judgeBandwidth(rest: Piece): ValueProblem[] {
  const size = parseSize(rest.text, 1000);
  if (typeof size === 'bigint' && size > 0n) return [];
  return [
    complain(rest, 'value.size', `'${rest.text}' is no limit; write a number above zero, with K, M or G if needed.`),
  ];
}

/** A setting that gives way to an IO one; it says so whatever its value is. */
function outdated(judge: ValueJudge): ValueJudge {
  return (value, row, context, argument) => [
    ...warnAll(
      value,
      'value.deprecated',
      `${row.key}= is deprecated; use ${row.renamedTo ?? 'the IO settings'}= instead.`,
    ),
    ...judge(value, row, context, argument),
  ];
}

/** Parsers of settings for devices. */
export const deviceJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_blockio_bandwidth: outdated(unlessEmpty(deviceJudge('a limit', judgeBandwidth))),
  config_parse_blockio_device_weight: outdated(
    unlessEmpty(deviceJudge('a weight', (rest) => judgeWeight(rest, BLKIO_WEIGHT))),
  ),
  config_parse_device_allow: unlessEmpty(deviceAllow),
  config_parse_io_device_latency: unlessEmpty(deviceJudge('a latency', judgeLatency)),
  config_parse_io_device_weight: unlessEmpty(deviceJudge('a weight', (rest) => judgeWeight(rest, WEIGHT))),
  config_parse_io_limit: unlessEmpty(deviceJudge('a limit', judgeLimit)),
};
