import type { Runlevels } from '../../../server/src/protocol/runlevels.ts';

/** From the table of runlevels to the extension. */
export type FromRunlevels =
  /** It can take messages now. */
  | { readonly type: 'ready' }
  | { readonly type: 'open'; readonly service: string }
  /** A cell, or with a level of null the whole service. */
  | {
      readonly type: 'turn';
      readonly service: string;
      readonly change: 'on' | 'off' | 'add' | 'remove';
      readonly level: string | null;
    };

/** What the table shows; null where there is nothing to show. */
export interface ToRunlevels {
  readonly type: 'runlevels';
  readonly runlevels: Runlevels | null;
}
