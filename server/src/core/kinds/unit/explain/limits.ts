import { isRefusal, safeAtou64 } from '../../../values/numbers.ts';
import { parseSize } from '../../../values/size.ts';
import { INFINITE, parseSec, parseTime, USEC } from '../../../values/timespan.ts';
import type { Ask, Explainer } from './ask.ts';
import { bullets, grouped } from './markdown.ts';
import { sizeWords } from './size.ts';
import { spanWords } from './timespan.ts';

/** A resource limit: the soft one, which counts, and the hard one, up to which the process may raise it. */
export const explainLimit: Explainer = (ask) => {
  const [soft = '', hard = soft, ...rest] = ask.value.split(':');
  const words = [soft, hard].map((part) => limitWords(part, ask));
  if (rest.length > 0 || words.some((word) => word === undefined)) return undefined;
  if (soft === hard) return `Soft and hard limit: ${words[0]}`;
  return bullets([`Soft limit, which counts: ${words[0]}`, `Hard limit, up to which it can be raised: ${words[1]}`]);
};

function limitWords(text: string, { row }: Ask): string | undefined {
  if (text === 'infinity') return '**none**';
  switch (row.constraints?.unit) {
    case 'size-1024': {
      const bytes = parseSize(text, 1024);
      return isRefusal(bytes) ? undefined : sizeWords(bytes);
    }
    case 'timespan-s': {
      const usec = parseSec(text);
      return isRefusal(usec) || usec === INFINITE ? undefined : spanWords(((usec + USEC.s - 1n) / USEC.s) * USEC.s);
    }
    case 'timespan-us': {
      const usec = parseTime(text, 1n);
      return isRefusal(usec) || usec === INFINITE ? undefined : spanWords(usec);
    }
    case 'nice-or-integer':
      return niceWords(text);
    default: {
      const number = safeAtou64(text);
      return isRefusal(number) ? undefined : `**${grouped(number)}**${NOUNS[String(row.constraints?.resource)] ?? ''}`;
    }
  }
}

const NOUNS: Readonly<Record<string, string>> = {
  NOFILE: ' open files',
  NPROC: ' processes of the user',
  LOCKS: ' file locks',
  SIGPENDING: ' signals that wait',
  RTPRIO: ' as the highest real-time priority',
};

/** With a sign a nice level, without one what the kernel counts: 20 less the nice level. */
function niceWords(text: string): string | undefined {
  if (!/^[+-]?\d{1,2}$/.test(text)) return undefined;
  const nice = /^[+-]/.test(text) ? Number(text) : 20 - Number(text);
  return `nice level **${nice}** at best`;
}
