import { diagnoseUnit } from '../../checks/index.ts';
import { UNIT_TYPES } from '../../knowledge/directives.ts';
import {
  renderDirective,
  renderSection,
  renderSpecialUnit,
  renderSpecifier,
  renderValue,
} from '../../knowledge/render.ts';
import type { Context, FileKind } from '../kind.ts';
import { completeUnit } from './completion/index.ts';
import { folderAtPlace } from './completion/paths.ts';
import { parseUnitDocument, type UnitDocument } from './document.ts';
import { formatUnit } from './format.ts';
import { inlayHintsOf } from './hints/index.ts';
import { hoverUnit } from './hover.ts';
import { looksLikeUnit, unitIdentity } from './identity.ts';
import { linksOf, pathsIn } from './links.ts';
import { placeAt } from './place.ts';
import { foldingOf, selectionAt, symbolsOf } from './structure.ts';
import { tokensOf } from './tokens.ts';

/** Unit files and their drop-ins. */
export const unitKind: FileKind<UnitDocument> = {
  id: 'systemd-unit',
  languageIds: ['systemd-unit', ...UNIT_TYPES.map((type) => `systemd-${type}`)],
  recognises: (path) => unitIdentity(path) !== undefined,
  looksRight: looksLikeUnit,
  parse: (text, context) => parseUnitDocument(unitKind, text, context),
  diagnose: diagnoseUnit,
  complete: completeUnit,
  document: documentation,
  hover: hoverUnit,
  symbols: symbolsOf,
  folding: foldingOf,
  selection: selectionAt,
  tokens: tokensOf,
  links: linksOf,
  inlayHints: inlayHintsOf,
  format: formatUnit,
  mentionedPaths: pathsIn,
  folderAt: (document, offset) => {
    const place = placeAt(document, offset);
    return place.in === 'value' ? folderAtPlace(place) : undefined;
  },
};

/** The documentation that a completion names, such as `directive:Service.Restart` or `value:kill_mode:mixed`. */
function documentation(key: string, context: Context): string | undefined {
  const [type, name = '', word = ''] = split(key);
  switch (type) {
    case 'directive': {
      const dot = name.indexOf('.');
      return renderDirective(name.slice(0, dot), name.slice(dot + 1), context.systemdVersion);
    }
    case 'section':
      return renderSection(name);
    case 'specifier':
      return renderSpecifier(name);
    case 'unit':
      return unitDocumentation(name, context);
    case 'value':
      return renderValue(name, word);
    default:
      return undefined;
  }
}

function split(key: string): string[] {
  const type = key.slice(0, key.indexOf(':'));
  const rest = key.slice(type.length + 1);
  if (type !== 'value') return [type, rest];
  const colon = rest.indexOf(':');
  return [type, rest.slice(0, colon), rest.slice(colon + 1)];
}

function unitDocumentation(name: string, context: Context): string | undefined {
  const known = context.workspace.units.get(name);
  const lines = known ? [known.description ?? '', `\`${known.path}\``] : [];
  return [...lines, renderSpecialUnit(name) ?? ''].filter(Boolean).join('\n\n') || undefined;
}
