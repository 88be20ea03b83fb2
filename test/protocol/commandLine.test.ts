import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtCli } from './build.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-cli-'));
  writeFileSync(join(folder, 'typo.service'), '[Service]\nExecStart=/bin/true\nRestrat=no\n');
  for (let i = 0; i < 300; i++)
    writeFileSync(join(folder, `many${i}.service`), '[Service]\nExecStart=/bin/true\nRestrat=no\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const cli = (args: string[]) => spawnSync(process.execPath, [builtCli(), ...args], { cwd: folder, encoding: 'utf8' });

describe('the bundled tool', () => {
  it('gives its exit status to the shell', () => {
    expect(cli(['check', 'typo.service']).status).toBe(1);
    expect(cli(['check', 'typo.service', '--fail-on', 'error']).status).toBe(0);
    expect(cli(['check', 'gone.service']).status).toBe(2);
    expect(cli(['--version']).stdout).toMatch(/^bootwright \d/);
  });

  it('names files as they were given', () => {
    const { stdout } = cli(['check', 'typo.service']);
    expect(stdout).toMatch(/^typo\.service:3:1: warning:/);
    // Not to a terminal: no colours, no progress.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    expect(stdout).not.toMatch(/\x1b/);
  });

  it('writes all of a long report to a pipe', () => {
    const { stdout } = cli(['check', '--format', 'json', '.']);
    expect(JSON.parse(stdout).diagnostics).toHaveLength(301);
  });

  it('ends quietly when nobody reads on', async () => {
    const tool = spawn(process.execPath, [builtCli(), 'check', '.'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    tool.stderr.on('data', (data) => {
      stderr += data;
    });
    tool.stdout.destroy();
    const status = await new Promise((resolve) => tool.on('exit', resolve));
    expect(stderr).toBe('');
    expect([0, 1]).toContain(status);
  });
});
