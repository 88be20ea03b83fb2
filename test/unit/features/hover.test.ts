import { describe, expect, it } from 'vitest';
import { hoverUnit } from '../../../server/src/core/kinds/unit/hover.ts';
import { contextOf, cursorIn, unitOf, type Where } from '../marked.ts';

function hover(marked: string, where: Where = {}): { text: string; on: string } | undefined {
  const { text, offset } = cursorIn(marked);
  const found = hoverUnit(unitOf(text, where), offset, contextOf(where));
  return found && { text: found.text, on: text.slice(found.span.start, found.span.end) };
}

const web = { name: 'web.service', description: 'The web server', path: '/etc/systemd/system/web.service' };
const worker = { name: 'worker@.service', description: 'One worker', path: '/etc/systemd/system/worker@.service' };
const workspace = { units: new Map([web, worker].map((unit) => [unit.name, unit])) };

describe('hover', () => {
  it.each<[string, string, string, string[], Where?]>([
    ['a section', '[Ser|vice]\nA=b', '[Service]', ['**[Service]**', 'systemd.service(5)']],
    [
      'a directive',
      '[Service]\nRes|tart=no',
      'Restart',
      ['**Restart=** · [Service]', 'on-failure', 'systemd.service(5)'],
    ],
    ['a directive with blanks', '[Service]\n  Restart| = no', 'Restart', ['**Restart=**']],
    ['a directive shared by sections', '[Socket]\nUse|r=a', 'User', ['**User=** · [Socket]', 'systemd.exec(5)']],
    ['an old name', '[Unit]\nBind|To=a.service', 'BindTo', ['now BindsTo=']],
    ['a list', '[Unit]\nDocumen|tation=', 'Documentation', ['an empty value clears the list']],
    ['a value', '[Service]\nRestart=on-fail|ure', 'on-failure', ['**on-failure**']],
    [
      'a value in a list',
      '[Service]\nCapabilityBoundingSet=~CAP_CHOWN CAP_NET|_ADMIN',
      'CAP_NET_ADMIN',
      ['CAP_NET_ADMIN'],
    ],
    ['a signal', '[Service]\nKillSignal=SIG|TERM', 'SIGTERM', ['**SIGTERM** (15)']],
    ['a signal without its prefix', '[Service]\nKillSignal=HUP|', 'HUP', ['**SIGHUP** (1)']],
    ['a signal by number', '[Service]\nKillSignal=|9', '9', ['**SIGKILL** (9)']],
    ['a group of system calls', '[Service]\nSystemCallFilter=~@clo|ck', '@clock', ['Members:', '`clock_settime`']],
    ['an exit status', '[Service]\nSuccessExitStatus=TEMP|FAIL', 'TEMPFAIL', ['(75)']],
    ['a condition argument', '[Unit]\nConditionVirtualization=!contai|ner', 'container', ['container']],
    ['a specifier', '[Unit]\nDescription=x %|i y', '%i', ['**%i** · specifier']],
    ['a percent sign', '[Unit]\nDescription=100%%| y', '%%', ['**%%** · specifier']],
    [
      'a unit of the workspace',
      '[Unit]\nAfter=a.service web|.service',
      'web.service',
      ['The web server', web.path],
      { workspace },
    ],
    ['an instance', '[Unit]\nAfter=worker@3|.service', 'worker@3.service', ['One worker', worker.path], { workspace }],
    ['a special unit', '[Unit]\nAfter=network-|online.target', 'network-online.target', ['known to systemd']],
    [
      'a value on a continuation line',
      '[Service]\nCapabilityBoundingSet=CAP_CHOWN \\\n# x\n  CAP_N|ET_RAW',
      'CAP_NET_RAW',
      ['CAP_NET_RAW'],
    ],
  ])('of %s', (_, marked, on, parts, where) => {
    const found = hover(marked, where);
    expect(found?.on).toBe(on);
    for (const part of parts) expect(found?.text).toContain(part);
  });

  it.each([
    ['a comment', '# Rest|art='],
    ['a comment inside a value', '[Service]\nExecStart=a \\\n# Res|tart\nb'],
    ['a blank line', '[Unit]\n|\n[Service]'],
    ['an unknown directive', '[Unit]\nDescrip|ton=x'],
    ['an unknown section', '[Un|ti]\n'],
    ['a directive of another section', '[Unit]\nExec|Start=x'],
    ['a value without a meaning of its own', '[Unit]\nDescription=Hel|lo'],
    ['junk', '[Unit]\nAfter fo|o'],
    ['the equals sign of an empty value', '[X-Own]\nA=|'],
    ['a line before the first section', 'Rest|art=no'],
    ['nothing', '|'],
  ])('says nothing on %s', (_, marked) => {
    expect(hover(marked)).toBeUndefined();
  });

  it('names what differs by version', () => {
    expect(hover('[Service]\nMemory|Limit=1G', { version: 262 })?.text).toContain('no effect in 262');
    expect(hover('[Service]\nMemory|Limit=1G', { version: 252 })?.text).not.toContain('no effect');
    expect(hover('[Service]\nRestart|Steps=3')?.text).toContain('since 254');
  });
});
