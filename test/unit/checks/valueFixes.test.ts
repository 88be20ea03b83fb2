import { describe, expect, it } from 'vitest';
import { fixAll } from '../../../server/src/core/features/fixes.ts';
import { diagnose } from '../marked.ts';

const fixed = (line: string, section: string) => {
  const text = `[${section}]\n${line}\n`;
  return fixAll(text, diagnose(text)).split('\n')[1];
};

describe('one answer is likely, and offered:', () => {
  it.each<[string, string, string]>([
    ['Service', 'TimeoutSec=5 mins', 'TimeoutSec=5min'],
    ['Service', 'RestartSec=2 Hours 3 Mins', 'RestartSec=2hour 3min'],
    ['Service', 'RestartSec=10 S', 'RestartSec=10s'],
    ['Service', 'ExecStart=usr/bin/foo -x', 'ExecStart=/usr/bin/foo -x'],
    ['Service', 'ExecStart=-@bin/foo foo', 'ExecStart=-@/bin/foo foo'],
    ['Service', 'WorkingDirectory=opt/app', 'WorkingDirectory=/opt/app'],
    ['Service', 'ReadWritePaths=/a var/lib/x', 'ReadWritePaths=/a /var/lib/x'],
    ['Unit', 'After=nginx a.service', 'After=nginx.service a.service'],
    ['Unit', 'After=network-online', 'After=network-online.target'],
    ['Unit', 'Wants=graphical', 'Wants=graphical.target'],
    ['Service', 'Environment=A=b c d E=f', 'Environment="A=b c d" E=f'],
    ['Service', 'Environment=E=f A=b c', 'Environment=E=f "A=b c"'],
    ['Service', 'RemainAfterExit="yes"', 'RemainAfterExit=yes'],
    ['Service', 'RemainAfterExit=enabled', 'RemainAfterExit=yes'],
    ['Service', 'PrivateDevices=Never', 'PrivateDevices=no'],
    ['Service', 'PrivateDevices=ture', 'PrivateDevices=true'],
    ['Service', 'MemoryMax=1 GiB', 'MemoryMax=1G'],
    ['Service', 'MemoryMax=512mb', 'MemoryMax=512M'],
    ['Service', 'CPUQuota=50', 'CPUQuota=50%'],
    ['Service', 'SystemCallFilter=system-service', 'SystemCallFilter=@system-service'],
  ])('[%s] %s becomes %s', (section, before, after) => {
    expect(fixed(before, section)).toBe(after);
    expect(fixed(after, section)).toBe(after);
  });

  it.each<[string, string]>([
    ['Service', 'TimeoutSec=1,5s'],
    ['Service', 'ExecStart=./run.sh'],
    ['Service', 'ExecStart=build/run.sh'],
    ['Service', 'Environment="A=b" c'],
    ['Service', 'Environment=a b'],
    ['Service', 'RemainAfterExit=perhaps'],
    ['Service', 'MemoryMax=much'],
  ])('but none for [%s] %s', (section, line) => {
    expect(fixed(line, section)).toBe(line);
  });
});
