import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Client } from './client.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/server', import.meta.url));

/** A copy of the example's system root that a test may change. */
export class ExampleRoot {
  readonly folder: string;

  constructor() {
    this.folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'bootwright-example-'))), 'server');
    cpSync(EXAMPLE, this.folder, { recursive: true, verbatimSymlinks: true });
  }

  get uri(): string {
    return pathToFileURL(this.folder).href;
  }

  /** The location of a path inside the root. */
  uriOf(path: string): string {
    return pathToFileURL(join(this.folder, path)).href;
  }

  /** The path inside the root of a location. */
  pathOf(uri: string): string {
    return fileURLToPath(uri).slice(this.folder.length);
  }

  text(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Opens a file in an editor as it is on disk; gives its location. */
  open(client: Client, path: string): string {
    const uri = this.uriOf(path);
    client.open(uri, this.text(path));
    return uri;
  }

  /** Where a word stands in a file, a little behind its start. */
  at(path: string, word: string): { textDocument: { uri: string }; position: { line: number; character: number } } {
    const before = this.text(path).split(word)[0]!.split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length + 1 };
    return { textDocument: { uri: this.uriOf(path) }, position };
  }

  remove(): void {
    rmSync(join(this.folder, '..'), { recursive: true });
  }
}
