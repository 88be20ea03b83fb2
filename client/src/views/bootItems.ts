import { MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import { counted, someNames, timeInWords } from '../panels/words.ts';
import type {
  BootElement,
  BootUnitElement,
  DroppedElement,
  DroppedGroup,
  PhaseElement,
  RefusalElement,
  StageElement,
  SysvPhaseElement,
  SysvStepElement,
  UnitChange,
} from './bootElements.ts';
import { droppedIcon, gainedIcon, iconOfStage, iconOfUnit, refusedIcon } from './bootIcons.ts';

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** A row of the Boot view as VS Code shows it. */
export function bootItem(element: BootElement, filter: string): TreeItem {
  const item = itemOf(element, filter);
  item.id = element.id;
  return item;
}

function itemOf(element: BootElement, filter: string): TreeItem {
  switch (element.kind) {
    case 'refusal':
      return refusalItem(element);
    case 'stage':
      return stageItem(element);
    case 'phase':
      return phaseItem(element);
    case 'dropped-group':
      return droppedGroupItem(element, filter);
    case 'unit':
      return unitItem(element, filter);
    case 'dropped':
      return droppedItem(element, filter);
    case 'sysv-phase':
      return sysvPhaseItem(element);
    case 'sysv-step':
      return sysvStepItem(element, filter);
  }
}

function refusalItem({ text, cycle }: RefusalElement): TreeItem {
  const item = new TreeItem('systemd refuses this boot', None);
  item.description = text;
  item.iconPath = refusedIcon;
  item.tooltip = [text, ...(cycle.length > 0 ? [[...cycle, cycle[0]].join(' → ')] : [])].join('\n');
  item.contextValue = 'refusal';
  return item;
}

function stageItem({ stage }: StageElement): TreeItem {
  const item = new TreeItem(stage.title, None);
  const took = stage.took === null ? [] : [timeInWords(stage.took)];
  item.description = [...took, ...stage.details.slice(0, 1)].join(' · ');
  item.iconPath = iconOfStage(stage.id);
  item.tooltip = [stage.title, ...took, ...stage.details].join('\n');
  item.contextValue = `stage${stage.uri === null ? '' : '.file'}`;
  if (stage.uri !== null) item.command = opening(stage.uri);
  return item;
}

function phaseItem({ phase, units }: PhaseElement): TreeItem {
  const item = new TreeItem(phase?.target ?? 'After the targets', Expanded);
  const reached = phase ? [`reached at ${timeInWords(phase.end)}`] : [];
  item.description = [counted(units.length, 'unit'), ...reached].join(' · ');
  item.iconPath = new ThemeIcon(phase ? 'milestone' : 'watch');
  item.contextValue = 'phase';
  item.tooltip = phase
    ? `What is done until ${phase.target} is reached, from ${timeInWords(phase.start)} to ${timeInWords(phase.end)}`
    : 'What no target of the boot waits for';
  return item;
}

function droppedGroupItem({ units }: DroppedGroup, filter: string): TreeItem {
  const item = new TreeItem('Not started', filter === '' ? Collapsed : Expanded);
  item.description = counted(units.length, 'unit');
  item.iconPath = droppedIcon;
  item.tooltip = 'Units that others ask for, and that this boot leaves out';
  item.contextValue = 'dropped';
  return item;
}

function unitItem({ unit, row, critical, change, uri }: BootUnitElement, filter: string): TreeItem {
  const item = new TreeItem({ label: unit, highlights: highlights(unit, filter) }, None);
  const description = row.description === unit ? '' : row.description;
  item.description = [...(change ? [change] : []), whatBecomesOf(row), description].filter(Boolean).join(' · ');
  item.iconPath = change === 'gained' ? gainedIcon : iconOfUnit(row.type, row.outcome);
  item.contextValue = `bootUnit.${row.outcome}.${row.type}${uri === null ? '' : '.file'}`;
  const said = [unit, row.description, row.outcome, row.because ?? '', critical ? 'on the critical chain' : ''];
  item.accessibilityInformation = { label: said.filter(Boolean).join(', ') };
  if (uri !== null) item.command = opening(uri);
  return item;
}

/** When the unit starts, or why it does not. */
function whatBecomesOf({ start, outcome, because, action }: BootUnitElement['row']): string {
  const at = timeInWords(start);
  if (outcome === 'done') return action === 'start' ? at : `${action} at ${at}`;
  const words = { skipped: 'skipped', failed: 'fails', dependency: 'not tried' }[outcome];
  return because === null ? words : `${words}: ${because}`;
}

function droppedItem({ unit, row, uri }: DroppedElement, filter: string): TreeItem {
  const item = new TreeItem({ label: unit, highlights: highlights(unit, filter) }, None);
  item.description = row.text;
  item.iconPath = row.reason === 'cycle' ? refusedIcon : droppedIcon;
  item.contextValue = `bootDropped.${row.reason}.${row.type}${uri === null ? '' : '.file'}`;
  const cycle = row.cycle.length === 0 ? [] : [`The cycle: ${[...row.cycle, row.cycle[0]].join(' → ')}`];
  item.tooltip = [unit, row.text, ...cycle].join('\n');
  if (uri !== null) item.command = opening(uri);
  return item;
}

function sysvPhaseItem({ phase, units }: SysvPhaseElement): TreeItem {
  const item = new TreeItem(phase.title, Expanded);
  const run = units.filter(({ action }) => action !== 'skip').length;
  item.description = counted(run, phase.id === 'runlevel' ? 'script' : 'command');
  item.iconPath = new ThemeIcon(phase.id === 'logins' ? 'terminal' : 'milestone');
  item.contextValue = 'sysvPhase';
  item.tooltip = {
    sysinit: 'What init runs first, once',
    runlevel: 'What rc runs by the links of the runlevel, in order',
    logins: 'Commands that init runs again whenever they end',
  }[phase.id];
  return item;
}

function sysvStepItem({ action, name, by, reason, uri }: SysvStepElement, filter: string): TreeItem {
  const item = new TreeItem({ label: name, highlights: highlights(name, filter) }, None);
  const words = { start: '', stop: 'stop', run: '', skip: 'passed over' }[action];
  item.description = [by, words, reason].filter(Boolean).join(' · ');
  item.iconPath =
    action === 'skip' ? droppedIcon : action === 'run' ? new ThemeIcon('terminal') : iconOfUnit('service', 'done');
  item.contextValue = `sysvStep${uri === null ? '' : '.file'}`;
  item.tooltip = [name, `${action === 'run' ? 'inittab' : 'link'}: ${by}`, ...(reason ? [reason] : [])].join('\n');
  if (uri !== null) item.command = opening(uri);
  return item;
}

const changeWords: Readonly<Record<UnitChange, string>> = {
  gained: 'part of the boot only then',
  different: 'comes to another end than now',
  earlier: 'starts earlier than now',
  later: 'starts later than now',
};

/** What there is to say of a unit when the mouse rests on it. */
export function unitTooltip({ unit, row, boot, critical, change }: BootUnitElement): MarkdownString {
  const text = new MarkdownString('', true);
  text.appendMarkdown(`**${escaped(unit)}**`);
  if (row.description !== unit) text.appendMarkdown(`\n\n${escaped(row.description)}`);
  const lines: [string, string][] = [];
  if (row.outcome === 'done') {
    const takes = `${timeInWords(row.end - row.start)}${row.assumed ? ' (assumed)' : ''}`;
    lines.push([
      row.action === 'start' ? 'Starts' : `Job ${row.action}`,
      `at ${timeInWords(row.start)}, takes ${takes}`,
    ]);
  } else lines.push(['Outcome', whatBecomesOf(row)]);
  if (change) lines.push(['What if', changeWords[change]]);
  if (row.unknown.length > 0) lines.push(['If', someNames(row.unknown, 4)]);
  const last = row.waitedFor === null ? undefined : boot.units[row.waitedFor];
  if (last) lines.push(['Starts when', `${last.name} is done, at ${timeInWords(last.end)}`]);
  const waits = row.waitsFor.filter((index) => index !== row.waitedFor).map((index) => boot.units[index]!.name);
  if (waits.length > 0) lines.push(['Waits for', someNames(waits.reverse(), 8)]);
  if (critical) lines.push(['Critical chain', 'every delay here delays the boot']);
  lines.forEach(([label, value], index) => {
    text.appendMarkdown(`${index === 0 ? '\n\n' : '  \n'}${label}: `);
    text.appendText(value);
  });
  return text;
}

function opening(uri: string) {
  return { title: 'Open', command: 'vscode.open', arguments: [Uri.parse(uri)] };
}

function highlights(label: string, filter: string): [number, number][] {
  const at = filter === '' ? -1 : label.toLowerCase().indexOf(filter.toLowerCase());
  return at < 0 ? [] : [[at, at + filter.length]];
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!~<>|$]/g, '\\$&');
}
