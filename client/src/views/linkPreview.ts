import {
  commands,
  type Disposable,
  EventEmitter,
  TabInputTextDiff,
  type TextDocumentContentProvider,
  Uri,
  ViewColumn,
  window,
  workspace,
} from 'vscode';

const scheme = 'bootwright-links';
/** By this the manifest knows their language. */
const suffix = '.bootwright-links';

/** Set while a preview is open, for the buttons in the editor's title. */
const openKey = 'bootwright.previewOpen';
/** Set while what it shows can be applied. */
const appliesKey = 'bootwright.previewApplies';
/** Set while there is a systemctl command that does what it shows. */
const commandKey = 'bootwright.previewHasCommand';

/** What can be done with what is shown. */
export interface PreviewChoices {
  readonly applies: boolean;
  readonly hasCommand: boolean;
}

/** Links before and after a change, as text. */
export interface LinkTexts {
  readonly before: string;
  readonly after: string;
}

/** Shows the links before and after a change side by side, in VS Code's own diff. There is one at a time. */
export class LinkPreview implements TextDocumentContentProvider {
  readonly #changed = new EventEmitter<Uri>();
  readonly #closed = new EventEmitter<void>();
  readonly #subscriptions: Disposable[];
  #texts: LinkTexts = { before: '', after: '' };
  #shown: { readonly before: Uri; readonly after: Uri } | undefined;
  #count = 0;

  readonly onDidChange = this.#changed.event;

  /** The user has closed it. */
  readonly onDidClose = this.#closed.event;

  constructor() {
    this.#subscriptions = [
      this.#changed,
      this.#closed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (this.#shown && closed.some(({ input }) => this.#isShownBy(input))) this.#forget();
      }),
    ];
  }

  provideTextDocumentContent(uri: Uri): string {
    return uri.path.endsWith(`/before${suffix}`) ? this.#texts.before : this.#texts.after;
  }

  /** Opens the diff, in place of one that is open. */
  async show(title: string, texts: LinkTexts, choices: PreviewChoices): Promise<void> {
    await this.close();
    this.#texts = texts;
    const folder = Uri.from({ scheme, path: `/${++this.#count}` });
    const shown = { before: Uri.joinPath(folder, `before${suffix}`), after: Uri.joinPath(folder, `after${suffix}`) };
    await setContexts(true, choices);
    this.#shown = shown;
    const column = window.tabGroups.activeTabGroup.viewColumn ?? ViewColumn.Active;
    await commands.executeCommand('vscode.diff', shown.before, shown.after, title, {
      preview: false,
      viewColumn: column,
    });
  }

  /** Closes the diff if it is open. */
  async close(): Promise<void> {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs).filter(({ input }) => this.#isShownBy(input));
    this.#forget();
    if (tabs.length > 0) await window.tabGroups.close(tabs);
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  #isShownBy(input: unknown): boolean {
    return input instanceof TabInputTextDiff && input.modified.toString() === this.#shown?.after.toString();
  }

  #forget(): void {
    if (!this.#shown) return;
    this.#shown = undefined;
    void setContexts(false, { applies: false, hasCommand: false });
    this.#closed.fire();
  }
}

async function setContexts(open: boolean, { applies, hasCommand }: PreviewChoices): Promise<void> {
  await commands.executeCommand('setContext', openKey, open);
  await commands.executeCommand('setContext', appliesKey, applies);
  await commands.executeCommand('setContext', commandKey, hasCommand);
}
