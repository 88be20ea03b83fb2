import { isOfUserManager } from '../../kinds/unit/manager.ts';
import type { Reading } from '../verify/reading.ts';
import { serviceType } from '../verify/service.ts';
import { type AdviceRule, adviseAt } from './report.ts';

/** Settings that take something away from a service, or give it a user of its own. */
const HARDENING =
  /^(User|DynamicUser|PAMName|RootDirectory|RootImage|Private[A-Z]\w*|Protect[A-Z]\w*|Restrict[A-Z]\w*|NoNewPrivileges|CapabilityBoundingSet|SystemCall(Filter|Architectures)|ReadOnlyPaths|ReadOnlyDirectories|InaccessiblePaths|InaccessibleDirectories|ReadWritePaths|ReadWriteDirectories|TemporaryFileSystem|MemoryDenyWriteExecute|LockPersonality|DevicePolicy|DeviceAllow|IPAddressDeny|AppArmorProfile|SELinuxContext|UMask)$/;
/** Whoever reads a package's unit is in no place to change it. */
const OF_PACKAGES = /(^|\/)((usr\/)?lib|run)\/systemd\//;
/** A service that stays, and is started at boot, is worth the effort. */
const STAYING = new Set(['simple', 'exec', 'notify', 'notify-reload', 'forking', 'dbus']);

/** A service of the machine's own that runs at boot as root with nothing taken away: one hint on its section. */
export const hardening: AdviceRule = (unit, context) => {
  if (unit.type !== 'service' || unit.document.identity.role !== 'fragment' || unit.broken) return [];
  if (OF_PACKAGES.test(context.path) || isOfUserManager(context.path)) return [];
  if (!STAYING.has(serviceType(unit)) || !isInstalled(unit)) return [];
  if (unit.assigned.some(({ section, node }) => section === 'Service' && HARDENING.test(node.key))) return [];
  const header = unit.document.file.sections.find(({ name }) => name === 'Service')?.header;
  if (!header) return [];
  const message =
    "This service runs as root with access to everything. User= or DynamicUser=, ProtectSystem=, PrivateTmp= and NoNewPrivileges= narrow that down; 'bootwright security' tells what is open.";
  const found = adviseAt(header.header, { code: 'hardening', message, page: 'systemd.exec(5)', anchor: 'Sandboxing' });
  return [{ ...found, severity: 'hint' }];
};

function isInstalled(unit: Reading): boolean {
  return unit.assigned.some(({ node }) => /^(WantedBy|RequiredBy|UpheldBy)$/.test(node.key) && node.value.text !== '');
}
