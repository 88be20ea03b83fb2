import { after, hover, open, openUntitled } from '../editor.ts';
import { type Suite, until } from '../harness.ts';

/** The server is alive when it answers about a good file. */
async function isAlive(): Promise<void> {
  const document = await open('etc/systemd/system/web.service');
  await until('hover', () => hover(document, after(document, '\nRest')));
}

export const robustness: Suite = {
  'the server survives a file of every kind of character': async () => {
    const junk = Array.from({ length: 20_000 }, (_, index) => String.fromCharCode((index * 7919) % 0x10000)).join('');
    await openUntitled('/etc/systemd/system/broken.service', `[Service\n\0=\\\n${junk}\n[Unit`);
    await isAlive();
  },

  'the server survives a line of a million characters': async () => {
    await openUntitled('/etc/systemd/system/long.service', `[Service]\nExecStart=/bin/echo ${'x '.repeat(500_000)}\n`);
    await isAlive();
  },

  'the server survives twenty thousand lines': async () => {
    await openUntitled('/etc/systemd/system/tall.service', `[Service]\n${'Environment=A=b\n'.repeat(20_000)}`);
    await isAlive();
  },
};
