import type { UnitType } from '../../knowledge/directives.ts';
import { serviceBehaviour } from './service/behaviour.ts';
import type { UnitBehaviour } from './simulation.ts';
import { automountBehaviour } from './types/automount.ts';
import { mountBehaviour, swapBehaviour } from './types/mount.ts';
import { pathBehaviour } from './types/path.ts';
import { deviceBehaviour, scopeBehaviour, targetBehaviour } from './types/plain.ts';
import { socketBehaviour } from './types/socket.ts';
import { timerBehaviour } from './types/timer.ts';

/** What each type of units does: `unit_vtable` of unit.c. */
export const BEHAVIOURS: Readonly<Record<UnitType, UnitBehaviour>> = {
  service: serviceBehaviour,
  socket: socketBehaviour,
  target: targetBehaviour,
  device: deviceBehaviour,
  mount: mountBehaviour,
  automount: automountBehaviour,
  swap: swapBehaviour,
  timer: timerBehaviour,
  path: pathBehaviour,
  slice: targetBehaviour,
  scope: scopeBehaviour,
};
