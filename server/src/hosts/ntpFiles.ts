import type { NtpDialect } from '../core/kinds/ntp/dialect.ts';
import { includesOf, type NtpFiles, type WantedFiles } from '../core/kinds/ntp/files.ts';
import { parseNtp } from '../core/kinds/ntp/parse.ts';
import { decode } from './decode.ts';
import type { Host } from './host.ts';
import { resolveInRoot } from './resolve.ts';

const MOST_BYTES = 1024 * 1024;
const MOST_FILES = 100;
const MOST_LEVELS = 5;

/** Reads what a root holds of the files that a configuration names, and of those that the included ones name. */
export async function readNtpFiles(
  host: Host,
  root: string,
  path: string,
  wanted: WantedFiles,
  dialect: NtpDialect,
): Promise<NtpFiles> {
  const reading = new Reading(host, root, dialect);
  for (const one of wanted.paths) await reading.ask(one);
  for (const one of wanted.keys) await reading.text(one);
  for (const one of wanted.included) await reading.include(one, 1);
  return { path, there: reading.there, texts: reading.texts, folders: reading.folders };
}

class Reading {
  readonly there = new Map<string, boolean>();
  readonly texts = new Map<string, string>();
  readonly folders = new Map<string, readonly string[]>();

  constructor(
    private readonly host: Host,
    private readonly root: string,
    private readonly dialect: NtpDialect,
  ) {}

  async ask(path: string): Promise<string | undefined> {
    const place = await resolveInRoot(this.host, this.root, path);
    this.there.set(path, place !== undefined);
    return place;
  }

  async text(path: string): Promise<string | undefined> {
    const place = await this.ask(path);
    if (place === undefined || this.texts.size >= MOST_FILES) return undefined;
    const bytes = await this.host.read(place, MOST_BYTES);
    if (!bytes) return undefined;
    const text = decode(bytes);
    this.texts.set(path, text);
    return text;
  }

  /** Of a folder NTPsec reads the names that end in `.conf`, in the order of their bytes. */
  async include(path: string, level: number): Promise<void> {
    if (this.texts.has(path) || this.folders.has(path) || level > MOST_LEVELS) return;
    const place = await this.ask(path);
    if (place === undefined) return;
    const entries = this.dialect === 'classic' ? undefined : await this.host.list(place);
    if (entries) {
      const names = entries.flatMap(({ name }) => (name.endsWith('.conf') ? name : [])).sort();
      this.folders.set(path, names);
      for (const name of names) await this.include(`${path}/${name}`, level);
      return;
    }
    const text = await this.text(path);
    if (text === undefined) return;
    const { commands } = parseNtp(text, this.dialect);
    for (const one of includesOf(commands, path, this.dialect)) await this.include(one, level + 1);
  }
}
