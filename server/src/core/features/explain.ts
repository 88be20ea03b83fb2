import { allDirectives, type Directive, directive, directivesNamed } from '../knowledge/directives.ts';
import { directiveText, sectionText, specialUnitText, specifierText } from '../knowledge/documentation.ts';
import { enumValues } from '../knowledge/enums.ts';
import {
  enumOfDirective,
  renderDirective,
  renderSection,
  renderSpecialUnit,
  renderSpecifier,
} from '../knowledge/render.ts';
import { specialUnits } from '../knowledge/specialUnits.ts';
import { nearest } from '../text/nearest.ts';

/** What is known by a name. */
export interface Explanation {
  readonly name: string;
  /** The section a directive lives in. */
  readonly section: string | null;
  readonly summary: string;
  /** The words it takes, when they are a closed set. */
  readonly values: readonly string[];
  /** The version that brought it, as far as documented. */
  readonly since: number | null;
  readonly manual: string | null;
  /** All of it, as a hover shows it. */
  readonly markdown: string;
}

/**
 * Everything known by a name: a directive (`Restart`, `Restart=`, `Service.Restart`), a section (`[Service]`), a
 * specifier (`%n`), a special unit. A name with several meanings gives them all; an unknown one the nearest name.
 */
export function explanationsOf(name: string, version: number): { explanations: Explanation[]; near?: string } {
  const explanations = [...directives(name, version), ...section(name), ...specifier(name), ...specialUnit(name)];
  if (explanations.length > 0) return { explanations };
  const near = nearest(name.replace(/=$/, ''), candidates());
  return near === undefined ? { explanations } : { explanations, near };
}

function directives(name: string, version: number): Explanation[] {
  const match = /^(?:\[?([A-Za-z]+)\]?[./])?([A-Za-z0-9]+)=?$/.exec(name);
  if (!match) return [];
  const [, home, key] = match;
  if (home !== undefined) {
    const row = directive(home, key!);
    return row ? [ofDirective(row, home, version)] : [];
  }
  const seen = new Set<string>();
  return directivesNamed(key!)
    .flatMap((row) => {
      const found = ofDirective(row, preferred(row), version);
      if (seen.has(found.summary)) return [];
      seen.add(found.summary);
      return [found];
    })
    .sort((a, b) => rank(a.section) - rank(b.section));
}

/** Services are what most people ask about. */
function preferred(row: Directive): string {
  return row.sections.includes('Service') ? 'Service' : row.sections[0]!;
}

function rank(name: string | null): number {
  return name === 'Service' ? 0 : name === 'Unit' ? 1 : 2;
}

function ofDirective(row: Directive, home: string, version: number): Explanation {
  const enumeration = enumOfDirective(row);
  return {
    name: row.key,
    section: home,
    summary: directiveText(home, row.key)?.summary ?? '',
    values: enumeration ? enumValues(enumeration, version) : row.kind === 'boolean' ? ['yes', 'no'] : [],
    since: row.since ?? row.first ?? null,
    manual: row.manual ?? null,
    markdown: renderDirective(home, row.key, version) ?? '',
  };
}

function section(name: string): Explanation[] {
  const bare = name.replace(/^\[(.*)\]$/, '$1');
  const text = sectionText(bare);
  const markdown = renderSection(bare);
  if (!text || markdown === undefined) return [];
  const manual = bare === 'Unit' || bare === 'Install' ? 'systemd.unit(5)' : `systemd.${bare.toLowerCase()}(5)`;
  return [{ name: bare, section: bare, summary: text.summary, values: [], since: null, manual, markdown }];
}

function specifier(name: string): Explanation[] {
  const letter = /^%?(.)$/.exec(name)?.[1];
  const text = letter === undefined ? undefined : specifierText(letter);
  if (!text || letter === undefined) return [];
  const markdown = renderSpecifier(letter) ?? '';
  return [
    {
      name: `%${letter}`,
      section: null,
      summary: text.summary,
      values: [],
      since: null,
      manual: 'systemd.unit(5)',
      markdown,
    },
  ];
}

function specialUnit(name: string): Explanation[] {
  const text = specialUnitText(name);
  if (!text) return [];
  const markdown = renderSpecialUnit(name) ?? '';
  return [
    { name, section: null, summary: text.summary, values: [], since: null, manual: 'systemd.special(7)', markdown },
  ];
}

function* candidates(): Generator<string> {
  for (const row of allDirectives()) yield row.key;
  for (const unit of specialUnits()) yield unit.name;
}
