import { commands, EventEmitter } from 'vscode';
import type { BootChange, BootParams } from '../../../server/src/protocol/boot.ts';
import type { PlannedVerb } from '../../../server/src/protocol/planning.ts';
import { unitsInWords, verbs } from '../planning/verbs.ts';

/** Something that is tried without being written: a change of links, or another command line of the kernel. */
export type Supposition =
  | { readonly kind: 'change'; readonly change: BootChange }
  | { readonly kind: 'command-line'; readonly commandLine: string };

/** Set while something is supposed, for the buttons of the view. */
const supposingKey = 'bootwright.supposing';

/** What is supposed: kept in memory only, for one root, and never written by itself. */
export class WhatIf {
  readonly #changed = new EventEmitter<void>();
  #root: string | undefined;
  #all: readonly Supposition[] = [];

  readonly onDidChange = this.#changed.event;

  get root(): string | undefined {
    return this.#root;
  }

  /** What is supposed of a root, in the order in which it was added. */
  of(root: string): readonly Supposition[] {
    return root === this.#root ? this.#all : [];
  }

  /** The links that would be changed, one verb of systemctl after the other. */
  changesOf(root: string): BootChange[] {
    return this.of(root).flatMap((each) => (each.kind === 'change' ? [each.change] : []));
  }

  /** The boot that is asked for when all that is supposed is true. */
  supposing(params: BootParams): BootParams {
    const all = this.of(params.root);
    const commandLine = all.findLast((each) => each.kind === 'command-line')?.commandLine;
    return {
      ...params,
      changes: this.changesOf(params.root),
      ...(commandLine !== undefined && { profile: { ...params.profile, commandLine } }),
    };
  }

  /** Supposes something more. What it makes pointless goes: another change of the same units, an older command line. */
  add(root: string, supposition: Supposition): void {
    const before = this.of(root).filter((each) => !isReplaced(each, supposition));
    this.#set(root, [...before, supposition]);
  }

  remove(supposition: Supposition): void {
    this.#set(
      this.#root,
      this.#all.filter((each) => each !== supposition),
    );
  }

  clear(): void {
    this.#set(undefined, []);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(root: string | undefined, all: readonly Supposition[]): void {
    this.#root = root;
    this.#all = all;
    void commands.executeCommand('setContext', supposingKey, all.length > 0);
    this.#changed.fire();
  }
}

/** What is supposed, in words such as `Mask cups.service`. */
export function suppositionWords(supposition: Supposition): string {
  if (supposition.kind === 'command-line') return `Command line: ${supposition.commandLine}`;
  const { verb, units } = supposition.change;
  return `${verbs[verb].does} ${unitsInWords(units)}`;
}

const opposites: Readonly<Partial<Record<PlannedVerb, PlannedVerb>>> = {
  enable: 'disable',
  disable: 'enable',
  mask: 'unmask',
  unmask: 'mask',
  'set-default': 'set-default',
};

function isReplaced(before: Supposition, now: Supposition): boolean {
  if (before.kind === 'command-line' || now.kind === 'command-line') return before.kind === now.kind;
  const [old, young] = [before.change, now.change];
  if (old.verb === 'set-default' && young.verb === 'set-default') return true;
  const related = young.verb === old.verb || opposites[young.verb] === old.verb;
  return related && old.units.join() === young.units.join();
}
