import { specialUnit } from '../../../knowledge/specialUnits.ts';
import { loadUnit } from '../../../units/load.ts';
import { unitNameForm } from '../../../values/unitNames.ts';
import { dependentsOf, STARTS } from '../dependencies.ts';
import { enablingLinks } from '../lenses.ts';
import { type CrossFileCheck, headSpan } from './check.ts';

/** Units that are started by use, by devices or by programs, whatever the files say. */
const STARTED_BY_USE = ['device', 'slice', 'scope', 'mount', 'swap'];

/**
 * A unit that can be started by hand only: no other one pulls it in or triggers it, no link enables it, and it has no
 * `[Install]` by which it could be enabled. What is started over the bus is left out. In a plain folder nobody knows.
 */
export const neverStarted: CrossFileCheck = (around) => {
  const { index, owner, document, sources } = around;
  if (index.plain || owner === undefined || document.identity.role !== 'fragment' || unitNameForm(owner) !== 'plain')
    return [];
  if (!sources.some(({ active }) => active) || specialUnit(owner)) return [];
  const unit = loadUnit(index.root, owner);
  if (!unit || unit.masked || STARTED_BY_USE.includes(unit.type)) return [];
  const has = (section: string, key?: string) =>
    unit.assignments.some((line) => line.section === section && (key === undefined || line.node.key === key));
  if (has('Install') || has('Service', 'BusName')) return [];
  if (enablingLinks(index, owner).length > 0) return [];
  if (dependentsOf(index, owner).some(({ key, by }) => STARTS.has(key) || by === 'name')) return [];
  return [
    {
      span: headSpan(around),
      severity: 'hint',
      code: 'root.never-started',
      message: `No unit here pulls in or triggers ${owner}, and without [Install] it cannot be enabled: it starts only by hand or by a program.`,
    },
  ];
};
