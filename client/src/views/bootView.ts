import {
  commands,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  Uri,
  window,
} from 'vscode';
import type { BootModel, ShownBoot } from '../boot/model.ts';
import { counted, timeInWords } from '../panels/words.ts';
import type { Roots } from '../planning/roots.ts';
import { type BootElement, bootElements, childrenOf } from './bootElements.ts';
import { bootItem, unitTooltip } from './bootItems.ts';
import { filterInput } from './filterInput.ts';
import { tellWhetherRoot } from './noRoot.ts';

const filteredKey = 'bootwright.bootFiltered';

/** The view "Boot": what the machine of the root would do, in its order. Asks nothing before it is seen. */
export class BootView implements TreeDataProvider<BootElement> {
  readonly #model: BootModel;
  readonly #roots: Roots;
  readonly #changed = new EventEmitter<void>();
  readonly #view: TreeView<BootElement>;
  readonly #subscriptions: Disposable[];
  #filter = '';
  /** What is shown, so that the parent of a row can be found. */
  #shown: readonly BootElement[] = [];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(model: BootModel, roots: Roots) {
    this.#model = model;
    this.#roots = roots;
    this.#view = window.createTreeView<BootElement>('bootwright.boot', {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      model.watch(() => this.#view.visible),
      model.onDidChange(() => this.#changed.fire()),
      this.#view.onDidChangeVisibility(({ visible }) => visible && void model.current()),
      commands.registerCommand('bootwright.boot.filter', () => this.#askFilter()),
      commands.registerCommand('bootwright.boot.clearFilter', () => this.#setFilter('')),
      commands.registerCommand('bootwright.boot.refresh', () => model.outdated()),
      commands.registerCommand('bootwright.boot.find', () => this.#find()),
      commands.registerCommand('bootwright.boot.open', openFiles),
      commands.registerCommand('bootwright.boot.reveal', ({ unit }: { unit: string }) => this.#reveal(unit)),
    ];
  }

  async getChildren(element?: BootElement): Promise<BootElement[]> {
    if (element) return [...childrenOf(element)];
    await tellWhetherRoot(await this.#roots.current());
    const shown = this.#model.last ?? (await this.#model.current());
    this.#describe(shown);
    this.#shown = shown ? bootElements(shown.boot, shown.difference, this.#filter) : [];
    return [...this.#shown];
  }

  getParent(element: BootElement): BootElement | undefined {
    return this.#shown.find((each) => childrenOf(each).some(({ id }) => id === element.id));
  }

  getTreeItem(element: BootElement): TreeItem {
    return bootItem(element, this.#filter);
  }

  resolveTreeItem(item: TreeItem, element: BootElement): TreeItem {
    if (element.kind === 'unit') item.tooltip = unitTooltip(element);
    return item;
  }

  /** Selects a unit in the view, and shows the view. */
  async #reveal(unit: string): Promise<void> {
    if (this.#filter !== '') this.#setFilter('');
    await commands.executeCommand('bootwright.boot.focus');
    const all = (await this.getChildren()).flatMap(childrenOf);
    const found = all.find((each) => 'unit' in each && each.unit === unit);
    if (found) await this.#view.reveal(found, { select: true, focus: true });
    else void window.showInformationMessage(`${unit} has no part in this boot.`);
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  #describe(shown: ShownBoot | undefined): void {
    if (!shown) {
      this.#view.description = '';
      this.#view.message = '';
      return;
    }
    const { boot, difference } = shown;
    const end = boot.units.reduce((last, { end }) => Math.max(last, end), 0);
    const reached = boot.error === null ? `${boot.anchor} · ${timeInWords(end)}` : boot.anchor;
    this.#view.description = boot.sysv ? `runlevel ${boot.sysv.runlevel} · sysvinit` : reached;
    const supposed = difference
      ? `What if: ${counted(difference.gained.length, 'unit')} gained, ${difference.lost.length} lost.`
      : '';
    this.#view.message = this.#filter === '' ? supposed : `Units that match "${this.#filter}".`;
  }

  #askFilter(): void {
    const placeholder = 'Part of a name or description, or an outcome such as skipped';
    filterInput('Filter Boot', placeholder, this.#filter, (text) => this.#setFilter(text));
  }

  #setFilter(filter: string): void {
    this.#filter = filter.trim();
    void commands.executeCommand('setContext', filteredKey, this.#filter !== '');
    this.#changed.fire();
  }

  async #find(): Promise<void> {
    await commands.executeCommand('bootwright.boot.focus');
    await commands.executeCommand('list.find');
  }
}

async function openFiles(element: BootElement, all: readonly BootElement[] = [element]): Promise<void> {
  const uris = all.flatMap((each) => ('uri' in each && each.uri !== null ? [each.uri] : []));
  for (const uri of uris) await commands.executeCommand('vscode.open', Uri.parse(uri), { preview: uris.length === 1 });
}
