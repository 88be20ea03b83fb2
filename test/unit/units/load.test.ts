import { describe, expect, it } from 'vitest';
import { loadUnit } from '../../../server/src/core/units/load.ts';
import { type Files, root, SERVICE } from './tree.ts';

describe('load state', () => {
  it.each<[string, Files, string, string]>([
    ['a file', { 'E/a.service': SERVICE }, 'a.service', 'loaded'],
    ['no file', {}, 'a.service', 'not-found'],
    ['a link to the null device', { 'E/a.service': '-> /dev/null', 'V/a.service': SERVICE }, 'a.service', 'masked'],
    ['an empty file', { 'E/a.service': '', 'V/a.service': SERVICE }, 'a.service', 'masked'],
    ['a link to nowhere', { 'E/a.service': '-> /opt/a.service' }, 'a.service', 'not-found'],
    ['a link to a folder', { 'E/a.service': '-> /opt', '/opt/x': '' }, 'a.service', 'error'],
    ['links in a circle', { 'E/a.service': '-> b.service', 'E/b.service': '-> a.service' }, 'a.service', 'not-found'],
    ['a header that is not closed', { 'E/a.service': `${SERVICE}[Unit\n` }, 'a.service', 'error'],
    ['a line that is not UTF-8', { 'E/a.service': `${SERVICE}Nice=\udcff\n` }, 'a.service', 'error'],
    ['a command that is no path', { 'E/a.service': '[Service]\nExecStart=a\\xzz\n' }, 'a.service', 'bad-setting'],
    ['a service without a command', { 'E/a.service': '[Unit]\nDescription=A\n' }, 'a.service', 'bad-setting'],
    [
      'a command taken away by a drop-in',
      { 'E/a.service': SERVICE, 'E/a.service.d/x.conf': '[Service]\nExecStart=\n' },
      'a.service',
      'bad-setting',
    ],
    [
      'a command that a drop-in adds',
      { 'E/a.service': '[Unit]\nDescription=A\n', 'E/service.d/x.conf': SERVICE },
      'a.service',
      'loaded',
    ],
    ['a slice without a file', {}, 'a.slice', 'loaded'],
    ['a slice whose name has an empty part', {}, 'a--b.slice', 'error'],
    ['a device', {}, 'dev-sda.device', 'loaded'],
    ['a masked slice that is always there', { 'E/system.slice': '-> /dev/null' }, 'system.slice', 'loaded'],
    ['another masked slice', { 'E/a.slice': '-> /dev/null' }, 'a.slice', 'masked'],
    ['a scope with a file', { 'E/a.scope': '[Unit]\nDescription=A\n' }, 'a.scope', 'not-found'],
    ['the scope of the manager', {}, 'init.scope', 'loaded'],
    ['a template', { 'V/a@.service': SERVICE }, 'a@.service', 'stub'],
    ['an instance', { 'V/a@.service': SERVICE }, 'a@x.service', 'loaded'],
  ])('%s', (_, files, name, state) => {
    expect(loadUnit(root(files), name)?.loadState).toBe(state);
  });

  it.each(['a', 'a.txt', '@.service', 'a@x.mount', 'ü.service'])('there is no unit %s', (name) => {
    expect(loadUnit(root({}), name)).toBeUndefined();
  });
});

describe('units that systemd brings along', () => {
  it.each([
    [252, 'basic.target', 'not-found'],
    [262, 'basic.target', 'loaded'],
    [262, 'systemd-reboot.service', 'loaded'],
    [262, 'ctrl-alt-del.target', 'not-found'],
  ])('in %i: %s is %s', (version, name, state) => {
    const unit = loadUnit(root({}, version), name);
    expect(unit?.loadState).toBe(state);
    expect(unit?.fragmentPath).toBeUndefined();
  });

  it('give way to files and masks', () => {
    const masked = loadUnit(root({ 'E/basic.target': '-> /dev/null' }), 'basic.target');
    expect(masked).toMatchObject({ loadState: 'masked', builtIn: false });
    const file = loadUnit(root({ 'V/basic.target': '[Unit]\nDescription=Mine\n' }), 'basic.target');
    expect(file?.assignments.map(({ node }) => node.value.text)).toEqual(['Mine']);
  });

  it('take drop-ins', () => {
    const unit = loadUnit(root({ 'E/basic.target.d/x.conf': '[Unit]\nWants=a.service\n' }), 'basic.target');
    expect(unit?.dropInPaths).toEqual(['/etc/systemd/system/basic.target.d/x.conf']);
    expect(unit?.assignments.at(-1)).toMatchObject({ section: 'Unit', path: unit?.dropInPaths[0] });
  });
});

describe('names', () => {
  it('are those of all aliases, the file’s first', () => {
    const files = { 'V/a.service': SERVICE, 'E/b.service': '-> V/a.service', 'V/c.service': '-> b.service' };
    for (const name of ['a.service', 'b.service', 'c.service']) {
      expect(loadUnit(root(files), name)?.names).toEqual(['a.service', 'b.service', 'c.service']);
    }
  });

  it('of instances go through aliases of templates', () => {
    const files = { 'V/a@.service': SERVICE, 'E/b@.service': '-> V/a@.service' };
    expect(loadUnit(root(files), 'b@x.service')).toMatchObject({
      id: 'a@x.service',
      names: ['a@x.service', 'b@x.service'],
      instance: 'x',
      template: 'a@.service',
    });
  });

  it('stay apart when a link leads out of the search path', () => {
    const files = { '/opt/a.service': SERVICE, 'E/b.service': '-> /opt/a.service' };
    expect(loadUnit(root(files), 'b.service')).toMatchObject({
      id: 'b.service',
      names: ['b.service'],
      fragmentPath: '/etc/systemd/system/b.service',
      loadState: 'loaded',
    });
  });
});

describe('drop-ins', () => {
  const files: Files = {
    'V/a-b.service': SERVICE,
    'V/a-b.service.d/10.conf': '[Service]\nNice=1\n',
    'E/a-b.service.d/10.conf': '[Service]\nNice=2\n',
    'V/a-.service.d/20.conf': '[Service]\nNice=3\n',
    'V/service.d/05.conf': '[Service]\nNice=4\n',
    'E/service.d/20.conf': '[Service]\nNice=5\n',
    'E/a-b.service.d/30.conf~': '[Service]\nNice=6\n',
    'E/a-b.service.d/40.conf': '-> /dev/null',
    'E/c.service': '-> V/a-b.service',
    'E/c.service.d/50.conf': '[Service]\nNice=7\n',
  };

  it('are read by name, the most telling folder first', () => {
    const unit = loadUnit(root(files), 'a-b.service');
    expect(unit?.dropInPaths).toEqual([
      '/usr/lib/systemd/system/service.d/05.conf',
      '/etc/systemd/system/a-b.service.d/10.conf',
      '/usr/lib/systemd/system/a-.service.d/20.conf',
      '/etc/systemd/system/a-b.service.d/40.conf',
      '/etc/systemd/system/c.service.d/50.conf',
    ]);
    expect(unit?.assignments.map(({ node }) => node.value.text)).toEqual(['/bin/true', '4', '2', '3', '7']);
  });

  it('count for masked units in older versions alone', () => {
    const masked: Files = { ...files, 'E/a-b.service': '-> /dev/null' };
    expect(loadUnit(root(masked, 257), 'a-b.service')?.dropInPaths).toEqual([]);
    expect(loadUnit(root(masked, 252), 'a-b.service')?.dropInPaths).not.toEqual([]);
  });

  it('are read up to a line that no one can read on from', () => {
    const broken: Files = {
      'V/a.service': SERVICE,
      'E/a.service.d/1.conf': '[Service]\nNice=1\n[Uni\nNice=2\n',
      'E/a.service.d/2.conf': '[Service]\nNice=3\nUser=:x\nNice=4\n',
    };
    const unit = loadUnit(root(broken), 'a.service');
    expect(unit?.loadState).toBe('loaded');
    expect(unit?.assignments.map(({ node }) => node.value.text)).toEqual(['/bin/true', '1', '3']);
  });

  it('are not found behind a relative link, as systemd follows it from the wrong place', () => {
    const linked = (target: string): Files => ({
      'V/a.service': SERVICE,
      'E/a.service.d': `-> ${target}`,
      '/opt/d/x.conf': '[Service]\nNice=1\n',
      'V/d/x.conf': '[Service]\nNice=1\n',
    });
    expect(loadUnit(root(linked('/opt/d')), 'a.service')?.dropInPaths).toEqual(['/opt/d/x.conf']);
    expect(loadUnit(root(linked('../../../opt/d')), 'a.service')?.dropInPaths).toEqual(['/opt/d/x.conf']);
    expect(loadUnit(root(linked('../../../usr/lib/systemd/system/d')), 'a.service')?.dropInPaths).toHaveLength(1);
    expect(loadUnit(root(linked('d')), 'a.service')?.dropInPaths).toEqual([]);
  });
});
