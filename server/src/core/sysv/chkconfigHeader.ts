import { physicalLines } from '../parse/lines.ts';
import type { Span } from '../text/span.ts';

/** A valid `# chkconfig: LEVELS START STOP` line. */
export interface ChkconfigValues {
  /** Runlevels 0 to 6 in which the service is started; empty for `-`. */
  readonly levels: readonly string[];
  /** 0 to 99. */
  readonly start: number;
  readonly stop: number;
}

/** What a script says to chkconfig. */
export interface ChkconfigHeader {
  /** Its first `chkconfig:` line; undefined without one. */
  readonly line: { readonly span: Span; readonly valueSpan: Span } | undefined;
  /** What the line says; undefined without a line or when it is wrong: then `fault` says why. */
  readonly values: ChkconfigValues | undefined;
  readonly fault: ChkconfigFault | undefined;
  /** The text after `description:`, continuation lines joined by a blank. */
  readonly description: string | undefined;
  readonly hidden: boolean;
}

export type ChkconfigFault = 'fields' | 'levels' | 'priority' | 'unterminated';

const MOST_LEVELS = 15;

/** Reads the comment lines that chkconfig reads: chkconfig(8), leveldb.c `readServiceInfo`. */
export function parseChkconfigHeader(text: string): ChkconfigHeader {
  let line: ChkconfigHeader['line'];
  let read: ReturnType<typeof chkconfigValues> | undefined;
  let description: string | undefined;
  let goesOn = false;
  let hidden = false;
  for (const { span, contentEnd } of physicalLines(text)) {
    const raw = text.slice(span.start, contentEnd);
    const comment = /^[ \t]*#[ \t]*(.*)$/s.exec(raw)?.[1];
    if (comment === undefined) {
      goesOn = false;
      continue;
    }
    if (goesOn) {
      description = `${description ?? ''} ${comment.replace(/\\$/, '').trim()}`.trim();
      goesOn = comment.endsWith('\\');
    } else if (comment.startsWith('chkconfig:')) {
      if (line) continue;
      const valueAt = span.start + raw.length - comment.length + 'chkconfig:'.length;
      line = { span: { start: span.start, end: contentEnd }, valueSpan: { start: valueAt, end: contentEnd } };
      read = chkconfigValues(text.slice(valueAt, contentEnd), contentEnd < span.end);
    } else if (comment.startsWith('description:') && description === undefined) {
      description = comment.slice('description:'.length).replace(/\\$/, '').trim();
      goesOn = comment.endsWith('\\');
    } else if (/^hide:[ \t]*true/.test(comment)) hidden = true;
  }
  const fault = typeof read === 'string' ? read : undefined;
  return { line, values: typeof read === 'object' ? read : undefined, fault, description, hidden };
}

/**
 * Reads what follows `chkconfig:`.
 * @param ended whether a line break follows; the last number of a file that ends without one is not taken
 */
function chkconfigValues(text: string, ended: boolean): ChkconfigValues | ChkconfigFault {
  const [levels, start, stop, ...rest] = text.trim().split(/[ \t]+/);
  if (levels === undefined || start === undefined || stop === undefined || rest.length > 0) return 'fields';
  if (levels !== '-' && (!/^[0-6]+$/.test(levels) || levels.length > MOST_LEVELS)) return 'levels';
  if (![start, stop].every((word) => /^[0-9]+$/.test(word) && Number(word) <= 99)) return 'priority';
  if (!ended && !/[ \t]$/.test(text)) return 'unterminated';
  const chosen = levels === '-' ? [] : [...new Set(levels)].sort();
  return { levels: chosen, start: Number(start), stop: Number(stop) };
}
