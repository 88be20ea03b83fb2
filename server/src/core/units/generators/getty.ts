import { parseBoolean } from '../../values/boolean.ts';
import { filenameIsValid } from '../../values/paths.ts';
import { unitNamePathEscape } from '../../values/unitNames.ts';
import type { GeneratorRoot } from './machine.ts';
import { GeneratorOutput } from './output.ts';

/** From this version on the switch can also name where gettys come from. */
const SOURCES_SINCE = 262;
const SOURCES = ['credential', 'container', 'console', 'builtin'];
/** The consoles of hypervisors. */
const VIRTUAL_CONSOLES = ['hvc0', 'xvc0', 'hvsi0', 'sclp_line0', 'ttysclp0', '3270/tty1'];

/** What systemd-getty-generator does: logins on the consoles that are no virtual terminals. */
export function gettyGenerator(root: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput('systemd-getty-generator');
  const { profile, unitFolder } = root;
  const sources = gettySources(root);
  if (profile.container) {
    if (sources.has('container')) out.addSymlink('getty.target', 'wants', `${unitFolder}/console-getty.service`);
    return out;
  }
  if (sources.has('console')) {
    for (const tty of profile.consoles) if (!/^(?:\/dev\/)?tty\d+$/.test(tty)) addSerialGetty(root, out, tty);
  }
  if (sources.has('builtin')) {
    for (const tty of VIRTUAL_CONSOLES) if (profile.devices.includes(tty)) addSerialGetty(root, out, tty);
  }
  return out;
}

function addSerialGetty({ version, unitFolder }: GeneratorRoot, out: GeneratorOutput, path: string): void {
  const tty = path.replace(/^\/dev\//, '');
  if (version >= SOURCES_SINCE && !filenameIsValid(tty)) return;
  const instance = unitNamePathEscape(tty, version);
  const service = `${unitFolder}/serial-getty@.service`;
  if (instance === undefined) return;
  // The link bears the instance's name and leads to the template.
  out.link(`getty.target.wants/serial-getty@${instance}.service`, service);
}

/** `parse_getty_sources`, before 262 a plain switch. */
function gettySources({ version, commandLine }: GeneratorRoot): ReadonlySet<string> {
  let sources = new Set(SOURCES);
  for (const { key, value } of commandLine) {
    if (key.replaceAll('-', '_') !== 'systemd.getty_auto') continue;
    const on = value === undefined || (value === '' && version >= SOURCES_SINCE) ? true : parseBoolean(value);
    if (on !== undefined) sources = new Set(on ? SOURCES : []);
    else if (version >= SOURCES_SINCE) {
      const words = value!.split(',').filter((word) => word !== '');
      if (words.every((word) => SOURCES.includes(word))) sources = new Set(words);
    }
  }
  return sources;
}
