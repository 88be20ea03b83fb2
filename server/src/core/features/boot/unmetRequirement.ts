import type { Diagnostic } from '../../kinds/kind.ts';
import type { LoadState } from '../../units/load.ts';
import { mentionsOf, type StartCheck } from './check.ts';
import { REQUIRING_KEYS, type Required, requirementsOf, wayInWords } from './requirements.ts';

/** Why units in these states cannot be started: `bus_unit_validate_load_state`. */
const STATES: Partial<Record<LoadState, string>> = {
  'not-found': 'there is no such unit',
  masked: 'it is masked',
  'bad-setting': 'one of its settings is refused',
  error: 'its file cannot be read',
};

/**
 * A requirement that can never be met, for something that the required unit needs in turn. What the unit itself names is
 * told by `root.unit-not-found` and `root.masked-requirement`, if its name is all that there is to know.
 */
export const unmetRequirement: StartCheck = (started) => {
  const { unit, around } = started;
  return requirementsOf(unit).flatMap((required) => {
    const { loadState, type } = required.unit;
    const why = STATES[loadState];
    if (why === undefined || type === 'device' || (loadState === 'not-found' && !around.complete)) return [];
    const named = required.way.length === 2 && (loadState === 'not-found' || loadState === 'masked');
    return named ? [] : lines(required, why);
  });

  function lines({ way, unit: missing }: Required, why: string): Diagnostic[] {
    const first = way[1];
    if (!first) return [];
    return mentionsOf(started, first)
      .filter(({ mention }) => mention.section === 'Unit' && REQUIRING_KEYS.has(mention.key))
      .map(({ mention }) => ({
        span: mention.span,
        severity: 'information',
        code: 'root.unmet-requirement',
        message: `Every start of ${unit.id} fails: ${wayInWords(way)}, and of ${missing.id} systemd finds that ${why}.`,
      }));
  }
};
