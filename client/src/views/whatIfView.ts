import {
  commands,
  type Disposable,
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
} from 'vscode';
import type { BootModel } from '../boot/model.ts';
import { suppositionWords } from '../boot/whatIf.ts';
import { counted, timeInWords } from '../panels/words.ts';
import {
  type Effect,
  type EffectElement,
  type EffectGroup,
  type RemarkElement,
  type SuppositionElement,
  type WhatIfElement,
  whatIfElements,
} from './whatIfElements.ts';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

const words: Readonly<Record<Effect, readonly [label: string, icon: string, colour: string, meaning: string]>> = {
  gained: ['Gained', 'diff-added', 'charts.green', 'Part of the boot only then'],
  lost: ['Lost', 'diff-removed', 'charts.red', 'No part of the boot any more'],
  different: ['Different', 'diff-modified', 'charts.yellow', 'Come to another end'],
  earlier: ['Earlier', 'arrow-up', 'charts.blue', 'Start earlier than now'],
  later: ['Later', 'arrow-down', 'charts.orange', 'Start later than now'],
};

/** The view "What If": what is supposed of the root, and how its boot would differ. Writes nothing. */
export class WhatIfView implements TreeDataProvider<WhatIfElement> {
  readonly #model: BootModel;
  readonly #changed = new EventEmitter<void>();
  readonly #view: TreeView<WhatIfElement>;
  readonly #subscriptions: Disposable[];

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(model: BootModel) {
    this.#model = model;
    this.#view = window.createTreeView<WhatIfElement>('bootwright.whatIf', { treeDataProvider: this });
    this.#subscriptions = [
      this.#changed,
      this.#view,
      model.watch(() => this.#view.visible && model.whatIf.root !== undefined),
      model.onDidChange(() => this.#changed.fire()),
      model.whatIf.onDidChange(() => this.#changed.fire()),
    ];
  }

  async getChildren(element?: WhatIfElement): Promise<WhatIfElement[]> {
    if (element) return element.kind === 'effect-group' ? [...element.units] : [];
    const { root } = this.#model.whatIf;
    this.#view.description = '';
    if (root === undefined) return [];
    const supposed = this.#model.whatIf.of(root);
    const shown = this.#model.last?.root.uri === root ? this.#model.last : undefined;
    const difference = shown?.difference;
    if (!difference) void this.#model.current();
    else this.#view.description = reachedWords(difference.reached);
    return whatIfElements(root, supposed, difference);
  }

  getTreeItem(element: WhatIfElement): TreeItem {
    switch (element.kind) {
      case 'supposition':
        return suppositionItem(element);
      case 'effect-group':
        return groupItem(element);
      case 'effect':
        return effectItem(element);
      case 'remark':
        return remarkItem(element);
    }
  }

  /** Shows the view, without taking the keyboard from where the user is. */
  async show(): Promise<void> {
    await commands.executeCommand('bootwright.whatIf.focus', { preserveFocus: true });
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }
}

function suppositionItem({ supposition, links, complaints }: SuppositionElement): TreeItem {
  const item = new TreeItem(suppositionWords(supposition), None);
  const refused = complaints.length > 0;
  item.description = refused ? complaints.join(' ') : linkWords(links);
  item.iconPath = refused
    ? new ThemeIcon('warning', new ThemeColor('list.warningForeground'))
    : new ThemeIcon('beaker');
  item.contextValue = `supposition.${supposition.kind}`;
  item.tooltip = [suppositionWords(supposition), ...complaints].join('\n');
  return item;
}

function linkWords(links: number | undefined): string {
  if (links === undefined) return '';
  return links === 0 ? 'is so already' : counted(links, 'link');
}

function groupItem({ effect, units }: EffectGroup): TreeItem {
  const [label, icon, colour, meaning] = words[effect];
  const moved = effect === 'earlier' || effect === 'later';
  const item = new TreeItem(label, moved ? Collapsed : Expanded);
  item.id = `effect/${effect}`;
  item.description = String(units.length);
  item.iconPath = new ThemeIcon(icon, new ThemeColor(colour));
  item.tooltip = meaning;
  item.contextValue = 'effects';
  return item;
}

function effectItem({ effect, unit, uri, change }: EffectElement): TreeItem {
  const item = new TreeItem(unit, None);
  const moved = 'before' in change ? [`${timeInWords(change.before)} → ${timeInWords(change.after)}`] : [];
  const description = change.description === unit ? [] : [change.description];
  item.description = [...moved, ...(change.because === null ? [] : [change.because]), ...description].join(' · ');
  const [, icon, colour] = words[effect];
  item.iconPath = new ThemeIcon(icon, new ThemeColor(colour));
  item.id = `effect/${effect}/${unit}`;
  item.contextValue = `effect.${effect}${uri === null ? '' : '.file'}`;
  if (uri !== null) item.command = { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri)] };
  return item;
}

function remarkItem({ icon, label, text }: RemarkElement): TreeItem {
  const item = new TreeItem(label, None);
  item.description = text;
  item.iconPath = new ThemeIcon(icon, icon === 'error' ? new ThemeColor('list.errorForeground') : undefined);
  item.tooltip = [label, text].filter(Boolean).join('\n');
  return item;
}

function reachedWords({ before, after }: { readonly before: number; readonly after: number }): string {
  if (before === after) return '';
  return `${timeInWords(before)} → ${timeInWords(after)}`;
}
