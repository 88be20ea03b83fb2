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

/** Outcome to a colour; undefined leaves the icon as plain as text. */
const colours: Readonly<Record<BootOutcome, string | undefined>> = {
  done: undefined,
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
export function iconOfUnit(type: string, outcome: BootOutcome, colour = colours[outcome]): ThemeIcon {
  const icon = outcomes[outcome] ?? types[type] ?? 'file';
  return new ThemeIcon(icon, colour === undefined ? undefined : new ThemeColor(colour));
}

/** The icon of a stage before the units. */
export function iconOfStage(id: string): ThemeIcon {
  return new ThemeIcon(stages[id] ?? 'circle-outline');
}

export const refusedIcon = new ThemeIcon('error', new ThemeColor('list.errorForeground'));
export const droppedIcon = new ThemeIcon('circle-slash', new ThemeColor('disabledForeground'));
export const gainedColour = 'charts.green';
