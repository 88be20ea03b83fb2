import { append } from '../../lists/append.ts';
import { chase } from '../../tree/chase.ts';
import { joinPath, nameOf } from '../../tree/systemTree.ts';
import { EXTRACT, splitWords } from '../../values/words.ts';
import { isHiddenFile } from '../confFiles.ts';
import { unitNameMangle } from '../mangle.ts';
import { unitName } from '../names.ts';
import { nullOrEmptyPath } from '../nullOrEmpty.ts';
import { searchPath } from '../searchPath.ts';
import { type GeneratorRoot, specifierEscape } from './machine.ts';
import { GeneratorOutput } from './output.ts';
import { readSysvScript, type SysvScript } from './sysvScript.ts';

const SCRIPTS = '/etc/init.d';
/** The runlevels for starting, and the targets that stand for them. */
const RUNLEVELS = [
  ['/etc/rc1.d', 'rescue.target'],
  ['/etc/rc2.d', 'multi-user.target'],
  ['/etc/rc3.d', 'multi-user.target'],
  ['/etc/rc4.d', 'multi-user.target'],
  ['/etc/rc5.d', 'graphical.target'],
] as const;

/** The facilities of LSB; undefined for those that every service has anyway. */
const FACILITIES: ReadonlyMap<string, string | undefined> = new Map([
  ['local_fs', undefined],
  ['network', 'network-online.target'],
  ['named', 'nss-lookup.target'],
  ['portmap', 'rpcbind.target'],
  ['remote_fs', 'remote-fs.target'],
  ['syslog', undefined],
  ['time', 'time-sync.target'],
]);

/** A service made from an init script: `SysvStub`. */
interface Stub {
  readonly name: string;
  readonly path: string;
  script: SysvScript | undefined;
  /** The number of its start links; -1 when it has none. */
  priority: number;
  readonly before: string[];
  readonly after: string[];
  readonly wants: string[];
  readonly wantedBy: string[];
}

/** What systemd-sysv-generator makes of the init scripts that have no unit of their own. */
export function sysvGenerator(root: GeneratorRoot): GeneratorOutput {
  const out = new GeneratorOutput('systemd-sysv-generator');
  const stubs = enumerateSysv(root);
  setDependenciesFromRcnd(root, stubs);
  for (const stub of stubs.values()) loadSysv(root, out, stub);
  for (const stub of stubs.values()) {
    fixOrder(stub, stubs);
    generateUnitFile(out, stub);
  }
  return out;
}

/** `enumerate_sysv`: the scripts that can be run and that no unit file stands for. */
function enumerateSysv(root: GeneratorRoot): Map<string, Stub> {
  const { tree, version } = root;
  const folder = chase(tree, SCRIPTS);
  const stubs = new Map<string, Stub>();
  if (!folder.found) return stubs;
  for (const file of tree.names(folder.path)) {
    const end = chase(tree, joinPath(folder.path, file));
    if (isHiddenFile(file, version) || !end.found || end.node.type !== 'file' || !end.node.executable) continue;
    const name = translateName(file, version);
    if (name === undefined || stubs.has(name) || hasNativeUnit(root, name)) continue;
    const lists = { before: [], after: [], wants: [], wantedBy: [] };
    stubs.set(name, { name, path: joinPath(folder.path, file), script: undefined, priority: -1, ...lists });
  }
  return stubs;
}

/** Whether there is a unit file or a mask of that name: install.c, `unit_file_exists`. Generated ones do not count. */
function hasNativeUnit({ tree, version }: GeneratorRoot, name: string): boolean {
  const names = [name, unitName(name)?.template ?? name];
  return searchPath(version, 'system', tree)
    .filter((folder) => !folder.startsWith('/run/systemd/generator'))
    .some((folder) => names.some((one) => nullOrEmptyPath(tree, joinPath(folder, one)).end.found));
}

/** `sysv_translate_name`. */
function translateName(name: string, version: number): string | undefined {
  return unitNameMangle(name.replace(/\.sh$/, ''), version);
}

/** `set_dependencies_from_rcnd`: the links for starting, such as `rc2.d/S20foo`. */
function setDependenciesFromRcnd({ tree, version }: GeneratorRoot, stubs: ReadonlyMap<string, Stub>): void {
  for (const [folder, target] of RUNLEVELS) {
    const end = chase(tree, folder);
    if (!end.found) continue;
    const started = new Set<Stub>();
    for (const file of tree.names(end.path)) {
      const link = /^S(\d\d)(.+)$/s.exec(file);
      const name = link && !isHiddenFile(file, version) ? translateName(link[2]!, version) : undefined;
      const stub = name === undefined ? undefined : stubs.get(name);
      if (!stub) continue;
      stub.priority = Math.max(stub.priority, Number(link![1]));
      started.add(stub);
    }
    for (const stub of started) {
      stub.before.push(target);
      stub.wantedBy.push(target);
    }
  }
}

/** `load_sysv`: what the script's head says. */
function loadSysv({ tree, version }: GeneratorRoot, out: GeneratorOutput, stub: Stub): void {
  const end = chase(tree, stub.path);
  if (!end.found || end.node.type !== 'file' || end.node.content === undefined) return;
  const script = readSysvScript(end.node.content, version);
  for (const { kind, text } of script.facilities) {
    const { words } = splitWords(text, undefined, EXTRACT.UNQUOTE | EXTRACT.RELAX);
    for (const { word } of words) {
      const unit = translateFacility(stub, word, version);
      if (unit === undefined) continue;
      if (kind === 'provides') handleProvides(out, stub, unit);
      else handleDependency(stub, kind, unit);
    }
  }
  stub.script = script;
}

/** `sysv_translate_facility`. */
function translateFacility(stub: Stub, word: string, version: number): string | undefined {
  const name = word.replace(/^\$/, '');
  if (FACILITIES.has(name)) return FACILITIES.get(name);
  if (word.startsWith('$')) return unitName(`${name}.target`) ? `${name}.target` : undefined;
  if (name === nameOf(stub.path).replace(/\.sh$/, '')) return undefined;
  return translateName(name, version);
}

/** `handle_provides`: another name of the service, or a target that it reaches. */
function handleProvides(out: GeneratorOutput, stub: Stub, unit: string): void {
  const type = unitName(unit)?.type;
  if (type === 'service') out.link(unit, stub.name, 'late');
  if (type !== 'target') return;
  const targets = unit === 'network-online.target' ? [unit, 'network.target'] : [unit];
  append(stub.before, targets);
  append(stub.wants, targets);
}

/** `handle_dependencies`. */
function handleDependency(stub: Stub, kind: 'after' | 'before', unit: string): void {
  stub[kind].push(unit);
  // Nothing else would start this target.
  if (kind === 'after' && unit === 'network-online.target') stub.wants.push(unit);
}

/** `fix_order`: by the numbers of their links, unless both have an LSB header. */
function fixOrder(stub: Stub, stubs: ReadonlyMap<string, Stub>): void {
  if (!stub.script || stub.priority < 0) return;
  for (const other of stubs.values()) {
    if (other === stub || !other.script || other.priority < 0) continue;
    if (stub.script.hasLsb && other.script.hasLsb) continue;
    if (other.priority < stub.priority) stub.after.push(other.name);
    else if (other.priority > stub.priority) stub.before.push(other.name);
  }
}

/** `generate_unit_file`. */
function generateUnitFile(out: GeneratorOutput, stub: Stub): void {
  const { script } = stub;
  if (!script) return;
  const path = specifierEscape(stub.path);
  // A script wins over the other name of another one.
  if (out.isLink(stub.name, 'late')) out.remove(stub.name, 'late');
  const file = out.open(stub.name, undefined, 'late');
  if (!file) return;
  file.print('[Unit]', 'Documentation=man:systemd-sysv-generator(8)', `SourcePath=${path}`);
  if (script.description !== undefined) file.print(`Description=${specifierEscape(script.description)}`);
  file.print(...stub.before.map((unit) => `Before=${unit}`));
  file.print(...stub.after.map((unit) => `After=${unit}`));
  file.print(...stub.wants.map((unit) => `Wants=${unit}`));
  file.print('', '[Service]', 'Type=forking', 'Restart=no', 'TimeoutSec=5min', 'IgnoreSIGPIPE=no', 'KillMode=process');
  file.print('GuessMainPID=no', `RemainAfterExit=${script.pidFile === undefined ? 'yes' : 'no'}`);
  if (script.pidFile !== undefined) file.print(`PIDFile=${specifierEscape(script.pidFile)}`);
  if (script.hasLsb) file.print('SuccessExitStatus=5 6');
  file.print(`ExecStart=${path} start`, `ExecStop=${path} stop`);
  if (script.reload) file.print(`ExecReload=${path} reload`);
  for (const target of stub.wantedBy) out.addSymlink(target, 'wants', stub.name, { folder: 'late' });
}
