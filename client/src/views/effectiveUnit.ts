import {
  commands,
  Disposable,
  DocumentLink,
  EventEmitter,
  Location,
  languages,
  Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type EffectiveUnitParams,
  type EffectiveUnitText,
  effectiveUnitRequest,
  showEffectiveUnitCommand,
} from '../../../server/src/protocol/units.ts';
import type { Roots } from '../planning/roots.ts';

/** Of documents that show a unit with all its files. */
export const effectiveUnitScheme = 'bootwright-unit';

interface Shown {
  readonly params: EffectiveUnitParams;
  unit: EffectiveUnitText;
}

/**
 * "Bootwright: Show Effective Unit": a unit with its drop-ins as `systemctl cat` prints them, in a document that cannot
 * be changed and follows its files. From every line there is a way to the file that it comes from.
 */
export function showEffectiveUnit(client: BaseLanguageClient, roots: Roots): Disposable {
  const shown = new Map<string, Shown>();
  const changed = new EventEmitter<Uri>();
  const ask = (params: EffectiveUnitParams) =>
    client.sendRequest<EffectiveUnitText | null>(effectiveUnitRequest, params).catch(() => null);
  const refresh = async (uri: string, one: Shown) => {
    const unit = await ask(one.params);
    if (!unit || unit.text === one.unit.text) return;
    one.unit = unit;
    changed.fire(Uri.parse(uri));
  };
  const show = async (told?: unknown) => {
    const params = paramsOf(told);
    const unit = params && (await ask(params));
    if (!unit) return void window.showWarningMessage('Open a unit file or a drop-in of one unit first.');
    const uri = Uri.from({ scheme: effectiveUnitScheme, path: `/${unit.name}`, query: unit.root });
    shown.set(uri.toString(), { params, unit });
    changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: true });
  };
  const selector = { scheme: effectiveUnitScheme };
  const unitOf = (document: TextDocument) => shown.get(document.uri.toString())?.unit;
  return Disposable.from(
    changed,
    commands.registerCommand(showEffectiveUnitCommand, show),
    workspace.registerTextDocumentContentProvider(effectiveUnitScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => shown.get(uri.toString())?.unit.text ?? '',
    }),
    workspace.onDidCloseTextDocument((document) => shown.delete(document.uri.toString())),
    roots.onDidChange(() => shown.forEach((one, uri) => void refresh(uri, one))),
    languages.registerDocumentLinkProvider(selector, {
      provideDocumentLinks: (document) => headerLinks(document, unitOf(document)),
    }),
    languages.registerDefinitionProvider(selector, {
      provideDefinition: (document, { line }) => originOf(unitOf(document), line),
    }),
  );
}

function paramsOf(told: unknown): EffectiveUnitParams | undefined {
  if (told instanceof Uri) return { uri: told.toString() };
  if (typeof told === 'object' && told !== null) {
    const { uri, name, summary } = told as { uri?: unknown; name?: string; summary?: { uri: string; name: string } };
    if (summary) return { uri: summary.uri, name: summary.name };
    if (typeof uri === 'string') return { uri, ...(name !== undefined && { name }) };
  }
  const uri = window.activeTextEditor?.document.uri.toString();
  return uri === undefined ? undefined : { uri };
}

/** The lines that name the files lead there. */
function headerLinks(document: TextDocument, unit: EffectiveUnitText | undefined): DocumentLink[] {
  const links: DocumentLink[] = [];
  for (let line = 0; line < document.lineCount; line++) {
    if (unit?.origins[line]) continue;
    const { text } = document.lineAt(line);
    const file = unit?.files.find(({ path }) => text === `# ${path}`);
    if (file) links.push(new DocumentLink(new Range(line, 2, line, text.length), Uri.parse(file.uri)));
  }
  return links;
}

function originOf(unit: EffectiveUnitText | undefined, line: number): Location | undefined {
  const origin = unit?.origins[line];
  const file = origin && unit?.files[origin[0]];
  return file ? new Location(Uri.parse(file.uri), new Position(origin[1], 0)) : undefined;
}
