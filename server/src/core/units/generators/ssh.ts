import { chase } from '../../tree/chase.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { searchPath } from '../searchPath.ts';
import { isCommandLineKey } from './commandLine.ts';
import { type GeneratorRoot, hasProgram } from './machine.ts';
import { GeneratorOutput } from './output.ts';

/** The first version that has this generator. */
const SINCE = 256;
/** From this version on the key for all users is copied to where they can read it. */
const COPIES_KEY_SINCE = 262;
const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/usr/local/bin', '/usr/bin', '/bin'];
/** Units of the packages that bring sshd. */
const USUAL_UNITS = ['sshd@.service', 'sshd.service', 'ssh.service'];

/**
 * What systemd-ssh-generator does: sshd is to be reached by a socket in the file system, and by those that the command
 * line names. The sockets of virtual machines and containers (`sshd-vsock.socket`, `sshd-unix-export.socket`) depend on
 * the running machine and are left out.
 */
export function sshGenerator(root: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput('systemd-ssh-generator');
  const extra = [...new Set(listenExtra(root))].sort();
  const auto = isAuto(root);
  if (root.version < SINCE || (!auto && extra.length === 0) || !hasSshd(root)) return out;
  const template = existingTemplate(root);
  for (const [i, address] of extra.entries()) {
    addSocket(root, out, i === 0 ? 'sshd-extra' : `sshd-extra-${i + 1}`, address, address, template, true);
  }
  if (auto) addSocket(root, out, 'sshd-unix-local', '/run/ssh-unix-local/socket', 'AF_UNIX Local', template, false);
  return out;
}

function isAuto({ commandLine }: GeneratorRoot): boolean {
  const found = commandLine.findLast(
    ({ key, value }) =>
      isCommandLineKey(key, 'systemd.ssh_auto') && (value === undefined || parseBoolean(value) !== undefined),
  );
  return found?.value === undefined || parseBoolean(found.value) === true;
}

function listenExtra({ commandLine }: GeneratorRoot): string[] {
  return commandLine.flatMap(({ key, value }) =>
    value !== undefined && isCommandLineKey(key, 'systemd.ssh_listen') ? [value] : [],
  );
}

/** Where the folders of programs were not read, the units of the usual packages tell. */
function hasSshd(root: GeneratorRoot): boolean {
  if (!hasProgram(root, 'sshd')) return false;
  const { tree } = root;
  const wasRead = PROGRAM_FOLDERS.some((folder) => {
    const end = chase(tree, folder);
    return end.found && tree.names(end.path).length > 0;
  });
  return wasRead || USUAL_UNITS.some((name) => unitPath(root, name) !== undefined);
}

function existingTemplate(root: GeneratorRoot): string | undefined {
  return unitPath(root, 'sshd@.service');
}

/** `unit_file_exists_full`, without the folders of generators. */
function unitPath({ tree, version }: GeneratorRoot, name: string): string | undefined {
  const folders = searchPath(version, 'system', tree).filter((folder) => !folder.includes('/generator'));
  return folders.map((folder) => `${folder}/${name}`).find((path) => chase(tree, path).found);
}

/** `make_sshd_template_unit` and `write_socket_unit`. */
function addSocket(
  root: GeneratorRoot,
  out: GeneratorOutput,
  name: string,
  address: string,
  comment: string,
  template: string | undefined,
  remote: boolean,
): void {
  out.link(`${name}@.service`, template ?? makeTemplate(root, out));
  const socket = out.open(`${name}.socket`);
  socket?.print(
    '[Unit]',
    `Description=OpenSSH Server Socket (systemd-ssh-generator, ${comment})`,
    'Documentation=man:systemd-ssh-generator(8)',
  );
  if (remote) socket?.print('Wants=ssh-access.target', 'Before=ssh-access.target');
  const limits = ['PollLimitIntervalSec=30s', 'PollLimitBurst=50'];
  socket?.print('', '[Socket]', `ListenStream=${address}`, 'Accept=yes', ...limits);
  out.addSymlink('sockets.target', 'wants', `${name}.socket`);
}

function makeTemplate({ version }: GeneratorRoot, out: GeneratorOutput): string {
  const service = out.open('sshd-generated@.service');
  const key = 'ssh.ephemeral-authorized_keys-all';
  const copy = '/run/sshd-generated-%i/authorized_keys';
  const copies = version >= COPIES_KEY_SINCE;
  const file = copies ? copy : `\${CREDENTIALS_DIRECTORY}/${key}`;
  service?.print(
    '[Unit]',
    'Description=OpenSSH Per-Connection Server Daemon',
    'Documentation=man:systemd-ssh-generator(8) man:sshd(8)',
    '',
    '[Service]',
  );
  if (copies) {
    service?.print(`ExecStartPre=systemd-tmpfiles --create --inline 'f^ ${copy} 0444 root root - ${key}'`);
  }
  service?.print(
    `ExecStart=-/usr/sbin/sshd -i -o "AuthorizedKeysFile ${file} .ssh/authorized_keys"`,
    'StandardInput=socket',
    `ImportCredential=${key}`,
  );
  if (copies) service?.print('RuntimeDirectory=sshd-generated-%i');
  return '/run/systemd/generator/sshd-generated@.service';
}
