import { describe, expect, it } from 'vitest';
import { loadUnit } from '../../../server/src/core/units/load.ts';
import { settingsOfUnit } from '../../../server/src/core/units/settings.ts';
import { root } from './tree.ts';

describe('the settings of a unit', () => {
  const unit = loadUnit(
    root({
      'V/a.service': '[Unit]\nAfter=a.target\n[Service]\nExecStart=/bin/one\nNice=1\nUser=me\n',
      'E/a.service.d/1.conf': '[Unit]\nAfter=b.target c.target\n[Service]\nExecStart=\nExecStart=/bin/two\nNice=2\n',
      'E/a.service.d/2.conf': '[Unit]\nAfter=\n[Service]\nUser=\n[X-Other]\nKey=value\n',
    }),
    'a.service',
  )!;
  const settings = settingsOfUnit(unit);
  const values = (section: string, key: string) => settings.all(section, key).map(({ node }) => node.value.text);

  it.each([
    ['Service', 'ExecStart', ['/bin/two']],
    ['Service', 'Nice', ['2']],
    ['Service', 'User', []],
    ['Unit', 'After', ['a.target', 'b.target c.target']],
    ['Unit', 'Before', []],
    ['X-Other', 'Key', ['value']],
  ])('%s: %s=', (section, key, expected) => {
    expect(values(section, key)).toEqual(expected);
    expect(settings.value(section, key)).toBe(expected.at(-1));
  });

  it('know where they come from', () => {
    const [line] = settings.all('Service', 'Nice');
    expect(line).toMatchObject({ path: '/etc/systemd/system/a.service.d/1.conf', node: { line: 6 } });
  });
});
