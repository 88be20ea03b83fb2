import { describe, expect, it } from 'vitest';
import { explain } from './explained.ts';

const machine = {
  osRelease: new Map([
    ['ID', 'debian'],
    ['VERSION_ID', '13'],
  ]),
  hostname: 'web1.example.org',
  prettyHostname: undefined,
  machineId: '0123456789abcdef0123456789abcdef',
};
const SYSTEM = '/etc/systemd/system';

describe('a specifier', () => {
  it.each<[string, string, string]>([
    ['n', `${SYSTEM}/web@srv-data.service`, 'Here: `web@srv-data.service`'],
    ['N', `${SYSTEM}/web@srv-data.service`, 'Here: `web@srv-data`'],
    ['p', `${SYSTEM}/web@srv-data.service`, 'Here: `web`'],
    ['i', `${SYSTEM}/web@srv-data.service`, 'Here: `srv-data`'],
    ['I', `${SYSTEM}/web@srv-data.service`, 'Here: `srv/data`'],
    ['f', `${SYSTEM}/web@srv-data.service`, 'Here: `/srv/data`'],
    ['j', `${SYSTEM}/app-web-front.service`, 'Here: `front`'],
    ['i', `${SYSTEM}/web.service`, 'Here it is empty.'],
    ['i', `${SYSTEM}/web@.service`, 'In an instance such as `web@srv-data.service`: `srv-data`'],
    ['p', `${SYSTEM}/web@.service`, 'Here: `web`'],
    ['n', `${SYSTEM}/web.service.d/a.conf`, 'Here: `web.service`'],
    ['y', `/root-of-a-machine${SYSTEM}/web.service`, `Here: \`${SYSTEM}/web.service\``],
    ['Y', '/usr/lib/systemd/system/web.service', 'Here: `/usr/lib/systemd/system`'],
    ['t', `${SYSTEM}/web.service`, 'Here: `/run`'],
    ['S', `${SYSTEM}/web.service`, 'Here: `/var/lib`'],
    ['C', `${SYSTEM}/web.service`, 'Here: `/var/cache`'],
    ['L', `${SYSTEM}/web.service`, 'Here: `/var/log`'],
    ['E', `${SYSTEM}/web.service`, 'Here: `/etc`'],
    ['h', `${SYSTEM}/web.service`, 'Here: `/root`'],
    ['u', `${SYSTEM}/web.service`, 'Here: `root`'],
    ['t', '/etc/systemd/user/web.service', 'normally: `/run/user/UID`'],
    ['S', '/etc/systemd/user/web.service', 'normally: `~/.local/state`'],
    ['o', `${SYSTEM}/web.service`, 'Here: `debian`'],
    ['w', `${SYSTEM}/web.service`, 'Here: `13`'],
    ['A', `${SYSTEM}/web.service`, 'Here it is empty.'],
    ['H', `${SYSTEM}/web.service`, 'Here: `web1.example.org`'],
    ['l', `${SYSTEM}/web.service`, 'Here: `web1`'],
    ['m', `${SYSTEM}/web.service`, 'Here: `0123456789abcdef0123456789abcdef`'],
  ])('%%%s in %s', (letter, path, part) => {
    const text = explain('Service', `ExecStart=/bin/x %${letter}`, { path, machine });
    expect(text).toContain(`**%${letter}** · specifier`);
    expect(text).toContain(part);
  });

  it.each(['v', 'b', 's'])('%%%s is known when it runs only', (letter) => {
    const text = explain('Service', `ExecStart=/bin/x %${letter}`, { machine });
    expect(text).toContain('· specifier');
    expect(text).not.toContain('Here');
  });

  it('of the machine is not guessed without a root', () => {
    expect(explain('Service', 'ExecStart=/bin/x %o')).not.toContain('Here');
    expect(explain('Service', 'ExecStart=/bin/x %H')).not.toContain('Here');
  });

  it('of the state of users moved', () => {
    const path = '/etc/systemd/user/web.service';
    expect(explain('Service', 'ExecStart=/bin/x %S', { path, version: 252 })).toContain('normally: `~/.config`');
  });
});
