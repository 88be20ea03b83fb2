// `npm start [-- FOLDER] [-- --port N] [-- --web]`: builds Bootwright and opens a folder (the example system, if none is
// named) in VS Code with it. Takes the VS Code of this desktop; where there is none, or with --web, the VS Code server
// from npm, whose address it prints. Ctrl-C ends that.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cache, mustRun, root, run } from './process.mjs';
import { desktopCode, installExtension, startServer, vscodeServer } from './vscode.mjs';

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: '8080' }, web: { type: 'boolean', default: false } },
  });
  // npm runs scripts in the project's folder; the user may have been in another one.
  const from = process.env.INIT_CWD ?? process.cwd();
  const folder = positionals[0] ? resolve(from, positionals[0]) : join(root, 'examples/server');
  return { folder, port: Number(values.port), web: values.web };
}

async function openOnDesktop(code, folder) {
  console.log('Building...');
  await mustRun(process.execPath, ['esbuild.mjs']);
  console.log(`Opening ${folder} in ${code}...`);
  const { status } = await run(code, ['--new-window', `--extensionDevelopmentPath=${root}`, folder], {
    shell: process.platform === 'win32',
  });
  process.exitCode = status;
}

async function openInServer(folder, port) {
  const server = await vscodeServer();
  const data = join(cache, 'start');
  console.log('Building and packing...');
  const vsix = join(cache, 'bootwright.vsix');
  await mustRun(process.execPath, ['scripts/package.mjs', vsix]);
  console.log('Installing Bootwright into the VS Code server...');
  await installExtension(server, vsix, data);
  const vscode = await startServer(server, { data, port, args: ['--disable-workspace-trust'] });
  console.log(
    `\nOpen this address in a browser; Ctrl-C ends it.\n\n  ${vscode.url}?${new URLSearchParams({ folder })}\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => vscode.stop());
  await vscode.closed;
}

const { folder, port, web } = readOptions();
const code = web ? undefined : desktopCode();
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}.`);
  process.exitCode = 2;
} else if (code) {
  await openOnDesktop(code, folder);
} else {
  try {
    await openInServer(folder, port);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
