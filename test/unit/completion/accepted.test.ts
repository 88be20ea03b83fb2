import { describe, expect, it } from 'vitest';
import type { UnitType } from '../../../server/src/core/knowledge/directives.ts';
import { diagnose } from '../marked.ts';
import { everyDirective, isWhole, nameOf, offeredFor } from './offered.ts';

/** What a unit of each type needs at least, so that nothing is said of it as a whole. */
const LEAST: Readonly<Record<UnitType, string>> = {
  service: `[Service]
ExecStart=/bin/true
BusName=org.example.Test
RuntimeMaxSec=1w
RestartSec=0
RestartSteps=2
RestartMaxDelaySec=1h
LoadCredential=test:/etc/hostname
ExtensionDirectories=/srv/test.v
`,
  socket: '[Socket]\nListenStream=/run/test\n',
  mount: '[Mount]\nWhat=/dev/sda1\nWhere=/srv/data\n',
  automount: '[Automount]\nWhere=/srv/data\n',
  swap: '[Swap]\nWhat=/dev/sda2\n',
  timer: '[Timer]\nOnCalendar=daily\n',
  path: '[Path]\nPathExists=/srv\n',
  target: '',
  device: '',
  slice: '',
  scope: '',
};

/** Above this many values they are judged in one unit, where only the last is seen by the checks of whole units. */
const ONE_BY_ONE = 20;

/** What is said against values that each stand on a line of their own. */
function complaints(
  type: UnitType,
  section: string,
  key: string,
  values: readonly string[],
  version: number,
): string[] {
  const before = `${LEAST[type]}[${section}]\n`;
  const lines = values.map((value) => `${key}=${value}\n`).join('');
  const path = `/etc/systemd/system/${nameOf(type)}`;
  return diagnose(before + lines, { path, version })
    .filter(({ severity, span }) => /error|warning/.test(severity) && span.start >= before.length)
    .map(({ code, message }) => `[${section}] ${key}: ${code} ${message}`);
}

describe.each([252, 262])('what is offered for a value under systemd %i', (version) => {
  it('is taken in silence', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const { type, section, row } of everyDirective(version)) {
      const path = `/etc/systemd/system/${nameOf(type)}`;
      const values = offeredFor(section, row.key, { path, version })
        .filter(isWhole)
        .map(({ edit }) => edit.newText);
      count += values.length;
      const alone = values.length <= ONE_BY_ONE || row.kind === 'unit-name';
      const units = !alone ? [values] : values.map((value) => [value]);
      for (const unit of units) wrong.push(...complaints(type, section, row.key, unit, version));
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(8000);
  });
});
