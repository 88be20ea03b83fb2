import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTraits, TRAIT } from '../../../server/src/core/units/lineTraits.ts';
import { readUnitText } from '../../../server/src/core/units/readUnitFile.ts';
import { fatalLine, refusalCode, verifiedState } from '../../../server/src/core/units/verify.ts';
import { SEED } from '../unitSource.ts';

const VERSION = 257;

function read(text: string) {
  return readUnitText('/etc/systemd/system/shop.service', text, VERSION);
}

function names(traits: number): string[] {
  return Object.entries(TRAIT)
    .filter(([, bit]) => (traits & bit) !== 0)
    .map(([name]) => name);
}

describe('what lines may be about', () => {
  it.each([
    ['[Unit]\nDescription=A shop\nAfter=a.target\n[Install]\nWantedBy=b.target', []],
    ['[Service]\nExecStart=/usr/bin/shop --fast', ['COMMAND']],
    ['[Service]\nExecStart=/usr/bin/one\nExecStart=/usr/bin/two', ['COMMAND', 'ODD']],
    ['[Service]\nExecStart=/usr/bin/"shop', ['FATAL', 'ODD']],
    ['[Service]\nExecStartPre=/usr/bin/shop', ['ODD']],
    ['[Service]\nType=exec\nRestart=on-failure\nNice=5', []],
    ['[Service]\nUser=shop', ['FATAL']],
    ['[Service]\nType=dbus\nBusName=org.example.Shop', ['BUS_NAME', 'ODD']],
    ['[Service]\nRestart=always', ['ODD']],
    ['[Service]\nPrivateTmp=yes', ['EXEC', 'ODD']],
    ['[Service]\nManagedOOMSwap=kill', ['OOMD', 'ODD']],
    ['[Socket]\nListenStream=80', ['ODD']],
    ['[Unit]\nDefaultDependencies=no', ['ODD']],
    ['[Unit]\nDescription=no plain t\u00e4xt\n[Service]\nExecStart=/bin/true', ['COMMAND']],
  ])('%j', (text, expected) => {
    expect(names(read(text).traits)).toEqual(expected);
  });

  it('two commands in two files are as many as in one', () => {
    expect(names(joinTraits(TRAIT.COMMAND, TRAIT.COMMAND))).toEqual(['COMMAND', 'ODD']);
    expect(joinTraits(TRAIT.COMMAND, TRAIT.EXEC)).toBe(TRAIT.COMMAND | TRAIT.EXEC);
  });
});

const LINES = [
  'Type=simple',
  'Type=oneshot',
  'Type=dbus',
  'Type=notify',
  'ExecStart=/bin/true',
  'ExecStart=/bin/false -x',
  'ExecStart=bad"',
  'ExecStart=',
  'ExecStop=/bin/true',
  'Restart=always',
  'Restart=on-failure',
  'RemainAfterExit=yes',
  'BusName=org.example.Shop',
  'User=shop',
  'Nice=5',
];

/** What is said of lines at a glance has to be what the checks themselves say. */
describe('what is plain of a unit at a glance', () => {
  it('the checks find, too', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 6 }), (lines) => {
        const file = read(`[Unit]\nDescription=A shop\n[Service]\n${lines.join('\n')}\n`);
        const unit = { id: 'shop.service', type: 'service' } as const;
        const refused = refusalCode(unit, file.assignments, VERSION);
        expect(verifiedState(unit, file.assignments, file.traits, VERSION)).toBe(refused ? 'bad-setting' : 'loaded');
        const looked = fatalLine(unit, { ...file, traits: TRAIT.FATAL }, VERSION);
        expect(fatalLine(unit, file, VERSION)).toBe(looked);
      }),
      { seed: SEED },
    );
  });
});
