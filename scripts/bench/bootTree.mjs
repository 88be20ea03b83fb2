import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Targets that default dependencies ask for; systemd 252 has none of them built in. */
const TARGETS = ['sysinit', 'basic', 'shutdown', 'sockets', 'timers', 'paths', 'slices', 'local-fs', 'multi-user'];

/**
 * Writes a folder of units that all belong to one boot of bench.target: services with three dependencies each (one that
 * brings the unit into the boot, one more, one of order only) besides the usual ones.
 */
export function writeBootTree(folder, count) {
  mkdirSync(folder, { recursive: true });
  for (const name of TARGETS) writeFileSync(join(folder, `${name}.target`), `[Unit]\nDescription=The ${name} target\n`);
  const target =
    '[Unit]\nDescription=All of it\nRequires=basic.target\nAfter=basic.target\nWants=bench-0.service\nAllowIsolate=yes\n';
  writeFileSync(join(folder, 'bench.target'), target);
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `bench-${i}.service`), service(i, count));
}

function service(i, count) {
  const lines = ['[Unit]', `Description=Part ${i} of the bench`];
  for (const [key, to] of [
    ['Wants', 2 * i + 1],
    ['Requires', 2 * i + 2],
  ]) {
    if (to < count) lines.push(`${key}=bench-${to}.service`, `After=bench-${to}.service`);
  }
  // Orders that lead from lower numbers to higher ones only, so there is no cycle.
  lines.push(`After=bench-${Math.min(count - 1, i + 1 + ((i * 7919) % 97))}.service`);
  return [...lines, '', '[Service]', 'Type=simple', 'ExecStart=/bin/true', 'Restart=on-failure', ''].join('\n');
}
