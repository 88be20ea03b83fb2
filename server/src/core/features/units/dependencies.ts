import { type DependencyLink, dependencyLinks, findDependencyLinks } from '../../units/dependencyLinks.ts';
import { type LoadedUnit, loadUnit } from '../../units/load.ts';
import { unitNameIsValid } from '../../values/unitNames.ts';
import { type Mention, mentionsOfFile } from './mentions.ts';
import { namedUnit } from './names.ts';
import { fileNodeAt, realPlace, type UnitLink } from './sources.ts';
import { impliedTrigger, impliedTriggersOf } from './triggers.ts';
import { namesOfUnit, type UnitIndex } from './unitIndex.ts';

/** What one unit says about another. */
export interface Dependency {
  /** The unit that says it; a folder such as `shop-.service.d` when many do. */
  readonly from: string;
  readonly to: string;
  /** The directive; that of a link is `Wants`, `Requires` or `Upholds`. */
  readonly key: string;
  /** Where it is said: in a file, by a link, or by nothing but the names. */
  readonly by: { readonly path: string; readonly mention: Mention } | { readonly link: string } | 'name';
}

/** The directives by which a unit starts another: with it, or when something happens. */
export const STARTS: ReadonlySet<string> = new Set([
  'Requires',
  'Wants',
  'BindsTo',
  'BindTo',
  'Upholds',
  'RequiresOverridable',
  'OnFailure',
  'OnSuccess',
  'Sockets',
  'Unit',
  'Service',
  'Slice',
]);

/** The dependencies of a unit that its files, the links in its folders and its name make; no default ones. */
export function dependenciesOf(index: UnitIndex, name: string): Dependency[] {
  const unit = loadUnit(index.root, name);
  if (!unit || unit.masked) return [];
  const files = [unit.fragmentPath, ...unit.dropInPaths].filter((path) => path !== undefined);
  const said = files.flatMap((path) => saidIn(index, path, unit.id));
  const linked = linksOf(index, unit).map(({ dependency, path, unit: to }) => ({
    from: unit.id,
    to: to!,
    key: dependency,
    by: { link: realPlace(index.root, path) },
  }));
  const trigger = impliedTrigger(unit);
  return [
    ...said,
    ...linked,
    ...(trigger === undefined ? [] : [{ from: unit.id, to: trigger.name, key: trigger.key, by: 'name' as const }]),
  ];
}

/** The other way round: who says something about a unit. */
export function dependentsOf(index: UnitIndex, name: string): Dependency[] {
  const names = namesOfUnit(index, name);
  const said = names
    .flatMap((one) => index.referencesOf(one))
    .filter(({ source, mention }) => source.active && mention.section !== 'Install')
    .map(({ source, mention, name: to }) => ({
      from: source.label,
      to,
      key: mention.key,
      by: { path: source.path, mention },
    }));
  const linked = names.flatMap((one) => index.linksOf(one)).flatMap((link) => linkedBy(index, link));
  const triggers = impliedTriggersOf(index, name).map(({ from, key }) => ({
    from,
    to: name,
    key,
    by: 'name' as const,
  }));
  return [...unique(said), ...linked, ...triggers];
}

function saidIn(index: UnitIndex, place: string, owner: string): Dependency[] {
  const { root } = index;
  const node = fileNodeAt(root, place);
  if (!node) return [];
  const path = realPlace(index.root, place);
  return mentionsOfFile(node).flatMap((mention) => {
    const named = mention.section === 'Install' ? undefined : namedUnit(mention, owner, root.version);
    return named && named.name !== owner
      ? [{ from: owner, to: named.name, key: mention.key, by: { path, mention } }]
      : [];
  });
}

/** A link counts when systemd finds it from the unit that its folder names. */
function linkedBy(index: UnitIndex, link: UnitLink): Dependency[] {
  if (link.kind === 'alias') return [];
  const made = { from: link.owner, to: link.name, key: link.kind, by: { link: link.path } };
  if (!unitNameIsValid(link.owner)) return [made];
  const { tree, version, paths } = index.root;
  const found = findDependencyLinks({ tree, version, paths, folders: index.root.nameMap.folders }, [link.owner]);
  return found.some(({ path, unit }) => unit !== undefined && realPlace(index.root, path) === link.path) ? [made] : [];
}

function linksOf(index: UnitIndex, unit: LoadedUnit): DependencyLink[] {
  return dependencyLinks(index.root, unit).filter((link) => link.unit !== undefined);
}

function unique(found: readonly Dependency[]): Dependency[] {
  const key = ({ by }: Dependency) =>
    typeof by === 'object' && 'path' in by ? `${by.path} ${by.mention.span.start}` : '';
  return [...new Map(found.map((one) => [key(one), one])).values()];
}
