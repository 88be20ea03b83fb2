import { builtInUnit } from '../../../units/builtInUnits.ts';
import { findFragment } from '../../../units/nameMap.ts';
import { unitNameForm, unitNameParts } from '../../../values/unitNames.ts';
import { type CrossFileCheck, headSpan } from './check.ts';

/** Units of these types exist without a file, so that a drop-in alone makes sense. */
const WITHOUT_FILE = ['device', 'mount', 'automount', 'swap', 'slice', 'scope'];

/** A drop-in for a unit that the root does not have: nothing ever reads it. */
export const dropInWithoutUnit: CrossFileCheck = (around) => {
  const { index, owner, document, complete } = around;
  if (!complete || owner === undefined || document.identity.role !== 'drop-in') return [];
  const { root } = index;
  const parts = unitNameParts(owner)!;
  if (WITHOUT_FILE.includes(parts.type) || builtInUnit(owner, root.version) !== undefined) return [];
  if (findFragment(root.nameMap, owner)?.path !== undefined || root.nameMap.ids.has(owner)) return [];
  if (parts.type === 'service' && root.tree.node(`/etc/init.d/${parts.prefix}`)) return [];
  const what = unitNameForm(owner) === 'template' ? 'template' : 'unit';
  return [
    {
      span: headSpan(around),
      severity: 'information',
      code: 'root.drop-in-without-unit',
      message: `There is no ${what} ${owner} in this root that this drop-in could belong to.`,
    },
  ];
};
