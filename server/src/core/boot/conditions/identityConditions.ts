import { enumeration } from '../../knowledge/enums.ts';
import { commandLineWords } from '../../units/generators/commandLine.ts';
import { isRefusal, safeAtou } from '../../values/numbers.ts';
import { filenameIsValid } from '../../values/paths.ts';
import { parsePermyriad } from '../../values/percent.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import { credentialNames } from '../machine/profile.ts';
import {
  byField,
  type ConditionContext,
  type ConditionTest,
  found,
  notKnown,
  type Outcome,
  undecidable,
} from './outcome.ts';
import { fnmatch } from './patterns.ts';
import { hmacSha256 } from './sha256.ts';

const CONTROLLERS = enumeration('condition_control_group_controller')!.values;

/** Who the machine is, who runs systemd, and what it was booted with. */
export const IDENTITY_TESTS: Readonly<Record<string, ConditionTest>> = {
  ControlGroupController: controlGroupController,
  Credential: credential,
  Environment: environment,
  Fraction: fraction,
  Group: group,
  Host: host,
  KernelCommandLine: commandLine,
  MemoryPressure: pressure,
  CPUPressure: pressure,
  IOPressure: pressure,
  User: user,
};

/** Up to this version backslashes on the command line escape here, and nowhere else. */
const ESCAPES_UNTIL = 252;

/** condition.c, `condition_test_kernel_command_line`: a whole word, or the part before its `=`. */
function commandLine(parameter: string, { profile, version }: ConditionContext): Outcome {
  return byField(profile.commandLine, "the kernel's command line", (text) => {
    const words =
      version <= ESCAPES_UNTIL
        ? splitWords(text, undefined, EXTRACT.UNQUOTE | EXTRACT.RELAX).words.map(({ word }) => word)
        : commandLineWords(text).map((word) => word.text);
    const fits = (word: string) => word === parameter || (!parameter.includes('=') && word.startsWith(`${parameter}=`));
    const word = words.find(fits);
    return found(
      word !== undefined,
      word === undefined ? 'not on the kernel command line' : `${word} is on the kernel command line`,
    );
  });
}

function credential(parameter: string, { profile }: ConditionContext): Outcome {
  const valid = filenameIsValid(parameter) && /^[ -9;-~]{1,255}$/.test(parameter);
  if (!valid) return found(false, `${parameter} can be no credential`);
  return byField(credentialNames(profile), 'which credentials there are', (all) =>
    found(
      all.includes(parameter),
      all.includes(parameter) ? 'there is such a credential' : 'there is no such credential',
    ),
  );
}

/** The environment of process 1, and what the command line adds to it. */
function environment(parameter: string, { profile, words }: ConditionContext): Outcome {
  const fits = (entry: string) =>
    entry === parameter || (!parameter.includes('=') && entry.startsWith(`${parameter}=`));
  const set = (words ?? []).flatMap(({ key, value }) =>
    key === 'systemd.setenv' && value !== undefined ? [value] : [],
  );
  const given = Object.entries(profile.environment ?? {}).map(([name, value]) => `${name}=${value}`);
  const names = new Set(set.map((entry) => entry.slice(0, entry.indexOf('=') + 1)));
  const last = [...names].map((name) => set.findLast((entry) => entry.startsWith(name))!);
  const all = [...given.filter((entry) => !names.has(entry.slice(0, entry.indexOf('=') + 1))), ...last];
  if (all.some(fits)) return found(true, 'such a variable is set');
  return notKnown('the environment of process 1 is not known');
}

/** condition.c, `condition_test_user`, as process 1 does it, which is root and looks up no names. */
function user(parameter: string, { scope }: ConditionContext): Outcome {
  if (scope !== 'system') return notKnown('the user is not known');
  const id = number(parameter);
  const isRoot = parameter === 'root' || parameter === '@system' || id === 0;
  return found(isRoot, 'systemd runs as root');
}

function group(parameter: string, { scope }: ConditionContext): Outcome {
  if (scope !== 'system') return notKnown('the groups of the user are not known');
  return found(parameter === 'root' || number(parameter) === 0, 'systemd runs in the group root');
}

function number(text: string): number | undefined {
  const id = safeAtou(text, {
    base: 10,
    refusePlusMinus: true,
    refuseLeadingZero: true,
    refuseLeadingWhitespace: true,
  });
  return isRefusal(id) ? undefined : id;
}

/** From this version on an id may be that of the boot or of the hardware as well, or a host name. */
const MORE_IDS_SINCE = 262;

function host(parameter: string, { profile, version }: ConditionContext): Outcome {
  const id = id128(parameter);
  if (id !== undefined) {
    const same = profile.machineId === undefined ? undefined : profile.machineId.toLowerCase() === id;
    if (same) return found(true, 'that is the machine id');
    if (version >= MORE_IDS_SINCE) return notKnown('whether it is the id of the boot or of the hardware is not known');
    return same === false ? found(false, 'the machine id is another one') : notKnown('the machine id is not known');
  }
  return byField(profile.hostname, 'the host name', (name) => {
    const fits = fnmatch(parameter.toLowerCase(), name.toLowerCase());
    return fits === undefined ? notKnown('the pattern is not decided here') : found(fits, `the host name is ${name}`);
  });
}

/** sd-id128.c, `sd_id128_from_string`: 32 hexadecimal digits, or a UUID. */
function id128(text: string): string | undefined {
  if (/^[0-9a-f]{32}$/i.test(text)) return text.toLowerCase();
  const [, uuid] = /^(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i.exec(text) ?? [];
  return uuid?.replaceAll('-', '').toLowerCase();
}

/** From this version on there is only the second version of control groups. */
const ONLY_V2_SINCE = 258;

function controlGroupController(parameter: string, { profile, version }: ConditionContext): Outcome {
  if (parameter === 'v1' || parameter === 'v2') {
    const hierarchy = version >= ONLY_V2_SINCE ? 'v2' : profile.controlGroups;
    return byField(hierarchy, 'the hierarchy of control groups', (actual) =>
      found(actual === parameter, `control groups are ${actual}`),
    );
  }
  const wanted = splitWords(parameter).words.map(({ word }) => word);
  if (!wanted.some((word) => CONTROLLERS.includes(word))) return found(true, 'it names no controller, so it holds');
  return byField(profile.controllers, 'which controllers the kernel has', (all) => {
    const missing = wanted.find((word) => CONTROLLERS.includes(word) && !all.includes(word));
    return found(missing === undefined, missing === undefined ? 'all of them are there' : `there is no ${missing}`);
  });
}

function pressure(): Outcome {
  return notKnown('how busy the machine will be is not known');
}

/** condition.c, `condition_test_fraction`: a part of all machines, by their machine ids. */
function fraction(parameter: string, { profile }: ConditionContext): Outcome {
  const { words } = splitWords(parameter);
  const [percent, tag] = words.length > 1 ? [words[1]!.word, words[0]!.word] : [words[0]?.word ?? '', ''];
  const share = parsePermyriad(percent);
  if (words.length > 2 || isRefusal(share))
    return undecidable('it takes a percentage, with a tag before it if need be');
  if (share === 0) return found(false, 'it is true of no machine');
  if (share >= 10_000) return found(true, 'it is true of every machine');
  return byField(profile.machineId, 'the machine id', (id) => {
    const key = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(id.slice(2 * i, 2 * i + 2), 16));
    const hash = hmacSha256(key, `systemd-fraction-${tag}`);
    const value = hash[0]! + hash[1]! * 0x100 + hash[2]! * 0x10000 + hash[3]! * 0x1000000;
    const limit = Number((BigInt(share) * 0xffffffffn + 5000n) / 10_000n);
    return found(value < limit, `this machine is ${value < limit ? 'one of them' : 'none of them'}`);
  });
}
