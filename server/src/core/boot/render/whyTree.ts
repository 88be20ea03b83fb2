import type { Why, WhyStep } from '../why/answer.ts';
import { type Branch, branchLines, painter } from './paint.ts';
import { plainText } from './words.ts';

/** Why a boot does with a unit what it does, for a terminal. */
export function whyTree(why: Why, options: { readonly colours?: boolean } = {}): string {
  const paint = painter(options.colours ?? false);
  const sections: [string, readonly Branch[]][] = [
    ['Brought by', why.chains.slice(0, 1).flatMap(nested)],
    [why.more ? 'Other chains, the first of them' : 'Other chains', why.chains.slice(1).map(inOneLine)],
    ['It would be brought by', why.wouldBring.map((step) => ({ text: `${step.by}  ${paint.dim(stepWords(step))}` }))],
    ['Without it these are not started', why.without.map((text) => ({ text: plainText(text) }))],
    [
      'Without it',
      why.withoutError === undefined ? [] : [{ text: `systemd refuses the boot: ${plainText(why.withoutError)}` }],
    ],
  ];
  const lines = sections.flatMap(([title, below]) =>
    below.length === 0 ? [] : ['', paint.bold(title), ...branchLines(below)],
  );
  return `${[paint.bold(plainText(why.summary)), ...lines].join('\n')}\n`;
}

/** The chain from its anchor down, each unit below the one that brings it. */
function nested(chain: readonly WhyStep[]): Branch[] {
  let below: readonly Branch[] = [];
  for (const step of chain.toReversed()) below = [{ text: plainText(`${step.unit}  ${stepWords(step)}`), below }];
  const [first] = chain;
  return first ? [{ text: plainText(first.by), below }] : [];
}

function inOneLine(chain: readonly WhyStep[]): Branch {
  const units = chain.map(({ because, unit }) => `${because}= ${unit}`);
  return { text: plainText([chain[0]?.by, ...units].join(' → ')) };
}

function stepWords({ because, origins }: WhyStep): string {
  return origins.length === 0 ? `${because}=` : `${because}= (${origins.join(', ')})`;
}
