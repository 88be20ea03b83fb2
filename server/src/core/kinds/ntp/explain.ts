import { lineIndex, positionAt } from '../../text/lineIndex.ts';
import type { Span } from '../../text/span.ts';
import { type Address, addressText } from './address.ts';
import { daemonName, type NtpDialect } from './dialect.ts';
import type { IncludedFile } from './files.ts';
import type { NtpCommand } from './parse.ts';
import { type Permission, permissionsOf } from './permissions.ts';
import { type Entry, entryFor, networkWords, type Restrictions, restrictionsOf } from './restrictions.ts';

/** Where a restrict line is written. */
export interface AccessLine {
  /** Undefined in the file itself. */
  readonly file?: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** What the clients of one network may do. */
export interface Access {
  readonly network: string;
  readonly ntpport: boolean;
  readonly flags: readonly string[];
  readonly lines: readonly AccessLine[];
  readonly rights: readonly Permission[];
}

export interface AccessAnswer {
  readonly daemon: string;
  readonly client?: string;
  /** In the order in which the daemon tries them. */
  readonly entries: readonly Access[];
  /** What holds for the servers of the file, where a line says it. */
  readonly source?: { readonly line: AccessLine; readonly rights: readonly Permission[] };
  /** Lines about names, whose addresses only the network knows. */
  readonly unresolved: readonly { readonly name: string; readonly line: AccessLine }[];
}

/** What restrict lines leave clients: all of them, or the one at an address. */
export function accessOf(
  file: { readonly text: string; readonly commands: readonly NtpCommand[] },
  included: readonly IncludedFile[],
  dialect: NtpDialect,
  client?: Address,
): AccessAnswer {
  const commands = [...file.commands, ...included.flatMap((one) => one.commands)];
  const restrictions = restrictionsOf(commands, dialect);
  const lineOf = linesIn(file, included);
  const shown = client ? [entryFor(restrictions, client)] : restrictions.entries;
  return {
    daemon: daemonName(dialect),
    ...(client ? { client: addressText(client) } : {}),
    entries: shown.map((entry) => accessIn(entry, lineOf)),
    ...sourceIn(restrictions, lineOf),
    unresolved: restrictions.unresolved.map(({ name, span }) => ({ name, line: lineOf(span) })),
  };
}

type LineOf = (span: Span) => AccessLine;

function linesIn(file: { readonly text: string }, included: readonly IncludedFile[]): LineOf {
  const owners = new Map(included.flatMap((one) => one.commands.map(({ span }) => [span, one] as const)));
  const indexes = new Map<{ readonly text: string }, ReturnType<typeof lineIndex>>();
  return (span) => {
    const owner = owners.get(span);
    const { text } = owner ?? file;
    const index = indexes.get(owner ?? file) ?? lineIndex(text);
    indexes.set(owner ?? file, index);
    const line = positionAt(index, span.start).line + 1;
    return { ...(owner ? { file: owner.path } : {}), line, text: text.slice(span.start, span.end) };
  };
}

function accessIn(entry: Entry, lineOf: LineOf): Access {
  return {
    network: networkWords({ address: { value: entry.address, bits: entry.bits }, mask: entry.mask }),
    ntpport: entry.ntpport,
    flags: [...entry.flags],
    lines: entry.from.map(lineOf),
    rights: permissionsOf(entry.flags),
  };
}

function sourceIn({ source }: Restrictions, lineOf: LineOf): Pick<AccessAnswer, 'source'> {
  return source ? { source: { line: lineOf(source.span), rights: permissionsOf(source.flags) } } : {};
}

/** The answer as text for a terminal or a page. */
export function accessText(answer: AccessAnswer): string {
  const head = `${answer.client ?? 'Everybody, network by network as they are tried'} (${answer.daemon})\n`;
  const entries = answer.entries.map(entryText);
  const source = answer.source
    ? `  servers of this file (restrict source, ${place(answer.source.line)})\n${rightsText(answer.source.rights)}`
    : '';
  const names = answer.unresolved.map(
    ({ name, line }) => `  ${place(line)} is about ${name}, whose addresses are not known here\n`,
  );
  return `${head}${entries.join('')}${source}${names.join('')}`;
}

function entryText({ network, ntpport, lines, rights }: Access): string {
  const source =
    lines.length > 0 ? lines.map((line) => `    ${place(line)}: ${line.text}\n`).join('') : '    built in\n';
  return `  ${network}${ntpport ? ', from port 123' : ''}\n${source}${rightsText(rights)}`;
}

function place({ file, line }: AccessLine): string {
  return file === undefined ? `line ${line}` : `${file}, line ${line}`;
}

function rightsText(rights: readonly Permission[]): string {
  return rights.map(({ allowed, text }) => `    ${allowed ? 'yes' : 'no '}  ${text.replaceAll('`', '')}\n`).join('');
}
