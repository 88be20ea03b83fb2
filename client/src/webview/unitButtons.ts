import type { UnitAction } from '../panels/messages.ts';
import { html } from './elements.ts';

const labels: Readonly<Record<Exclude<UnitAction, 'graph'>, readonly [label: string, key: string]>> = {
  open: ['Open File', 'Enter'],
  why: ['Why', 'w'],
  reveal: ['Show in Boot View', 'b'],
};

/**
 * What can be done with the selected unit, as buttons.
 *
 * @param graph how the step to the unit's dependencies is called here, and its key
 * @param isOff whether an action makes no sense now
 */
export function unitButtons(
  act: (action: UnitAction) => void,
  graph: readonly [label: string, key: string],
  isOff: (action: UnitAction) => boolean = () => false,
): HTMLElement {
  const buttons = (['open', 'why', 'graph', 'reveal'] as const).map((action) => {
    const [label, key] = action === 'graph' ? graph : labels[action];
    const button = html('button', { type: 'button', title: `${label} (${key})` }, label);
    button.disabled = isOff(action);
    button.addEventListener('click', () => act(action));
    return button;
  });
  return html('div', { class: 'actions' }, ...buttons);
}
