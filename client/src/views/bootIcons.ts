import { ThemeColor, ThemeIcon } from 'vscode';
import type { BootOutcome } from '../../../server/src/protocol/boot.ts';

/** Type of unit to the name of its icon. */
const types: Readonly<Record<string, string>> = {
  service: 'server-process',
  socket: 'plug',
  timer: 'clock',
  target: 'target',
  path: 'eye',
  mount: 'folder',
  automount: 'folder-active',
  swap: 'arrow-swap',
  slice: 'layers',
  scope: 'symbol-namespace',
  device: 'circuit-board',
};

/** The colours of the types, the same as in the timeline and in the graph; the others are as plain as text. */
const typeColours: Readonly<Record<string, string>> = {
  service: 'charts.blue',
  socket: 'charts.purple',
  path: 'charts.purple',
  mount: 'charts.green',
  automount: 'charts.green',
  swap: 'charts.green',
  device: 'charts.orange',
  timer: 'charts.yellow',
  slice: 'descriptionForeground',
  scope: 'descriptionForeground',
};

/** Colours of what comes to another end than being started. */
const colours: Readonly<Partial<Record<BootOutcome, string>>> = {
  skipped: 'disabledForeground',
  failed: 'list.errorForeground',
  dependency: 'list.warningForeground',
};

const outcomes: Readonly<Partial<Record<BootOutcome, string>>> = {
  skipped: 'debug-step-over',
  failed: 'error',
  dependency: 'warning',
};

const stages: Readonly<Record<string, string>> = {
  firmware: 'chip',
  loader: 'list-selection',
  kernel: 'gear',
  initrd: 'package',
  'switch-root': 'arrow-swap',
  systemd: 'rocket',
};

/** The icon of a unit of this type that comes to this end in a boot. */
export function iconOfUnit(type: string, outcome: BootOutcome): ThemeIcon {
  const colour = outcome === 'done' ? typeColours[type] : colours[outcome];
  const icon = outcomes[outcome] ?? types[type] ?? 'file';
  return new ThemeIcon(icon, colour === undefined ? undefined : new ThemeColor(colour));
}

/** The icon of a stage before the units. */
export function iconOfStage(id: string): ThemeIcon {
  return new ThemeIcon(stages[id] ?? 'circle-outline');
}

export const refusedIcon = new ThemeIcon('error', new ThemeColor('list.errorForeground'));
export const droppedIcon = new ThemeIcon('circle-slash', new ThemeColor('disabledForeground'));
export const gainedIcon = new ThemeIcon('diff-added', new ThemeColor('charts.green'));
