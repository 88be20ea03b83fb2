import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootwright } from './terminal.ts';

interface Report {
  readonly files: number;
  readonly diagnostics: readonly {
    readonly path: string;
    readonly kind: string;
    readonly range: {
      readonly start: { line: number; character: number };
      readonly end: { line: number; character: number };
    };
    readonly severity: string;
    readonly code: string;
    readonly message: string;
  }[];
}

const GOOD = '[Unit]\nDescription=Good\n[Service]\nExecStart=/bin/true\n';
const TYPO = '[Unit]\nDescripton=Typo\n[Service]\nExecStart=/bin/true\n';
const FATAL = '[Unit]\nDescription=Fatal\n[Service\nExecStart=/bin/true\n';
const NEWER = '[Service]\nExecStart=/bin/true\nRestartSteps=3\nRestartMaxDelaySec=1min\n';

const FILES: Readonly<Record<string, string | Uint8Array>> = {
  'good/good.service': GOOD,
  'good/good.service.d/override.conf': '[Service]\nRestart=always\n',
  'good/readme.txt': 'Descripton=\n',
  'bad/typo.service': TYPO,
  'bad/fatal.service': FATAL,
  'hint/old.service': '[Unit]\nStartLimitInterval=5\n[Service]\nExecStart=/bin/true\n',
  'newer/newer.service': NEWER,
  'bus/org.example.Test.service': '[D-BUS Service]\nName=org.example.Test\nExec=/bin/true\n',
  'bus/dbus-1/services/a.service': '[Unit]\nNonsense\n',
  'bus/avahi/services/ssh.service': '<service-group/>\n',
  'bus/node_modules/x/y.service': TYPO,
  'bus/.git/y.service': TYPO,
  'bytes/latin.service': Uint8Array.from([...Buffer.from('[Unit]\nDescription=M'), 0xfc, ...Buffer.from('ller\n')]),
  'bytes/binary.service': Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]),
  'root/etc/systemd/system/web.service': TYPO,
  'root/etc/systemd/system/newer.service': NEWER,
  'root/etc/systemd/system/empty.service': '',
  'root/etc/systemd/system/notes.service': 'just some notes\n',
  'root/etc/other/ignored.service': TYPO,
  'root/usr/lib/systemd/system/vendor.service': GOOD,
  'root/usr/lib/systemd/libsystemd-shared-252.so': '',
  "odd names/täst %20,:'.service": TYPO,
};

let folder: string;
const at = (...parts: string[]) => join(folder, ...parts);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bootwright-check-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content);
  }
  symlinkSync('usr/lib', at('root/lib'));
  symlinkSync('/dev/null', at('root/etc/systemd/system/masked.service'));
  mkdirSync(at('loop/inner'), { recursive: true });
  writeFileSync(at('loop/a.service'), GOOD);
  symlinkSync('..', at('loop/inner/up'));
  symlinkSync('self.service', at('loop/self.service'));
  symlinkSync('gone.service', at('loop/dangling.service'));
  mkdirSync(at('empty'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function check(...args: string[]): Promise<{ status: number; report: Report; error: string }> {
  const { status, out, error } = await bootwright(['check', '--format', 'json', ...args]);
  return { status, report: JSON.parse(out), error };
}

const codes = (report: Report) => report.diagnostics.map(({ code }) => code);

describe('exit status', () => {
  it.each<[string, string[], number]>([
    ['nothing found', ['good'], 0],
    ['hints only', ['hint'], 0],
    ['warnings', ['bad/typo.service'], 1],
    ['warnings that do not count', ['bad/typo.service', '--fail-on', 'error'], 0],
    ['errors', ['bad/fatal.service', '--fail-on', 'error'], 1],
    ['a folder without units', ['empty'], 0],
    ['a missing file', ['nowhere.service'], 2],
    ['a missing file among others', ['good', 'nowhere'], 2],
    ['a file of no kind', ['good/readme.txt'], 2],
    ['a missing root', ['good', '--root', 'nowhere'], 2],
  ])('%s', async (_, args, status) => {
    const placed = args.map((arg) => (arg.startsWith('--') || arg === 'error' ? arg : at(arg)));
    expect((await bootwright(['check', ...placed])).status).toBe(status);
  });

  it.each<[string, string[], RegExp]>([
    ['an unknown option', ['--nonsense'], /nonsense/],
    ['an unknown format', ['--format', 'xml'], /write one of text, json, sarif, github/],
    ['an unknown level', ['--fail-on', 'hint'], /write one of error, warning/],
    ['a version that is none', ['--systemd', 'new'], /--systemd=new is not a version/],
    ['an option without its value', ['--root'], /root/],
  ])('%s is refused', async (_, args, message) => {
    const { status, out, error } = await bootwright(['check', ...args]);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(error).toMatch(message);
    expect(error).not.toMatch(/\bat \w+.*:\d+:\d+/);
  });
});

describe('json', () => {
  it('tells every finding with its place', async () => {
    const { report } = await check(at('bad/typo.service'));
    expect(report).toEqual({
      files: 1,
      diagnostics: [
        {
          path: at('bad/typo.service'),
          kind: 'systemd-unit',
          range: { start: { line: 1, character: 0 }, end: { line: 1, character: 10 } },
          severity: 'warning',
          code: 'unit.unknown-directive',
          message: expect.stringContaining('Did you mean Description=?'),
        },
      ],
    });
  });

  it('comes in the same order every time', async () => {
    const { report } = await check(at('bad'), at('good'));
    expect(report.files).toBe(4);
    expect(report.diagnostics.map(({ path }) => path)).toEqual([at('bad/fatal.service'), at('bad/typo.service')]);
  });
});

describe('versions', () => {
  it.each<[string, string[]]>([
    ['252', ['unit.newer-directive', 'unit.newer-directive']],
    ['257', []],
    ['v252.39-1', ['unit.newer-directive', 'unit.newer-directive']],
  ])('--systemd %s', async (version, expected) => {
    expect(codes((await check(at('newer'), '--systemd', version)).report)).toEqual(expected);
  });

  it('come from the root around a file, else from the option', async () => {
    const file = at('root/etc/systemd/system/newer.service');
    expect(codes((await check(file)).report)).toHaveLength(2);
    expect(codes((await check(file, '--systemd', '262')).report)).toEqual([]);
    expect(codes((await check(at('newer/newer.service'), '--root', at('root'))).report)).toHaveLength(2);
  });
});

describe('a root', () => {
  it('is searched where units live, each folder once', async () => {
    const { report, status } = await check(at('root'));
    expect(status).toBe(1);
    expect(new Set(report.diagnostics.map(({ path }) => path))).toEqual(
      new Set(['web.service', 'newer.service', 'notes.service'].map((name) => at('root/etc/systemd/system', name))),
    );
    // vendor.service is found below usr/lib only, although lib leads there as well.
    expect(report.files).toBe(5);
  });

  it('is the default path, and where absolute paths lead', async () => {
    const all = await check('--root', at('root'));
    expect(all.report.files).toBe(5);
    const one = await check('--root', at('root'), '/etc/systemd/system/web.service');
    expect(codes(one.report)).toEqual(['unit.unknown-directive']);
    expect(one.status).toBe(1);
  });

  it('may have masked units, which are fine', async () => {
    const { report, status } = await check(at('root/etc/systemd/system/masked.service'));
    expect({ report, status }).toEqual({ report: { files: 1, diagnostics: [] }, status: 0 });
  });
});

describe('folders', () => {
  it('may hold files that only share a suffix with units', async () => {
    const { report, status } = await check(at('bus'));
    expect(report.diagnostics).toEqual([]);
    expect(status).toBe(0);
  });

  it('a file that is named is taken at its name', async () => {
    const { report } = await check(at('bus/org.example.Test.service'));
    expect(codes(report)).toContain('unit.unknown-section');
  });

  it('that lead in circles are searched once', async () => {
    const { report, status } = await check(at('loop'));
    expect({ files: report.files, status }).toEqual({ files: 1, status: 0 });
  });

  it('a link that leads nowhere cannot be checked', async () => {
    for (const name of ['self.service', 'dangling.service']) {
      const { status, error } = await check(at('loop', name));
      expect(status).toBe(2);
      expect(error).toContain(name);
    }
  });

  // Root may read everything, so that there is nothing to see for it.
  it.skipIf(process.getuid?.() === 0)(
    'that may not be read are told, and the rest is checked (not as root)',
    async () => {
      mkdirSync(at('closed/inner'), { recursive: true });
      writeFileSync(at('closed/typo.service'), TYPO);
      chmodSync(at('closed/inner'), 0);
      const { status, report, error } = await check(at('closed'));
      chmodSync(at('closed/inner'), 0o755);
      expect(status).toBe(2);
      expect(codes(report)).toEqual(['unit.unknown-directive']);
      expect(error).toContain('EACCES');
    },
  );

  it('may hold any bytes', async () => {
    const { report, status } = await check(at('bytes'));
    expect(status).toBe(1);
    expect(codes(report)).toContain('unit.invalid-utf8');
    const named = await check(at('bytes/binary.service'));
    expect(named.status).toBe(1);
  });

  it('may have odd names', async () => {
    const { report } = await check(at('odd names'));
    expect([...new Set(report.diagnostics.map(({ path }) => path))]).toEqual([at("odd names/täst %20,:'.service")]);
  });
});

describe('text', () => {
  it('shows the line and marks the place', async () => {
    const { out } = await bootwright(['check', at('bad/typo.service')]);
    expect(out).toBe(
      `${at('bad/typo.service')}:2:1: warning: systemd knows no Descripton= in [Unit] and ignores the line. ` +
        'Did you mean Description=? [unit.unknown-directive]\n 2 | Descripton=Typo\n   | ^~~~~~~~~~\n' +
        '1 file: 1 warning\n',
    );
  });

  it('leaves hints to editors', async () => {
    expect((await bootwright(['check', at('hint')])).out).toBe('1 file: no problems\n');
  });

  it('has colours on a terminal only', async () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    const sequence = /\x1b\[/;
    expect((await bootwright(['check', at('bad')])).out).not.toMatch(sequence);
    expect((await bootwright(['check', at('bad')], { colours: true })).out).toMatch(sequence);
  });

  it('lets no control characters of a file through', async () => {
    writeFileSync(at('empty/evil\x1b.service'), '[Service]\nExecStart=/bin/true\nEvil\x1b[31m\x07\x9b=1\u0001\n');
    const { out } = await bootwright(['check', at('empty/evil\x1b.service')]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/);
    rmSync(at('empty/evil\x1b.service'));
  });

  it('cuts long lines around the place', async () => {
    writeFileSync(
      at('empty/long.service'),
      `[Service]\nExecStart=/bin/true\nUMask=${'7'.repeat(500)}\nX${'y'.repeat(500)}\n`,
    );
    const { out } = await bootwright(['check', at('empty/long.service')]);
    for (const line of out.split('\n').filter((one) => / \| /.test(one))) expect(line.length).toBeLessThan(140);
    rmSync(at('empty/long.service'));
  });
});

describe('sarif', () => {
  it('is a log of one run with rules and places', async () => {
    const { out, status } = await bootwright(['check', '--format', 'sarif', at('bad'), at('odd names')]);
    const log = JSON.parse(out);
    expect(status).toBe(1);
    expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringContaining('sarif-2.1.0') });
    const [run] = log.runs;
    expect(run.tool.driver.name).toBe('Bootwright');
    expect(run.columnKind).toBe('utf16CodeUnits');
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(['error', 'warning', 'note', 'none']).toContain(result.level);
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      expect(decodeURIComponent(artifactLocation.uri)).toMatch(/\.service$/);
      expect(region.startLine).toBeGreaterThan(0);
      expect(region.startColumn).toBeGreaterThan(0);
    }
    const typo = run.results.find((result: { ruleId: string }) => result.ruleId === 'unit.unknown-directive');
    expect(typo.locations[0].physicalLocation.region).toEqual({
      startLine: 2,
      startColumn: 1,
      endLine: 2,
      endColumn: 11,
    });
  });

  it('is a log without results where nothing is wrong', async () => {
    const { out } = await bootwright(['check', '--format', 'sarif', at('good')]);
    expect(JSON.parse(out).runs[0].results).toEqual([]);
  });
});

describe('github', () => {
  it('writes one command for each finding, its special characters escaped', async () => {
    const { out } = await bootwright(['check', '--format', 'github', at('odd names'), at('hint')]);
    const lines = out.trim().split('\n');
    for (const line of lines)
      expect(line).toMatch(/^::(?:error|warning) file=[^:,]*täst %2520%2C%3A'\.service,line=\d+,col=1,/);
    expect(lines.filter((line) => line.includes('line=2,col=1,endLine=2,title=unit.unknown-directive::'))).toHaveLength(
      1,
    );
    expect(out).not.toContain('renamed-directive');
  });

  it('writes nothing where nothing is wrong', async () => {
    expect((await bootwright(['check', '--format', 'github', at('good')])).out).toBe('');
  });
});
