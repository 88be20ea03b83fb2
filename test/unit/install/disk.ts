import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';

const stages: string[] = [];
afterEach(() => {
  for (const stage of stages.splice(0)) rmSync(stage, { recursive: true, force: true });
});

/** A folder for one test. */
export function stage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bootwright-'));
  stages.push(folder);
  return folder;
}

/** Puts files below a folder: a text that begins with `-> ` is a symlink, null is a folder. */
export function fill(folder: string, files: Readonly<Record<string, string | null>>): string {
  for (const [path, text] of Object.entries(files)) {
    const at = join(folder, path);
    mkdirSync(dirname(at), { recursive: true });
    if (text === null) mkdirSync(at, { recursive: true });
    else if (text.startsWith('-> ')) symlinkSync(text.slice(3), at);
    else writeFileSync(at, text);
  }
  return folder;
}
