import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type InstallScope, type PresetMode, planInstall, type Verb } from '../../../server/src/core/install/plan.ts';
import { decodeUtf8 } from '../../../server/src/core/text/utf8.ts';
import { DIRECTORY, fileNode, linkNode, type TreeNode } from '../../../server/src/core/tree/node.ts';
import { treeOf } from '../../../server/src/core/tree/systemTree.ts';
import { linksOf } from './tree.ts';

/** What install-fuzz.mjs recorded of the real systemctl: see the command in the files. */
interface Golden {
  readonly version: number;
  readonly cases: readonly {
    readonly tree: readonly (readonly string[])[];
    readonly steps: readonly Step[];
  }[];
}

interface Step {
  readonly verb: string;
  readonly args: readonly string[];
  readonly runtime?: boolean;
  readonly force?: boolean;
  readonly presetMode?: string;
  readonly global?: boolean;
  readonly status: number;
  /** Links that the step made, or null for those it removed. */
  readonly links: Readonly<Record<string, string | null | undefined>>;
  readonly output?: readonly string[];
}

const RECORDED = [252, 262].map(
  (version) =>
    JSON.parse(readFileSync(new URL(`../../golden/install-${version}.json`, import.meta.url), 'utf8')) as Golden,
);

describe.each(RECORDED)('what systemctl $version did', ({ version, cases }) => {
  it.each(cases.map((one, index) => ({ ...one, index })))('on root $index', ({ tree: entries, steps }) => {
    let tree = treeOf(entries.map(([path, kind, text]) => [path!, nodeOf(kind!, text)] as const));
    const links = linksOf(tree);
    for (const step of steps) {
      const plan = planInstall(tree, step.verb as Verb, step.args, optionsOf(step, version));
      for (const [path, target] of Object.entries(step.links)) {
        if (target === null) delete links[path];
        else links[path] = target;
      }
      const context = JSON.stringify(step);
      expect(linksOf(plan.tree), context).toEqual(links);
      expect(plan.exitStatus, context).toBe(step.status);
      if (step.output) expect(plan.output.join('\n'), context).toBe(step.output.join('\n'));
      tree = plan.tree;
    }
  });
});

function optionsOf({ runtime = false, force = false, presetMode = 'full', global = false }: Step, version: number) {
  const scope: InstallScope = global ? 'global' : 'system';
  return { version, runtime, force, presetMode: presetMode as PresetMode, scope };
}

function nodeOf(kind: string, text = ''): TreeNode {
  if (kind === 'd') return DIRECTORY;
  if (kind === 'l') return linkNode(text);
  if (kind === 'p') return { type: 'special', isNull: false };
  return fileNode(kind === 'b' ? decodeUtf8(Buffer.from(text, 'base64')) : text);
}
