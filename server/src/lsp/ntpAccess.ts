import * as lsp from 'vscode-languageserver';
import type { Context } from '../core/kinds/kind.ts';
import { accessLenses } from '../core/kinds/ntp/accessLenses.ts';
import { parseAddress } from '../core/kinds/ntp/address.ts';
import { ntpDefinitions } from '../core/kinds/ntp/definitions.ts';
import { commandsOf, dialectOf, type NtpDocument } from '../core/kinds/ntp/document.ts';
import { accessOf, accessText } from '../core/kinds/ntp/explain.ts';
import { type IncludedFile, includedBy } from '../core/kinds/ntp/files.ts';
import { ntpKind } from '../core/kinds/ntp/index.ts';
import { pathInRoot } from '../core/kinds/ntp/links.ts';
import { lineIndex } from '../core/text/lineIndex.ts';
import {
  type ExplainAccessParams,
  explainAccessCommand,
  type NtpAccessParams,
  type NtpAccessText,
  ntpAccessRequest,
} from '../protocol/ntp.ts';
import { type OpenDocument, offsetIn } from './documents.ts';
import type { Guard } from './guard.ts';
import { locationInRoot } from './roots.ts';
import type { Session } from './session.ts';
import { toRange } from './toProtocol.ts';

/** Answers what clients may do by the restrict lines of an ntp.conf. */
export function registerNtpAccess(connection: lsp.Connection, session: Session, guard: Guard): void {
  const answer = guard<NtpAccessParams, NtpAccessText | null>('ntpAccess', null, async ({ uri, client }) => {
    const asked = await askedOf(session, uri);
    if (!asked) return null;
    const { document, context, included } = asked;
    const path = pathInRoot(context);
    const address = client === undefined ? undefined : parseAddress(client.trim());
    if (client !== undefined && !address) return { path };
    const file = { text: document.text, commands: commandsOf(document, context) };
    return { path, text: accessText(accessOf(file, included, dialectOf(context), address)) };
  });
  connection.onRequest(ntpAccessRequest, (parameters: NtpAccessParams, token) => answer(parameters, token));
}

interface Asked {
  readonly open: OpenDocument;
  readonly document: NtpDocument;
  readonly context: Context;
  readonly included: readonly IncludedFile[];
}

/** An open ntp.conf with the files that it includes; undefined for other documents. */
async function askedOf(session: Session, uri: string): Promise<Asked | undefined> {
  const open = session.document(uri);
  if (open?.kind.id !== ntpKind.id) return undefined;
  const context = await session.context(open);
  const document = open.parsed as NtpDocument;
  const commands = commandsOf(document, context);
  const { files } = includedBy(commands, pathInRoot(context), dialectOf(context), context.ntp?.files);
  return { open, document, context, included: files };
}

/** What is shown over blocks of restrict lines; undefined for other documents. A client without the command is only told. */
export async function ntpLenses(session: Session, uri: string, canRun: boolean): Promise<lsp.CodeLens[] | undefined> {
  const asked = await askedOf(session, uri);
  if (!asked) return undefined;
  const { open, document, context, included } = asked;
  const beside = included.flatMap(({ commands }) => commands);
  return accessLenses(commandsOf(document, context), beside, dialectOf(context)).flatMap(({ span, title }) => {
    const range = toRange(open.index, { start: span.start, end: span.start });
    const command = (text: string, argument: ExplainAccessParams): lsp.Command =>
      canRun ? { title: text, command: explainAccessCommand, arguments: [argument] } : { title: text, command: '' };
    const about = { range, command: command(title, { uri }) };
    return canRun ? [about, { range, command: command('what may a client do?', { uri, ask: true }) }] : [about];
  });
}

/** Where a word of an ntp.conf leads; undefined for other documents. */
export async function ntpDefinition(
  session: Session,
  { textDocument, position }: lsp.DefinitionParams,
): Promise<lsp.Location[] | undefined> {
  const open = session.document(textDocument.uri);
  if (open?.kind.id !== ntpKind.id) return undefined;
  const paths = open.kind.mentionedPaths(open.parsed);
  const context = await session.context(open, { paths });
  const root = await session.root(textDocument.uri);
  const out: lsp.Location[] = [];
  for (const { path, span } of ntpDefinitions(open.parsed as NtpDocument, offsetIn(open, position), context)) {
    if (path === undefined) {
      out.push({ uri: open.uri, range: toRange(open.index, span!) });
      continue;
    }
    const uri = root && (await locationInRoot(session.host, root, path));
    const text = context.ntp?.files?.texts.get(path) ?? '';
    const range = span ? toRange(lineIndex(text), span) : lsp.Range.create(0, 0, 0, 0);
    if (uri !== undefined) out.push({ uri, range });
  }
  return out;
}
