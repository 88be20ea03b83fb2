import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VERBS } from '../../../server/src/core/install/plan.ts';
import { builtCli } from '../../protocol/build.ts';
import { bootwright as inTerminal } from '../cli/terminal.ts';
import { fill, stage } from './disk.ts';

const LIB = '/usr/lib/systemd/system';
const ETC = '/etc/systemd/system';
/** All but the end of a line. */
const ACTS_ON_A_TERMINAL = /(?!\n)[\p{Cc}\p{Cs}]/u;
const UNIT = '[Unit]\nDescription=x\n[Install]\nWantedBy=multi-user.target\nAlias=other.service\n';
const CANARY = 'canary-of-the-outside';
const OUTSIDE_UNIT = `[Unit]\nDescription=${CANARY}\n[Install]\nWantedBy=${CANARY}.target\n`;

const bootwright = (...words: string[]) => inTerminal(words);

/** A folder outside of all roots. */
function outside(): string {
  return fill(stage(), {
    '/units/canary.service': OUTSIDE_UNIT,
    '/units/foo.service': OUTSIDE_UNIT,
    '/units/canary.target.wants/canary.service': '-> ../canary.service',
    '/wants/canary.service': '-> ../units/canary.service',
    '/wants/foo.service': '-> ../units/foo.service',
    '/dropins/10-canary.conf': OUTSIDE_UNIT,
    '/presets/10-canary.preset': `enable foo.service\ndisable ${CANARY}.service\n`,
    '/usr/lib/systemd/libsystemd-shared-252.so': 'x',
    '/usr/lib/systemd/system/canary.service': OUTSIDE_UNIT,
    '/os-release': `ID=${CANARY}\nVERSION_ID=${CANARY}\n`,
  });
}

const OLD = new Date('2001-01-01');
const NEWER = new Date('2002-02-02');

/** Watches a folder; gives what was done to it since: a word and a path each. */
function watch(folder: string): () => string[] {
  const known = paths(folder);
  // Reading changes a time of access that is older than that of the last change.
  for (const path of known) if (!isLink(path)) utimesSync(path, OLD, NEWER);
  const before = new Map(known.map((path) => [path, marksOf(path)]));
  return () => {
    const read = known.filter((path) => !isLink(path) && (lstatSync(path, GONE)?.atimeMs ?? 0) !== OLD.getTime());
    const now = new Set(paths(folder));
    return [
      ...read.map((path) => `read ${path}`),
      ...known.filter((path) => now.has(path) && marksOf(path) !== before.get(path)).map((path) => `changed ${path}`),
      ...known.filter((path) => !now.has(path)).map((path) => `removed ${path}`),
      ...[...now].filter((path) => !before.has(path)).map((path) => `made ${path}`),
    ];
  };
}

const GONE = { throwIfNoEntry: false } as const;

function marksOf(path: string): string {
  const { mtimeMs, ctimeMs, mode, size, nlink, uid } = lstatSync(path);
  return [mtimeMs, ctimeMs, mode, size, nlink, uid, isLink(path) ? readlinkSync(path) : ''].join(' ');
}

function paths(folder: string): string[] {
  const inside = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? paths(join(folder, entry.name)) : [join(folder, entry.name)],
  );
  return [folder, ...inside];
}

function isLink(path: string): boolean {
  return lstatSync(path, GONE)?.isSymbolicLink() ?? false;
}

/** Not on file systems that are mounted with `noatime`. */
function readingShows(): boolean {
  const folder = fill(stage(), { probe: 'x' });
  const done = watch(folder);
  readFileSync(join(folder, 'probe'));
  return done().length > 0;
}

describe('the watch', () => {
  it.skipIf(!readingShows())('sees what is read', () => {
    const away = outside();
    const file = watch(away);
    readFileSync(join(away, 'units/canary.service'));
    expect(file()).toEqual([`read ${join(away, 'units/canary.service')}`]);
    const folder = watch(away);
    readdirSync(join(away, 'wants'));
    expect(folder()).toEqual([`read ${join(away, 'wants')}`]);
  });

  it('sees what is made, changed and removed, and else nothing', () => {
    const away = outside();
    const nothing = watch(away);
    expect(nothing()).toEqual([]);
    const done = watch(away);
    writeFileSync(join(away, 'os-release'), 'y');
    symlinkSync('x', join(away, 'new'));
    rmSync(join(away, 'wants/foo.service'));
    expect(done()).toEqual(
      expect.arrayContaining([
        `changed ${join(away, 'os-release')}`,
        `made ${join(away, 'new')}`,
        `removed ${join(away, 'wants/foo.service')}`,
      ]),
    );
  });
});

type Files = Readonly<Record<string, string | null>>;

/** Roots with links that lead out of them; `away` is the folder outside, `up` the same by way of `..`. */
const ROOTS: readonly (readonly [what: string, files: (away: string, up: string) => Files])[] = [
  [
    'absolute links',
    (away) => ({
      [`${ETC}/canary.service`]: `-> ${away}/units/canary.service`,
      [`${ETC}/multi-user.target.wants`]: `-> ${away}/wants`,
      [`${ETC}/foo.service.d`]: `-> ${away}/dropins`,
      [`${ETC}/bar.service.d/10.conf`]: `-> ${away}/dropins/10-canary.conf`,
      [`${ETC}/default.target`]: `-> ${away}/units/canary.service`,
      '/etc/systemd/system-preset': `-> ${away}/presets`,
      '/usr/lib/systemd/system-preset/90.preset': `-> ${away}/presets/10-canary.preset`,
      '/run/systemd/system': `-> ${away}/units`,
      '/etc/os-release': `-> ${away}/os-release`,
    }),
  ],
  [
    'links by way of ..',
    (_away, up) => ({
      [`${ETC}/canary.service`]: `-> ${up}/units/canary.service`,
      [`${ETC}/multi-user.target.wants`]: `-> ${up}/wants`,
      [`${ETC}/foo.service.d`]: `-> ${up}/dropins`,
      [`${ETC}/default.target`]: `-> ${up}/units/canary.service`,
      '/etc/systemd/system-preset': `-> ${up}/presets`,
      '/run/systemd/system': `-> ${up}/units`,
      '/etc/os-release': `-> ${up}/os-release`,
    }),
  ],
  ['the folder of the administrator is outside', (away) => ({ [ETC]: `-> ${away}/units` })],
  ['the folder above it is outside', (_away, up) => ({ '/etc/systemd': `-> ${up}`, '/run': `-> ${up}` })],
  ['the folders of the vendor are outside', (away) => ({ '/usr': `-> ${away}/usr`, [`${ETC}/foo.service`]: UNIT })],
];

const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  'set-default': ['canary.target'],
  'get-default': [],
  'preset-all': [],
  'list-unit-files': [],
  'add-wants': ['multi-user.target', 'foo.service', 'canary.service'],
  'add-requires': ['multi-user.target', 'foo.service'],
  link: ['/etc/systemd/system/canary.service'],
};

const COMMANDS = [
  ...VERBS.map((verb) => [
    'plan',
    verb,
    ...(ARGUMENTS[verb] ?? ['foo.service', 'canary.service']),
    '--apply',
    '--force',
  ]),
  ['plan', 'disable', 'foo', 'canary', '--apply', '--runtime'],
  ['plan', 'revert', 'foo.service', 'bar.service', '--apply'],
  ['plan', 'link', '/run/systemd/system/canary.service', '--apply', '--format', 'shell'],
  ['cat', 'foo.service', 'bar.service', 'canary.service', 'default.target'],
  ['security', 'foo.service'],
  ['check'],
];

describe.each(ROOTS)('a root out of which links lead: %s', (_what, files) => {
  it.each(COMMANDS.map((words) => [words.join(' '), words] as const))('%s', async (_name, words) => {
    const away = outside();
    const folder = fill(stage(), files(away, `${'../'.repeat(20)}${away.slice(1)}`));
    if (!isLink(join(folder, 'usr'))) {
      fill(folder, {
        [`${LIB}/foo.service`]: UNIT,
        [`${LIB}/bar.service`]: UNIT,
        [`${LIB}/multi-user.target`]: '[Unit]\n',
      });
    }
    const done = watch(away);
    const { out, error } = await bootwright(...words, '--root', folder);
    expect(done()).toEqual([]);
    expect(out + error).not.toContain(CANARY);
  });
});

describe('a root with odd files', () => {
  it('lists links in circles, FIFOs and names of all bytes, and waits for nobody', async () => {
    const folder = fill(stage(), {
      [`${ETC}/loop.service`]: '-> loop.service',
      [`${ETC}/a.service`]: '-> b.service',
      [`${ETC}/b.service`]: '-> a.service',
      [`${ETC}/loop.service.d`]: '-> loop.service.d',
      [`${ETC}/multi-user.target.wants`]: '-> .',
      [`${ETC}/${'x'.repeat(247)}.service`]: UNIT,
      [`${ETC}/line\nbreak.service`]: UNIT,
      [`${ETC}/escape\x1b[31m.service`]: UNIT,
      [`${ETC}/tell.service`]: '-> bad\x1b[31m\nname.service',
      [`${LIB}/foo.service`]: UNIT,
    });
    for (const name of ['pipe.service', 'foo.service.d', 'pipe.conf'])
      execFileSync('mkfifo', [join(folder, ETC, name)]);
    mkdirSync(join(folder, '/etc/systemd/system-preset'));
    execFileSync('mkfifo', [join(folder, '/etc/systemd/system-preset/1.preset')]);
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}${ETC}/`), Buffer.from([0xff, 0xfe]), Buffer.from('.service')]),
      UNIT,
    );
    for (const systemd of ['252', '257', '262']) {
      for (const words of [
        ['list-unit-files'],
        ['preset-all'],
        ['is-enabled', 'pipe', 'foo'],
        ['disable', 'foo', 'tell'],
      ]) {
        const { out, error, status } = await bootwright('plan', ...words, '--root', folder, '--systemd', systemd);
        expect(out + error).not.toMatch(ACTS_ON_A_TERMINAL);
        expect(status).toBeLessThan(2);
      }
    }
    const { out } = await bootwright('plan', 'list-unit-files', '--root', folder, '--systemd', '262');
    expect(out).toContain(`${'x'.repeat(247)}.service disabled`);
    expect(out).not.toContain('break');
    expect((await bootwright('cat', 'foo', 'loop', 'pipe', '--root', folder)).out).toContain(UNIT);
  });

  it.each(['new\nline', 'esc\x1b[0m', 'a b', '\udcff', 'x'.repeat(300), '', '../../../etc/passwd', '/', '..'])(
    'takes %j for the name of a unit, or says why not',
    async (name) => {
      const folder = fill(stage(), { [`${LIB}/foo.service`]: UNIT });
      for (const verb of ['enable', 'mask', 'disable', 'unmask', 'revert', 'is-enabled', 'link']) {
        const { out, error, status } = await bootwright('plan', verb, '--root', folder, '--apply', '--', name);
        expect([0, 1, 2, 4]).toContain(status);
        expect(out + error).not.toMatch(ACTS_ON_A_TERMINAL);
        expect(error).not.toContain('    at ');
      }
    },
  );

  it('says what it may not read, and applies no plan that was made without it', () => {
    const folder = fill(stage(), {
      [`${LIB}/foo.service`]: UNIT,
      [`${ETC}/foo.service.d/10.conf`]: '[Install]\nWantedBy=\n',
    });
    chmodSync(join(folder, ETC, 'foo.service.d'), 0o000);
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      chmodSync(folder, 0o777);
      chmodSync(join(folder, ETC), 0o777);
    }
    const { status, stderr } = spawnSync(
      process.execPath,
      [builtCli(), 'plan', 'enable', 'foo', '--root', folder, '--systemd', '262', '--apply'],
      { encoding: 'utf8', cwd: '/', ...(isRoot ? { uid: 65534, gid: 65534 } : {}) },
    );
    expect(stderr).toContain(`${ETC}/foo.service.d cannot be read; run as a user who may.`);
    expect(stderr).toContain('nothing was changed');
    expect(status).toBe(2);
    expect(readdirSync(join(folder, ETC))).toEqual(['foo.service.d']);
  });

  it('is quick with a large folder', async () => {
    const many = 3000;
    const files = Array.from({ length: many }, (_, n) => [`${LIB}/unit-${n}.service`, UNIT] as const);
    const links = Array.from({ length: many }, (_, n) => {
      return [`${ETC}/multi-user.target.wants/unit-${n}.service`, `-> ${LIB}/unit-${n}.service`] as const;
    });
    const folder = fill(stage(), Object.fromEntries([...files, ...links]));
    const { out } = await bootwright('plan', 'list-unit-files', '--root', folder, '--systemd', '262');
    expect(out).toContain(`${many} unit files listed.`);
    expect(out.match(/ enabled +enabled/g)).toHaveLength(many);
  });
});
