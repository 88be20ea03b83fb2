import { type Memento, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { TimesRead } from '../../../server/src/protocol/boot.ts';
import type { BootServer } from './server.ts';

/** Where measured times come from: a file, or a text that was copied. */
export type TimesSource = { readonly uri: string } | { readonly text: string };

const key = 'bootwright.bootTimes';

/** Measured times of real boots, by root. They are remembered for the workspace and told to the server when it needs them. */
export class BootTimes {
  readonly #server: BootServer;
  readonly #memory: Memento;
  /** The roots whose times the server has been told. */
  readonly #told = new Set<string>();

  constructor(client: BaseLanguageClient, server: BootServer, memory: Memento) {
    this.#server = server;
    this.#memory = memory;
    // A new server knows nothing.
    client.onDidChangeState(() => this.#told.clear());
  }

  /** Takes times for a root; undefined forgets them. Answers what the server made of them. */
  async use(root: string, source: TimesSource | undefined): Promise<TimesRead | undefined> {
    const read = await this.#tell(root, source);
    if (!read || read.error !== null) return read;
    await this.#memory.update(key, { ...this.#all(), [root]: source });
    return read;
  }

  isUsed(root: string): boolean {
    return this.#all()[root] !== undefined;
  }

  /** Has the server know what is remembered for a root. */
  async ready(root: string): Promise<void> {
    if (this.#told.has(root)) return;
    this.#told.add(root);
    const source = this.#all()[root];
    if (source) await this.#tell(root, source);
  }

  async #tell(root: string, source: TimesSource | undefined): Promise<TimesRead | undefined> {
    const text = source === undefined ? null : 'text' in source ? source.text : await textOf(source.uri);
    this.#told.add(root);
    if (text === undefined) return { units: 0, format: '', error: 'The file with the times cannot be read.' };
    return this.#server.times({ root, text });
  }

  #all(): Readonly<Record<string, TimesSource | undefined>> {
    return this.#memory.get(key, {});
  }
}

/** The text of a file; undefined when it cannot be read any more. */
async function textOf(uri: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(uri)));
  } catch {
    return undefined;
  }
}
