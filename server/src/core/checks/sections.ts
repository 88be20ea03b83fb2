import type { Diagnostic, Fix } from '../kinds/kind.ts';
import type { UnitText } from '../kinds/unit/document.ts';
import { directivesOf, sectionsOf, typeOfSection, UNIT_TYPES } from '../knowledge/directives.ts';
import type { HeaderNode } from '../parse/unitFile.ts';
import { nearest } from '../text/nearest.ts';
import { manualUrl, SYNTAX_URL, type UnitCheck } from './check.ts';

/** Section headers: conf-parser.c, `parse_line`. */
export const sectionHeaders: UnitCheck = (document, context) => {
  const out: Diagnostic[] = [];
  for (const { header } of document.file.sections) {
    if (!header) continue;
    if (isBrokenHeader(header, context.systemdVersion)) out.push(broken(document, header));
    else if (!isReadSection(document, header.name) && !header.name.startsWith('X-'))
      out.push(unknown(document, header));
  }
  return out;
};

/** The sections that systemd reads in this file; all there are when the unit type is not known. */
export function readSections(document: UnitText): readonly string[] {
  if (document.type) return sectionsOf(document.type);
  return [...new Set(UNIT_TYPES.flatMap((type) => sectionsOf(type)))];
}

/** Whether systemd reads the assignments of a section of this name in this file. */
export function isReadSection(document: UnitText, name: string | undefined): boolean {
  return name !== undefined && readSections(document).includes(name);
}

/** The directive names of a section, of whatever version. */
export function keysFor(document: UnitText, section: string): readonly string[] {
  return isReadSection(document, section) ? directivesOf(section).map((row) => row.key) : [];
}

/**
 * Whether systemd gives up on the file at this header: no closing bracket, or characters that are not safe
 * (string-util.c, `string_is_safe`: control characters, quotes and backslashes; from 258 on also glob characters and an
 * empty name).
 */
export function isBrokenHeader(header: HeaderNode, version: number): boolean {
  if (!header.closed) return true;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/["'\\\x01-\x1f\x7f]/.test(header.name)) return true;
  return version >= GLOBS_REFUSED_SINCE && (header.name === '' || /[*?[]/.test(header.name));
}

const GLOBS_REFUSED_SINCE = 258;

function broken(document: UnitText, header: HeaderNode): Diagnostic {
  const text = document.text.slice(header.header.start, header.header.end);
  const name = /^\[\s*([A-Za-z-]+)/.exec(text)?.[1];
  const near = name === undefined ? undefined : nearest(name, readSections(document));
  return {
    span: header.header,
    severity: 'error',
    code: 'unit.invalid-section-header',
    message: header.closed
      ? `"${text}" is not a section header that systemd takes, and it gives up on the whole file here. Use plain letters, as in [${near ?? 'Unit'}].`
      : `"${text}" starts like a section header but does not end in "]", and systemd gives up on the whole file here. Write [${near ?? 'Unit'}] on a line of its own.`,
    documentation: SYNTAX_URL,
    ...(near ? { fixes: [rename(near, header.header, `[${near}]`)] } : {}),
  };
}

function unknown(document: UnitText, header: HeaderNode): Diagnostic {
  const sections = readSections(document);
  const near = nearest(header.name.trim(), sections);
  const owner = typeOfSection(header.name);
  const list = sections.map((section) => `[${section}]`).join(', ');
  const message =
    owner && document.type
      ? `A ${document.type} unit has no [${header.name}] section; systemd ignores all of it. It belongs into a .${owner} file; here there are ${list}.`
      : `systemd knows no section [${header.name}] here and ignores all of it. ${near ? `Did you mean [${near}]?` : `There are ${list}; names that start with X- are ignored without a warning.`}`;
  return {
    span: header.header,
    severity: 'warning',
    code: 'unit.unknown-section',
    message,
    documentation: manualUrl(
      document.type && document.type !== 'target' ? `systemd.${document.type}(5)` : 'systemd.unit(5)',
    ),
    ...(near && !owner ? { fixes: [rename(near, header.nameSpan, near)] } : {}),
  };
}

function rename(near: string, span: { start: number; end: number }, newText: string): Fix {
  return { title: `Change to [${near}]`, edits: [{ span, newText }], preferred: true };
}
