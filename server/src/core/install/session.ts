import type { InstallScope, LookupPaths } from './lookupPaths.ts';
import type { RootView } from './rootView.ts';

export type MessageLevel = 'error' | 'warning' | 'notice' | 'info';

export interface InstallMessage {
  readonly level: MessageLevel;
  readonly text: string;
}

/** What only the running machine knows of itself, for the specifiers `%a %b %H %l %q %v` in `[Install]`. */
export interface MachineFacts {
  readonly architecture?: string | undefined;
  readonly bootId?: string | undefined;
  readonly hostname?: string | undefined;
  readonly kernel?: string | undefined;
}

/** What every step of a verb works with. */
export interface Session {
  readonly view: RootView;
  readonly lookup: LookupPaths;
  readonly version: number;
  readonly scope: InstallScope;
  readonly facts: MachineFacts;
  readonly messages: InstallMessage[];
}

/** Adds a message for the user. */
export function say(session: Pick<Session, 'messages'>, level: MessageLevel, text: string): void {
  session.messages.push({ level, text });
}
