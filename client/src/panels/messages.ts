import type { BootAnswer, Neighbourhood } from '../../../server/src/protocol/boot.ts';

/** What the extension and its panels say to each other: plain data. */

/** What a user asks of a unit in a panel. */
export type UnitAction = 'open' | 'why' | 'graph' | 'reveal';

/** From a panel to the extension. */
export type FromPanel =
  /** It can take messages now. */
  | { readonly type: 'ready' }
  | { readonly type: 'unit'; readonly action: UnitAction; readonly unit: string }
  /** The picture, to be saved. */
  | { readonly type: 'svg'; readonly svg: string }
  /** Another picture is wanted: for the graph. */
  | { readonly type: 'ask'; readonly view: GraphView }
  /** The user asks for something that a command does. */
  | { readonly type: 'run'; readonly command: 'export' | 'times' };

/** What a graph shows of the dependencies. */
export interface GraphView {
  readonly unit: string;
  readonly depth: number;
  readonly order: boolean;
  readonly defaults: boolean;
}

export type ToTimeline =
  | { readonly type: 'boot'; readonly boot: BootAnswer; readonly root: string }
  | { readonly type: 'select'; readonly unit: string }
  | { readonly type: 'export' };

export type ToGraph =
  | { readonly type: 'graph'; readonly graph: Neighbourhood; readonly view: GraphView; readonly anchor: string }
  | { readonly type: 'export' };
