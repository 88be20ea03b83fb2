import { realpathSync } from 'node:fs';
import type { SymlinkChange } from '../core/install/plan.ts';
import { folderOf, nameOf, type SystemTree } from '../core/tree/systemTree.ts';
import { type DiskEntry, DiskFolder } from './diskFolder.ts';

/** A plan with the root as it was when the plan was made. */
export interface PlannedChanges {
  readonly before: SystemTree;
  readonly changes: readonly SymlinkChange[];
  /** Folders that are gone here are removed when they are empty. */
  readonly tree: SystemTree;
}

/** How to take back what was done, step by step; the last is to be taken back first. */
export type UndoStep =
  | { readonly undo: 'remove-link'; readonly path: string; readonly target: string }
  | { readonly undo: 'restore'; readonly path: string; readonly entry: DiskEntry }
  | { readonly undo: 'remove-folder'; readonly path: string }
  | { readonly undo: 'make-folder'; readonly path: string };

/** Either all has been written, or nothing: then which path it was, and why. */
export type WriteOutcome =
  | { readonly done: true; readonly undo: readonly UndoStep[] }
  | { readonly done: false; readonly path: string; readonly reason: string; readonly notUndone: readonly string[] };

/** Why a step cannot be made, as a sentence that follows the path. */
class Refusal extends Error {}

/**
 * Writes planned changes into a root. All or nothing: when a step fails, those before it are taken back. Nothing is
 * touched outside of the root, and no folder is entered through a link: the paths of a plan have none, and where one has
 * come to be since, or what is to be removed is not what it was, the whole is refused.
 */
export function writeChanges(root: string, { before, changes, tree }: PlannedChanges): WriteOutcome {
  const writer = new Writer(root);
  return writer.run(() => {
    const made = new Map<string, string>();
    for (const change of changes) {
      writer.path = change.path;
      if (change.op === 'symlink') {
        writer.symlink(change.path, change.target);
        made.set(change.path, change.target);
      } else {
        writer.unlink(change.path, (entry) => isExpected(entry, change.path, before, made));
        made.delete(change.path);
        writer.removeEmpty(folderOf(change.path), tree);
      }
    }
  });
}

/** Takes back what {@link writeChanges} did; all or nothing as well. */
export function undoChanges(root: string, steps: readonly UndoStep[]): WriteOutcome {
  const writer = new Writer(root);
  return writer.run(() => {
    for (const step of [...steps].reverse()) writer.takeBack(step);
  });
}

class Writer {
  readonly done: UndoStep[] = [];
  /** What is being worked on, for the message. */
  path = '/';
  private readonly root: string;

  constructor(root: string) {
    this.root = realpathSync(root);
  }

  run(steps: () => void): WriteOutcome {
    try {
      steps();
      return { done: true, undo: this.done };
    } catch (fault) {
      return { done: false, path: this.path, reason: reasonOf(fault), notUndone: this.rollBack() };
    }
  }

  symlink(path: string, target: string): void {
    this.inFolder(path, true, (folder, name) => folder.symlink(name, target));
    this.done.push({ undo: 'remove-link', path, target });
  }

  unlink(path: string, expected: (entry: DiskEntry | undefined) => boolean): void {
    this.inFolder(path, false, (folder, name) => {
      const entry = folder.look(name);
      if (!entry || !expected(entry)) throw new Refusal('is not what it was when the plan was made');
      folder.unlink(name);
      this.done.push({ undo: 'restore', path, entry });
    });
  }

  /** Removes folders that the plan leaves empty, from this one upwards. */
  removeEmpty(from: string, tree: SystemTree): void {
    for (let path = from; path !== '/' && !tree.node(path); path = folderOf(path)) {
      const removed = this.inFolder(path, false, (folder, name) => {
        try {
          folder.removeFolder(name);
          return true;
        } catch (fault) {
          // More is to be removed from it, or it holds what the plan did not know of; then it stays, as for systemctl.
          if (codeOf(fault) === 'ENOTEMPTY' || codeOf(fault) === 'EEXIST') return false;
          throw fault;
        }
      });
      if (!removed) return;
      this.done.push({ undo: 'make-folder', path });
    }
  }

  takeBack(step: UndoStep): void {
    this.path = step.path;
    switch (step.undo) {
      case 'remove-link':
        this.unlink(step.path, (entry) => entry?.type === 'symlink' && entry.target === step.target);
        return;
      case 'restore':
        this.restore(step.path, step.entry);
        return;
      case 'remove-folder':
        this.inFolder(step.path, false, (folder, name) => folder.removeFolder(name));
        this.done.push({ undo: 'make-folder', path: step.path });
        return;
      case 'make-folder':
        this.inFolder(step.path, false, (folder, name) => folder.makeFolder(name));
        this.done.push({ undo: 'remove-folder', path: step.path });
    }
  }

  private restore(path: string, entry: DiskEntry): void {
    if (entry.type === 'symlink') this.symlink(path, entry.target);
    else if (entry.type === 'file') {
      this.inFolder(path, false, (folder, name) => folder.makeFile(name, entry.bytes, entry.stat));
      this.done.push({ undo: 'restore', path, entry });
    }
  }

  /** Gives the paths that could not be put back. */
  private rollBack(): string[] {
    const back = new Writer(this.root);
    const failed: string[] = [];
    for (const step of [...this.done].reverse()) {
      try {
        back.takeBack(step);
      } catch {
        failed.push(step.path);
      }
    }
    return failed;
  }

  /** Opens the folder that a path stands in, part by part from the root on. */
  private inFolder<T>(path: string, make: boolean, action: (folder: DiskFolder, name: string) => T): T {
    const parts = folderOf(path).split('/').filter(Boolean);
    if (
      !path.startsWith('/') ||
      [...parts, nameOf(path)].some((part) => part === '..' || part === '.' || part === '')
    ) {
      throw new Refusal('is no path inside the root');
    }
    let folder = DiskFolder.open(this.root);
    try {
      parts.forEach((part, index) => {
        const next = this.enter(folder, part, make ? `/${parts.slice(0, index + 1).join('/')}` : undefined);
        folder.close();
        folder = next;
      });
      return action(folder, nameOf(path));
    } finally {
      folder.close();
    }
  }

  /** @param made the path of the folder, if it is to be made when it is missing */
  private enter(folder: DiskFolder, name: string, made: string | undefined): DiskFolder {
    try {
      return folder.folder(name);
    } catch (fault) {
      if (codeOf(fault) === 'ELOOP' || codeOf(fault) === 'ENOTDIR') {
        throw new Refusal(`lies behind ${name}, which is a link or no folder`);
      }
      if (codeOf(fault) !== 'ENOENT' || made === undefined) throw fault;
    }
    folder.makeFolder(name);
    this.done.push({ undo: 'remove-folder', path: made });
    return folder.folder(name);
  }
}

/** Whether what is to be removed is what the plan saw, or what it made itself. */
function isExpected(
  entry: DiskEntry | undefined,
  path: string,
  before: SystemTree,
  made: ReadonlyMap<string, string>,
): boolean {
  const node = before.node(path);
  const target = made.get(path) ?? (node?.type === 'symlink' ? node.target : undefined);
  if (target !== undefined) return entry?.type === 'symlink' && entry.target === target;
  return entry?.type === 'file' && node?.type === 'file' && entry.stat.size === node.size;
}

function reasonOf(fault: unknown): string {
  if (fault instanceof Refusal) return fault.message;
  switch (codeOf(fault)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'cannot be written; run as a user who may';
    case 'EEXIST':
      return 'has come to exist since the plan was made';
    case 'ENOENT':
      return 'or its folder is gone since the plan was made';
    default:
      return `cannot be written: ${fault instanceof Error ? fault.message : String(fault)}`;
  }
}

function codeOf(fault: unknown): string | undefined {
  return (fault as NodeJS.ErrnoException | undefined)?.code;
}
