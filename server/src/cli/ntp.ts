import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { addressText, parseAddress } from '../core/kinds/ntp/address.ts';
import { daemonName } from '../core/kinds/ntp/dialect.ts';
import { parseNtp } from '../core/kinds/ntp/parse.ts';
import { type Permission, permissionsOf } from '../core/kinds/ntp/permissions.ts';
import {
  type Entry,
  entryFor,
  networkWords,
  type Restrictions,
  restrictionsOf,
} from '../core/kinds/ntp/restrictions.ts';
import { lineIndex, positionAt } from '../core/text/lineIndex.ts';
import { decode } from '../hosts/decode.ts';
import { chosenNtp } from './chosenPrograms.ts';
import { ntpAround } from './ntpAround.ts';
import { oneOf, readOptions } from './options.ts';
import { type Command, type Terminal, UsageError } from './terminal.ts';

/** Says what clients may do by the restrict lines of an ntp.conf. */
export const ntp: Command = {
  usage: 'ntp explain FILE [--client ADDRESS] [--ntp classic|ntpsec] [--root DIR] [--format text|json]',
  summary: 'says what a client may do by the restrict lines of an ntp.conf, and by which',
  help: `Without --client it lists all entries in the order in which ntpd tries them.

  --client ADDRESS    a numeric address, such as 192.168.1.7 or 2001:db8::1
  --ntp NAME          the daemon that reads the file (default: that of the root, else ntpsec)
  --root DIR          the system root in which the daemon is looked for
  --format FORMAT     text (default) or json

Exit status: 0 done, 2 it could not be done.
`,
  run: explain,
};

async function explain(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, rest } = readOptions(args, ['client', 'ntp', 'root', 'format']);
  const [verb, file, ...others] = rest;
  if (verb !== 'explain' || file === undefined || others.length > 0) throw new UsageError('write: ntp explain FILE.');
  const format = oneOf('format', values.format, ['text', 'json'] as const, 'text');
  const client = values.client === undefined ? undefined : parseAddress(values.client);
  if (values.client !== undefined && !client) throw new UsageError(`--client=${values.client} is no numeric address.`);
  const path = resolve(file);
  const text = read(path, file);
  const { dialect } = await ntpAround(path, values.root, chosenNtp(values.ntp));
  const restrictions = restrictionsOf(parseNtp(text, dialect).commands, dialect);
  const shown = client ? [entryFor(restrictions, client)] : restrictions.entries;
  const lines = linesIn(text);
  const answers = shown.map((entry) => answerOf(entry, lines));
  if (format === 'json') {
    const asked = client ? { client: addressText(client) } : {};
    terminal.out(`${JSON.stringify({ daemon: daemonName(dialect), ...asked, entries: answers }, null, 2)}\n`);
    return 0;
  }
  if (client) terminal.out(`${addressText(client)} (${daemonName(dialect)})\n`);
  for (const answer of answers) terminal.out(inWords(answer));
  terminal.out(remarks(restrictions, lines));
  return 0;
}

function read(path: string, given: string): string {
  try {
    return decode(readFileSync(path));
  } catch {
    throw new UsageError(`${given} cannot be read.`);
  }
}

interface Answer {
  readonly network: string;
  readonly ntpport: boolean;
  readonly flags: readonly string[];
  readonly lines: readonly { readonly line: number; readonly text: string }[];
  readonly rights: readonly Permission[];
}

type Lines = (span: { readonly start: number; readonly end: number }) => Answer['lines'][number];

function linesIn(text: string): Lines {
  const index = lineIndex(text);
  return ({ start, end }) => ({ line: positionAt(index, start).line + 1, text: text.slice(start, end) });
}

function answerOf(entry: Entry, lines: Lines): Answer {
  return {
    network: networkWords({ address: { value: entry.address, bits: entry.bits }, mask: entry.mask }),
    ntpport: entry.ntpport,
    flags: [...entry.flags],
    lines: entry.from.map(lines),
    rights: permissionsOf(entry.flags),
  };
}

function inWords({ network, ntpport, lines, rights }: Answer): string {
  const source =
    lines.length > 0 ? lines.map(({ line, text }) => `    line ${line}: ${text}\n`).join('') : '    built in\n';
  const from = ntpport ? ', from port 123' : '';
  const said = rights
    .map(({ allowed, text }) => `    ${allowed ? 'yes' : 'no '}  ${text.replaceAll('`', '')}\n`)
    .join('');
  return `  ${network}${from}\n${source}${said}`;
}

function remarks({ source, unresolved }: Restrictions, lines: Lines): string {
  const template = source
    ? `  servers of this file (restrict source, line ${lines(source.span).line})\n${permissionsOf(source.flags)
        .map(({ allowed, text }) => `    ${allowed ? 'yes' : 'no '}  ${text.replaceAll('`', '')}\n`)
        .join('')}`
    : '';
  const names = unresolved.map(
    ({ name, span }) => `  line ${lines(span).line} is about ${name}, whose addresses are not known here\n`,
  );
  return template + names.join('');
}
