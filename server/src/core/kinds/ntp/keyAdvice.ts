import type { Diagnostic, Fix } from '../kind.ts';
import { advice, type Judged, optionValue } from './advice.ts';
import { familyOf } from './dialect.ts';
import type { Placed } from './match.ts';
import type { NtpCommand } from './parse.ts';

/** Keys that are used without being trusted, or without a file that they could be in. */
export function keyAdvice({ commands, sources, dialect }: Judged): Diagnostic[] {
  const trusted = trustedKeys(commands, familyOf(dialect) === 'classic');
  const used = [...sources.flatMap((one) => optionValue(one, 'key') ?? []), ...controlKeys(commands)];
  const included = commands.some(({ name }) => name === 'includefile');
  if (included) return [];
  const out: Diagnostic[] = [];
  for (const { token } of used) {
    const key = token.value ?? 0;
    if (trusted.some(({ first, last }) => first <= key && key <= last)) continue;
    out.push(
      advice(
        'key-not-trusted',
        token.span,
        `Key ${token.text} is in no \`trustedkey\` line and is never accepted.`,
        fixes(commands, token.text),
      ),
    );
  }
  const [first] = [...used, ...commands.flatMap((one) => (one.name === 'trustedkey' ? one.placed.slice(1, 2) : []))];
  if (first && !commands.some(({ name }) => name === 'keys')) {
    out.push(advice('no-keys', first.token.span, 'There is no `keys` line: no key is known.'));
  }
  return out;
}

function controlKeys(commands: readonly NtpCommand[]): Placed[] {
  return commands.flatMap(({ name, placed }) => (name === 'controlkey' ? (placed[1] ?? []) : []));
}

/** The classic daemon forgets the list of an earlier `trustedkey` line. */
function trustedKeys(commands: readonly NtpCommand[], lastOnly: boolean): { first: number; last: number }[] {
  const lines = commands.filter(({ name }) => name === 'trustedkey');
  return (lastOnly ? lines.slice(-1) : lines).flatMap(({ placed }) => {
    const ranges: { first: number; last: number }[] = [];
    for (let i = 1; i < placed.length; i++) {
      const value = placed[i]!.token.value;
      if (placed[i]!.token.text === '(') {
        ranges.push({ first: placed[i + 1]?.token.value ?? 0, last: placed[i + 3]?.token.value ?? 0 });
        i += 4;
      } else if (value !== undefined) ranges.push({ first: value, last: value });
    }
    return ranges;
  });
}

function fixes(commands: readonly NtpCommand[], key: string): Fix[] {
  const line = commands.findLast(({ name }) => name === 'trustedkey');
  if (!line) return [];
  const at = { start: line.span.end, end: line.span.end };
  return [{ title: `Add ${key} to \`trustedkey\``, edits: [{ span: at, newText: ` ${key}` }], preferred: true }];
}
