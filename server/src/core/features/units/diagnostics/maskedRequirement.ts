import { loadUnit } from '../../../units/load.ts';
import { unitNameForm } from '../../../values/unitNames.ts';
import type { CrossFileCheck } from './check.ts';
import { REQUIREMENTS } from './unitNotFound.ts';

/** A unit that is needed, or wanted, and masked. Requiring it makes every start fail; wanting it is passed over. */
export const maskedRequirement: CrossFileCheck = ({ index, owner, named }) =>
  named.flatMap(({ name, open, mention }) => {
    const needed = REQUIREMENTS.has(mention.key);
    if ((!needed && !PULLS.has(mention.key)) || open || unitNameForm(name) === 'template') return [];
    const unit = loadUnit(index.root, name);
    if (!unit?.masked) return [];
    const effect = needed ? `every start of ${owner ?? 'the unit'} fails` : `${mention.key}= passes over it`;
    return [
      {
        span: mention.span,
        severity: needed ? ('information' as const) : ('hint' as const),
        code: 'root.masked-requirement',
        message: `${name} is masked by ${unit.fragmentPath ?? 'a link'}: ${effect} until it is unmasked.`,
      },
    ];
  });

const PULLS = new Set(['Wants', 'Upholds', 'OnFailure', 'OnSuccess', 'Unit', 'Service', 'Sockets', 'Also']);
