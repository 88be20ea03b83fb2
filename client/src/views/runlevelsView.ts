import {
  commands,
  Disposable,
  type ExtensionContext,
  Uri,
  type WebviewView,
  type WebviewViewProvider,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { RunlevelParams } from '../../../server/src/protocol/planning.ts';
import { type Runlevels, type RunlevelsParams, runlevelsRequest } from '../../../server/src/protocol/runlevels.ts';
import type { FromRunlevels, ToRunlevels } from '../panels/runlevels.ts';
import type { Changing } from '../planning/changing.ts';
import type { Roots } from '../planning/roots.ts';
import { panelPage } from './panelPage.ts';
import { runlevelsBody } from './runlevelsBody.ts';

/** What the view needs of the rest of the extension. */
export interface RunlevelsContext {
  readonly client: BaseLanguageClient;
  readonly context: ExtensionContext;
  readonly roots: Roots;
  readonly changing: Changing;
}

/** The view "Runlevels": a table of services by runlevel, in which they are turned on and off through the preview. */
export class RunlevelsView implements WebviewViewProvider {
  readonly #with: RunlevelsContext;
  readonly #subscriptions: Disposable;
  #view: WebviewView | undefined;
  #shown: Runlevels | undefined;

  constructor(context: RunlevelsContext) {
    this.#with = context;
    this.#subscriptions = Disposable.from(
      window.registerWebviewViewProvider('bootwright.runlevels', this),
      context.roots.onDidChange(() => void this.#refresh()),
      commands.registerCommand('bootwright.runlevels.refresh', () => context.roots.forget()),
      commands.registerCommand('bootwright.runlevels.turn', (told: unknown) => this.#turn(told)),
    );
  }

  resolveWebviewView(view: WebviewView): void {
    const { extensionUri } = this.#with.context;
    this.#view = view;
    view.webview.options = {
      enableScripts: true,
      localResourceRoots: [extensionUri.with({ path: `${extensionUri.path.replace(/\/$/, '')}/dist/webview` })],
    };
    view.webview.onDidReceiveMessage((message: FromRunlevels) => void this.#receive(message));
    view.onDidDispose(() => {
      if (this.#view === view) this.#view = undefined;
    });
    view.onDidChangeVisibility(() => void this.#refresh());
    view.webview.html = panelPage(view.webview, extensionUri, 'runlevels', 'Runlevels', runlevelsBody);
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #receive(message: FromRunlevels): Promise<void> {
    // Also when the page starts anew, as it does after it was hidden.
    if (message.type === 'ready') return this.#refresh();
    const { service } = message;
    if (message.type === 'open') return this.#open(service);
    const { change, level } = message;
    await this.#propose({ service, change, ...(level !== null && { levels: [level] }) });
  }

  async #refresh(): Promise<void> {
    const view = this.#view;
    if (!view?.visible) return;
    const root = await this.#with.roots.current();
    this.#shown = root?.initScripts ? await this.#ask(root.uri) : undefined;
    view.description = this.#shown ? `${root?.name ?? ''} · ${this.#shown.tool}` : '';
    const message: ToRunlevels = { type: 'runlevels', runlevels: this.#shown ?? null };
    await view.webview.postMessage(message);
  }

  async #ask(root: string): Promise<Runlevels | undefined> {
    const { client } = this.#with;
    const params: RunlevelsParams = { root };
    try {
      return (await client.sendRequest<Runlevels | null>(runlevelsRequest, params)) ?? undefined;
    } catch (error) {
      client.outputChannel.appendLine(`${runlevelsRequest}: ${String(error)}`);
      return undefined;
    }
  }

  async #open(service: string): Promise<void> {
    const uri = this.#shown?.services.find(({ name }) => name === service)?.uri;
    if (uri) await commands.executeCommand('vscode.open', Uri.parse(uri), { preview: true });
    else void window.showInformationMessage(`${service} has no script to open.`);
  }

  /** For keybindings and tests: `{ service, change, level?, root? }`. */
  async #turn(told: unknown): Promise<void> {
    if (typeof told !== 'object' || told === null) return;
    const { service, change, level, root } = told as Record<string, unknown>;
    if (typeof service !== 'string' || !isChange(change)) return;
    const levels = typeof level === 'string' ? { levels: [level] } : {};
    await this.#propose({ service, change, ...levels, ...(typeof root === 'string' && { root }) });
  }

  async #propose(what: Omit<RunlevelParams, 'root' | 'verb'> & { readonly root?: string }): Promise<void> {
    const root = what.root ?? this.#shown?.root ?? (await this.#with.roots.current())?.uri;
    if (root !== undefined) await this.#with.changing.propose({ ...what, root, verb: 'runlevel' });
  }
}

function isChange(word: unknown): word is RunlevelParams['change'] {
  return word === 'on' || word === 'off' || word === 'add' || word === 'remove';
}
