import { bootTarget } from '../transaction/bootTransaction.ts';
import type { TransactionError } from '../transaction/job.ts';
import { type GraphOptions, loadGraph } from '../units/dependencies/index.ts';
import type { UnitGraph } from '../units/graph.ts';
import { GENERATOR_FOLDERS } from '../units/searchPath.ts';
import type { UnitRoot } from '../units/unitRoot.ts';
import type { KernelCommandLine } from './machine/commandLine.ts';
import type { BootInstead } from './result.ts';

export interface LoadedBoot {
  readonly graph: UnitGraph;
  /** What it was loaded with. */
  readonly graphOptions: GraphOptions;
  /** The unit that is booted into, or why there is none. */
  readonly target: string | undefined;
  readonly error: TransactionError | undefined;
  /** What takes the place of a unit that cannot be booted into. */
  readonly instead: BootInstead | undefined;
}

/**
 * Loads the unit of a boot with all that it reaches: main.c, `do_queue_default_job`.
 *
 * @param asked the unit that somebody asked for; undefined for the default
 */
export function loadBoot(root: UnitRoot, asked: string | undefined, words: KernelCommandLine): LoadedBoot {
  const graphOptions = optionsFor(root, asked, words);
  const names: string[] = [];
  let graph: UnitGraph | undefined;
  const load = (name: string): UnitGraph => {
    if (graph && names.includes(name)) return graph;
    names.push(name);
    graph = loadGraph(root, names, graphOptions);
    return graph;
  };
  const { unit: target, failed } = bootTarget(load, { unit: asked });
  const [first] = failed;
  const texts = [...new Set(failed.map(({ error }) => error.text))].join(', and ');
  const error = target === undefined ? { ...first!.error, text: texts } : undefined;
  const instead = first && target !== undefined ? { unit: target, text: first.error.text } : undefined;
  return { graph: graph!, graphOptions, target, error, instead };
}

/** What the command line says of units, for roots without the folders in which a generator would say the same. */
function optionsFor(root: UnitRoot, asked: string | undefined, { mask, wants }: KernelCommandLine): GraphOptions {
  if (root.paths.includes(GENERATOR_FOLDERS.early)) return {};
  return { masked: mask, wants, ...(asked === undefined ? {} : { wantedBy: asked }) };
}
