import { execFileSync } from 'node:child_process';
import { existsSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellQuote } from '../../../server/src/core/features/plan/shellLines.ts';
import { bootwright as inTerminal } from '../cli/terminal.ts';
import { fill, stage } from './disk.ts';

const UNIT = '[Install]\nWantedBy=multi-user.target\n';
const LIB = '/usr/lib/systemd/system';
const ETC = '/etc/systemd/system';
const WANT = `${ETC}/multi-user.target.wants/foo.service`;

const bootwright = (...words: string[]) => inTerminal(words);

const foo = () => fill(stage(), { [`${LIB}/foo.service`]: UNIT, [`${LIB}/multi-user.target`]: '[Unit]\n' });

describe('bootwright plan', () => {
  it('gives links as JSON, with paths inside the root, and writes nothing', async () => {
    const folder = foo();
    const { status, out } = await bootwright(
      'plan',
      'enable',
      'foo',
      '--root',
      folder,
      '--systemd',
      '262',
      '--format',
      'json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      exitStatus: 0,
      changes: [{ op: 'symlink', path: WANT, target: `${LIB}/foo.service` }],
      messages: [`Created symlink ${WANT} -> ${LIB}/foo.service.`],
    });
    expect(existsSync(join(folder, ETC))).toBe(false);
  });

  it('shows what would be done, and the command that does it', async () => {
    const folder = foo();
    const { out } = await bootwright('plan', 'enable', 'foo', '--runtime', '--root', folder, '--systemd', '252');
    expect(out).toBe(
      [
        `systemctl --root=${folder} --runtime enable foo`,
        `  + /run/systemd/system/multi-user.target.wants/foo.service -> ${LIB}/foo.service`,
        '1 link to make.',
        '',
      ].join('\n'),
    );
  });

  it('prints shell lines that do it', async () => {
    const folder = fill(stage(), {
      [`${LIB}/a.service`]: '[Install]\nAlias=alias.service\nWantedBy=x.target\n',
      [`${ETC}/alias.service`]: '-> /gone',
      [`${ETC}/old.target.wants/a.service`]: `-> ${LIB}/a.service`,
    });
    const { out } = await bootwright(
      'plan',
      'reenable',
      'a',
      '--root',
      folder,
      '--systemd',
      '262',
      '--format',
      'shell',
    );
    execFileSync('sh', ['-e', '-c', out]);
    expect(readlinkSync(join(folder, ETC, 'alias.service'))).toBe(`${LIB}/a.service`);
    expect(readlinkSync(join(folder, ETC, 'x.target.wants/a.service'))).toBe(`${LIB}/a.service`);
    expect(existsSync(join(folder, ETC, 'old.target.wants'))).toBe(false);
  });

  it('applies', async () => {
    const folder = foo();
    const { status, out } = await bootwright('plan', 'enable', 'foo', '--root', folder, '--apply', '--format', 'json');
    expect([status, JSON.parse(out).applied]).toEqual([0, true]);
    expect(readlinkSync(join(folder, WANT))).toBe(`${LIB}/foo.service`);
  });

  it('answers questions with the exit status of systemctl', async () => {
    const folder = foo();
    const ask = (...words: string[]) => bootwright('plan', ...words, '--root', folder, '--systemd', '262');
    expect(await ask('is-enabled', 'foo')).toMatchObject({ status: 1, out: 'disabled\n' });
    expect(await ask('is-enabled', 'gone')).toMatchObject({ status: 4, out: 'not-found\n' });
    expect(await ask('get-default')).toMatchObject({ status: 1, error: expect.stringContaining('does not exist') });
    expect((await ask('list-unit-files', 'foo*')).out).toContain('foo.service disabled enabled');
  });

  it('takes a verb, a root that is there and options that are known', async () => {
    expect(await bootwright('plan')).toMatchObject({ status: 2, error: expect.stringContaining('write a verb') });
    expect(await bootwright('plan', 'start', 'x')).toMatchObject({ status: 2 });
    expect(await bootwright('plan', 'enable', 'x', '--root', '/no/such')).toMatchObject({ status: 2 });
    expect(await bootwright('plan', 'enable', 'x', '--now')).toMatchObject({ status: 2 });
    expect(await bootwright('plan', 'preset-all', '--preset-mode', 'x', '--root', foo())).toMatchObject({ status: 2 });
  });

  it('writes nothing where the root cannot be written as planned', async () => {
    const folder = foo();
    fill(folder, { '/etc/systemd/file': 'x' });
    symlinkSync('file', join(folder, ETC));
    const { status, error } = await bootwright('plan', 'enable', 'foo', '--root', folder, '--apply');
    expect(status).toBe(1);
    expect(error).toContain('is no folder');
  });
});

describe('shellQuote', () => {
  it.each([
    'plain',
    'a b',
    "it's",
    '$HOME `x` "y"',
    '',
    '-n',
    '*',
    'a\nb',
    'tab\t',
    'ünï',
    'back\\slash',
    '!x',
    "both'\n\\",
  ])('%j comes back from the shell', (word) => {
    expect(execFileSync('bash', ['-c', `printf %s ${shellQuote(word)}`], { encoding: 'utf8' })).toBe(word);
  });

  it('keeps bytes that are no UTF-8', () => {
    expect(execFileSync('bash', ['-c', `printf %s ${shellQuote('a\udcffb')}`])).toEqual(
      Buffer.from([0x61, 0xff, 0x62]),
    );
  });
});
