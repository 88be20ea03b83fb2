import * as vscode from 'vscode';
import { fileUri } from './editor.ts';
import { until } from './harness.ts';

/** What a user does in the window, and what they see there. Selectors are CSS. */
type Step =
  | readonly ['click', selector: string, text?: string]
  | readonly ['hover', selector: string, text?: string]
  | readonly ['fill', selector: string, text: string]
  | readonly ['press', key: string]
  | readonly ['type', text: string]
  | readonly ['texts', selector: string]
  // The same inside the panel (a webview) that is to be seen.
  | readonly ['panel-click', selector: string, text?: string]
  // A key on an element, which it may be beside the mouse's reach: views share the height of the side bar.
  | readonly ['panel-press', selector: string, key: string]
  | readonly ['panel-texts', selector: string];

let count = 0;

/** Whether there is a driver that has the window before it. A desktop VS Code has none. */
export async function hasPage(): Promise<boolean> {
  return isThere(answers());
}

/** Runs a command as a user does: types its title into the palette. */
export async function palette(title: string): Promise<void> {
  await perform([
    ['press', 'F1'],
    ['type', title],
    ['click', '.quick-input-list .monaco-list-row', title.replace(/^.*: /, '')],
  ]);
}

export async function click(selector: string, text?: string): Promise<void> {
  await perform([text === undefined ? ['click', selector] : ['click', selector, text]]);
}

/** The texts of all elements, waiting until they are as wanted. */
export async function texts(selector: string, areGood: (texts: string[]) => boolean): Promise<string[]> {
  return until(`texts of ${selector}`, () => perform([['texts', selector]]), areGood);
}

/** The texts of all elements in the panel that is to be seen, waiting until they are as wanted. */
export async function panelTexts(selector: string, areGood: (texts: string[]) => boolean): Promise<string[]> {
  return until(`texts of ${selector} in the panel`, () => perform([['panel-texts', selector]]), areGood);
}

/** Has the driver take these steps: it reads them from the log, and answers in a file beside the workspace. */
export async function perform(steps: readonly Step[]): Promise<string[]> {
  const id = String(++count);
  const answer = vscode.Uri.joinPath(answers(), `${id}.json`);
  console.log(`e2e-page: ${JSON.stringify({ id, steps })}`);
  await until(`steps in the window: ${JSON.stringify(steps)}`, () => isThere(answer));
  const { error, texts } = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(answer)));
  if (error) throw new Error(error);
  return texts;
}

function answers(): vscode.Uri {
  return fileUri('../answers');
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
