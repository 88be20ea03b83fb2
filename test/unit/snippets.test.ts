import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemdVersion, verify } from '../oracle/systemdAnalyze.mjs';
import { choiceCount, expand, type Snippet, tabStops } from './snippetBody.ts';

type Row = {
  readonly key: string;
  readonly sections: readonly string[];
  readonly first?: number;
  readonly legacy?: string;
};

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const snippets: Record<string, Snippet> = read('../../snippets/systemd-unit.json');
const directives: Row[] = read('../../server/src/core/knowledge/generated/directives.json');

const OLDEST = 252;
const ROOTS: Record<number, string | undefined> = {
  252: systemdVersion() === 252 ? '' : process.env.BOOTWRIGHT_IMAGE_252,
  257: process.env.BOOTWRIGHT_IMAGE_257,
  262: process.env.BOOTWRIGHT_IMAGE_262,
};

/** The file that a snippet is meant for. */
const FILES: Record<string, string> = {
  Service: 'probe.service',
  'Service, oneshot': 'oneshot.service',
  'Service, forking': 'forking.service',
  'Service, notify': 'notify.service',
  'Service, dbus': 'dbus.service',
  'Service, template': 'template@.service',
  'Service for one connection': 'connection@.service',
  Socket: 'probe.socket',
  'Socket, one process per connection': 'accept.socket',
  'Timer, calendar': 'probe.timer',
  'Timer, monotonic': 'monotonic.timer',
  Path: 'probe.path',
  Mount: 'srv-data.mount',
  Automount: 'srv-data.automount',
  Swap: 'swapfile.swap',
  Target: 'probe.target',
  Slice: 'probe.slice',
  'Drop-in for a device': 'dev-probe.device.d/10.conf',
  'Drop-in for a scope': 'probe.scope.d/10.conf',
  'Drop-in that replaces the command': 'reset.service.d/10.conf',
  'Drop-in for a timer': 'reset.timer.d/10.conf',
  Hardening: 'hardening.service.d/10.conf',
  'Install section': 'install.target.d/10.conf',
};

/** What the unit needs to have of its own for a drop-in to be read at all. */
const BASES: Record<string, string> = {
  service: '[Service]\nExecStart=/bin/true\n',
  timer: '[Timer]\nOnBootSec=1h\n',
  target: '[Unit]\nDescription=Base\n',
  device: '[Unit]\nDescription=Base\n',
};

function sectionedKeys(unit: string): [section: string, key: string][] {
  let section = '';
  const keys: [string, string][] = [];
  for (const line of unit.split('\n')) {
    const header = /^\[(.*)\]$/.exec(line);
    if (header !== null) section = header[1] ?? '';
    else if (line !== '') keys.push([section, line.slice(0, Math.max(0, line.indexOf('=')))]);
  }
  return keys;
}

describe('snippets', () => {
  it('are each meant for a file that the table names', () => {
    expect(Object.keys(FILES).sort()).toEqual(Object.keys(snippets).sort());
  });

  it('have prefixes of their own', () => {
    const prefixes = Object.values(snippets).flatMap((snippet) => snippet.prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
  });

  for (const [name, snippet] of Object.entries(snippets)) {
    it(`${name}: tab stops are numbered in the order of the text and end with $0`, () => {
      const stops = tabStops(snippet);
      const numbered = stops.slice(0, -1);
      expect(stops.at(-1)).toBe(0);
      expect(numbered).toEqual(numbered.map((_, index) => index + 1));
    });

    it(`${name}: every line is a header or a current directive of its section, known to ${OLDEST}`, () => {
      for (let pick = 0; pick < choiceCount(snippet); pick++) {
        for (const [section, key] of sectionedKeys(expand(snippet, pick))) {
          const row = directives.find((row) => row.key === key && row.sections.includes(section));
          expect(row, `${key}= in [${section}]`).toBeDefined();
          expect(row?.legacy, `${key}= is not a legacy name`).toBeUndefined();
          expect(row?.first ?? 0, `${key}= is old enough`).toBeLessThanOrEqual(OLDEST);
        }
      }
    });
  }
});

const NONSENSE = 'Nonsense=1';

/** Systemd loads scopes through its own interface only, so that their drop-ins cannot be tried offline. */
const tried = Object.entries(snippets).filter(([name]) => !FILES[name]!.includes('.scope'));

/**
 * The `pick`-th expansion of every snippet as unit files, with the units that the drop-ins belong to. Each file ends
 * with a line that systemd must complain about: its complaint proves that it has read all lines before.
 */
function stage(pick: number): { files: Record<string, string>; units: string[]; complaints: string[] } {
  const files: Record<string, string> = {};
  const units: string[] = [];
  const complaints: string[] = [];
  for (const [name, snippet] of tried) {
    const file = FILES[name]!;
    const unit = file.replace(/\.d\/.*/, '');
    const text = expand(snippet, pick);
    files[file] = `${text}${NONSENSE}\n`;
    complaints.push(`${file}:${text.split('\n').length}`);
    if (unit !== file) files[unit] = BASES[unit.slice(unit.lastIndexOf('.') + 1)]!;
    units.push(unit);
  }
  return { files, units, complaints };
}

describe.each(Object.entries(ROOTS))('snippets under systemd %s', (version, root) => {
  const picks = Math.max(...tried.map(([, snippet]) => choiceCount(snippet)));
  it.skipIf(root === undefined)(`load without a word about any line (needs BOOTWRIGHT_IMAGE_${version})`, () => {
    for (let pick = 0; pick < picks; pick++) {
      const { files, units, complaints } = stage(pick);
      const { messages } = verify(files, units, root);
      const lines = messages.filter((message) => message.line !== undefined);
      expect(lines.map((message) => `${message.file}:${message.line}`).sort()).toEqual(complaints.sort());
      expect(lines.filter((message) => !message.text.includes("'Nonsense'"))).toEqual([]);
    }
  });
});
