import type { Diagnostic } from '../kinds/kind.ts';
import { settingsOf } from '../kinds/unit/document.ts';
import { ownSection } from '../knowledge/directives.ts';
import { manualUrl, type UnitCheck } from './check.ts';

/** Unit types that mean nothing without their own section; systemd does not complain about each of them by name. */
const NEEDS_OWN_SECTION = ['service', 'socket', 'mount', 'automount', 'swap', 'timer', 'path'];

/** A unit without the section that makes it one. Advice: the empty unit may get it from a drop-in. */
export const missingSection: UnitCheck = (document) => {
  const { type, identity, file } = document;
  if (!type || identity.role !== 'fragment' || !NEEDS_OWN_SECTION.includes(type)) return [];
  const own = ownSection(type);
  if (file.sections.some((section) => section.name === own)) return [];
  // A service that only ends the machine or a target needs no command: systemd.unit(5), SuccessAction=.
  if (settingsOf(file).value('Unit', 'SuccessAction') !== undefined) return [];
  // An empty file masks the unit: systemd.unit(5).
  if (file.text === '') return [];
  const first = file.nodes.find((node) => node.type !== 'blank') ?? file.nodes[0];
  const span = first
    ? { start: first.span.start, end: endOfFirstLine(file.text, first.span.start) }
    : { start: 0, end: 0 };
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  const lead = /[\r\n]$/.test(file.text) ? newline : newline + newline;
  const end = { start: file.text.length, end: file.text.length };
  const found: Diagnostic = {
    span,
    severity: 'information',
    code: 'unit.missing-section',
    message: `A ${type} unit says what it does in a [${own}] section, and there is none here.`,
    documentation: manualUrl(`systemd.${type}(5)`),
    fixes: [{ title: `Add [${own}]`, edits: [{ span: end, newText: `${lead}[${own}]${newline}` }] }],
  };
  return [found];
};

function endOfFirstLine(text: string, start: number): number {
  const end = text.slice(start).search(/[\r\n]/);
  return end < 0 ? text.length : start + end;
}
