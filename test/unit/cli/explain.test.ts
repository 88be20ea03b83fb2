import { describe, expect, it } from 'vitest';
import { bootwright } from './terminal.ts';

describe('explain', () => {
  it('prints a text without Markdown marks', async () => {
    const { status, out } = await bootwright(['explain', 'Service.Restart']);
    expect(status).toBe(0);
    expect(out).toContain('Restart= · [Service]');
    expect(out).toContain('on-failure');
    expect(out).toContain('<https://');
    expect(out).not.toMatch(/\*\*|\]\(/);
  });

  it('gives fields as JSON', async () => {
    const { status, out } = await bootwright(['explain', 'Restart', '--format', 'json']);
    expect(status).toBe(0);
    const found = JSON.parse(out);
    expect(Object.keys(found).slice(0, 6)).toEqual(['name', 'section', 'summary', 'values', 'since', 'manual']);
    expect(found).toMatchObject({ name: 'Restart', section: 'Service', manual: 'systemd.service(5)' });
    expect(found.values).toContain('on-failure');
  });

  it('gives all meanings of a name', async () => {
    const { out } = await bootwright(['explain', 'What', '--format', 'json']);
    const found = JSON.parse(out);
    const sections = [found, ...found.others].map(({ section }: { section: string }) => section);
    expect(sections.sort()).toEqual(['Mount', 'Swap']);
  });

  it.each(['[Unit]', '%i', 'basic.target', 'ExecStart='])('knows %s', async (name) => {
    expect((await bootwright(['explain', name])).status).toBe(0);
  });

  it('goes by the version', async () => {
    expect((await bootwright(['explain', 'MemoryLimit', '--systemd', '262'])).out).toContain('no effect in 262');
    expect((await bootwright(['explain', 'MemoryLimit', '--systemd', '252'])).out).not.toContain('no effect');
  });

  it.each<[string, string[], number, RegExp]>([
    ['a misspelt name', ['Restrat'], 1, /Did you mean Restart\?/],
    ['nothing of the kind', ['zzzzzzzzzz'], 1, /nothing is known by the name "zzzzzzzzzz"\.\n/],
    ['no name', [], 2, /write one name/],
    ['two names', ['A', 'B'], 2, /write one name/],
    ['a version that is none', ['Restart', '--systemd', 'x'], 2, /not a version/],
  ])('says what is wrong: %s', async (_, args, status, message) => {
    const outcome = await bootwright(['explain', ...args]);
    expect(outcome).toMatchObject({ status, out: '' });
    expect(outcome.error).toMatch(message);
  });
});

describe('the command line', () => {
  it.each<[string[], number, RegExp]>([
    [['--version'], 0, /^bootwright \d+\.\d+\.\d+\n$/],
    [['--help'], 0, /usage: bootwright COMMAND/],
    [[], 2, /usage: bootwright COMMAND/],
    [['check', '--help'], 0, /--fail-on LEVEL/],
    [['explain', '-h'], 0, /usage: bootwright explain/],
    [['lsp', '--help'], 0, /--stdio/],
  ])('%j', async (args, status, message) => {
    const outcome = await bootwright(args);
    expect(outcome.status).toBe(status);
    expect(outcome.out).toMatch(message);
  });

  it.each(['nonsense', 'constructor', '__proto__'])('knows no command %s', async (name) => {
    const { status, error } = await bootwright([name]);
    expect(status).toBe(2);
    expect(error).toContain(`there is no command "${name}"`);
  });
});
