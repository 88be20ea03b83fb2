// A systemd that really boots an image as process 1, in namespaces, on an overlay in memory that is thrown away. Needs
// root and a cgroup2 kernel. No network, no devices, no console.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const INIT = `
set -e
image=$1 units=$2 target=$3 work=$4
mkdir -p $work/m && mount -t tmpfs tmpfs $work/m && mkdir $work/m/up $work/m/wk $work/m/root
mount -t overlay overlay -o lowerdir=$image,upperdir=$work/m/up,workdir=$work/m/wk $work/m/root
root=$work/m/root
cp -a "$units/." $root/
cd $root
mount -t proc proc proc; mount -t sysfs -o ro sysfs sys; mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs run; mount -t tmpfs tmpfs tmp; mount -t tmpfs tmpfs dev
# Nodes of its own: what is done to them must not reach the devices of the machine that asks.
mknod -m 666 dev/null c 1 3; mknod -m 666 dev/zero c 1 5; mknod -m 666 dev/full c 1 7; mknod -m 666 dev/random c 1 8
mknod -m 666 dev/urandom c 1 9; mknod -m 666 dev/tty c 5 0; mkdir -p dev/pts dev/shm .old
pivot_root . .old; umount -l /.old 2>/dev/null || true
exec env -i container=other TERM=linux PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=$target --log-level=info
`;

const RUN = `
set -u
image=$1 units=$2 target=$3 work=$4 script=$5
unshare --mount --propagation private --pid --fork --uts --ipc --net --cgroup --kill-child sh "$work/init" "$image" "$units" "$target" "$work" </dev/null >"$work/log" 2>&1 &
outer=$!; pid=''
trap 'kill -9 $pid $outer 2>/dev/null' EXIT
for _ in $(seq 200); do pid=$(pgrep -P $outer 2>/dev/null | head -1); [ -n "$pid" ] && grep -q systemd "/proc/$pid/comm" 2>/dev/null && break; sleep 0.05; done
inside() { nsenter -t "$pid" -m -p -u -i -n -C env -i LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin SYSTEMD_PAGER=cat SYSTEMD_COLORS=0 "$@"; }
for _ in $(seq 300); do state=$(inside timeout 5 systemctl is-system-running 2>/dev/null); case $state in running|degraded|maintenance) break;; esac; sleep 0.05; done
inside timeout -k 1 100 sh -c "$script"
`;

/**
 * What a shell function `settled` waits for inside: no job, and no unit on its way, twice in a row. `record` prints the
 * active units after a line that says what was done.
 */
const PRELUDE = `
settled() {
  quiet=0; n=0
  while [ $quiet -lt 2 ] && [ $n -lt 120 ]; do
    n=$((n+1))
    if [ -z "$(systemctl list-jobs --no-legend --plain 2>/dev/null | grep -v 'No jobs')" ] && [ -z "$(systemctl list-units --all --state=activating,deactivating,reloading --no-legend --plain 2>/dev/null)" ]; then quiet=$((quiet+1)); else quiet=0; fi
    sleep 0.12
  done
}
record() { echo "== $1"; systemctl list-units --all --state=active --plain --no-legend | cut -d' ' -f1 | sort; }
`;

/**
 * Boots an image with files laid over it and gives commands to its `systemctl`.
 *
 * @param {string} image the folder of a system tree
 * @param {{files?: Record<string, string | {link: string}>, target?: string, commands?: readonly string[],
 *   afterBoot?: readonly string[], atEnd?: readonly string[]}} wishes files by their paths in the image; the unit to boot;
 *   words for systemctl, one command after the other; shell lines to run
 * @returns {Promise<{active: string[][], afterBoot: string[], atEnd: string[], errors: string[]}>} the active units after
 *   the boot and after each command, what the shell lines printed, and what systemctl complained of
 */
export async function live(image, wishes) {
  const { files = {}, target = 'multi-user.target', commands = [], afterBoot = [], atEnd = [] } = wishes;
  const work = mkdtempSync(join(tmpdir(), 'bootwright-live-'));
  try {
    const overlay = join(work, 'files');
    mkdirSync(overlay);
    layOut(overlay, files);
    writeFileSync(join(work, 'init'), INIT);
    const ask = (line) => `echo '== ?'; ${line}`;
    const script = [
      PRELUDE,
      'settled; record boot',
      ...afterBoot.map(ask),
      ...commands.map((one) => `timeout 20 systemctl ${one} 2>&1 | sed 's/^/!! /'; settled; record ${quoted(one)}`),
      ...atEnd.map(ask),
      // Process 1 may remove a group just when a process is to enter it; that is no answer.
      "journalctl -b --no-pager -q | grep -q 'status=219/CGROUP' && echo '== fault'",
      "echo '== end'",
    ].join('\n');
    const { stdout, stderr } = await run('bash', ['-c', RUN, 'live', image, overlay, target, work, script]);
    return parse(stdout, wishes, stderr);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function layOut(folder, files) {
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    if (typeof content === 'string') writeFileSync(at, content);
    else symlinkSync(content.link, at);
  }
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function run(program, args) {
  return new Promise((resolve) => {
    execFile(program, args, { maxBuffer: 64 * 1024 * 1024, timeout: 120_000 }, (error, stdout, stderr) =>
      resolve({ stdout, stderr: `${stderr}${error?.killed ? ' (timed out)' : ''}` }),
    );
  });
}

function parse(stdout, { afterBoot = [], commands = [] }, stderr) {
  const lines = stdout.split('\n');
  const errors = lines.filter((line) => line.startsWith('!! ')).map((line) => line.slice(3));
  const printed = lines.filter((line) => !line.startsWith('!! ')).join('\n');
  if (/^== fault$/m.test(printed)) throw new Error('a process could not enter its control group');
  if (!/^== end$/m.test(printed)) throw new Error(`the image did not answer: ${stderr}`);
  const parts = printed.split(/^== .*$/m).map((part) => part.trim());
  const [boot = '', ...rest] = parts.slice(1, -1);
  const asked = rest.splice(0, afterBoot.length);
  const active = [boot, ...rest.splice(0, commands.length)].map((part) =>
    part.split('\n').filter((line) => line !== ''),
  );
  return { active, afterBoot: asked, atEnd: rest, errors };
}
