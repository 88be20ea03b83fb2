import { isCommandLineKey } from './commandLine.ts';
import { type GeneratorRoot, specifierEscape } from './machine.ts';
import { GeneratorOutput } from './output.ts';

const HEAD = [
  '[Unit]',
  'Description=Command from Kernel Command Line',
  'Documentation=man:systemd-run-generator(8)',
  'SourcePath=/proc/cmdline',
];
const UNIT = 'kernel-command-line';

/** What systemd-run-generator does: `systemd.run=` on the command line becomes a service that the boot leads to. */
export function runGenerator({ commandLine }: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput('systemd-run-generator');
  const commands = commandLine.flatMap(({ key, value }) =>
    key === 'systemd.run' && value !== undefined ? [value] : [],
  );
  const actions = ['success', 'failure'].map((end) =>
    commandLine.findLast(({ key, value }) => value !== undefined && isCommandLineKey(key, `systemd.run_${end}_action`)),
  );
  const [success, failure] = actions.map((item) => item?.value);
  if (commands.length === 0 && success === undefined) return out;
  const service = out.open(`${UNIT}.service`);
  service?.print(...HEAD);
  if (success !== 'none') service?.print(`SuccessAction=${success ?? 'exit'}`);
  if (failure !== 'none') service?.print(`FailureAction=${failure ?? 'exit'}`);
  service?.print('', '[Service]', 'Type=oneshot', 'StandardOutput=journal+console');
  service?.print(...commands.map((command) => `ExecStart=${specifierEscape(command)}`));
  out.open(`${UNIT}.target`)?.print(...HEAD, `Requires=${UNIT}.service`, `After=${UNIT}.service`);
  out.link('default.target', `${UNIT}.target`);
  return out;
}
