import { describe, expect, it } from 'vitest';
import { kernelCommandLine } from '../../../../server/src/core/boot/machine/commandLine.ts';

describe('the unit that a boot goes to', () => {
  it.each<[string, string | undefined]>([
    ['quiet', undefined],
    ['systemd.unit=rescue.target', 'rescue.target'],
    ['3', 'multi-user.target'],
    ['5', 'graphical.target'],
    ['0', undefined],
    ['6', undefined],
    ['single', 'rescue.target'],
    ['S', 'rescue.target'],
    ['-s', 'rescue.target'],
    ['-b', 'emergency.target'],
    ['3=x', undefined],
    ['systemd.unit=a.target 3', 'multi-user.target'],
    ['3 systemd.unit=a.target', 'a.target'],
    ['systemd.unit=a.target systemd.unit=nonsense', 'a.target'],
    ['systemd.unit=tpl@.service', undefined],
    ['rd.systemd.unit=a.target', undefined],
    ['systemd-unit=a.target', undefined],
    ['"systemd.unit=a.target"', 'a.target'],
    ["'3", 'multi-user.target'],
    ['--unit=a.target', undefined],
    ['3 -- --unit=a.target', 'a.target'],
  ])('%s: %s', (text, unit) => {
    expect(kernelCommandLine(text, 262).unit).toBe(unit);
  });
});

it('splits words as systemd does', () => {
  const { words } = kernelCommandLine(`a "b c"=d 'e "f' g\\ h "i`, 262);
  expect(words.map(({ text }) => text)).toEqual(['a', 'b c=d', 'e "f', 'g\\', 'h', 'i']);
  expect(words[1]).toMatchObject({ key: 'b c', value: 'd', start: 2, end: 9 });
});

it('reads what the boot depends on', () => {
  const text =
    'root=/dev/sda1 ro rw init=/sbin/other rdinit=/i systemd.mask=a systemd.wants=b.target systemd.debug-shell ' +
    'systemd.run=/bin/x systemd.setenv=A=b=c systemd.hostname=web systemd.condition-first-boot=no quiet';
  expect(kernelCommandLine(text, 257)).toMatchObject({
    root: '/dev/sda1',
    writable: true,
    init: '/sbin/other',
    initrdInit: '/i',
    mask: ['a.service'],
    wants: ['b.target', 'debug-shell.service'],
    debugShell: true,
    run: ['/bin/x'],
    environment: { A: 'b=c' },
    hostname: 'web',
    firstBoot: false,
    showStatus: 'error',
  });
});

describe('effects', () => {
  it.each([
    ['quiet', 252, 'main.c'],
    ['systemd.debug-shell=1', 252, 'debug-generator.c'],
    ['systemd.break', 257, undefined],
    ['systemd.break', 262, 'debug-generator.c'],
    ['rd.systemd.unit=x.target', 262, 'main.c'],
    ['fsck.mode=skip', 262, 'fsck.c'],
    ['single', 262, 'main.c'],
    ['mitigations=off', 262, undefined],
  ])('%s in %i: %s', (text, version, reader) => {
    expect(kernelCommandLine(text, version).effects.map((one) => one.reader)).toEqual(reader ? [reader] : []);
  });
});
