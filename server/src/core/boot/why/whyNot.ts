import type { Job } from '../../transaction/job.ts';
import { isPerpetual } from '../../transaction/unitAbilities.ts';
import type { GraphUnit, UnitDependency } from '../../units/graph.ts';
import { type LoadedUnit, type LoadState, loadUnit } from '../../units/load.ts';
import { settingsOfUnit, type UnitSettings } from '../../units/settings.ts';
import type { BootSimulation } from '../simulation.ts';
import { type Why, type WhyStep, whyStep } from './answer.ts';

type NotStarted = Pick<Why, 'load' | 'state' | 'summary' | 'wouldBring'>;

/** Dependencies by which a unit is brought, and those at the other end that bring it. */
const BROUGHT_BY = {
  RequiredBy: 'Requires',
  BoundBy: 'BindsTo',
  WantedBy: 'Wants',
  UpheldBy: 'Upholds',
} as const satisfies Partial<Record<UnitDependency, UnitDependency>>;

/** How many of the units that would bring a unit are given at most. */
const MOST_BRINGERS = 20;

/** Why the boot does not start a unit. */
export function whyNot(simulation: BootSimulation, name: string, unit: GraphUnit | undefined): NotStarted {
  const { boot, root, transaction } = simulation;
  const loaded = unit?.loaded ?? loadUnit(root, name);
  const load = unit?.loadState ?? loaded?.loadState ?? 'not-found';
  const id = unit?.id ?? loaded?.id ?? name;
  const wouldBring = unit ? bringers(unit) : [];
  const say = (state: Why['state'], text: string): NotStarted => ({
    load,
    state,
    summary: `${id} is not started: ${text}.`,
    wouldBring,
  });
  const broken = loadWords(load, loaded);
  if (broken !== undefined) return say('not-loadable', broken);
  if (unit && isPerpetual(unit)) return { load, state: 'always-there', summary: `${id} is always there.`, wouldBring };
  if (boot.error) return say('refused', `systemd refuses the whole boot: ${boot.error.text}`);
  const stop = unit && transaction.jobs.find((job) => job.unit === unit);
  if (stop) return say('stopped', stopWords(stop));
  const dropped = boot.dropped.find((each) => each.unit === id && each.action !== 'stop');
  if (dropped) return say('dropped', `its ${dropped.action} job was dropped: ${dropped.text}`);
  const trigger = unit && triggerOf(simulation, unit);
  if (trigger !== undefined) return say('triggered', `it waits until ${trigger} triggers it`);
  return say('unwanted', unwantedWords(wouldBring, loaded));
}

function loadWords(load: LoadState, loaded: LoadedUnit | undefined): string | undefined {
  const at = loaded?.fragmentPath;
  if (load === 'masked') return at === undefined ? 'it is masked' : `it is masked by ${at}`;
  if (load === 'not-found') return 'there is no file for it';
  if (load === 'bad-setting') return `a line of its files keeps it from being loaded${at ? ` (${at})` : ''}`;
  if (load === 'error') return `its file cannot be read${at ? ` (${at})` : ''}`;
  if (loaded?.form === 'template') return 'it is a template; only its instances are started';
  return undefined;
}

function stopWords({ pulledInBy }: Job): string {
  const [link] = pulledInBy;
  return link ? `it is stopped, for ${link.by.id} has ${link.because}= with it` : 'it is stopped';
}

/** A unit that the boot starts and that triggers this one. */
function triggerOf({ boot }: BootSimulation, unit: GraphUnit): string | undefined {
  const triggers = [...(unit.dependencies.get('TriggeredBy')?.keys() ?? [])].map(({ id }) => id);
  return boot.schedule.find((job) => job.outcome === 'done' && job.action === 'start' && triggers.includes(job.unit))
    ?.unit;
}

function unwantedWords(wouldBring: readonly WhyStep[], loaded: LoadedUnit | undefined): string {
  const [step] = wouldBring;
  if (step) return `${step.by} has ${step.because}= with it, but is not started itself`;
  const targets = loaded ? installTargets(settingsOfUnit(loaded)) : '';
  if (targets === '') return 'no unit asks for it';
  return `no unit asks for it; it is not enabled (its [Install] section names ${targets})`;
}

function installTargets(settings: UnitSettings): string {
  const lines = ['WantedBy', 'RequiredBy', 'UpheldBy'].flatMap((key) => settings.all('Install', key));
  return lines
    .flatMap(({ node }) => node.value.text.split(/\s+/))
    .filter(Boolean)
    .join(', ');
}

function bringers(unit: GraphUnit): WhyStep[] {
  const found: WhyStep[] = [];
  for (const [inverse, because] of Object.entries(BROUGHT_BY)) {
    for (const by of unit.dependencies.get(inverse as UnitDependency)?.keys() ?? []) {
      if (found.length < MOST_BRINGERS) found.push(whyStep({ by, because, unit, matters: false }));
    }
  }
  return found;
}
