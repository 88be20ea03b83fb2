import { window } from 'vscode';

/** Asks for a filter that counts while it is typed; Escape brings back what was there. */
export function filterInput(title: string, placeholder: string, old: string, set: (filter: string) => void): void {
  const input = window.createInputBox();
  let accepted = false;
  input.title = title;
  input.placeholder = placeholder;
  input.value = old;
  input.onDidChangeValue(set);
  input.onDidAccept(() => {
    accepted = true;
    input.hide();
  });
  input.onDidHide(() => {
    if (!accepted) set(old);
    input.dispose();
  });
  input.show();
}
