import { envValues } from '../../parse/envFile.ts';
import { chase } from '../../tree/chase.ts';
import { folderOf, joinPath, type SystemTree } from '../../tree/systemTree.ts';
import { type GeneratorRoot, hasProgram, textOf } from './machine.ts';
import { GeneratorOutput } from './output.ts';

/** A generator that a package brings: a script, of which is known here what it does. */
interface PackagedGenerator {
  /** What is in the script, so that another one of that name is not taken for it. */
  readonly mark: string;
  /** What it links, where its text is as it should be. */
  links(root: GeneratorRoot, script: string): readonly PackagedLink[];
}

/** The name of a link in the folder that the mark names, and where it leads. */
interface PackagedLink {
  readonly name: string;
  readonly target: string;
}

/** Those of Debian's packages that make instances of a template: each links them to the service that stands for all. */
const PACKAGED: Readonly<Record<string, PackagedGenerator>> = {
  'openvpn-generator': { mark: 'openvpn.service.wants', links: openvpn },
  'postfix-instance-generator': { mark: 'postfix.service.wants', links: postfix },
  'postgresql-generator': { mark: 'postgresql.service.wants', links: postgresql },
  'tor-generator': { mark: 'tor.service.wants', links: tor },
};

/** The files and folders that these generators look at, as paths of the root. */
export const PACKAGED_ASKS = {
  names: Object.keys(PACKAGED),
  files: ['/etc/postfix/main.cf'],
  /** Folders with how many levels of folders below them matter. */
  folders: [
    { path: '/etc/openvpn', depth: 0 },
    { path: '/etc/postgresql', depth: 2 },
    { path: '/etc/tor', depth: 2 },
    { path: '/usr/lib/postgresql', depth: 2 },
  ],
} as const;

/** Whether a program among the generators, at that path, is one whose work is known here. */
export function isPackaged(tree: SystemTree, name: string, path: string): boolean {
  return scriptAt(tree, name, path) !== undefined;
}

/** What such a generator does; undefined for all others. */
export function packagedGenerator(root: GeneratorRoot, name: string, path: string): GeneratorOutput | undefined {
  const script = scriptAt(root.tree, name, path);
  if (script === undefined) return undefined;
  const { mark, links } = PACKAGED[name]!;
  const out = new GeneratorOutput(name);
  for (const { name: link, target } of links(root, script)) {
    // `ln` fails where something is there already, and with it the script.
    if (out.isLink(`${mark}/${link}`)) break;
    out.link(`${mark}/${link}`, target);
  }
  return out;
}

function scriptAt(tree: SystemTree, name: string, path: string): string | undefined {
  const known = Object.hasOwn(PACKAGED, name) ? PACKAGED[name] : undefined;
  const end = known ? chase(tree, path) : undefined;
  const script = end?.found && end.node.type === 'file' ? end.node.content : undefined;
  return script?.startsWith('#!/bin/sh') && script.includes(`/${known!.mark}"`) ? script : undefined;
}

/** The value of a variable that the script sets to a plain path. */
function pathIn(script: string, variable: string): string | undefined {
  return new RegExp(`^${variable}="?(/[\\w./@-]+)"?$`, 'm').exec(script)?.[1];
}

/** All configurations, or those that `AUTOSTART=` names. */
function openvpn(root: GeneratorRoot, script: string): PackagedLink[] {
  const target = pathIn(script, 'SERVICEFILE');
  const folder = pathIn(script, 'CONFIG_DIR');
  if (target === undefined || folder === undefined) return [];
  const asked = envValues(textOf(root, '/etc/default/openvpn') ?? '').get('AUTOSTART') ?? 'all';
  if (asked === 'none') return [];
  const names =
    asked === 'all' || asked === ''
      ? words(
          filesIn(root.tree, folder)
            .filter((name) => /^[^.].*\.conf$/.test(name))
            .join('\n'),
        )
      : words(asked).filter((name) => isThere(root.tree, `${folder}/${name}.conf`));
  return names.map((name) => ({ name: `openvpn@${name.replace(/\.conf$/, '')}.service`, target }));
}

/** The usual instance, whose name is `-`, and those of `multi_instance_directories`. */
function postfix(root: GeneratorRoot, script: string): PackagedLink[] {
  const target = pathIn(script, 'SERVICEFILE');
  if (target === undefined) return [];
  const listed = hasProgram(root, 'postconf') ? parameter(root, '/etc/postfix', 'multi_instance_directories') : '';
  const others = words(listed ?? '').flatMap((folder) => parameter(root, folder, 'multi_instance_name') ?? []);
  return ['-', ...others].map((name) => ({ name: `postfix@${name}.service`, target }));
}

/**
 * A parameter of main.cf as `postconf -h` prints it: postconf(5). A line that begins with a blank goes on with the one before.
 * Empty when it is not set, undefined when there is no such file.
 */
function parameter(root: GeneratorRoot, folder: string, name: string): string | undefined {
  const text = folder.startsWith('/') ? textOf(root, `${folder}/main.cf`) : undefined;
  if (text === undefined) return undefined;
  const lines = text.split('\n').filter((line) => !/^\s*(?:#|$)/.test(line));
  const whole = lines.join('\n').replace(/\n\s+/g, ' ').split('\n');
  const line = whole.findLast((each) => new RegExp(`^${name}\\s*=`).test(each));
  return line === undefined ? '' : line.slice(line.indexOf('=') + 1).trim();
}

/** The clusters that are to come up by themselves, as far as their programs are there. */
function postgresql({ tree }: GeneratorRoot, script: string): PackagedLink[] {
  const target = pathIn(script, 'pgservice');
  const programs = pathIn(script, 'bindir');
  if (target === undefined || programs === undefined) return [];
  const top = '/etc/postgresql';
  return foldersIn(tree, top).flatMap((version) =>
    foldersIn(tree, `${top}/${version}`)
      .filter((cluster) => isCluster(tree, `${top}/${version}/${cluster}`))
      .filter(() => mayRun(tree, `${programs}${version}/bin/postgres`))
      .map((cluster) => ({ name: `postgresql@${version}-${cluster}.service`, target })),
  );
}

function isCluster(tree: SystemTree, folder: string): boolean {
  const end = chase(tree, folder);
  if (!end.found || !tree.node(joinPath(end.path, 'postgresql.conf'))) return false;
  const start = chase(tree, `${folder}/start.conf`);
  if (!start.found) return true;
  const text = start.node.type === 'file' ? (start.node.content ?? '') : '';
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim());
  return lines.filter((line) => line !== '').join('\n') === 'auto';
}

/** Tor itself, and an instance for each folder with a torrc. */
function tor({ tree }: GeneratorRoot, script: string): PackagedLink[] {
  const own = pathIn(script, 'DEFAULTTOR');
  const target = pathIn(script, 'SERVICEFILE');
  const folder = pathIn(script, 'BASEETC');
  if (own === undefined || target === undefined || folder === undefined) return [];
  const names = foldersIn(tree, folder).filter((name) => /^[a-zA-Z0-9]+$/.test(name) && name !== 'default');
  const instances = names.filter((name) => isThere(tree, `${folder}/${name}/torrc`));
  return [
    ...(isThere(tree, '/etc/tor/torrc') ? [{ name: 'tor@default.service', target: own }] : []),
    ...instances.map((name) => ({ name: `tor@${name}.service`, target })),
  ];
}

function words(text: string): string[] {
  return text.split(/[ \t\n]+/).filter((word) => word !== '');
}

function isThere(tree: SystemTree, path: string): boolean {
  return chase(tree, path).found;
}

/** Whether a program is there; one of which that is not known is taken to be. */
function mayRun(tree: SystemTree, path: string): boolean {
  const end = chase(tree, path);
  if (!end.found) return !isKnownMissing(tree, path);
  return end.node.type === 'file' && (end.node.executable || tree.modesUnknown === true);
}

/** Whether the path, or a folder on its way, is known not to be there. */
function isKnownMissing(tree: SystemTree, path: string): boolean {
  const isMissing = !chase(tree, path).found && (tree.isRead?.(path) ?? true);
  return isMissing || (path !== '/' && isKnownMissing(tree, folderOf(path)));
}

/** The names of what is no folder. */
function filesIn(tree: SystemTree, path: string): string[] {
  return namesIn(tree, path, (type) => type !== 'directory');
}

function foldersIn(tree: SystemTree, path: string): string[] {
  return namesIn(tree, path, (type) => type === 'directory');
}

function namesIn(tree: SystemTree, path: string, isWanted: (type: string) => boolean): string[] {
  const end = chase(tree, path);
  if (!end.found || end.node.type !== 'directory') return [];
  return tree.names(end.path).filter((name) => {
    const node = tree.node(joinPath(end.path, name));
    return node !== undefined && isWanted(node.type);
  });
}
