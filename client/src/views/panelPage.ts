import { Uri, type Webview } from 'vscode';

/**
 * The page of a panel: `dist/webview/NAME.js` and `.css` around a body. Nothing else can be loaded, and no script but
 * that one is run.
 */
export function panelPage(webview: Webview, extension: Uri, name: string, title: string, body: string): string {
  const nonce = newNonce();
  const file = (suffix: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist/webview', `${name}.${suffix}`));
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('css')}">
<title>${title}</title>
</head>
<body>
${body}
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
}

/** Nobody can guess it: so nothing that stands in the page can be run as its script. */
function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
