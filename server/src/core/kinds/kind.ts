import type { CronContext } from '../cron/system.ts';
import type { SysvContext } from '../sysv/context.ts';
import type { TextEdit } from '../text/edit.ts';
import type { Span } from '../text/span.ts';
import type { NtpContext } from './ntp/dialect.ts';

/** Levels of a diagnostic: error and warning only where the real program refuses or complains. */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** Something to say about a place in a file. */
export interface Diagnostic {
  readonly span: Span;
  readonly severity: Severity;
  /** Namespaced: `unit.unknown-directive`. */
  readonly code: string;
  readonly message: string;
  /** Shown struck through or faded. */
  readonly tag?: 'deprecated' | 'unnecessary';
  /** Other places that matter for it, in the same file. */
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  /** Where to read more. */
  readonly documentation?: string;
  readonly fixes?: readonly Fix[];
}

/** A change that removes the cause of a diagnostic. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The one to take when all are fixed at once, or when the user asks for the obvious answer. */
  readonly preferred?: boolean;
}

export type CompletionKind = 'section' | 'directive' | 'value' | 'unit' | 'specifier' | 'path' | 'snippet';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is replaced, and by what. */
  readonly edit: TextEdit;
  readonly detail?: string;
  /** Names a documentation text, resolved later by `FileKind.document`. */
  readonly documentationKey?: string;
  /** The edit's text holds tab stops in the LSP snippet syntax. */
  readonly snippet?: boolean;
  readonly deprecated?: boolean;
  /** Orders completions; smaller first. */
  readonly rank?: string;
  /** Ask for completions again after this one, as a value follows. */
  readonly retrigger?: boolean;
}

export interface Hover {
  readonly span: Span;
  /** Markdown. */
  readonly text: string;
}

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'directive';
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export interface Folding {
  readonly span: Span;
  readonly kind: 'region' | 'comment';
}

/** The token types the server announces, in the order of its legend. */
export const TOKEN_TYPES = [
  'namespace',
  'property',
  'keyword',
  'enumMember',
  'number',
  'string',
  'comment',
  'variable',
  'macro',
  'operator',
  'type',
] as const;
export const TOKEN_MODIFIERS = ['deprecated', 'defaultLibrary'] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof TOKEN_TYPES)[number];
  readonly modifiers?: readonly (typeof TOKEN_MODIFIERS)[number][];
}

/** A link in a document: to a web page, or to a file inside the root. */
export interface Link {
  readonly span: Span;
  readonly target: { readonly url: string } | { readonly path: string };
  readonly tooltip?: string;
}

/** A short note that an editor shows behind a value without it being part of the text. */
export interface InlayHint {
  /** Where it is shown. */
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip?: string;
}

/** What is known of the units around a file, without reading anything: the host gathers it beforehand. */
export interface Workspace {
  /** Names of all units that the root or the open folders have. */
  readonly units: ReadonlyMap<string, KnownUnit>;
  /** Whether a path exists in the root; undefined when that is not known. */
  exists(path: string): boolean | undefined;
  /** Names in a folder of the root, with a `/` after folders; empty when it is not there or not known. */
  list(path: string): readonly string[];
  /** What the root's files say about the machine; undefined without a root. */
  readonly machine?: Machine | undefined;
}

/** What is written down in a root about the machine that boots it. */
export interface Machine {
  /** The fields of os-release(5); undefined without such a file. */
  readonly osRelease: ReadonlyMap<string, string> | undefined;
  readonly hostname: string | undefined;
  readonly prettyHostname: string | undefined;
  /** 32 hexadecimal digits. */
  readonly machineId: string | undefined;
}

export interface KnownUnit {
  readonly name: string;
  readonly description: string | undefined;
  /** Where its file stands, as a path inside the root, or outside of any root as the host knows it. */
  readonly path: string;
}

/** What a file is judged against besides its own text. */
export interface Context {
  readonly path: string;
  readonly languageId: string | undefined;
  /** Major version of the systemd that will read the file. */
  readonly systemdVersion: number;
  readonly workspace: Workspace;
  /** Without it nothing is said that depends on the time. */
  readonly clock?: ClockReading | undefined;
  /** The cron and anacron that will read tables, and what their root holds. */
  readonly cron?: CronContext | undefined;
  /** The daemon that will read an ntp.conf. */
  readonly ntp?: NtpContext | undefined;
  /** The root of a file of System V init. */
  readonly sysv?: SysvContext | undefined;
}

/** What the clock shows where the question is asked: core has no clock of its own. */
export interface ClockReading {
  /** Microseconds since the epoch. */
  readonly now: bigint;
  /** The name of the local time zone, such as `Europe/Berlin`. */
  readonly timezone: string;
}

/** A document that its kind has parsed. */
export interface ParsedDocument {
  readonly kind: FileKind;
  readonly text: string;
}

/** One kind of file: how it is recognised and what can be said about it. All functions are pure and never throw. */
export interface FileKind<D extends ParsedDocument = ParsedDocument> {
  readonly id: string;
  /** The editor's language identifiers that stand for this kind. */
  readonly languageIds: readonly string[];
  /** Whether a file of that path is of this kind. */
  recognises(path: string): boolean;
  /** Whether a text of a recognised path really is one; told apart only when whole folders are searched. */
  looksRight(text: string): boolean;
  parse(text: string, context: Context): D;
  diagnose(document: D, context: Context): Diagnostic[];
  complete(document: D, offset: number, context: Context): Completion[];
  /** The documentation that a completion names. */
  document(key: string, context: Context): string | undefined;
  hover(document: D, offset: number, context: Context): Hover | undefined;
  symbols(document: D, context: Context): DocumentSymbol[];
  folding(document: D): Folding[];
  /** Spans around the offset, from the smallest to the whole file. */
  selection(document: D, offset: number): Span[];
  tokens(document: D, context: Context): SemanticToken[];
  links(document: D, context: Context): Link[];
  /** Notes behind the values that stand in a stretch of the text. */
  inlayHints?(document: D, span: Span, context: Context): InlayHint[];
  format(document: D): TextEdit[];
  /** The paths in a document of which `links` wants to know whether they exist. */
  mentionedPaths(document: D): string[];
  /** The folder, ending in `/`, whose names a completion at this offset wants to know. */
  folderAt(document: D, offset: number): string | undefined;
  /** What a rename at this offset gives another name, for kinds whose names are of the document alone. */
  renameAt?(document: D, offset: number): { readonly span: Span; readonly name: string } | undefined;
  /** The edits of such a rename; a sentence when the name cannot be. */
  rename?(document: D, offset: number, newName: string): TextEdit[] | string;
}

/** A workspace of which nothing is known. */
export const EMPTY_WORKSPACE: Workspace = {
  units: new Map(),
  exists: () => undefined,
  list: () => [],
};
