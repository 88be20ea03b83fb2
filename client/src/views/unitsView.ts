import {
  commands,
  type Disposable,
  EventEmitter,
  MarkdownString,
  type Memento,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
} from 'vscode';
import type { RootSummary, UnitDetails, UnitSummary } from '../../../server/src/protocol/planning.ts';
import type { Roots } from '../planning/roots.ts';
import type { PlanningServer } from '../planning/server.ts';
import { filterInput } from './filterInput.ts';
import { tellWhetherRoot } from './noRoot.ts';
import { type Grouping, groupsOf, matchesOf, type UnitGroup } from './unitGroups.ts';
import { iconOfState, meaningOfState } from './unitIcons.ts';

/** A unit in the view. Commands take it as their target. */
export interface UnitElement {
  readonly root: string;
  readonly unit: string;
  readonly summary: UnitSummary;
  readonly group: UnitGroup;
}

type Element = UnitGroup | UnitElement;

const groupingKey = 'bootwright.unitsGroupedBy';
const filteredKey = 'bootwright.unitsFiltered';
/** With a filter that leaves no more than this, everything is unfolded. */
const unfoldedUnits = 60;

/** The view "Units": the unit files of the root, by type or by state. Asks nothing before it is seen. */
export class UnitsView implements TreeDataProvider<Element> {
  readonly #server: PlanningServer;
  readonly #roots: Roots;
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<void>();
  readonly #view: TreeView<Element>;
  readonly #subscriptions: Disposable[];
  #grouping: Grouping;
  #filter = '';
  /** What the server last said. */
  #units: { readonly root: string; readonly all: Promise<readonly UnitSummary[]> } | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(server: PlanningServer, roots: Roots, memory: Memento) {
    this.#server = server;
    this.#roots = roots;
    this.#memory = memory;
    this.#grouping = memory.get<Grouping>(groupingKey, 'type');
    this.#view = window.createTreeView<Element>('bootwright.units', {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      roots.onDidChange(() => {
        this.#units = undefined;
        this.#changed.fire();
      }),
      commands.registerCommand('bootwright.units.groupByType', () => this.#group('type')),
      commands.registerCommand('bootwright.units.groupByState', () => this.#group('state')),
      commands.registerCommand('bootwright.units.filter', () => this.#askFilter()),
      commands.registerCommand('bootwright.units.clearFilter', () => this.#setFilter('')),
      commands.registerCommand('bootwright.units.refresh', () => roots.forget()),
      commands.registerCommand('bootwright.units.open', openFiles),
    ];
    void commands.executeCommand('setContext', groupingKey, this.#grouping);
  }

  async getChildren(element?: Element): Promise<Element[]> {
    if (!element) return this.#groups();
    if (!('units' in element)) return [];
    return element.units.map((summary) => ({ root: element.root, unit: summary.name, summary, group: element }));
  }

  getParent(element: Element): Element | undefined {
    return 'units' in element ? undefined : element.group;
  }

  getTreeItem(element: Element): TreeItem {
    return 'units' in element ? this.#groupItem(element) : this.#unitItem(element);
  }

  async resolveTreeItem(item: TreeItem, element: Element): Promise<TreeItem> {
    if (!('units' in element)) {
      item.tooltip = tooltip(element.summary, await this.#server.details(element.root, element.unit));
    }
    return item;
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }

  async #groups(): Promise<UnitGroup[]> {
    const root = await this.#roots.current();
    await tellWhetherRoot(root);
    if (!root) {
      this.#view.description = '';
      this.#view.message = '';
      return [];
    }
    if (this.#units?.root !== root.uri) this.#units = { root: root.uri, all: this.#server.units(root.uri) };
    const all = await this.#units.all;
    const units = matchesOf(all, this.#filter);
    this.#describe(root, units.length, all.length);
    return groupsOf(root.uri, units, this.#grouping);
  }

  #describe(root: RootSummary, shown: number, all: number): void {
    this.#view.description = root.name;
    const words = `${shown} of ${all} units match "${this.#filter}".`;
    this.#view.message = this.#filter === '' ? '' : shown === 0 ? `No unit matches "${this.#filter}".` : words;
  }

  #groupItem({ id, label, units, icon }: UnitGroup): TreeItem {
    const unfolded = this.#filter !== '' && units.length <= unfoldedUnits;
    const state = unfolded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
    const item = new TreeItem(label, state);
    // Another id for each filter: the editor remembers what was unfolded by the id.
    item.id = `${id}?${this.#filter}`;
    item.description = String(units.length);
    item.contextValue = 'group';
    item.iconPath = this.#grouping === 'state' ? iconOfState(icon) : new ThemeIcon(icon);
    item.tooltip = this.#grouping === 'state' ? meaningOfState(icon) : '';
    return item;
  }

  #unitItem({ unit, summary, group }: UnitElement): TreeItem {
    const item = new TreeItem({ label: unit, highlights: this.#highlights(unit) });
    item.id = `${group.id}/${unit}?${this.#filter}`;
    item.description = summary.description;
    item.iconPath = iconOfState(summary.state);
    item.contextValue = contextOf(summary);
    item.accessibilityInformation = { label: `${unit}, ${summary.state}, ${summary.description}` };
    if (summary.uri !== null) {
      item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(summary.uri)] };
    }
    return item;
  }

  #highlights(label: string): [number, number][] {
    const at = this.#filter === '' ? -1 : label.toLowerCase().indexOf(this.#filter.toLowerCase());
    return at < 0 ? [] : [[at, at + this.#filter.length]];
  }

  async #group(grouping: Grouping): Promise<void> {
    this.#grouping = grouping;
    await this.#memory.update(groupingKey, grouping);
    await commands.executeCommand('setContext', groupingKey, grouping);
    this.#changed.fire();
  }

  #askFilter(): void {
    const placeholder = 'Part of a name or description, or a state such as masked';
    filterInput('Filter Units', placeholder, this.#filter, (text) => this.#setFilter(text));
  }

  #setFilter(filter: string): void {
    this.#filter = filter.trim();
    void commands.executeCommand('setContext', filteredKey, this.#filter !== '');
    this.#changed.fire();
  }
}

/** What the menus of the manifest go by: `unit.STATE.TYPE`, `.own` for a file where a mask would be, `.file` for any. */
function contextOf({ name, state, type, uri }: UnitSummary): string {
  const isOwn = uri !== null && Uri.parse(uri).path.endsWith(`/etc/systemd/system/${name}`);
  return ['unit', state, type, ...(isOwn ? ['own'] : []), ...(uri === null ? [] : ['file'])].join('.');
}

async function openFiles(element: UnitElement, all: readonly UnitElement[] = [element]): Promise<void> {
  for (const { summary } of all) {
    if (summary.uri !== null) {
      await commands.executeCommand('vscode.open', Uri.parse(summary.uri), { preview: all.length === 1 });
    }
  }
}

function tooltip({ name, description, state, preset }: UnitSummary, details: UnitDetails | undefined): MarkdownString {
  const text = new MarkdownString('', true);
  let lines = 0;
  const line = (label: string, value: string) => {
    text.appendMarkdown(`${lines++ === 0 ? '\n\n' : '  \n'}${label}: `);
    text.appendText(value);
  };
  text.appendMarkdown(`**${escaped(name)}**`);
  if (description !== '') text.appendMarkdown(`\n\n${escaped(description)}`);
  if (state !== '') {
    const meaning = meaningOfState(state);
    line('State', meaning === '' ? state : `${state} (${meaning})`);
    if (preset !== '-') line('Preset', preset);
  }
  if (details?.neededBy.length) line('Wanted by', inWords(details.neededBy));
  if (details?.path) line('File', details.path);
  if (details?.dropIns.length) line('Drop-ins', inWords(details.dropIns));
  return text;
}

function inWords(names: readonly string[]): string {
  const shown = names.slice(0, 8).join(', ');
  return names.length > 8 ? `${shown} and ${names.length - 8} more` : shown;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!~<>|$]/g, '\\$&');
}
