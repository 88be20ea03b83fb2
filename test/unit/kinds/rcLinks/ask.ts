import {
  type Context,
  type Diagnostic,
  EMPTY_WORKSPACE,
  type FileKind,
} from '../../../../server/src/core/kinds/kind.ts';
import { parseRcLinks, type RcLinksDocument } from '../../../../server/src/core/kinds/rcLinks/document.ts';
import { rcLinksKind } from '../../../../server/src/core/kinds/rcLinks/index.ts';
import type { Flavor } from '../../../../server/src/core/sysv/layout.ts';
import { fileNode, linkNode, type TreeNode } from '../../../../server/src/core/tree/node.ts';
import { type SystemTree, treeOf } from '../../../../server/src/core/tree/systemTree.ts';

/** Text with `|` where the cursor is. */
export function cursor(text: string): { text: string; offset: number } {
  const offset = text.indexOf('|');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}

export interface Where {
  readonly flavor?: Flavor;
  readonly path?: string;
  readonly tree?: SystemTree | undefined;
}

export function contextOf({ flavor = 'redhat', path = '/etc/rc3.d', tree }: Where): Context {
  return {
    path,
    languageId: 'rc-links',
    systemdVersion: 262,
    workspace: EMPTY_WORKSPACE,
    sysv: { flavor, tree, path },
  };
}

export function documentOf(text: string): RcLinksDocument {
  return parseRcLinks(rcLinksKind as unknown as FileKind, text);
}

export function findings(text: string, where: Where = {}): Diagnostic[] {
  return rcLinksKind.diagnose(documentOf(text), contextOf(where));
}

/** Findings as `warning digits: S9crond => S09crond`. */
export function judge(text: string, where: Where = {}): string[] {
  return findings(text, where).map(({ severity, code, span }) => {
    return `${severity} ${code.replace('rc-links.', '')}: ${text.slice(span.start, span.end)}`;
  });
}

/** A script with an LSB header of these lines. */
export function lsb(lines: Readonly<Record<string, string>>, chkconfig = ''): TreeNode {
  const header = Object.entries(lines).map(([key, value]) => `# ${key}: ${value}`);
  const text = [
    '#!/bin/sh',
    ...(chkconfig ? [`# chkconfig: ${chkconfig}`] : []),
    '### BEGIN INIT INFO',
    ...header,
    '### END INIT INFO',
  ];
  return fileNode(`${text.join('\n')}\n`, true);
}

export const PLAIN = fileNode('#!/bin/sh\n', true);

/** A root with these scripts and links, such as `rc5.d/S90crond`. */
export function root(
  scripts: Readonly<Record<string, TreeNode>>,
  links: readonly string[] = [],
  more: Readonly<Record<string, TreeNode>> = {},
): SystemTree {
  return treeOf([
    ...Object.entries(scripts).map(([name, node]) => [`/etc/init.d/${name}`, node] as const),
    ...links.map((link) => [`/etc/${link}`, linkNode(`../init.d/${link.replace(/^.*\/.../, '')}`)] as const),
    ...Object.entries(more),
  ]);
}
