import { enumeration, enumValues } from '../../knowledge/enums.ts';
import { parseBoolean } from '../boolean.ts';
import type { ValueJudge } from '../judge.ts';
import { safeAtou } from '../numbers.ts';
import { notOneOf, unlessEmpty } from './complaints.ts';
import { wholePiece } from './pieces.ts';

/** From this version on the classes of IO priorities end at 7; before, the check was one too wide. */
const IOPRIO_CLASS_STRICT = 262;
/** `sched_policy_supported`: policies that no Linux kernel has are told apart from here on. */
const SCHED_POLICY_CHECKED = 262;
const SCHED_POLICIES = new Set([0, 1, 2, 3, 5, 6, 7]);

interface EnumRules {
  /** The biggest number that is taken besides the words. */
  readonly max?: (version: number) => number;
}

/**
 * A parser made by DEFINE_CONFIG_PARSE_ENUM and its kin (shared/conf-parser.h): the value is one word of a string
 * table, or a boolean or number where the table allows that. The empty value is no word of any table.
 */
function enumJudge(name: string, rules: EnumRules = {}): ValueJudge {
  return (value, _row, context) => {
    const words = enumValues(name, context.version);
    const found = enumeration(name);
    if (words.includes(value) || (found?.aliases && Object.hasOwn(found.aliases, value))) return [];
    if (found?.acceptsBoolean && parseBoolean(value) !== undefined) return [];
    const number = rules.max ? safeAtou(value) : 'malformed';
    if (rules.max && typeof number === 'number' && number <= rules.max(context.version)) return [];
    const choices = found?.acceptsBoolean ? [...new Set(['yes', 'no', ...words])] : words;
    return [notOneOf(wholePiece(value), choices, context)];
  };
}

const schedPolicy: ValueJudge = (value, row, context, argument) => {
  const problems = enumJudge('sched_policy', { max: () => 0x7fffffff })(value, row, context, argument);
  const number = safeAtou(value);
  if (typeof number !== 'number' || problems.length > 0) return problems;
  if (context.version < SCHED_POLICY_CHECKED || SCHED_POLICIES.has(number)) return problems;
  return [notOneOf(wholePiece(value), enumValues('sched_policy', context.version), context)];
};

/** Parsers of one word out of a fixed set. */
export const enumJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_cpuset_partition: unlessEmpty(enumJudge('cpuset_partition')),
  config_parse_device_policy: enumJudge('cgroup_device_policy'),
  config_parse_exec_cpu_sched_policy: unlessEmpty(schedPolicy),
  config_parse_exec_io_class: unlessEmpty(
    enumJudge('ioprio_class', { max: (version) => (version < IOPRIO_CLASS_STRICT ? 8 : 7) }),
  ),
  config_parse_exec_keyring_mode: enumJudge('exec_keyring_mode'),
  config_parse_exec_memory_thp: enumJudge('exec_memory_thp'),
  config_parse_exec_mount_flags: unlessEmpty(enumJudge('mount_propagation_flag')),
  config_parse_exec_mount_propagation_flag: unlessEmpty(enumJudge('mount_propagation_flag')),
  config_parse_exec_preserve_mode: enumJudge('exec_preserve_mode'),
  config_parse_exec_utmp_mode: enumJudge('exec_utmp_mode'),
  config_parse_ip_tos: unlessEmpty(enumJudge('ip_tos', { max: () => 0xff })),
  config_parse_managed_oom_preference: enumJudge('managed_oom_preference'),
  config_parse_memory_pressure_watch: enumJudge('cgroup_pressure_watch'),
  config_parse_numa_policy: unlessEmpty(enumJudge('mpol')),
  config_parse_pressure_watch: enumJudge('cgroup_pressure_watch'),
  config_parse_private_bpf: enumJudge('private_bpf'),
  config_parse_private_pids: enumJudge('private_pids'),
  config_parse_private_tmp: enumJudge('private_tmp'),
  config_parse_private_users: enumJudge('private_users'),
  config_parse_proc_subset: enumJudge('proc_subset'),
  config_parse_protect_control_groups: enumJudge('protect_control_groups'),
  config_parse_protect_home: enumJudge('protect_home'),
  config_parse_protect_proc: enumJudge('protect_proc'),
  config_parse_protect_system: enumJudge('protect_system'),
  config_parse_runtime_preserve_mode: enumJudge('exec_preserve_mode'),
  config_parse_socket_bind: enumJudge('socket_address_bind_ipv6_only_or_bool'),
  config_parse_socket_defer_trigger: enumJudge('socket_defer_trigger'),
  config_parse_socket_timestamping: enumJudge('socket_timestamping'),
};
