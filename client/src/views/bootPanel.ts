import { type Disposable, EventEmitter, type ExtensionContext, ViewColumn, type WebviewPanel, window } from 'vscode';
import type { FromPanel } from '../panels/messages.ts';
import { panelPage } from './panelPage.ts';

/** What makes one panel different from another. */
export interface PanelKind {
  /** The type of the panel, and the name of its script: `bootwright.NAME`. */
  readonly name: string;
  readonly title: string;
  readonly body: string;
}

/** One webview beside the editors, opened when it is asked for; messages are kept for when it can take them. */
export class BootPanel<Message> {
  readonly #context: ExtensionContext;
  readonly #kind: PanelKind;
  readonly #received = new EventEmitter<FromPanel>();
  #panel: WebviewPanel | undefined;
  #subscriptions: Disposable[] = [];
  #isReady = false;

  readonly onDidReceive = this.#received.event;

  constructor(context: ExtensionContext, kind: PanelKind) {
    this.#context = context;
    this.#kind = kind;
  }

  get isVisible(): boolean {
    return this.#panel?.visible ?? false;
  }

  /** Opens the panel, or brings it to the front. */
  open(): void {
    if (this.#panel) this.#panel.reveal();
    else this.#create();
  }

  /** Gives the panel another title, if it is open. */
  entitle(title: string): void {
    if (this.#panel) this.#panel.title = title;
  }

  /** Answers whether the panel can take the message now. One that cannot says "ready" when it can. */
  post(message: Message): boolean {
    if (!this.#isReady || !this.#panel) return false;
    void this.#panel.webview.postMessage(message);
    return true;
  }

  dispose(): void {
    this.#panel?.dispose();
    this.#received.dispose();
  }

  #create(): void {
    const { name, title, body } = this.#kind;
    const { extensionUri } = this.#context;
    const panel = window.createWebviewPanel(`bootwright.${name}`, title, ViewColumn.Active, {
      enableScripts: true,
      enableFindWidget: false,
      localResourceRoots: [extensionUri.with({ path: `${extensionUri.path.replace(/\/$/, '')}/dist/webview` })],
    });
    this.#panel = panel;
    this.#subscriptions = [
      panel.onDidDispose(() => this.#forget()),
      // A panel that was hidden starts anew, and says so.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#isReady = false;
      }),
      panel.webview.onDidReceiveMessage((message: FromPanel) => {
        if (message.type === 'ready') this.#isReady = true;
        this.#received.fire(message);
      }),
    ];
    panel.webview.html = panelPage(panel.webview, extensionUri, name, title, body);
  }

  #forget(): void {
    for (const each of this.#subscriptions) each.dispose();
    this.#subscriptions = [];
    this.#panel = undefined;
    this.#isReady = false;
  }
}
