// A real VS Code: the desktop program when it is installed, else the VS Code server that the npm package `code-server`
// carries. Only the server part of that package is installed, without its native modules: nothing is compiled, no
// package of the system is needed, and what is lost (Kerberos for proxies, log files) nobody misses here.
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { cache, mustRun, npm, which } from './process.mjs';

const serverVersion = '4.139.1';
const serverNode = 24;

/** The command of a VS Code installed on this desktop, or undefined. */
export function desktopCode() {
  return which('code', 'code-insiders', 'codium');
}

/** Answers `{ node, main }`, the program and script of the VS Code server, after installing what is missing. */
export async function vscodeServer() {
  const folder = join(cache, `vscode-server-${serverVersion}`);
  await installOnce(folder, 'the VS Code server from npm (half a minute, 600 MB)', installServer);
  return { node: await nodeForServer(), main: join(folder, 'out/server-main.js') };
}

/** Fills `folder` by means of `install`, wholly or not at all. */
export async function installOnce(folder, name, install) {
  if (existsSync(folder)) return;
  console.log(`Installing ${name} into .vscode-test/...`);
  const part = `${folder}.part-${process.pid}`;
  try {
    await mkdir(part, { recursive: true });
    await install(part);
    await rename(part, folder);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

async function installServer(folder) {
  await npm(['pack', `code-server@${serverVersion}`], folder);
  const archive = `code-server-${serverVersion}.tgz`;
  await mustRun('tar', ['-xzf', archive, '--strip-components=3', 'package/lib/vscode'], { cwd: folder });
  await rm(join(folder, archive));
  await npm(['install', '--omit=dev'], folder);
}

/** The Node that the server runs under: this one, when it is new enough, else one from npm. */
async function nodeForServer() {
  if (Number(process.versions.node.split('.')[0]) >= serverNode) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(cache, `node-${serverNode}`);
  await installOnce(folder, `Node ${serverNode} from npm, to run it`, async (part) => {
    await writeFile(join(part, 'package.json'), '{ "private": true }\n');
    await npm(['install', `${name}@${serverNode}`], part);
  });
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Installs a .vsix for servers started with the same `data` folder. */
export async function installExtension({ node, main }, vsix, data) {
  await mustRun(node, [main, '--install-extension', vsix, '--force', ...folders(data)]);
}

/**
 * Starts the server and waits until it listens. `data` is the folder it keeps its state in, `port` 0 picks a free port,
 * `settings` are the editor's, `args` more switches. Answers `{ port, url, closed, configure, stop }`; `closed` is settled
 * when the server has ended, `configure` writes other settings.
 */
export async function startServer({ node, main }, { data, port = 0, settings = {}, args = [] }) {
  await mkdir(join(data, 'data/Machine'), { recursive: true });
  const configure = (wanted) =>
    writeFile(join(data, 'data/Machine/settings.json'), JSON.stringify({ ...quietSettings, ...wanted }, null, 2));
  await configure(settings);
  const server = spawn(
    node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...folders(data),
      ...args,
    ],
    // A group of its own: the server's children end with it.
    { stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
  );
  const log = createWriteStream(join(data, 'server.log'));
  server.stderr.pipe(log, { end: false });
  const closed = new Promise((done) => server.on('close', done));
  const end = () => endGroup(server);
  process.once('exit', end);
  closed.then(() => process.off('exit', end));
  const stop = () => {
    end();
    return closed;
  };
  const listening = await listeningPort(server, log);
  if (listening === undefined) throw new Error(`the VS Code server did not start: see ${join(data, 'server.log')}`);
  return { port: listening, url: `http://127.0.0.1:${listening}/`, closed, configure, stop };
}

function folders(data) {
  return ['--server-data-dir', data, '--extensions-dir', join(data, 'extensions')];
}

/** The port that the server says it listens on; undefined when it ends before. */
function listeningPort(server, log) {
  return new Promise((done) => {
    createInterface(server.stdout).on('line', (line) => {
      log.write(`${line}\n`);
      const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
      if (port) done(Number(port));
    });
    server.on('error', () => done(undefined));
    server.on('close', () => done(undefined));
  });
}

function endGroup(server) {
  try {
    if (process.platform === 'win32') server.kill();
    else process.kill(-server.pid, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}

/** No welcome page, no chat, nothing that asks: what is on the screen is the editor. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  // Without a graphics card each frame of a turning wheel costs the processor dear.
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'chat.disableAIFeatures': true,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
};
