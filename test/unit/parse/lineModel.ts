import { decodeUtf8 } from '../../../server/src/core/text/utf8.ts';

/** A line as the model sees it: what systemd's parser is handed, and the number it has in messages. */
export interface ModelLine {
  readonly number: number;
  readonly text: string;
}

const BOM = [0xef, 0xbb, 0xbf];
const BACKSLASH = 0x5c;
const BLANK = 0x20;

/**
 * The lines of a file as systemd's parser gets them, written down a second time: byte by byte, as fileio.c,
 * `read_line_full` and conf-parser.c, `config_parse` go about it, without a thought for speed or positions. Ends where
 * systemd gives up; `tooLong` says whether it did.
 */
export function modelLines(bytes: Uint8Array, limit: number): { lines: ModelLine[]; tooLong: boolean } {
  const lines: ModelLine[] = [];
  let number = 0;
  let at = 0;
  let bomSeen = false;
  let continuation: number[] | undefined;
  while (at < bytes.length) {
    const read = readLine(bytes, at, limit);
    if (!read) return { lines, tooLong: true };
    at = read.next;
    number++;
    if (isComment(read.line)) continue;
    let line = read.line;
    if (!bomSeen && BOM.every((byte, i) => line[i] === byte)) {
      line = line.slice(3);
      bomSeen = true;
    }
    if (continuation && continuation.length + line.length > limit) return { lines, tooLong: true };
    const whole: number[] = [...(continuation ?? []), ...line];
    if (endsEscaped(whole)) {
      whole[whole.length - 1] = BLANK;
      continuation = whole;
      continue;
    }
    lines.push({ number, text: decodeUtf8(Uint8Array.from(whole)) });
    continuation = undefined;
  }
  if (continuation) lines.push({ number: number + 1, text: decodeUtf8(Uint8Array.from(continuation)) });
  return { lines, tooLong: false };
}

function readLine(bytes: Uint8Array, from: number, limit: number): { line: number[]; next: number } | undefined {
  const line: number[] = [];
  const endings: number[] = [];
  for (let at = from; ; at++) {
    if (line.length >= limit) return undefined;
    const byte = bytes[at];
    if (byte === undefined) return { line, next: at };
    const isEnding = byte === 10 || byte === 13 || byte === 0;
    if (endings.includes(0)) return { line, next: at };
    if (!isEnding && endings.length > 0) return { line, next: at };
    if (isEnding && endings.includes(byte)) return { line, next: at };
    if (isEnding) endings.push(byte);
    else line.push(byte);
  }
}

function isComment(line: readonly number[]): boolean {
  const first = line.find((byte) => byte !== 0x20 && byte !== 0x09);
  return first === 0x23 || first === 0x3b;
}

function endsEscaped(line: readonly number[]): boolean {
  let escaped = false;
  for (const byte of line) escaped = escaped ? false : byte === BACKSLASH;
  return escaped;
}
