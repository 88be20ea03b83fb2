import { commands, Disposable, EventEmitter, Uri, ViewColumn, window, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ExplainAccessParams,
  explainAccessCommand,
  type NtpAccessParams,
  type NtpAccessText,
  ntpAccessRequest,
} from '../../../server/src/protocol/ntp.ts';

const scheme = 'bootwright-access';
const wrongAddress = 'Write a numeric address, such as 192.168.1.7 or 2001:db8::1.';

/**
 * "Bootwright: Explain What Clients May Do": the restrict lines of an ntp.conf in words, for every network or for the
 * client at one address, in a document that cannot be changed.
 */
export function explainAccess(client: BaseLanguageClient): Disposable {
  const texts = new Map<string, string>();
  const changed = new EventEmitter<Uri>();
  const ask = (params: NtpAccessParams) =>
    client.sendRequest<NtpAccessText | null>(ntpAccessRequest, params).catch(() => null);
  const explain = async (told?: unknown) => {
    const params = paramsOf(told);
    if (!params) return void window.showWarningMessage('Open an ntp.conf first.');
    const address = params.ask ? await askAddress() : '';
    if (address === undefined) return;
    const answer = await ask({ uri: params.uri, ...(address !== '' && { client: address }) });
    if (!answer) return void window.showWarningMessage('Open an ntp.conf first.');
    if (answer.text === undefined) return void window.showWarningMessage(wrongAddress);
    const name = address === '' ? 'clients' : address;
    const uri = Uri.from({ scheme, path: `/${name} of ${answer.path.slice(answer.path.lastIndexOf('/') + 1)}` });
    texts.set(uri.toString(), answer.text);
    changed.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { preview: true, viewColumn: ViewColumn.Beside, preserveFocus: true });
  };
  return Disposable.from(
    changed,
    commands.registerCommand(explainAccessCommand, explain),
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
    workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
}

/** What a code lens hands over; from elsewhere the open file is meant, and a client is asked for. */
function paramsOf(told: unknown): ExplainAccessParams | undefined {
  if (typeof told === 'object' && told !== null && typeof (told as { uri?: unknown }).uri === 'string') {
    return told as ExplainAccessParams;
  }
  const document = window.activeTextEditor?.document;
  return document?.languageId === 'ntp-conf' ? { uri: document.uri.toString(), ask: true } : undefined;
}

function askAddress(): Thenable<string | undefined> {
  return window.showInputBox({
    title: 'What may a client do?',
    prompt: 'The numeric address of the client. Leave it empty for all networks.',
    placeHolder: '192.168.1.7',
    validateInput: (text) => (/^\s*$|^\s*[0-9a-fA-F:.]+(%\w+)?\s*$/.test(text) ? undefined : wrongAddress),
  });
}
