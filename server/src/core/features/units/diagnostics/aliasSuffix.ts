import { unitTypeMayAlias, validateAliasSymlink } from '../../../units/resolveSymlink.ts';
import { unitNameForm, unitNameParts } from '../../../values/unitNames.ts';
import { type CrossFileCheck, headSpan, type Surroundings } from './check.ts';

/**
 * An `Alias=` that systemctl refuses to make: of another type, or a template for a plain unit. Also links that already
 * stand in the search path and that systemd passes over for the same reasons.
 */
export const aliasSuffix: CrossFileCheck = (around) => [...words(around), ...links(around)];

function words({ owner, named, document }: Surroundings) {
  if (owner === undefined || document.identity.role !== 'fragment') return [];
  return named.flatMap(({ name, mention }) => {
    if (mention.key !== 'Alias' || !unitTypeMayAlias(unitNameParts(owner)!.type)) return [];
    const fault = validateAliasSymlink(name, owner);
    // Its own name is passed over in silence, and an instance may be the alias of a template.
    if (!fault || fault === 'self') return [];
    return [
      {
        span: mention.span,
        severity: 'warning' as const,
        code: 'root.alias-suffix',
        message: `"systemctl enable ${owner}" refuses the alias ${name}: ${reason(name, owner)}.`,
      },
    ];
  });
}

function links(around: Surroundings) {
  const { index, path, owner } = around;
  if (owner === undefined) return [];
  return index.root.nameMap.problems.flatMap((problem) => {
    if (problem.target !== path || !['type', 'form', 'instance', 'type-without-alias'].includes(problem.fault))
      return [];
    return [
      {
        span: headSpan(around),
        severity: 'information' as const,
        code: 'root.alias-suffix',
        message: `systemd passes over the link ${problem.path}: ${reason(problem.path.slice(problem.path.lastIndexOf('/') + 1), owner)}.`,
      },
    ];
  });
}

function reason(alias: string, name: string): string {
  const type = unitNameParts(name)!.type;
  const other = unitNameParts(alias)?.type;
  if (!unitTypeMayAlias(type)) return `units of type ${type} can have no alias`;
  if (other !== type) return `an alias of a ${type} must end in ".${type}"`;
  const form = unitNameForm(name);
  if (form === 'template') return 'an alias of a template must be a template or an instance';
  return form === 'instance'
    ? 'an alias of an instance must have the same instance'
    : 'an alias of a plain unit has no @';
}
