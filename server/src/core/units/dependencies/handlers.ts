import {
  allDirectives,
  type Directive,
  isIgnoredBy,
  isKnownTo,
  parserAt,
  sectionsOf,
  type UnitType,
} from '../../knowledge/directives.ts';
import { UNIT_DEPENDENCIES } from '../graph.ts';
import { SWITCHES } from './unit.ts';

/** What a line does while it is read. All other settings are looked at when all lines are there. */
export type Handler =
  | { readonly kind: 'dependencies'; readonly dependency: number }
  | { readonly kind: 'mounts'; readonly need: 'requires' | 'wants' }
  | { readonly kind: 'switch'; readonly key: keyof typeof SWITCHES }
  | { readonly kind: 'slice' | 'trigger' | 'service' | 'sockets' };

/** By section, then by key. */
export type Handlers = ReadonlyMap<string, ReadonlyMap<string, Handler>>;

const tables = new Map<string, Handlers>();

/** The lines that matter for units of a type: what load-fragment-gperf.gperf of that version says. */
export function handlersOf(type: UnitType, version: number): Handlers {
  const name = `${type} ${version}`;
  const known = tables.get(name);
  if (known) return known;
  const table = makeTable(type, version);
  tables.set(name, table);
  return table;
}

function makeTable(type: UnitType, version: number): Handlers {
  const table = new Map<string, Map<string, Handler>>();
  const sections = sectionsOf(type);
  for (const row of allDirectives()) {
    if (!isKnownTo(row, version) || isIgnoredBy(row, version)) continue;
    const handler = handlerOf(row, version);
    if (!handler) continue;
    for (const section of row.sections) {
      if (!sections.includes(section)) continue;
      const keys = table.get(section) ?? new Map<string, Handler>();
      table.set(section, keys.set(row.key, handler));
    }
  }
  return table;
}

function handlerOf(row: Directive, version: number): Handler | undefined {
  const { name, argument } = parserAt(row, version);
  switch (name) {
    case 'config_parse_unit_deps':
    case 'config_parse_obsolete_unit_deps': {
      const dependency = dependencyNamed(argument);
      return dependency < 0 ? undefined : { kind: 'dependencies', dependency };
    }
    case 'config_parse_unit_requires_mounts_for':
    case 'config_parse_unit_mounts_for':
      return { kind: 'mounts', need: row.key === 'WantsMountsFor' ? 'wants' : 'requires' };
    case 'config_parse_unit_slice':
      return { kind: 'slice' };
    case 'config_parse_trigger_unit':
      return { kind: 'trigger' };
    case 'config_parse_socket_service':
      return { kind: 'service' };
    case 'config_parse_service_sockets':
      return { kind: 'sockets' };
    default:
      return row.sections.includes('Unit') && Object.hasOwn(SWITCHES, row.key)
        ? { kind: 'switch', key: row.key as keyof typeof SWITCHES }
        : undefined;
  }
}

/** The number of a kind of dependency: `UNIT_BINDS_TO` is that of `BindsTo`. -1 when it is the name of none. */
function dependencyNamed(constant: string): number {
  const plain = constant
    .replace(/^UNIT_/, '')
    .replaceAll('_', '')
    .toLowerCase();
  return UNIT_DEPENDENCIES.findIndex((dependency) => dependency.toLowerCase() === plain);
}
