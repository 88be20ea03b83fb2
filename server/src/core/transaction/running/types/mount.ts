import { PRIORITY } from '../agenda.ts';
import { setState } from '../notify.ts';
import type { Answer, Simulation, UnitBehaviour } from '../simulation.ts';
import { UnitRun } from '../unitRun.ts';
import { testStartLimit } from '../unitVerbs.ts';

/** How long mounting and unmounting take, in microseconds. */
const TAKES = 4000;

interface Words {
  readonly up: string;
  readonly starting: string;
  readonly stopping: string;
}

/** Mounts, of which each is taken to succeed: mount.c. */
export const mountBehaviour: UnitBehaviour = mounting({ up: 'mounted', starting: 'mounting', stopping: 'unmounting' });
/** Swaps: swap.c. */
export const swapBehaviour: UnitBehaviour = mounting({
  up: 'active',
  starting: 'activating',
  stopping: 'deactivating',
});

function mounting(words: Words): UnitBehaviour {
  return {
    create: (unit) => new UnitRun(unit),
    test: (sim, run) => {
      if (testStartLimit(sim, run)) return undefined;
      setState(sim, run, 'failed', 'failed');
      return 'failed';
    },
    start: (sim, run) => start(sim, run, words),
    stop: (sim, run) => stop(sim, run, words),
    reload: (sim, run) => {
      setState(sim, run, run.sub, 'reloading');
      setState(sim, run, words.up, 'active');
      return 'ok';
    },
    resetFailed: (sim, run) => {
      if (run.sub === 'failed') setState(sim, run, 'dead', 'inactive');
    },
  };
}

function start(sim: Simulation, run: UnitRun, { up, starting, stopping }: Words): Answer {
  if (run.sub === stopping) return 'again';
  if (run.sub === starting) return 'ok';
  setState(sim, run, starting, 'activating');
  whenDone(sim, () => {
    if (run.sub === starting) setState(sim, run, up, 'active');
  });
  return 'ok';
}

function stop(sim: Simulation, run: UnitRun, { starting, stopping }: Words): Answer {
  if (run.sub === stopping) return 'ok';
  const killed = run.sub === starting;
  setState(sim, run, stopping, 'deactivating');
  whenDone(sim, () => {
    if (run.sub !== stopping) return;
    if (killed) setState(sim, run, 'failed', 'failed');
    else setState(sim, run, 'dead', 'inactive');
  });
  return 'ok';
}

/** When mount(8) or umount(8) has done its work. */
function whenDone(sim: Simulation, then: () => void): void {
  sim.agenda.add(sim.now + TAKES, PRIORITY.processEnded, then, sim.forked++);
}
