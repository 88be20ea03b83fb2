// Starting programs, for the other scripts here. Node's own modules only: some of it runs before `npm ci`.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where downloaded tools are kept: not in node_modules, because `npm ci` empties that. */
export const cache = join(root, '.vscode-test');

/**
 * Runs a program to its end, in the project's folder unless `options.cwd` says otherwise. `options.quiet` keeps its
 * output off the terminal. Answers `{ status, output }`; the status is 127 where the program cannot be started.
 */
export function run(command, args, options = {}) {
  const { quiet, ...spawnOptions } = options;
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...spawnOptions });
    let output = '';
    const collect = (stream) => (chunk) => {
      output += chunk;
      if (!quiet) stream.write(chunk);
    };
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    child.on('error', (error) => done({ status: 127, output: String(error) }));
    child.on('close', (status) => done({ status: status ?? 1, output }));
  });
}

/** As `run`, quiet, but throws with the program's last lines of output when it fails. */
export async function mustRun(command, args, options = {}) {
  const { status, output } = await run(command, args, { quiet: true, ...options });
  if (status === 0) return output;
  const tail = output.trim().split('\n').slice(-15).join('\n');
  throw new Error(`"${[command, ...args].join(' ')}" failed with status ${status}:\n${tail}`);
}

/** Runs npm quietly in a folder of its own; throws when it fails. Install scripts of packages are not run. */
export function npm(args, cwd) {
  const env = { ...process.env };
  // Set by `npm run`: it would send this npm to the project's own node_modules.
  delete env.npm_config_local_prefix;
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return mustRun(process.execPath, [cli, ...args, ...quiet], { cwd, env });
  return mustRun('npm', [...args, ...quiet], { cwd, env, shell: process.platform === 'win32' });
}

/** The full path of the first of these programs that is on the PATH, or undefined. */
export function which(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffixes = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  for (const name of names) {
    for (const folder of folders) {
      const found = suffixes.map((suffix) => join(folder, name + suffix)).find(isExecutable);
      if (found) return found;
    }
  }
  return undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

/** May this process install packages of the system? */
export function isRoot() {
  return process.getuid?.() === 0;
}
