import type { Fix } from '../../../kinds/kind.ts';
import { specialUnit } from '../../../knowledge/specialUnits.ts';
import { nearest } from '../../../text/nearest.ts';
import { builtInUnit } from '../../../units/builtInUnits.ts';
import { findFragment, type NameMap } from '../../../units/nameMap.ts';
import { unitNameParts } from '../../../values/unitNames.ts';
import type { Mention } from '../mentions.ts';
import type { UnitIndex } from '../unitIndex.ts';
import type { CrossFileCheck, Surroundings } from './check.ts';

/** Directives that come to nothing, or make the start fail, when their unit is not there. */
export const REQUIREMENTS: ReadonlySet<string> = new Set([
  'Requires',
  'BindsTo',
  'BindTo',
  'Requisite',
  'RequiresOverridable',
]);
const MATTERS = new Set([...REQUIREMENTS, 'Unit', 'Service', 'Sockets', 'OnFailure', 'OnSuccess', 'Upholds', 'Also']);
const INSTALLS = new Set(['WantedBy', 'RequiredBy', 'UpheldBy']);
/** Units of these types come from fstab, the kernel or programs, without a file. */
const MADE_WITHOUT_FILE = ['device', 'mount', 'automount', 'swap', 'slice', 'scope'];

/**
 * A unit that the root does not have. What is only ordered or wanted may well be missing, as systemd says nothing then;
 * that is a hint. Only for roots that have systemd's own units.
 */
export const unitNotFound: CrossFileCheck = (around) => {
  if (!around.complete) return [];
  return around.named.flatMap(({ name, open, mention }) => {
    if (open || mention.key === 'Alias' || isKnown(around.index, name)) return [];
    const near = nearName(around.index, name);
    const matters = (MATTERS.has(mention.key) || INSTALLS.has(mention.key)) && !hasOtherGenerators(around.index);
    return [
      {
        span: mention.span,
        severity: matters ? ('information' as const) : ('hint' as const),
        code: 'root.unit-not-found',
        message: messageFor(around, name, mention, near),
        ...(near === undefined ? {} : { fixes: [fixFor(mention, near)] }),
      },
    ];
  });
};

/** Whether a unit is there, or may be there without a file that could be seen. */
function isKnown({ root }: UnitIndex, name: string): boolean {
  const parts = unitNameParts(name);
  if (!parts || MADE_WITHOUT_FILE.includes(parts.type) || specialUnit(name)) return true;
  if (findFragment(root.nameMap, name)?.path !== undefined || isLink(root.nameMap, name)) return true;
  if (builtInUnit(name, root.version) !== undefined) return true;
  // Names on the bus become units when the service that owns them is enabled; instances of systemd's own come from generators.
  if (name.startsWith('dbus-') || /^systemd-[\w-]+@/.test(name)) return true;
  return parts.type === 'service' && hasInitScript(root.tree, parts.prefix);
}

function isLink(map: NameMap, name: string): boolean {
  return map.ids.has(name) || map.problems.some(({ path }) => path.endsWith(`/${name}`));
}

function hasInitScript(tree: UnitIndex['root']['tree'], name: string): boolean {
  return (
    ['/etc/init.d', '/etc/rc.d/init.d'].some((folder) => tree.node(`${folder}/${name}`) !== undefined) ||
    name === 'rc-local'
  );
}

/** Generators of other programs may make any unit while the machine starts. */
function hasOtherGenerators({ root }: UnitIndex): boolean {
  const folders = ['/etc', '/usr/local/lib', '/usr/lib', '/lib'].map((top) => `${top}/systemd/system-generators`);
  return folders.some((folder) => root.tree.names(folder).some((name) => !name.startsWith('systemd-')));
}

function messageFor(around: Surroundings, name: string, { key }: Mention, near: string | undefined): string {
  const guess = near === undefined ? '' : ` Did you mean ${near}?`;
  return `There is no unit ${name} in this root${effect(key, around.owner ?? 'the unit')}.${guess}`;
}

function effect(key: string, owner: string): string {
  if (REQUIREMENTS.has(key)) return `, so ${owner} cannot be started`;
  if (INSTALLS.has(key)) return `, so nothing would start ${owner} even when it is enabled`;
  if (key === 'Also') return `, so "systemctl enable ${owner}" fails`;
  if (MATTERS.has(key)) return `, so ${key}= comes to nothing`;
  return `; ${key}= has no effect without it`;
}

function fixFor({ span, text }: Mention, near: string): Fix {
  return { title: `Replace "${text}" by "${near}"`, edits: [{ span, newText: near }] };
}

/** A unit of the same type whose name is off by a letter or two. */
function nearName({ root }: UnitIndex, name: string): string | undefined {
  const suffix = name.slice(name.lastIndexOf('.'));
  const stem = name.slice(0, -suffix.length);
  if (stem.length < 4) return undefined;
  const stems = [...root.nameMap.ids.keys()]
    .filter((one) => one.endsWith(suffix))
    .map((one) => one.slice(0, -suffix.length))
    .filter((one) => Math.abs(one.length - stem.length) <= 1 && one[0] === stem[0]);
  const found = nearest(stem, stems);
  return found === undefined || !isClose(found, stem) ? undefined : found + suffix;
}

/** Not more than two letters of a longer name differ: those between equal beginnings and ends. */
function isClose(a: string, b: string): boolean {
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return Math.max(a.length, b.length) - head - tail <= 2;
}
