import * as vscode from 'vscode';
import { open, openUntitled } from '../editor.ts';
import { check, equal, report, type Suite, until } from '../harness.ts';

/** Set by the bundler: the host that this bundle is made for. */
declare const HOST: 'node' | 'browser';

const system = '/etc/systemd/system';
const random = '1a2b3c4d5e6f7a8b';

const languageOfPath: Record<string, string> = {
  [`${system}/a.service`]: 'systemd-service',
  [`${system}/a@.service`]: 'systemd-service',
  [`${system}/a@b.service`]: 'systemd-service',
  [`${system}/a.socket`]: 'systemd-socket',
  [`${system}/a.target`]: 'systemd-target',
  [`${system}/a.device`]: 'systemd-device',
  [`${system}/a.mount`]: 'systemd-mount',
  [`${system}/a.automount`]: 'systemd-automount',
  [`${system}/a.swap`]: 'systemd-swap',
  [`${system}/a.timer`]: 'systemd-timer',
  [`${system}/a.path`]: 'systemd-path',
  [`${system}/a.slice`]: 'systemd-slice',
  [`${system}/a.scope`]: 'systemd-scope',
  [`${system}/a.service.d/10-x.conf`]: 'systemd-service',
  [`${system}/a-.service.d/10-x.conf`]: 'systemd-service',
  [`${system}/a@.service.d/10-x.conf`]: 'systemd-service',
  [`${system}/a@b.service.d/10-x.conf`]: 'systemd-service',
  [`${system}/service.d/10-x.conf`]: 'systemd-service',
  [`${system}/a.timer.d/10-x.conf`]: 'systemd-timer',
  [`${system}/a.automount.d/10-x.conf`]: 'systemd-automount',
  [`${system}/mount.d/10-x.conf`]: 'systemd-mount',
  [`${system}/.#a.service${random}`]: 'systemd-service',
  [`${system}/.#a@b.socket${random}`]: 'systemd-socket',
  [`${system}/a.service.d/.#override.conf${random}`]: 'systemd-service',
  [`${system}/timer.d/.#override.conf${random}`]: 'systemd-timer',
  '/var/tmp/aXk3dLp9Q.service': 'systemd-service',
  '/var/tmp/overrideXk3dLp9Q.conf': 'systemd-unit',
  '/var/tmp/override.Xk3dLp9Q.conf': 'systemd-unit',
  '/usr/share/dbus-1/system-services/org.example.A.service': 'ini',
  '/etc/avahi/services/ssh.service': 'xml',
  '/etc/systemd/system.conf.d/10-x.conf': 'properties',
};

export const languages: Suite = {
  'the suites run in the host they are made for': async () => {
    const host = typeof process === 'object' && process.versions?.node ? 'node' : 'browser';
    equal(host, HOST, 'extension host');
  },

  'the extension is quick to activate, and a unit file activates it': async () => {
    const extension = vscode.extensions.getExtension('bootwright.bootwright');
    check(extension !== undefined, 'the extension is not there');
    await extension?.activate();
    report(`activation: ${activationTime()} ms`);
    await open('etc/systemd/system/web.service');
    await until('active extension', () => extension?.isActive);
  },

  'a path tells the language': async () => {
    for (const [path, language] of Object.entries(languageOfPath)) {
      equal((await openUntitled(path)).languageId, language, path);
    }
  },

  'the first line tells the language of a file without a telling name': async () => {
    const document = await vscode.workspace.openTextDocument({ content: '[Unit]\nDescription=X\n' });
    await vscode.window.showTextDocument(document);
    await until('language', () => document.languageId === 'systemd-unit');
  },

  'the language can be changed by hand': async () => {
    const document = await openUntitled('/var/tmp/overrideAbCdEfGh.conf', '[Timer]\nOnBoot\n');
    const changed = await vscode.languages.setTextDocumentLanguage(document, 'systemd-timer');
    equal(changed.languageId, 'systemd-timer');
  },
};

/** Milliseconds for loading and activating the extension, by the marks that VS Code itself sets; NaN without them. */
function activationTime(): number {
  const { MonacoPerformanceMarks } = globalThis as { MonacoPerformanceMarks?: { getMarks(): Mark[] } };
  const marks = MonacoPerformanceMarks?.getMarks() ?? [];
  const at = (step: string) =>
    marks.find(({ name }) => name === `code/extHost/${step}/bootwright.bootwright`)?.startTime;
  const lasted = (what: string) => Number(at(`did${what}`)) - Number(at(`will${what}`));
  return Math.round(lasted('LoadExtensionCode') + lasted('ActivateExtension'));
}

interface Mark {
  readonly name: string;
  readonly startTime: number;
}
