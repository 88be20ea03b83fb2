import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseAddress } from '../core/kinds/ntp/address.ts';
import { accessOf, accessText } from '../core/kinds/ntp/explain.ts';
import { includedBy } from '../core/kinds/ntp/files.ts';
import { parseNtp } from '../core/kinds/ntp/parse.ts';
import { decode } from '../hosts/decode.ts';
import { chosenNtp } from './chosenPrograms.ts';
import { ntpAround, ntpFilesAround } from './ntpAround.ts';
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
  const { commands } = parseNtp(text, dialect);
  const files = await ntpFilesAround(path, values.root, commands, dialect);
  const included = includedBy(commands, files?.path ?? path, dialect, files);
  const answer = accessOf({ text, commands }, included.files, dialect, client);
  terminal.out(format === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : accessText(answer));
  return 0;
}

function read(path: string, given: string): string {
  try {
    return decode(readFileSync(path));
  } catch {
    throw new UsageError(`${given} cannot be read.`);
  }
}
