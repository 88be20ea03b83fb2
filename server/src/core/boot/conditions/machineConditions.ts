import { enumeration } from '../../knowledge/enums.ts';
import { parseBoolean } from '../../values/boolean.ts';
import { isRefusal, safeAtoi, safeAtou } from '../../values/numbers.ts';
import { filenameIsValid } from '../../values/paths.ts';
import { parseSize } from '../../values/size.ts';
import { commandLineBoolean } from '../machine/commandLine.ts';
import { isContainer, isVm } from '../machine/virtualization.ts';
import { takeOperator, testOrder } from './compare.ts';
import {
  byField,
  type ConditionContext,
  type ConditionTest,
  found,
  notKnown,
  type Outcome,
  undecidable,
} from './outcome.ts';

const ARCHITECTURES = enumeration('condition_architecture')!.values;
const CAPABILITIES = enumeration('capability')!.values;
const SECURITY = enumeration('condition_security')!;
const FIRMWARE_FUNCTION = /^(?:device-tree-compatible|smbios-field)\(/;

/** What the machine itself is like: hardware, virtualisation, kernel. */
export const MACHINE_TESTS: Readonly<Record<string, ConditionTest>> = {
  ACPower: (parameter, { profile }) => boolean(parameter, profile.acPower, 'the power supply'),
  Architecture: architecture,
  CPUFeature: cpuFeature,
  CPUs: (parameter, { profile }) =>
    byNumber(parameter, (text) => safeAtou(text), profile.cpus, 'the number of processors'),
  Capability: capability,
  FirstBoot: (parameter, { profile }) => boolean(parameter, profile.firstBoot, 'whether this is the first boot'),
  Firmware: firmware,
  KernelModuleLoaded: kernelModule,
  Memory: (parameter, { profile }) =>
    byNumber(parameter, (text) => parseSize(text, 1024), profile.memory, 'the size of the memory'),
  NeedsUpdate: needsUpdate,
  Security: security,
  Virtualization: virtualization,
};

function boolean(parameter: string, value: boolean | undefined, what: string): Outcome {
  const wanted = parseBoolean(parameter);
  if (wanted === undefined) return undecidable('it takes yes or no');
  return byField(value, what, (actual) => found(actual === wanted, `${what}: ${actual ? 'yes' : 'no'}`));
}

function byNumber(
  parameter: string,
  parse: (text: string) => bigint | number | 'malformed' | 'out of range',
  value: number | undefined,
  what: string,
): Outcome {
  const { operator, rest } = takeOperator(parameter, false) ?? { operator: '>=' as const, rest: parameter };
  const wanted = parse(rest);
  if (isRefusal(wanted)) return undecidable('it takes a number');
  const limit = Number(wanted);
  return byField(value, what, (actual) => found(testOrder(actual - limit, operator), `${what} is ${actual}`));
}

function architecture(parameter: string, { profile }: ConditionContext): Outcome {
  const known = parameter === 'native' || ARCHITECTURES.includes(parameter);
  if (!known) return found(false, `systemd knows no architecture ${parameter}`);
  return byField(profile.architecture, 'the architecture', (actual) =>
    found(parameter === 'native' || actual === parameter, `the machine is ${actual}`),
  );
}

/** From this version on a feature can name the architecture that it is of. */
const FEATURE_ARCHITECTURE_SINCE = 262;

function cpuFeature(parameter: string, context: ConditionContext): Outcome {
  const dot = context.version >= FEATURE_ARCHITECTURE_SINCE ? parameter.indexOf('.') : -1;
  if (dot >= 0) {
    const native = architecture(parameter.slice(0, dot), context);
    if (!native.holds) return native;
  }
  const feature = parameter.slice(dot + 1).toLowerCase();
  return byField(context.profile.cpuFeatures, 'what the processor can do', (all) =>
    found(
      all.includes(feature),
      all.includes(feature) ? `the processor has ${feature}` : `the processor lacks ${feature}`,
    ),
  );
}

/** Up to this version the number 63 counted as a capability. */
const ALL_64_UNTIL = 252;

function capability(parameter: string, { profile, version }: ConditionContext): Outcome {
  const number = safeAtoi(parameter);
  const name = isRefusal(number) ? parameter.toUpperCase() : CAPABILITIES[number];
  const valid = isRefusal(number)
    ? CAPABILITIES.includes(parameter.toUpperCase())
    : number >= 0 && number <= (version <= ALL_64_UNTIL ? 63 : 62);
  if (!valid) return undecidable(`there is no capability ${parameter}`);
  return byField(profile.capabilities, 'what process 1 may do', (all) => {
    const has = name !== undefined && all.some((one) => one.toUpperCase() === name);
    return found(has, `process 1 ${has ? 'has' : 'lacks'} ${name ?? parameter}`);
  });
}

/** condition.c, `condition_test_firmware`. */
function firmware(parameter: string, { profile }: ConditionContext): Outcome {
  if (parameter === 'uefi' || parameter === 'device-tree') {
    if (parameter === 'uefi' && isContainer(profile.virtualization ?? 'none')) {
      return found(false, 'a container has no firmware');
    }
    return byField(profile.firmware, 'the firmware', (actual) =>
      found(actual === parameter, `the firmware is ${actual}`),
    );
  }
  if (!FIRMWARE_FUNCTION.test(parameter)) return found(false, `systemd knows no firmware ${parameter}`);
  if (parameter.endsWith(')')) return notKnown('what the firmware says of the machine is not known');
  return parameter.startsWith('smbios') ? undecidable('a bracket is missing') : found(false, 'a bracket is missing');
}

function kernelModule(parameter: string, { profile }: ConditionContext): Outcome {
  const name = parameter.replaceAll('-', '_');
  if (!filenameIsValid(name)) return found(false, `${parameter} can be no module`);
  return byField(profile.kernelModules, 'which modules the kernel has', (all) => {
    const loaded = all.some((one) => one.replaceAll('-', '_') === name);
    return found(loaded, loaded ? `${name} is loaded` : `${name} is not loaded`);
  });
}

/** condition.c, `condition_test_needs_update`: times of files decide, unless the command line does. */
function needsUpdate(_path: string, { words }: ConditionContext): Outcome {
  if (words === undefined) return notKnown('whether files are older than /usr is not known');
  const told = commandLineBoolean(words, 'systemd.condition_needs_update');
  if (told !== undefined) return found(told, 'the kernel command line says so');
  return notKnown('whether files are older than /usr is not known');
}

function security(parameter: string, { profile, version }: ConditionContext): Outcome {
  const known = SECURITY.values.includes(parameter) && version >= (SECURITY.firstSeenIn?.[parameter] ?? 0);
  if (!known) return found(false, `systemd ${version} knows no ${parameter}`);
  return byField(profile.security, 'what guards the machine', (all) => {
    const has = all.includes(parameter);
    return found(has, `the machine ${has ? 'has' : 'lacks'} ${parameter}`);
  });
}

function virtualization(parameter: string, { profile }: ConditionContext): Outcome {
  const { virtualization: kind } = profile;
  if (kind === undefined) return notKnown('the virtualization is not known');
  if (parameter === 'private-users') {
    return isContainer(kind)
      ? notKnown('whether the container has users of its own is not known')
      : found(false, 'users are those of the machine');
  }
  const why = kind === 'none' ? 'the machine is not virtual' : `the machine is virtual: ${kind}`;
  const wanted = parseBoolean(parameter);
  if (wanted !== undefined) return found(wanted === (kind !== 'none'), why);
  if (parameter === 'vm') return found(isVm(kind), why);
  if (parameter === 'container') return found(isContainer(kind), why);
  return found(kind !== 'none' && kind === parameter, why);
}
