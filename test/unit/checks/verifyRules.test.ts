import { describe, expect, test } from 'vitest';
import { verifyUnit } from '../../../server/src/core/checks/verify/index.ts';
import type { FileKind } from '../../../server/src/core/kinds/kind.ts';
import { parseUnitDocument } from '../../../server/src/core/kinds/unit/document.ts';
import { applyEdits } from '../../../server/src/core/text/edit.ts';
import { unitNamed } from './verifyCodes.ts';

const SERVICE = '[Service]\nExecStart=/bin/true\n';

/** name, text, version, code, what is pointed at, and the lines that the preferred or only fix leaves. */
const CASES: [name: string, text: string, version: number, code: string, place: string, fixed?: string][] = [
  ['a.service', '# empty\n[Unit]\nDescription=x\n[Service]\n', 252, 'service-without-commands', '[Service]'],
  ['a.service', 'Description=x\n', 252, 'service-without-commands', 'Description=x'],
  ['a.service', '[Service]\nType=exec\nExecStop=/bin/true\n', 252, 'service-without-exec-start', 'Type=exec'],
  [
    'a.service',
    '[Service]\nExecStop=/bin/true\n',
    252,
    'service-without-remain-after-exit',
    'ExecStop=/bin/true',
    '[Service]\nExecStop=/bin/true\nRemainAfterExit=yes\n',
  ],
  [
    'a.service',
    '[Service]\r\nExecStop=/bin/true\r\nRemainAfterExit=no\r\n',
    252,
    'service-without-remain-after-exit',
    'RemainAfterExit=no',
    '[Service]\r\nExecStop=/bin/true\r\nRemainAfterExit=yes\r\n',
  ],
  [
    'a.service',
    '[Service]\nExecStart=/bin/a\nExecStart=/bin/b ; /bin/c\n',
    252,
    'service-several-exec-start',
    'ExecStart=/bin/b ; /bin/c',
    '[Service]\nType=oneshot\nExecStart=/bin/a\nExecStart=/bin/b ; /bin/c\n',
  ],
  [
    'a.service',
    `${SERVICE}Type=oneshot\nRestart = always`,
    252,
    'oneshot-restart',
    'Restart = always',
    `${SERVICE}Type=oneshot\nRestart = on-failure`,
  ],
  ['a.service', `${SERVICE}Type=dbus\n`, 252, 'dbus-without-bus-name', 'Type=dbus'],
  [
    'a.service',
    `${SERVICE}Type=oneshot\nRestartForceExitStatus=1\n`,
    252,
    'oneshot-restart-force-exit-status',
    'RestartForceExitStatus=1',
    `${SERVICE}Type=oneshot\n`,
  ],
  [
    'a.service',
    `${SERVICE}PAMName=login\nKillMode=process\n`,
    262,
    'pam-kill-mode',
    'KillMode=process',
    `${SERVICE}PAMName=login\nKillMode=mixed\n`,
  ],
  [
    'a.socket',
    '[Socket]\nListenDatagram=53\nAccept=yes\n',
    252,
    'socket-accept-without-connections',
    'ListenDatagram=53',
    '[Socket]\nListenDatagram=53\nAccept=no\n',
  ],
  ['a.socket', '[Socket]\nListenStream=80\nListenFIFO=\n', 252, 'socket-without-listen', 'ListenFIFO='],
  [
    'srv-a\\x2db.mount',
    '[Mount]\nWhat=/dev/sda1\nWhere=/srv/a/b\n',
    252,
    'mount-name-mismatch',
    'Where=/srv/a/b',
    '[Mount]\nWhat=/dev/sda1\nWhere=/srv/a-b\n',
  ],
  ['srv.mount', '[Mount]\nWhere=/srv\n', 252, 'mount-without-what', '[Mount]'],
  ['proc.mount', '[Mount]\nWhat=proc\nWhere=/proc\n', 252, 'mount-api-file-system', 'Where=/proc'],
  [
    'dev-sda2.swap',
    '[Swap]\nWhat=/dev/sda3\n',
    252,
    'swap-name-mismatch',
    'What=/dev/sda3',
    '[Swap]\nWhat=/dev/sda2\n',
  ],
  ['a.timer', '[Timer]\nOnCalendar=whenever\n', 252, 'timer-without-trigger', 'OnCalendar=whenever'],
  ['a.path', '[Path]\nPathExists=relative\n', 252, 'path-without-watch', 'PathExists=relative'],
  ['a--b.slice', '[Slice]\nCPUWeight=1\n', 252, 'slice-name-invalid', '[Slice]'],
  ['a.scope', '[Scope]\nRuntimeMaxSec=1\n', 252, 'scope-from-file', '[Scope]'],
  ['a@.mount', '[Mount]\nWhat=x\n', 252, 'template-not-allowed', '[Mount]'],
  ['a b.service', SERVICE, 252, 'name-invalid', '[Service]'],
  [
    'a.target',
    '[Unit]\nOnFailureJobMode=isolate\nOnFailure=b.service \\\n  c.service\n',
    252,
    'isolate-several-units',
    'OnFailure=b.service \\\n  c.service',
    '[Unit]\nOnFailureJobMode=replace\nOnFailure=b.service \\\n  c.service\n',
  ],
];

describe('errors that keep a unit from loading', () => {
  test.each(CASES)('%s %j in %i: %s', (name, text, version, code, place, fixed) => {
    const [found, ...more] = verifyUnit(unitNamed(name, text), version);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: `unit.${code}`, severity: 'error' });
    expect(text.slice(found!.span.start, found!.span.end)).toBe(place);
    const fix = found!.fixes?.find((one) => one.preferred) ?? found!.fixes?.[0];
    if (fixed !== undefined) expect(applyEdits(text, fix!.edits)).toBe(fixed);
  });
});

const WARNINGS: [text: string, version: number, codes: string[]][] = [
  [`${SERVICE}Type=oneshot\nRuntimeMaxSec=5\n`, 252, ['oneshot-runtime-max']],
  [`${SERVICE}RestartMaxDelaySec=50ms\nRestartSteps=3\n`, 257, ['restart-max-delay-below-restart']],
  [`${SERVICE}RestartMaxDelaySec=50ms\nRestartSteps=3\n`, 252, []],
  [
    `${SERVICE}RestartSteps=3\nRuntimeRandomizedExtraSec=1\n`,
    257,
    ['runtime-extra-without-max', 'restart-steps-without-max-delay'],
  ],
  [`[Unit]\nJobTimeoutSec=1\nJobRunningTimeoutSec=2\n${SERVICE}`, 252, ['job-running-timeout-too-long']],
  [`[Unit]\nJobTimeoutSec=0\nJobRunningTimeoutSec=2\n${SERVICE}`, 252, []],
];

describe('warnings, of which there may be several', () => {
  test.each(WARNINGS)('%j in %i: %j', (text, version, codes) => {
    const found = verifyUnit(unitNamed('a.service', text), version);
    expect(found.map(({ code }) => code)).toEqual(codes.map((code) => `unit.${code}`));
    expect(found.every(({ severity }) => severity === 'warning')).toBe(true);
  });
});

const FINE: [why: string, name: string, text: string, version: number][] = [
  ['an empty file masks the unit', 'a.service', '', 252],
  ['a fatal line is what is wrong with it', 'a.service', '[Service]\nUser=a/b\n', 252],
  ['a header that is not closed ends the reading', 'a.service', '[Unit]\n[Service\n', 252],
  ['a line that is no UTF-8 ends the reading', 'a.service', '[Service]\nType=dbus\nUser=\udcff\n', 252],
  ['a header with odd characters ends the reading', 'a.service', '[Service]\nType=dbus\n[Se"vice]\n', 252],
  ['a header with a glob ends the reading', 'a.service', '[Service]\nType=dbus\n[X-*]\n', 262],
  [
    'an invalid value leaves the former in place',
    'a.service',
    `${SERVICE}Type=oneshot\nRestart=no\nRestart=often\n`,
    252,
  ],
  ['an unknown type is as none', 'a.service', '[Service]\nExecStart=/bin/true\nType=notify-reload\n', 252],
  ['settings of other sections are not read', 'a.service', `${SERVICE}[Socket]\nAccept=yes\n`, 252],
  ['only the machine knows what the path is', 'srv.mount', '[Mount]\nWhat=x\nWhere=/%H\n', 252],
  ['what the name gives fits any name', 'srv-a.mount', '[Mount]\nWhat=x\nWhere=%f\n', 252],
  ['the root file system needs no What=', '-.mount', '[Mount]\nOptions=ro\n', 252],
  ['systemd makes init.scope itself', 'init.scope', '[Scope]\nRuntimeMaxSec=1\n', 252],
  [
    'a template is judged as any instance',
    'a@.service',
    '[Unit]\nAfter=a@x.service\n[Service]\nExecStart=/bin/true %i\n',
    262,
  ],
];

describe('nothing is said', () => {
  test.each(FINE)('when %s', (_, name, text, version) => {
    expect(verifyUnit(unitNamed(name, text), version)).toEqual([]);
  });

  test('of drop-ins, which are no units by themselves', () => {
    const path = '/etc/systemd/system/a.service.d/b.conf';
    const document = parseUnitDocument({ id: 'unit' } as FileKind, '[Service]\nType=dbus\n', {
      path,
      languageId: undefined,
    });
    expect(verifyUnit(document, 252)).toEqual([]);
  });

  test('about names of buffers that have none', () => {
    const context = { path: 'Untitled-1', languageId: 'systemd-mount' };
    const document = parseUnitDocument({ id: 'unit' } as FileKind, '[Mount]\nWhat=x\nWhere=/srv\n', context);
    expect(verifyUnit(document, 252)).toEqual([]);
  });
});
