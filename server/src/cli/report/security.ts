import type { Level, SecurityCheck, UnitSecurity } from '../../core/features/security/index.ts';

const COLOURS: Readonly<Record<Level, string>> = {
  DANGEROUS: '31',
  UNSAFE: '31',
  EXPOSED: '33',
  MEDIUM: '39',
  OK: '32',
  SAFE: '32',
  PERFECT: '32',
};

/** For people: the figure, then every check, the worst first; what does not apply comes last. */
export function securityAsText({ unit, exposure, level, checks }: UnitSecurity, colours: boolean): string {
  const paint = (code: string, text: string) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = [...checks].sort((a, b) => rank(b) - rank(a)).map((check) => line(check, width, paint));
  const figure = paint(`1;${COLOURS[level]}`, `${exposure.toFixed(1)} ${level}`);
  return `${paint('1', unit)}: exposure ${figure}\n\n${lines.join('')}`;
}

function rank({ set, exposure }: SecurityCheck): number {
  if (set === null) return -2;
  return exposure ?? -1;
}

function line({ set, name, exposure, description }: SecurityCheck, width: number, paint: Paint): string {
  const share = exposure === null ? '' : exposure.toFixed(1);
  const [mark, code] = set === null ? [' ', '2'] : set ? ['✓', '32'] : ['✗', '31'];
  return `  ${paint(code, mark)} ${share.padStart(3)}  ${name.padEnd(width)}  ${description}\n`;
}

type Paint = (code: string, text: string) => string;
