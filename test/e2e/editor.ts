import * as vscode from 'vscode';
import { until } from './harness.ts';

/** A file of the workspace that the suites run in, by its path there. */
export function fileUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no workspace folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Opens a file of the workspace in the editor. */
export async function open(path: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(path));
  await vscode.window.showTextDocument(document);
  return document;
}

/** A document that is not on disk: `path` decides its language. */
export async function openUntitled(path: string, content = ''): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: 'untitled', path }));
  if (content) await replaceAll(document, content);
  return document;
}

export async function replaceAll(document: vscode.TextDocument, content: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), content);
  await vscode.workspace.applyEdit(edit);
}

/** Opens a file of the workspace, lets `work` change it, and puts the old text back, whatever happens. */
export async function editing(path: string, work: (document: vscode.TextDocument) => Promise<void>): Promise<void> {
  const document = await open(path);
  const old = document.getText();
  try {
    await work(document);
  } finally {
    await replaceAll(document, old);
  }
}

/** The position just behind the first occurrence of `text`. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  const index = document.getText().indexOf(text);
  if (index < 0) throw new Error(`"${text}" is not in ${document.uri.path}`);
  return document.positionAt(index + text.length);
}

export async function completions(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** All hover texts at a position, as one Markdown text. */
export async function hover(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap((each) => each.contents);
  return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until the document has a diagnostic with this code, and returns it. */
export async function diagnostic(document: vscode.TextDocument, code: string): Promise<vscode.Diagnostic> {
  const all = await until(
    `diagnostic ${code}`,
    () => vscode.languages.getDiagnostics(document.uri),
    (diagnostics) => diagnostics.some((each) => codeOf(each) === code),
    (diagnostics) => diagnostics.map((each) => `${codeOf(each)}: ${each.message}`),
  );
  return all.find((each) => codeOf(each) === code) as vscode.Diagnostic;
}

export async function quickFixes(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    20,
  );
  return all.filter((action) => action.edit || action.command);
}

/** Runs `work` with a setting changed, and puts the old value back. */
export async function withSetting(name: string, value: unknown, work: () => Promise<void>): Promise<void> {
  const settings = () => vscode.workspace.getConfiguration();
  const old = settings().inspect(name)?.workspaceValue;
  await settings().update(name, value, vscode.ConfigurationTarget.Workspace);
  try {
    await work();
  } finally {
    await settings().update(name, old, vscode.ConfigurationTarget.Workspace);
  }
}
