import { append } from '../../lists/append.ts';
import { type BootEntry, kernelVersionOf } from './entry.ts';
import { shellWords } from './shellWords.ts';

/** GRUB's grub.cfg, as far as its menu is concerned. */
export interface GrubConfig {
  readonly entries: readonly BootEntry[];
  /** What `default` is set to, the last time before the menu; `$NAME` as it stands there. */
  readonly default: string | undefined;
  readonly defaultLine: number | undefined;
  readonly timeout: string | undefined;
  /** Whether the menu is made of the files of the Boot Loader Specification. */
  readonly blscfg: boolean;
  /** Variables in kernel command lines of which nothing is known. */
  readonly unknown: readonly string[];
}

const LINUX = /^(?:linux|linux16|linuxefi)$/;
const INITRD = /^(?:initrd|initrd16|initrdefi)$/;

/**
 * Reads a grub.cfg: menuentry and submenu blocks, what they start, and which one is the default. Conditions are not
 * decided; what stands in either branch is read.
 *
 * @param path the file's path, for the entries' sources
 * @param environment what grubenv has set
 */
export function readGrubConfig(text: string, path: string, environment: ReadonlyMap<string, string>): GrubConfig {
  return new GrubReader(path, environment).read(text);
}

interface Block {
  readonly kind: 'menuentry' | 'submenu' | 'other';
  readonly title: string;
  readonly draft?: Draft;
}

interface Draft {
  readonly id: string | undefined;
  readonly title: string;
  readonly line: number;
  readonly menus: readonly string[];
  kernel?: string;
  commandLine?: string;
  kernelLine?: number;
  readonly initrds: string[];
}

class GrubReader {
  private readonly entries: BootEntry[] = [];
  private readonly blocks: Block[] = [];
  private readonly variables = new Map<string, string>();
  private readonly unknown = new Set<string>();
  private default: string | undefined;
  private defaultLine: number | undefined;
  private timeout: string | undefined;
  private blscfg = false;
  private readonly path: string;

  constructor(path: string, environment: ReadonlyMap<string, string>) {
    this.path = path;
    for (const [name, value] of environment) this.variables.set(name, value);
    this.variables.set('menuentry_id_option', '--id');
  }

  read(text: string): GrubConfig {
    let joined = '';
    for (const [index, line] of text.split('\n').entries()) {
      joined += line;
      if (joined.endsWith('\\')) joined = `${joined.slice(0, -1)} `;
      else {
        this.takeLine(joined, index + 1);
        joined = '';
      }
    }
    const { entries, blscfg, timeout, defaultLine } = this;
    return { entries, default: this.default, defaultLine, timeout, blscfg, unknown: [...this.unknown] };
  }

  private takeLine(raw: string, line: number): void {
    const text = raw.trim();
    const set = /^set\s+(default|timeout)=(.*)$/.exec(text);
    if (set && this.entries.length === 0 && this.blocks.every(({ kind }) => kind === 'other')) {
      this.takeMenuSetting(set[1]!, set[2]!.trim().replace(/^(["'])(.*)\1$/, '$2'), line);
      return;
    }
    const { words, unknown } = shellWords(text, (name) => this.variables.get(name));
    let command: string[] = [];
    const end = () => {
      this.takeCommand(command, unknown, line);
      command = [];
    };
    for (const word of words) {
      if (word === '{') {
        this.open(command, line);
        command = [];
      } else if (word === ';' || word === '}') {
        end();
        if (word === '}') this.close();
      } else command.push(word);
    }
    end();
  }

  /** The branch that starts the entry chosen for once, and resets it, does not count here. */
  private takeMenuSetting(name: string, value: string, line: number): void {
    if (name === 'timeout') this.timeout ??= /^-?\d+$/.test(value) ? value : undefined;
    else if (!/next_entry/.test(value)) {
      this.default = value;
      this.defaultLine = line;
    }
  }

  private assign(word: string): void {
    const equals = word.indexOf('=');
    if (equals > 0 && this.blocks.length === 0) this.variables.set(word.slice(0, equals), word.slice(equals + 1));
  }

  private open([kind, title = '', ...words]: readonly string[], line: number): void {
    const option = words.findIndex((word) => /^--id(?:=|$)/.test(word));
    const given = option < 0 ? undefined : (/^--id=(.*)$/s.exec(words[option]!)?.[1] ?? words[option + 1]);
    const menus = this.blocks.filter((block) => block.kind === 'submenu').map((block) => block.title);
    const draft = { id: given, title, line, menus, initrds: [] };
    if (kind === 'menuentry') this.blocks.push({ kind, title, draft });
    else this.blocks.push({ kind: kind === 'submenu' ? kind : 'other', title });
  }

  private close(): void {
    const draft = this.blocks.pop()?.draft;
    if (!draft) return;
    const { id, title, line, menus, kernel, commandLine, kernelLine, initrds } = draft;
    const source = { path: this.path, line: kernelLine ?? line };
    const what = { id: id ?? title, title, kind: 'grub' as const, source, menus };
    this.entries.push({ ...what, kernel, initrds, commandLine, kernelVersion: kernelVersionOf(kernel) });
  }

  private takeCommand([command = '', ...words]: readonly string[], unknown: readonly string[], line: number): void {
    if (command === 'blscfg') this.blscfg = true;
    if (command === 'set' && words[0] !== undefined) this.assign(words[0]);
    const draft = this.blocks.findLast((block) => block.draft)?.draft;
    if (!draft) return;
    if (INITRD.test(command)) append(draft.initrds, words);
    if (!LINUX.test(command) || words[0] === undefined) return;
    draft.kernel = words[0].startsWith('/') ? words[0] : `/${words[0]}`;
    draft.commandLine = [`BOOT_IMAGE=${words[0]}`, ...words.slice(1)].join(' ');
    draft.kernelLine = line;
    for (const name of unknown) this.unknown.add(name);
  }
}
