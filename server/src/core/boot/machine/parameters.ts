import { type CommandLineItem, isCommandLineKey, runlevelToTarget } from '../../units/generators/commandLine.ts';

/** `[name, reader, effect, since?]`; the reader is the source file, with its function where there are several. */
type Row = readonly [name: string, reader: string, effect: string, since?: number];

/** Parameters by the program that reads them. Those of the initrd have `rd.` before them and the same effect there. */
const ROWS: readonly Row[] = [
  ['init', 'kernel', 'is started as process 1'],
  ['rdinit', 'kernel', 'is started in the initrd'],
  ['root', 'kernel', 'is the root file system'],
  ['rootfstype', 'kernel', 'is the type of the root file system'],
  ['rootflags', 'kernel', 'are the mount options of the root file system'],
  ['ro', 'kernel', 'the root file system is mounted read-only at first'],
  ['rw', 'kernel', 'the root file system is mounted writable'],
  ['console', 'kernel', 'the kernel prints there, and a login waits there'],
  ['quiet', 'main.c', 'only failures are shown on the console'],
  ['debug', 'main.c', 'everything is logged in detail'],
  ['systemd.unit', 'main.c', 'is started instead of default.target'],
  ['systemd.show_status', 'main.c', 'says what is shown on the console'],
  ['systemd.setenv', 'main.c', 'is set in the environment of all services'],
  ['systemd.machine_id', 'main.c', 'is the machine id of this boot'],
  ['systemd.default_timeout_start_sec', 'main.c', 'is the time that a unit has to start'],
  ['systemd.default_device_timeout_sec', 'main.c', 'is the time that a device has to appear', 254],
  ['systemd.default_standard_output', 'main.c', 'is where services print to'],
  ['systemd.default_standard_error', 'main.c', 'is where services print errors to'],
  ['systemd.confirm_spawn', 'main.c', 'asks before every process is started'],
  ['systemd.service_watchdogs', 'main.c', 'says whether watchdogs of services count'],
  ['systemd.crash_shell', 'main.c', 'says whether a shell follows when systemd crashes'],
  ['systemd.crash_reboot', 'main.c', 'says whether the machine reboots when systemd crashes'],
  ['systemd.crash_action', 'main.c', 'is what follows when systemd crashes', 256],
  ['systemd.watchdog_sec', 'main.c', 'is the time of the hardware watchdog'],
  ['systemd.cpu_affinity', 'main.c', 'are the processors that systemd may use'],
  ['systemd.condition_first_boot', 'main.c', 'says whether this counts as the first boot'],
  ['systemd.condition_needs_update', 'condition.c', 'decides all ConditionNeedsUpdate='],
  ['systemd.hostname', 'hostname-setup.c', 'is the name of the machine'],
  ['systemd.firstboot', 'firstboot.c', 'says whether the first boot asks questions'],
  ['systemd.mask', 'debug-generator.c', 'is masked for this boot'],
  ['systemd.wants', 'debug-generator.c', 'is started as well'],
  ['systemd.debug_shell', 'debug-generator.c', 'opens a root shell on a terminal early on'],
  ['systemd.default_debug_tty', 'debug-generator.c', 'is the terminal of the root shell', 256],
  ['systemd.break', 'debug-generator.c', 'holds the boot with a shell', 258],
  ['systemd.run', 'run-generator.c', 'is run instead of the usual boot'],
  ['systemd.run_success_action', 'run-generator.c', 'follows when the command succeeds'],
  ['systemd.run_failure_action', 'run-generator.c', 'follows when the command fails'],
  ['fstab', 'fstab-generator.c', 'says whether /etc/fstab counts'],
  ['systemd.swap', 'fstab-generator.c', 'says whether swap is used'],
  ['systemd.mount-extra', 'fstab-generator.c', 'is mounted as well', 254],
  ['systemd.swap-extra', 'fstab-generator.c', 'is used for swap as well', 254],
  ['systemd.volatile', 'fstab-generator.c', 'boots without a lasting root or state'],
  ['luks', 'cryptsetup-generator.c', 'says whether encrypted volumes are opened'],
  ['luks.crypttab', 'cryptsetup-generator.c', 'says whether /etc/crypttab counts'],
  ['luks.uuid', 'cryptsetup-generator.c', 'is an encrypted volume to open'],
  ['luks.name', 'cryptsetup-generator.c', 'is opened under that name'],
  ['luks.options', 'cryptsetup-generator.c', 'are options of encrypted volumes'],
  ['luks.key', 'cryptsetup-generator.c', 'is the key of encrypted volumes'],
  ['systemd.getty_auto', 'getty-generator.c', 'says whether logins wait on serial consoles'],
  ['systemd.gpt_auto', 'gpt-auto-generator.c', 'says whether partitions are found by their types'],
  ['resume', 'hibernate-resume-generator.c', 'holds the hibernated system that is resumed'],
  ['fsck.mode', 'fsck.c', 'says when file systems are checked'],
  ['fsck.repair', 'fsck.c', 'says how file systems are repaired'],
  ['fastboot', 'fsck.c', 'file systems are not checked'],
  ['forcefsck', 'fsck.c', 'all file systems are checked'],
  ['quotacheck.mode', 'quotacheck.c', 'says when quotas are checked'],
  ['modules_load', 'modules-load.c', 'are kernel modules that are loaded early'],
  ['systemd.unified_cgroup_hierarchy', 'cgroup-setup.c', 'says which hierarchy of control groups is used'],
  ['systemd.set_credential', 'import-creds.c', 'is handed to services as a credential'],
  ['systemd.import_credentials', 'import-creds.c', 'says whether credentials from outside count'],
  ['systemd.restore_state', 'backlight.c', 'says whether rfkill and backlight are as they were'],
  ['net.ifnames', 'udev', 'says whether network interfaces get lasting names'],
  ['net.naming-scheme', 'udev', 'is the version of the rules for names of network interfaces'],
];

/** Who reads a word and what it does; undefined for words of others. Some keys take `-` for `_`, which all do here. */
export function parameterOf(item: CommandLineItem, version: number): { reader: string; effect: string } | undefined {
  const initrd = item.key.startsWith('rd.');
  const key = initrd ? item.key.slice(3) : item.key;
  const target = item.value === undefined && !initrd ? runlevelToTarget(key) : undefined;
  if (target !== undefined) return { reader: 'main.c', effect: `${target} is started instead of default.target` };
  const row = ROWS.find(([name, , , since]) => isCommandLineKey(key, name) && version >= (since ?? 0));
  if (!row || (initrd && row[1] === 'kernel')) return undefined;
  return { reader: row[1], effect: initrd ? `${row[2]} (in the initrd)` : row[2] };
}
