import { directive } from '../../knowledge/directives.ts';
import { resolveTemplate } from '../../units/dependencyLinks.ts';
import { unitName } from '../../units/names.ts';
import { expandSpecifiers, isFault, type SpecifierContext } from '../../values/specifiers.ts';
import { unitNameIsValid, unitNameParts } from '../../values/unitNames.ts';
import type { Mention } from './mentions.ts';

/** The unit that a word names. */
export interface NamedUnit {
  readonly name: string;
  /** Only the template is known, as the instance is filled in later: `name` is the template. */
  readonly open: boolean;
}

/**
 * The unit that a word in a unit file means: specifiers expanded, a template given the instance of the unit it is named
 * by (unit_name_printf and `resolve_template`). Undefined when it is no unit name, or only the machine knows it.
 *
 * @param owner the unit that the file belongs to; undefined for a file of many units
 */
export function namedUnit(mention: Mention, owner: string | undefined, version: number): NamedUnit | undefined {
  const { text } = mention;
  const template = owner !== undefined && unitName(owner)?.form === 'template';
  if (text.includes('%'))
    return template || owner === undefined ? openName(text, owner) : expanded(mention, owner, version);
  return filledIn(mention, text, owner);
}

/** A template in a list of units takes the instance of the unit that names it. */
function filledIn({ section, key }: Mention, text: string, owner: string | undefined): NamedUnit | undefined {
  const form = unitName(text)?.form;
  if (form === undefined) return undefined;
  const fills = form === 'template' && section !== 'Install' && directive(section, key)?.multi;
  if (!fills) return { name: text, open: false };
  if (owner === undefined || unitName(owner)?.form === 'template') return { name: text, open: true };
  const name = resolveTemplate(owner, text);
  return name === undefined ? undefined : { name, open: false };
}

function expanded(mention: Mention, owner: string, version: number): NamedUnit | undefined {
  const context = (directive(mention.section, mention.key)?.specifiers ?? 'unit-name') as SpecifierContext;
  const unitType = unitNameParts(owner)?.type ?? 'service';
  const expansion = expandSpecifiers(mention.text, context, { version, unitName: owner, unitType });
  if (isFault(expansion)) return undefined;
  if (expansion.assumed.length > 0) return openName(mention.text, owner);
  return filledIn(mention, expansion.text, owner);
}

/** What is left when the instance cannot be told: the template, if only the instance has specifiers. */
function openName(text: string, owner: string | undefined): NamedUnit | undefined {
  const parts = owner === undefined ? undefined : unitNameParts(owner);
  const plain = parts ? text.replaceAll('%p', parts.prefix) : text;
  const found = /^([^%@]+)@[^@]*\.([a-z]+)$/.exec(plain);
  const name = found ? `${found[1]}@.${found[2]}` : plain;
  return unitNameIsValid(name) ? { name, open: found !== null } : undefined;
}
