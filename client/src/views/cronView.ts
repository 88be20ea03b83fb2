import {
  commands,
  type Disposable,
  EventEmitter,
  type Memento,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type CronDays, type CronDaysParams, cronDaysRequest } from '../../../server/src/protocol/cron.ts';
import type { Roots } from '../planning/roots.ts';
import { type CronRow, cronItem, cronRows } from './cronRows.ts';
import { tellWhetherRoot } from './noRoot.ts';

const offKey = 'bootwright.cronOffHours';
const daysKey = 'bootwright.cronDays';
const emptyKey = 'bootwright.noCron';
const hours = /^\s*\d{1,2}(:\d\d)?\s*-\s*\d{1,2}(:\d\d)?\s*(,\s*\d{1,2}(:\d\d)?\s*-\s*\d{1,2}(:\d\d)?\s*)*$/;

/** The view "Cron": the jobs of the coming days, what is missed, and what starts together. Asks nothing before it is seen. */
export class CronView implements TreeDataProvider<CronRow> {
  readonly #client: BaseLanguageClient;
  readonly #roots: Roots;
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly #view: TreeView<CronRow>;
  readonly #subscriptions: Disposable[];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(client: BaseLanguageClient, roots: Roots, memory: Memento) {
    this.#client = client;
    this.#roots = roots;
    this.#memory = memory;
    this.#view = window.createTreeView<CronRow>('bootwright.cron', { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      roots.onDidChange(() => this.#changed.fire()),
      commands.registerCommand('bootwright.cron.refresh', () => roots.forget()),
      commands.registerCommand('bootwright.cron.setOffHours', (off?: unknown) => this.#setOffHours(off)),
      commands.registerCommand('bootwright.cron.setDays', (days?: unknown) => this.#setDays(days)),
    ];
  }

  async getChildren(row?: CronRow): Promise<CronRow[]> {
    if (row) return [...row.children];
    const root = await this.#roots.current();
    await tellWhetherRoot(root);
    const days = root && (await this.#ask(root.uri));
    await commands.executeCommand('setContext', emptyKey, root !== undefined && days === undefined);
    this.#describe(days);
    return days ? cronRows(days) : [];
  }

  getTreeItem(row: CronRow): TreeItem {
    return cronItem(row);
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  async #ask(root: string): Promise<CronDays | undefined> {
    const params: CronDaysParams = { root, days: this.#days(), off: this.#off(), seed: 1 };
    try {
      return (await this.#client.sendRequest<CronDays | null>(cronDaysRequest, params)) ?? undefined;
    } catch (error) {
      this.#client.outputChannel.appendLine(`${cronDaysRequest}: ${String(error)}`);
      return undefined;
    }
  }

  #off(): string {
    return this.#memory.get<string>(offKey, '');
  }

  #days(): number {
    return this.#memory.get<number>(daysKey, 7);
  }

  #describe(days: CronDays | undefined): void {
    const off = this.#off();
    this.#view.description = days?.about ?? '';
    this.#view.message = days && off !== '' ? `The machine is off ${off}.` : '';
  }

  async #setOffHours(given: unknown): Promise<void> {
    const off =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: 'Hours at Which the Machine Is Off',
            prompt: 'Such as 22:00-07:00, several with commas. Empty: it is always on.',
            value: this.#off(),
            validateInput: (text) => (isHours(text) ? undefined : 'Write hours such as 22:00-07:00.'),
          });
    if (off === undefined || !isHours(off)) return;
    await this.#memory.update(offKey, off.trim());
    this.#changed.fire();
  }

  async #setDays(given: unknown): Promise<void> {
    const text =
      typeof given === 'number'
        ? String(given)
        : await window.showInputBox({
            title: 'Days to Show',
            value: String(this.#days()),
            validateInput: (days) => (isDays(days) ? undefined : 'Write a number from 1 to 60.'),
          });
    if (text === undefined || !isDays(text)) return;
    await this.#memory.update(daysKey, Number(text));
    this.#changed.fire();
  }
}

function isHours(text: string): boolean {
  return text.trim() === '' || hours.test(text);
}

function isDays(text: string): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 60;
}
