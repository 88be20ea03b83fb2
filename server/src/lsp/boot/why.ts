import type { WhyStep } from '../../core/boot/why/answer.ts';
import { why } from '../../core/boot/why/why.ts';
import { loadUnit } from '../../core/units/load.ts';
import type { Why, WhyLink } from '../../protocol/boot.ts';
import type { Session } from '../session.ts';
import { causeOf, fileUri } from './places.ts';
import type { RootBoot } from './simulations.ts';

/** Origins of dependencies that stand in no file, in words. */
const RULES: readonly (readonly [origin: string, words: string])[] = [
  ['default', 'a default dependency: DefaultDependencies='],
  ['path', 'a path that the unit needs'],
  ['mount-file', 'the options of a mount'],
  ['udev', 'the device'],
  ['implicit', 'what the unit is and does'],
  ['file', 'another setting of its files'],
];

/** Why a boot starts a unit, or does not, with the places that say so. */
export function whyAnswer(session: Session, boot: RootBoot, unit: string): Why {
  const found = why(boot.simulation, unit);
  const link = (step: WhyStep) => whyLink(session, boot, step);
  const [chain = [], ...others] = found.chains.map((steps) => steps.map(link));
  const fragment = loadUnit(boot.simulation.root, found.unit)?.fragmentPath;
  return {
    unit: found.unit,
    summary: found.summary,
    chain,
    others,
    wouldBring: found.wouldBring.map(link),
    without: found.without,
    withoutError: found.withoutError ?? null,
    uri: fileUri(session, boot, fragment),
  };
}

function whyLink(session: Session, boot: RootBoot, { by, because, unit, origins }: WhyStep): WhyLink {
  const { graph } = boot.simulation;
  const [from, to] = [graph.unit(by), graph.unit(unit)];
  const cause = from && to ? causeOf(session, boot, from, because, to) : { place: null, words: '' };
  const rule = RULES.find(([origin]) => origins.some((each) => each.endsWith(`-${origin}`)));
  return { by, because, unit, place: cause.place, origin: cause.words || (rule?.[1] ?? '') };
}
