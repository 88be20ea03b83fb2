import { describe, expect, it } from 'vitest';
import { majorVersion } from '../../../server/src/core/knowledge/versions.ts';
import { DEFAULT_SETTINGS, leveled, readSettings } from '../../../server/src/lsp/settings.ts';
import { diagnose } from '../marked.ts';

describe('settings', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a word', 'x'],
    ['a list', []],
    ['wrong types', { systemdVersion: {}, diagnostics: 3, format: 'x' }],
  ])('keep their defaults for %s', (_, value) => {
    expect(readSettings(value)).toEqual(DEFAULT_SETTINGS);
  });

  it('take what a client sends', () => {
    const value = {
      systemdVersion: ' 252 ',
      diagnostics: { enable: false, severity: { 'unit.unknown-directive': 'error', 'value.*': 'off', 'x.y': 'loud' } },
      format: { enable: false },
      inlayHints: { enable: false },
    };
    expect(readSettings(value)).toMatchObject({
      systemdVersion: '252',
      diagnosticsEnabled: false,
      severity: { 'unit.unknown-directive': 'error', 'value.*': 'off' },
      formatEnabled: false,
      inlayHintsEnabled: false,
    });
    expect(readSettings({ systemdVersion: 257 }).systemdVersion).toBe('257');
  });

  it.each([
    ['252', 252],
    ['v257', 257],
    ['252.39-1~deb12u1', 252],
    ['262~rc1', 262],
    ['auto', undefined],
    ['', undefined],
    ['25', undefined],
    ['2570', undefined],
  ])('version %j is %s', (text, version) => {
    expect(majorVersion(text)).toBe(version);
  });
});

describe('the level of a code', () => {
  const [found] = diagnose('[Unit]\nDescripton=x\n[Service]\nExecStart=/bin/true\n');

  it.each<[Record<string, 'error' | 'warning' | 'information' | 'hint' | 'off'>, string | undefined]>([
    [{}, 'warning'],
    [{ 'unit.unknown-directive': 'error' }, 'error'],
    [{ 'unit.unknown-directive': 'hint' }, 'hint'],
    [{ 'unit.unknown-directive': 'off' }, undefined],
    [{ 'unit.*': 'information' }, 'information'],
    [{ 'unit.*': 'off', 'unit.unknown-directive': 'error' }, 'error'],
    [{ 'value.*': 'off', 'unit.unknown-section': 'off' }, 'warning'],
  ])('under %j is %s', (severity, level) => {
    expect(leveled(found!, severity)?.severity).toBe(level);
  });
});
