import type { FromPanel } from '../panels/messages.ts';

declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};

/** The extension, as a panel sees it: it takes messages, and keeps what the panel wants to know when it is shown again. */
export interface PanelHost<State, Sent = FromPanel> {
  post(message: Sent): void;
  readonly remembered: State | undefined;
  remember(state: State): void;
}

/** Connects the panel; `receive` is called with each message from the extension. Can be called once. */
export function connect<Message, State, Sent = FromPanel>(receive: (message: Message) => void): PanelHost<State, Sent> {
  const api = acquireVsCodeApi();
  window.addEventListener('message', ({ data }: MessageEvent<Message>) => receive(data));
  return {
    post: (message) => api.postMessage(message),
    remembered: api.getState() as State | undefined,
    remember: (state) => api.setState(state),
  };
}
