import { compareBoots } from '../../core/boot/compare.ts';
import { descriptionOf } from '../../core/boot/plain.ts';
import { differenceTree } from '../../core/boot/render/difference.ts';
import { bootDot } from '../../core/boot/render/dot.ts';
import { bootJobs } from '../../core/boot/render/jobs.ts';
import { bootJson } from '../../core/boot/render/json.ts';
import { bootMermaid } from '../../core/boot/render/mermaid.ts';
import { bootSvg } from '../../core/boot/render/svg.ts';
import { bootTree } from '../../core/boot/render/tree.ts';
import { whyTree } from '../../core/boot/render/whyTree.ts';
import type { Boot } from '../../core/boot/result.ts';
import type { BootSimulation } from '../../core/boot/simulation.ts';
import type { Why } from '../../core/boot/why/answer.ts';

export const FORMATS = ['tree', 'json', 'jobs', 'dot', 'svg', 'mermaid'] as const;
/** Those in which `--why` is answered. */
export const WHY_FORMATS = ['tree', 'json'] as const;
export type BootFormat = (typeof FORMATS)[number];

/**
 * The boot in a format, where that has room for it also how it differs from a boot before.
 *
 * @param before gives the boot without supposed changes
 */
export function showBoot(
  { boot, graph }: BootSimulation,
  format: BootFormat,
  colours: boolean,
  before: (() => Boot) | undefined,
): string {
  if (format === 'jobs') return bootJobs(boot);
  if (format === 'dot') return bootDot(boot);
  if (format === 'svg') return bootSvg(boot);
  if (format === 'mermaid') return bootMermaid(boot);
  const difference = before && compareBoots(before(), boot);
  if (format === 'json') return bootJson(boot, graph, difference ? { difference } : {});
  const describe = (name: string) => {
    const unit = graph.unit(name);
    return unit && descriptionOf(unit, graph.version);
  };
  return bootTree(boot, { colours, describe }) + (difference ? `\n${differenceTree(difference, { colours })}` : '');
}

export function showWhy(why: Why, format: (typeof WHY_FORMATS)[number], colours: boolean): string {
  return format === 'json' ? `${JSON.stringify(why, null, 1)}\n` : whyTree(why, { colours });
}
