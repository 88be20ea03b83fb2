import { commands, type Disposable, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { BootProfile } from '../../../../server/src/protocol/boot.ts';
import { type ProfileSetting, profileFromSettings, profileSettings, setProfile } from '../../boot/profile.ts';

const unset = 'as the root says';

interface ProfilePick extends QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

/** What ConditionArchitecture= and ConditionVirtualization= are mostly asked for; others can be typed. */
const architectures = ['x86-64', 'arm64', 'riscv64', 'ppc64-le', 's390x', 'loongarch64', 'x86', 'arm'];
const virtualizations = [
  'none',
  'kvm',
  'qemu',
  'vmware',
  'microsoft',
  'oracle',
  'xen',
  'lxc',
  'systemd-nspawn',
  'docker',
];

/** "Bootwright: Choose Machine Profile": what machine boots, one setting after the other until Escape. */
export function chooseProfile(): Disposable {
  return commands.registerCommand('bootwright.boot.chooseProfile', async () => {
    for (;;) {
      const picked = await window.showQuickPick(profileItems(profileFromSettings()), { title: 'Machine that boots' });
      if (!picked?.run) return;
      await picked.run();
    }
  });
}

function profileItems(profile: BootProfile): ProfilePick[] {
  const { commandLine, architecture, virtualization, firstBoot, devices } = profile;
  return [
    {
      label: '$(terminal) Kernel command line',
      description: commandLine ?? 'as the boot loader says',
      run: () => askCommandLine(commandLine),
    },
    {
      label: '$(versions) systemd version',
      description: 'of the settings',
      run: async () => commands.executeCommand('bootwright.selectSystemdVersion'),
    },
    {
      label: '$(chip) Architecture',
      description: architecture ?? unset,
      run: () => askWord('architecture', 'Architecture', architectures, architecture),
    },
    {
      label: '$(vm) Virtualisation',
      description: virtualization ?? unset,
      run: () => askWord('virtualization', 'Virtualisation', virtualizations, virtualization),
    },
    {
      label: '$(sparkle) First boot',
      description: firstBoot === undefined ? unset : firstBoot ? 'yes' : 'no',
      run: () => askWord('firstBoot', 'First boot', ['yes', 'no'], undefined),
    },
    {
      label: '$(circuit-board) Devices',
      description: devices === undefined ? 'all that units wait for' : devices.join(' ') || 'none',
      run: () => askDevices(devices),
    },
    { label: '', kind: QuickPickItemKind.Separator },
    { label: '$(discard) Reset', run: () => Promise.all(profileSettings.map((each) => setProfile(each, undefined))) },
  ];
}

async function askCommandLine(old: string | undefined): Promise<void> {
  const text = await window.showInputBox({
    title: 'Kernel command line',
    prompt:
      'Such as "quiet systemd.unit=rescue.target systemd.mask=cups.service". Empty takes that of the boot loader.',
    value: old ?? '',
  });
  if (text !== undefined) await setProfile('commandLine', text.trim() === '' ? undefined : text.trim());
}

async function askWord(
  setting: ProfileSetting,
  title: string,
  words: readonly string[],
  current: string | undefined,
): Promise<void> {
  const items = [undefined, ...words].map((word) => ({
    label: word ?? unset,
    description: word === current ? 'current' : '',
    word,
  }));
  const picked = await window.showQuickPick(items, { title });
  if (picked) await setProfile(setting, picked.word);
}

async function askDevices(old: readonly string[] | undefined): Promise<void> {
  const text = await window.showInputBox({
    title: 'Devices that appear',
    prompt: 'Names of device units or paths, such as "dev-sda1.device /dev/ttyS0". Empty: all that units wait for.',
    value: old?.join(' ') ?? '',
  });
  const devices = text?.split(/\s+/).filter(Boolean);
  if (devices) await setProfile('devices', devices.length === 0 ? undefined : devices);
}
