import { enumJudge } from '../enumProblems.ts';
import type { ValueJudge } from '../judge.ts';
import * as dependencies from './dependencies.ts';
import * as environment from './environment.ts';
import { exec } from './execCommand.ts';
import { execDirectories } from './execDirectories.ts';
import { logFilterPatterns } from './logFilter.ts';
import { luoSessions } from './luoSessions.ts';
import { openFile } from './openFile.ts';
import * as paths from './paths.ts';
import * as scalars from './scalars.ts';
import * as status from './status.ts';
import * as stdio from './stdio.ts';
import * as strings from './strings.ts';
import { timer } from './timer.ts';
import * as words from './words.ts';

/** The judges of general, service, dependency and execution settings, by the name of systemd's parser. */
export const unitJudges: Readonly<Record<string, ValueJudge>> = {
  config_parse_bool: scalars.bool,
  config_parse_bus_name: strings.busName,
  config_parse_collect_mode: enumJudge('collect_mode'),
  config_parse_documentation: strings.documentation,
  config_parse_emergency_action: enumJudge('emergency_action'),
  config_parse_environ: environment.environ,
  config_parse_exec: exec,
  config_parse_exec_directories: execDirectories,
  config_parse_exec_input: stdio.execInput,
  config_parse_exec_input_data: stdio.execInputData,
  config_parse_exec_input_text: stdio.execInputText,
  config_parse_exec_output: stdio.execOutput,
  config_parse_exit_status: scalars.exitStatus,
  config_parse_fdname: strings.fdname,
  config_parse_iec_size: scalars.iecSize,
  config_parse_iec_size_long: scalars.iecSizeLong,
  config_parse_int: scalars.int,
  config_parse_job_mode: enumJudge('job_mode'),
  config_parse_job_mode_isolate: scalars.jobModeIsolate,
  config_parse_job_running_timeout_sec: scalars.sec,
  config_parse_job_timeout_sec: scalars.sec,
  config_parse_kill_mode: words.killMode,
  config_parse_log_extra_fields: environment.logExtraFields,
  config_parse_log_facility: enumJudge('log_facility_unshifted'),
  config_parse_log_filter_patterns: logFilterPatterns,
  config_parse_log_level: enumJudge('log_level'),
  config_parse_log_namespace: strings.logNamespace,
  config_parse_long: scalars.long,
  config_parse_luo_sessions: luoSessions,
  config_parse_mode: scalars.mode,
  config_parse_notify_access: enumJudge('notify_access'),
  config_parse_nsec: scalars.nsec,
  config_parse_obsolete_unit_deps: dependencies.obsoleteUnitDeps,
  config_parse_oom_policy: enumJudge('oom_policy'),
  config_parse_open_file: openFile,
  config_parse_pass_environ: environment.passEnviron,
  config_parse_path_spec: paths.pathSpec,
  config_parse_pid_file: paths.pidFile,
  config_parse_reboot_parameter: strings.rebootParameter,
  config_parse_sec: scalars.sec,
  config_parse_sec_def_infinity: scalars.secDefInfinity,
  config_parse_sec_fix_0: scalars.sec,
  config_parse_service_exit_type: enumJudge('service_exit_type'),
  config_parse_service_refresh_on_reload: words.refreshOnReload,
  config_parse_service_restart: enumJudge('service_restart'),
  config_parse_service_restart_mode: enumJudge('service_restart_mode'),
  config_parse_service_sockets: dependencies.serviceSockets,
  config_parse_service_timeout: scalars.sec,
  config_parse_service_timeout_abort: scalars.timeoutAbort,
  config_parse_service_timeout_failure_mode: enumJudge('service_timeout_failure_mode'),
  config_parse_service_type: enumJudge('service_type'),
  config_parse_set_status: status.setStatus,
  config_parse_signal: scalars.signal,
  config_parse_socket_service: dependencies.socketService,
  config_parse_string: strings.string,
  config_parse_strv: strings.strv,
  config_parse_timer: timer,
  config_parse_trigger_unit: dependencies.triggerUnit,
  config_parse_tristate: scalars.tristate,
  config_parse_tty_size: scalars.ttySize,
  config_parse_unit_condition_path: paths.conditionPath,
  config_parse_unit_condition_string: paths.conditionString,
  config_parse_unit_deps: dependencies.unitDeps,
  config_parse_unit_env_file: paths.envFile,
  config_parse_unit_mounts_for: paths.mountsFor,
  config_parse_unit_path_printf: paths.unitPathPrintf,
  config_parse_unit_path_strv_printf: paths.unitPathStrvPrintf,
  config_parse_unit_requires_mounts_for: paths.mountsFor,
  config_parse_unit_slice: dependencies.unitSlice,
  config_parse_unit_string_printf: strings.unitStringPrintf,
  config_parse_unset_environ: environment.unsetEnviron,
  config_parse_unsigned: scalars.unsigned,
  config_parse_user_group_compat: status.userGroup,
  config_parse_user_group_strv_compat: status.userGroups,
  config_parse_warn_compat: scalars.warnCompat,
  config_parse_working_directory: paths.workingDirectory,
};
