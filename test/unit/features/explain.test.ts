import { describe, expect, it } from 'vitest';
import { explanationsOf } from '../../../server/src/core/features/explain.ts';

const names = (name: string) => explanationsOf(name, 262).explanations.map((one) => `${one.section}.${one.name}`);

describe('explaining', () => {
  it.each([
    ['Restart', ['Service.Restart']],
    ['Restart=', ['Service.Restart']],
    ['Service.Restart', ['Service.Restart']],
    ['[Service]Restart', []],
    ['[Service].Restart=', ['Service.Restart']],
    ['Service/Restart', ['Service.Restart']],
    ['Unit.Restart', []],
    ['[Service]', ['Service.Service']],
    ['%n', ['null.%n']],
    ['n', ['null.%n']],
    ['multi-user.target', ['null.multi-user.target']],
    ['', []],
  ])('%j', (name, expected) => {
    expect(names(name)).toEqual(expected);
  });

  it('gives all meanings of a name, those of services first', () => {
    expect(names('What')).toEqual(expect.arrayContaining(['Mount.What', 'Swap.What']));
    expect(names('Service')).toEqual(expect.arrayContaining(['Socket.Service', 'Service.Service']));
  });

  it('says what it takes, since when, and where to read more', () => {
    const [found] = explanationsOf('RestartMode', 262).explanations;
    expect(found).toMatchObject({
      name: 'RestartMode',
      section: 'Service',
      values: ['normal', 'direct', 'debug'],
      since: 254,
      manual: 'systemd.service(5)',
    });
    expect(found!.summary).toMatch(/\.$/);
    expect(explanationsOf('RemainAfterExit', 262).explanations[0]!.values).toEqual(['yes', 'no']);
  });

  it.each([
    ['Restrat', 'Restart'],
    ['execstart', 'ExecStart'],
    ['multi-usr.target', 'multi-user.target'],
    ['zzzzzzzz', undefined],
  ])('of %s suggests %s', (name, near) => {
    expect(explanationsOf(name, 262)).toEqual(near === undefined ? { explanations: [] } : { explanations: [], near });
  });
});
