import { Disposable, EventEmitter, Uri, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type RootSummary, rootsChanged } from '../../../server/src/protocol/planning.ts';
import type { PlanningServer } from './server.ts';

/** The roots that the server knows, and which of them is meant where nothing else tells. */
export class Roots {
  readonly #server: PlanningServer;
  readonly #changed = new EventEmitter<void>();
  readonly #subscriptions: Disposable;
  #all: Promise<readonly RootSummary[]> | undefined;
  #current: string | undefined;

  /** Files of roots or settings have changed, or another root is meant. */
  readonly onDidChange = this.#changed.event;

  constructor(client: BaseLanguageClient, server: PlanningServer) {
    this.#server = server;
    const forget = () => this.forget();
    this.#subscriptions = Disposable.from(
      this.#changed,
      client.onNotification(rootsChanged, forget),
      client.onDidChangeState(forget),
      window.onDidChangeActiveTextEditor(() => this.#follow()),
    );
  }

  all(): Promise<readonly RootSummary[]> {
    this.#all ??= this.#server.roots();
    return this.#all;
  }

  /** The root that the setting names, else that of the file being edited, else the first one. */
  async current(): Promise<RootSummary | undefined> {
    const roots = await this.all();
    // The one that is set comes first.
    const meant = rootSetting() === '' ? rootOf(roots, window.activeTextEditor?.document.uri) : undefined;
    const root = meant ?? this.#last(roots) ?? roots[0];
    this.#current = root?.uri;
    return root;
  }

  /** Asks the server again when somebody wants to know. */
  forget(): void {
    this.#all = undefined;
    this.#changed.fire();
  }

  /** The root at this location. */
  async of(uri: string): Promise<RootSummary | undefined> {
    return (await this.all()).find((root) => sameFolder(root.uri, uri));
  }

  /** Where no unit file tells, the root stays what it was. */
  #last(roots: readonly RootSummary[]): RootSummary | undefined {
    return rootSetting() === '' ? roots.find(({ uri }) => uri === this.#current) : undefined;
  }

  /** Another file may be in another root; nothing is asked of the server for that. */
  async #follow(): Promise<void> {
    if (!this.#all) return;
    const last = this.#current;
    const root = await this.current();
    if (root?.uri !== last) this.#changed.fire();
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

/** The folder that the user has chosen; empty when the root is to be found. */
export function rootSetting(): string {
  return workspace.getConfiguration('bootwright').get<string>('root', '').trim();
}

/** The innermost root that a file is in. */
function rootOf(roots: readonly RootSummary[], file: Uri | undefined): RootSummary | undefined {
  const around = roots.filter(({ uri }) => file?.toString().startsWith(`${withoutSlash(uri)}/`));
  return around.sort((a, b) => b.uri.length - a.uri.length)[0];
}

function sameFolder(a: string, b: string): boolean {
  return withoutSlash(Uri.parse(a).toString()) === withoutSlash(Uri.parse(b).toString());
}

function withoutSlash(uri: string): string {
  return uri.replace(/\/+$/, '');
}
