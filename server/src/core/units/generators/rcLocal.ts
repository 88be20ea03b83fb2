import { chase } from '../../tree/chase.ts';
import type { GeneratorRoot } from './machine.ts';
import { GeneratorOutput } from './output.ts';

/** What systemd-rc-local-generator does: it pulls in rc-local.service when /etc/rc.local can be run. */
export function rcLocalGenerator({ tree, unitFolder }: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput('systemd-rc-local-generator');
  const end = chase(tree, '/etc/rc.local');
  const runs = end.found && (end.node.type === 'directory' || (end.node.type === 'file' && end.node.executable));
  if (runs) out.addSymlink('multi-user.target', 'wants', `${unitFolder}/rc-local.service`);
  return out;
}
