import { commands, Uri, window, workspace } from 'vscode';

const show = 'Open';

/** Asks where a picture is to be saved, and writes it there. */
export async function savePicture(name: string, svg: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    title: 'Save as SVG',
    filters: { 'SVG picture': ['svg'] },
    ...(folder && { defaultUri: Uri.joinPath(folder, `${name.replace(/[^\w.@-]+/g, '-')}.svg`) }),
  });
  if (!uri) return;
  try {
    await workspace.fs.writeFile(uri, new TextEncoder().encode(svg));
  } catch (error) {
    return void window.showErrorMessage(`The picture could not be saved: ${String(error)}`);
  }
  const choice = await window.showInformationMessage(`Saved ${uri.path.replace(/^.*\//, '')}.`, show);
  if (choice === show) await commands.executeCommand('vscode.open', uri);
}
