import type {
  RunlevelColumn,
  RunlevelService,
  RunlevelState,
  Runlevels,
} from '../../../server/src/protocol/runlevels.ts';
import type { FromRunlevels, ToRunlevels } from '../panels/runlevels.ts';
import { byId, html } from './elements.ts';
import { connect } from './host.ts';

/** What the table knows again when it was hidden. */
interface Remembered {
  readonly search: string;
}

const host = connect<ToRunlevels, Remembered, FromRunlevels>(({ runlevels }) => show(runlevels));
const body = byId('body');
const search = byId<HTMLInputElement>('search');
let shown: Runlevels | null = null;

search.value = host.remembered?.search ?? '';
search.addEventListener('input', () => {
  host.remember({ search: search.value });
  draw();
});
body.addEventListener('click', (event) => act(event.target));
body.addEventListener('keydown', move);
host.post({ type: 'ready' });

function show(runlevels: Runlevels | null): void {
  shown = runlevels;
  draw();
}

function draw(): void {
  const focused = document.activeElement?.getAttribute('data-key');
  const wanted = search.value.trim().toLowerCase();
  const all = shown?.services ?? [];
  const rows = all.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
  byId('note').textContent = noteFor(rows.length, all.length);
  byId('head').replaceChildren(...(shown ? headOf(shown) : []));
  body.replaceChildren(...rows.map((service) => rowOf(service, shown!)));
  const again = focused && body.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`);
  if (again) again.focus();
}

function noteFor(rows: number, all: number): string {
  if (!shown) return 'There are no init scripts here.';
  if (rows < all) return `${rows} of ${all}`;
  return shown.defaultLevel === null ? '' : `boots into ${shown.defaultLevel}`;
}

function headOf({ levels, defaultLevel }: Runlevels): HTMLElement[] {
  const columns = levels.map(({ level, meaning }) => {
    const isDefault = level === defaultLevel;
    const title = `Runlevel ${level}: ${meaning}${isDefault ? ' (the default)' : ''}`;
    return html('th', { scope: 'col', title, class: isDefault ? 'default' : undefined }, level);
  });
  return [html('th', { scope: 'col', class: 'service' }, 'Service'), ...columns];
}

function rowOf(service: RunlevelService, { levels, defaultLevel, systemd }: Runlevels): HTMLElement {
  const { name, description, unit, cells } = service;
  const instead = unit !== null && systemd ? `systemd starts ${unit} in its place.` : '';
  const title = [name, description, instead].filter(Boolean).join('\n');
  const label = html('button', { type: 'button', class: 'name', title, 'data-open': name, 'data-key': name }, name);
  const isBare = cells.every(({ state }) => state === 'none');
  const add = html(
    'button',
    {
      type: 'button',
      class: 'link add',
      'data-add': name,
      title: `Make the links that the header of ${name} asks for`,
    },
    'add',
  );
  const head = html(
    'th',
    { scope: 'row', class: instead ? 'service replaced' : 'service' },
    label,
    ...(isBare ? [add] : []),
  );
  const states = cells.map((cell, index) => {
    const column = levels[index]!;
    return html(
      'td',
      { class: column.level === defaultLevel ? 'default' : undefined },
      buttonFor(service, cell, column),
    );
  });
  return html('tr', {}, head, ...states);
}

const SAID: Readonly<Record<RunlevelState['state'], string>> = {
  on: 'started',
  off: 'stopped',
  none: 'neither started nor stopped',
};

function buttonFor({ name }: RunlevelService, { state, link, fixed }: RunlevelState, { level }: RunlevelColumn) {
  const next = state === 'on' ? 'off' : 'on';
  const said = `${name} is ${SAID[state]} in runlevel ${level}${link === null ? '' : ` (${link})`}.`;
  return html(
    'button',
    {
      type: 'button',
      class: `cell ${state}`,
      role: 'switch',
      'aria-checked': String(state === 'on'),
      'aria-label': `${name}, runlevel ${level}: ${state}`,
      'aria-disabled': fixed === null ? undefined : 'true',
      title: `${said}\n${fixed ?? `Click to turn it ${next}.`}`,
      'data-turn': fixed === null ? next : undefined,
      'data-service': name,
      'data-level': level,
      'data-key': `${name}/${level}`,
    },
    html('span', { class: `mark ${state}` }),
  );
}

function act(target: EventTarget | null): void {
  const button = target instanceof Element ? target.closest('button') : null;
  if (!button) return;
  const { open, add, turn, service, level } = button.dataset;
  if (open !== undefined) host.post({ type: 'open', service: open });
  else if (add !== undefined) host.post({ type: 'turn', service: add, change: 'add', level: null });
  else if ((turn === 'on' || turn === 'off') && service !== undefined && level !== undefined) {
    host.post({ type: 'turn', service, change: turn, level });
  }
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The arrow keys go from cell to cell. */
function move(event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const from = event.target instanceof Element ? event.target.closest('td, th') : null;
  const row = from?.parentElement;
  if (!step || !from || !row) return;
  const next = body.children[[...body.children].indexOf(row) + step[0]];
  const cell = next?.children[[...row.children].indexOf(from) + step[1]];
  const button = cell?.querySelector('button');
  if (!button) return;
  button.focus();
  event.preventDefault();
}
