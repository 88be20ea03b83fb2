import { INFINITE } from '../../values/timespan.ts';
import { commandsOf } from './commands.ts';
import { hasCredentials, pamNeedsKillMode } from './contexts.ts';
import type { Reading } from './reading.ts';
import { addAssignment, fixes, type Rule, refuse, removeAssignment, replaceValue, warn } from './report.ts';
import { hasWords, isOn, path, type Setting, span, text, word } from './settings.ts';

/** `service_verify` of core/service.c, up to the first refusal. */
export const serviceRules: readonly Rule[] = [
  nothingToRun,
  noExecStart,
  endsAtOnce,
  severalExecStart,
  oneshotRestart,
  oneshotRestartForce,
  oneshotExitType,
  dbusWithoutBusName,
  (unit) => (unit.version < 257 ? pamNeedsKillMode(unit, ['control-group', 'mixed']) : undefined),
  forkingPrivatePids,
];

/** The type of a service, given or worked out as `service_add_extras` does. */
export function serviceType(unit: Reading): string {
  const given = typeSetting(unit);
  if (given) return given.value;
  if (text(unit, 'Service', 'BusName')) return 'dbus';
  if (unit.version >= 257 && hasCredentials(unit)) return 'exec';
  return commandsOf(unit, 'ExecStart').length > 0 ? 'simple' : 'oneshot';
}

function typeSetting(unit: Reading): Setting<string> | undefined {
  return word(unit, 'Service', 'Type');
}

function successAction(unit: Reading): boolean {
  return (word(unit, 'Unit', 'SuccessAction')?.value ?? 'none') !== 'none';
}

function hasCommand(unit: Reading, key: string): boolean {
  return commandsOf(unit, key).length > 0;
}

function nothingToRun(unit: Reading) {
  if (hasCommand(unit, 'ExecStart') || hasCommand(unit, 'ExecStop') || successAction(unit)) return undefined;
  return refuse(
    unit,
    'service-without-commands',
    undefined,
    'The service has nothing to do: it has no ExecStart=, no ExecStop= and no SuccessAction=. Add ExecStart= with the command to run.',
  );
}

function noExecStart(unit: Reading) {
  if (serviceType(unit) === 'oneshot' || hasCommand(unit, 'ExecStart')) return undefined;
  const type = typeSetting(unit);
  return refuse(
    unit,
    'service-without-exec-start',
    type?.node,
    `A service of Type=${serviceType(unit)} needs ExecStart=. Add the command to run, or write Type=oneshot.`,
    fixes(
      type && commandsOf(unit, 'ExecStop').length > 0
        ? { ...replaceValue(type.node, 'oneshot'), preferred: false }
        : undefined,
    ),
  );
}

function endsAtOnce(unit: Reading) {
  if (isOn(unit, 'Service', 'RemainAfterExit') || hasCommand(unit, 'ExecStart') || successAction(unit))
    return undefined;
  const stop = commandsOf(unit, 'ExecStop').at(-1);
  const remain = unit.assigned.findLast((one) => one.node.key === 'RemainAfterExit')?.node;
  return refuse(
    unit,
    'service-without-remain-after-exit',
    remain ?? stop,
    'Without ExecStart= the service is over as soon as it starts. Write RemainAfterExit=yes, so that ExecStop= runs when it is stopped.',
    fixes(remain ? replaceValue(remain, 'yes') : addAssignment(unit, 'RemainAfterExit=yes', stop)),
  );
}

function severalExecStart(unit: Reading) {
  const commands = commandsOf(unit, 'ExecStart');
  if (commands.length < 2 || serviceType(unit) === 'oneshot') return undefined;
  const type = typeSetting(unit);
  return refuse(
    unit,
    'service-several-exec-start',
    commands.at(-1),
    `Only a service of Type=oneshot may have several ExecStart= commands; this one is of Type=${serviceType(unit)}. Keep one of them, or write Type=oneshot.`,
    fixes(type ? { ...replaceValue(type.node, 'oneshot'), preferred: false } : addAssignment(unit, 'Type=oneshot')),
  );
}

function oneshotRestart(unit: Reading) {
  const restart = word(unit, 'Service', 'Restart');
  if (serviceType(unit) !== 'oneshot' || !restart || !['always', 'on-success'].includes(restart.value))
    return undefined;
  return refuse(
    unit,
    'oneshot-restart',
    restart.node,
    `Restart=${restart.value} is not allowed for Type=oneshot, which would run for ever. Write Restart=on-failure, or choose another Type=.`,
    fixes(replaceValue(restart.node, 'on-failure')),
  );
}

/** 254 and older refuse it, 257 no longer does. */
function oneshotRestartForce(unit: Reading) {
  if (unit.version >= 257 || serviceType(unit) !== 'oneshot') return undefined;
  if (!hasWords(unit, 'Service', 'RestartForceExitStatus')) return undefined;
  const node = unit.assigned.findLast((one) => one.node.key === 'RestartForceExitStatus')!.node;
  return refuse(
    unit,
    'oneshot-restart-force-exit-status',
    node,
    `systemd ${unit.version} does not allow RestartForceExitStatus= for Type=oneshot. Remove it, or choose another Type=.`,
    fixes(removeAssignment(node)),
  );
}

function oneshotExitType(unit: Reading) {
  const exit = word(unit, 'Service', 'ExitType');
  if (serviceType(unit) !== 'oneshot' || exit?.value !== 'cgroup') return undefined;
  return refuse(
    unit,
    'oneshot-exit-type-cgroup',
    exit.node,
    'ExitType=cgroup is not allowed for Type=oneshot. Remove it, or choose another Type=.',
    fixes(removeAssignment(exit.node)),
  );
}

function dbusWithoutBusName(unit: Reading) {
  if (serviceType(unit) !== 'dbus' || text(unit, 'Service', 'BusName')) return undefined;
  const type = typeSetting(unit);
  return refuse(
    unit,
    'dbus-without-bus-name',
    type?.node,
    'A service of Type=dbus needs BusName= with the name that it takes on the bus.',
  );
}

function forkingPrivatePids(unit: Reading) {
  const pids = word(unit, 'Service', 'PrivatePIDs');
  if (serviceType(unit) !== 'forking' || pids?.value !== 'yes') return undefined;
  return refuse(
    unit,
    'forking-private-pids',
    pids.node,
    'PrivatePIDs=yes does not work with Type=forking. Remove it, or let the program stay in the foreground and choose another Type=.',
    fixes(removeAssignment(pids.node)),
  );
}

/** What `service_verify` only warns of. */
export const serviceWarnings: readonly Rule[] = [
  usbDescriptorsAlone,
  usbStringsAlone,
  oneshotRuntimeMax,
  runtimeExtraAlone,
  credentialRace,
];

function usbDescriptorsAlone(unit: Reading) {
  const descriptors = path(unit, 'Service', 'USBFunctionDescriptors');
  if (!descriptors || path(unit, 'Service', 'USBFunctionStrings')) return undefined;
  return warn(
    unit,
    'usb-descriptors-without-strings',
    descriptors.node,
    'USBFunctionDescriptors= has no effect without USBFunctionStrings=. Set both.',
  );
}

function usbStringsAlone(unit: Reading) {
  const strings = path(unit, 'Service', 'USBFunctionStrings');
  if (!strings || path(unit, 'Service', 'USBFunctionDescriptors')) return undefined;
  return warn(
    unit,
    'usb-strings-without-descriptors',
    strings.node,
    'USBFunctionStrings= has no effect without USBFunctionDescriptors=. Set both.',
  );
}

function oneshotRuntimeMax(unit: Reading) {
  const max = span(unit, 'Service', 'RuntimeMaxSec');
  if (!max || max.value === INFINITE || serviceType(unit) !== 'oneshot') return undefined;
  return warn(
    unit,
    'oneshot-runtime-max',
    max.node,
    'RuntimeMaxSec= has no effect on Type=oneshot, which is never active. Write TimeoutStartSec= to limit how long it runs.',
    fixes({
      title: "Write 'TimeoutStartSec='",
      edits: [{ span: max.node.keySpan, newText: 'TimeoutStartSec' }],
      preferred: true,
    }),
  );
}

function runtimeExtraAlone(unit: Reading) {
  const extra = span(unit, 'Service', 'RuntimeRandomizedExtraSec');
  const max = span(unit, 'Service', 'RuntimeMaxSec');
  if (!extra || extra.value === 0n || (max && max.value !== INFINITE)) return undefined;
  return warn(
    unit,
    'runtime-extra-without-max',
    extra.node,
    'RuntimeRandomizedExtraSec= has no effect without RuntimeMaxSec=. Set that too.',
  );
}

function credentialRace(unit: Reading) {
  if (unit.version < 257 || serviceType(unit) !== 'simple') return undefined;
  const post = commandsOf(unit, 'ExecStartPost').at(-1);
  const type = typeSetting(unit);
  if (!post || !hasCredentials(unit)) return undefined;
  return warn(
    unit,
    'simple-credentials-race',
    type?.node ?? post,
    'With Type=simple, ExecStartPost= may run before the credentials are in place. Write Type=exec.',
    fixes(type && replaceValue(type.node, 'exec')),
  );
}
