import { initScriptKind } from '../../../../server/src/core/kinds/initScript/index.ts';
import { type Context, EMPTY_WORKSPACE } from '../../../../server/src/core/kinds/kind.ts';
import { sysvContext } from '../../../../server/src/core/sysv/rootContext.ts';
import { fileNode, linkNode, type TreeNode } from '../../../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf } from '../../../../server/src/core/tree/systemTree.ts';

/** What the header of a script says; null leaves a line out. */
export type Keys = Readonly<Record<string, string | null>>;

export const CONF = '$local_fs +disk\n$network +net\n$remote_fs $local_fs +nfs\n$syslog +log\n';

/** A header with the keys that insserv wants, some of them replaced. */
export function header(name: string, keys: Keys = {}): string {
  const all: Keys = {
    Provides: name,
    'Required-Start': '',
    'Required-Stop': '',
    'Default-Start': '2 3 4 5',
    'Default-Stop': '0 1 6',
    ...keys,
  };
  const lines = Object.entries(all).flatMap(([key, value]) => (value === null ? [] : [`# ${key}: ${value}`.trimEnd()]));
  return ['### BEGIN INIT INFO', ...lines, '### END INIT INFO'].join('\n');
}

const CASE = 'case "$1" in\n\tstart) ;;\n\tstop) ;;\n\trestart|force-reload) ;;\n\tstatus) ;;\nesac\n';

/** A script that nothing is to be said about, with some keys of its header replaced. */
export function script(name: string, keys: Keys = {}): string {
  return `#!/bin/sh\n${header(name, keys)}\n${CASE}`;
}

export interface Where {
  readonly flavor?: 'redhat' | 'debian' | undefined;
  /** The script that is judged. */
  readonly name?: string;
  /** Other scripts, name to text. */
  readonly others?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly executable?: boolean;
  /** There is no root. */
  readonly bare?: boolean;
  readonly withoutInsserv?: boolean;
  /** The version of systemd; 262 by default. */
  readonly systemd?: number;
}

/** The root of a script with others around it. */
export function rootOf(text: string, where: Where = {}): SystemTree {
  const { flavor = 'debian', name = 'web', others = {}, files = {}, executable = true } = where;
  const marks: Record<string, string> =
    flavor === 'debian'
      ? { '/etc/debian_version': '12\n', ...(where.withoutInsserv ? {} : { '/etc/insserv.conf': CONF }) }
      : { '/etc/redhat-release': 'Red Hat\n' };
  return treeOf([
    ...Object.entries({ ...marks, ...files }).map(([path, one]) => [path, nodeOf(one)] as const),
    ...Object.entries(others).map(([other, one]) => [`/etc/init.d/${other}`, fileNode(one, true)] as const),
    ...(where.withoutInsserv ? [] : [['/sbin/insserv', fileNode('', true)] as const]),
    [`/etc/init.d/${name}`, fileNode(text, executable)],
  ]);
}

function nodeOf(text: string): TreeNode {
  return text.startsWith('-> ') ? linkNode(text.slice(3)) : fileNode(text);
}

export function contextOf(text: string, where: Where = {}): Context {
  const path = `/etc/init.d/${where.name ?? 'web'}`;
  return {
    path,
    languageId: 'init-script',
    systemdVersion: where.systemd ?? 262,
    workspace: EMPTY_WORKSPACE,
    ...(where.bare ? {} : { sysv: sysvContext(rootOf(text, where), path) }),
  };
}

function found(text: string, where: Where) {
  const context = contextOf(text, where);
  return initScriptKind.diagnose(initScriptKind.parse(text, context), context);
}

/** What is said of a script: severity, code, and the text that it is about, its first line. */
export function judge(text: string, where: Where = {}): string[] {
  return found(text, where).map(
    ({ severity, code, span }) =>
      `${severity} ${code.replace('init-script.', '')}: ${text.slice(span.start, span.end).split('\n')[0]}`,
  );
}

/** The script after the preferred fix of its first finding with that code. */
export function fixed(text: string, code: string, where: Where = {}): string | undefined {
  const diagnostic = found(text, where).find((one) => one.code === `init-script.${code}`);
  const fix = diagnostic?.fixes?.find(({ preferred }) => preferred);
  if (!fix) return undefined;
  const edits = [...fix.edits].sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((now, { span, newText }) => now.slice(0, span.start) + newText + now.slice(span.end), text);
}

/** A text with its cursor, which is written as `¦`. */
export function marked(source: string): { text: string; offset: number } {
  const offset = source.indexOf('¦');
  return { text: source.slice(0, offset) + source.slice(offset + 1), offset };
}

/** What completes at the cursor. */
export function labels(source: string, where: Where = {}): string[] {
  const { text, offset } = marked(source);
  const context = contextOf(text, where);
  return initScriptKind.complete(initScriptKind.parse(text, context), offset, context).map(({ label }) => label);
}

/** The text with the completion of that label taken. */
export function completed(source: string, label: string, where: Where = {}): string | undefined {
  const { text, offset } = marked(source);
  const context = contextOf(text, where);
  const all = initScriptKind.complete(initScriptKind.parse(text, context), offset, context);
  const edit = all.find((one) => one.label === label)?.edit;
  return edit && text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
}

/** The hover at the cursor. */
export function hover(source: string, where: Where = {}): string | undefined {
  const { text, offset } = marked(source);
  const context = contextOf(text, where);
  return initScriptKind.hover(initScriptKind.parse(text, context), offset, context)?.text;
}
