import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Client, type Position } from './client.ts';

interface Hint {
  readonly position: Position;
  readonly label: string;
  readonly paddingLeft?: boolean;
  readonly tooltip?: { readonly kind: string; readonly value: string };
}

const TIMER = 'untitled:a.timer';
const TEXT = '[Timer]\nOnCalendar=Mon..Fri 03:00\nOnBootSec=90\n';
const ask = (client: Client, end: Position = { line: 3, character: 0 }) =>
  client.request<Hint[]>('textDocument/inlayHint', {
    textDocument: { uri: TIMER },
    range: { start: { line: 0, character: 0 }, end },
  });

let client: Client;
beforeAll(async () => {
  client = await Client.start();
  client.open(TIMER, TEXT, 'systemd-timer');
});
afterAll(() => client.kill());

describe('inlay hints', () => {
  it('stand behind the values', async () => {
    const [calendar, span] = await ask(client);
    expect(calendar!.position).toEqual({ line: 1, character: 25 });
    expect(calendar!.label).toMatch(/^next: (Mon|Tue|Wed|Thu|Fri) \d{4}-\d\d-\d\d 03:00:00 \S+$/);
    expect(calendar!.tooltip?.value).toBe('at 03:00 on Monday to Friday');
    expect(span).toMatchObject({ position: { line: 2, character: 12 }, label: '1min 30s', paddingLeft: true });
  });

  it('are given for the range asked for', async () => {
    expect((await ask(client, { line: 0, character: 3 })).length).toBe(0);
  });

  it('can be switched off', async () => {
    const other = await Client.start({ initializationOptions: { settings: { inlayHints: { enable: false } } } });
    other.open(TIMER, TEXT, 'systemd-timer');
    expect(await ask(other)).toEqual([]);
    other.kill();
  });

  it('come with a hover that tells the next elapses', async () => {
    const hover = await client.request<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: TIMER },
      position: { line: 1, character: 15 },
    });
    expect(hover.contents.value).toContain('**at 03:00 on Monday to Friday**');
    expect(hover.contents.value.match(/^- \w{3} \d{4}-/gm)).toHaveLength(5);
  });
});
