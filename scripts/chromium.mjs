// A Chromium for playwright-core to drive: one that is installed, else Debian's package (as root), else the one that
// npm carries.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cache, isRoot, npm, run, which } from './process.mjs';
import { installOnce } from './vscode.mjs';

const npmVersion = '143.0.0';

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Answers playwright-core's launch options for a Chromium that works here, after installing one when there is none;
 * throws with the reason when that cannot be done.
 */
export async function chromium() {
  const installed = (await firstThatRuns(installedPaths())) ?? (await fromDebian());
  if (installed) return { executablePath: installed, args: switches };
  return fromNpm();
}

function installedPaths() {
  return [
    process.env.CHROMIUM,
    which('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome'),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ].filter((path) => path && existsSync(path));
}

/** The program may be there and not run: Ubuntu's package is a note that points to the snap. */
async function firstThatRuns(paths) {
  for (const path of paths) {
    // A browser on Windows opens a window instead of printing its version.
    if (process.platform === 'win32' || (await run(path, ['--version'], { quiet: true })).status === 0) return path;
  }
  return undefined;
}

async function fromDebian() {
  if (!isRoot() || !which('apt-get') || !isDebian()) return undefined;
  console.log("Installing Debian's package chromium (apt-get, as root)...");
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { quiet: true, env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { quiet: true, env });
  return firstThatRuns(['/usr/bin/chromium'].filter((path) => existsSync(path)));
}

function isDebian() {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function fromNpm() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('no Chromium or Chrome is installed, and npm carries one for Linux on x64 only');
  }
  const folder = join(cache, `chromium-${npmVersion}`);
  await installOnce(folder, 'a Chromium from npm', async (part) => {
    await writeFile(join(part, 'package.json'), '{ "private": true }\n');
    await npm(['install', `@sparticuz/chromium@${npmVersion}`], part);
  });
  return { executablePath: await unpacked(folder), args: ['--no-zygote', ...switches] };
}

/** Unpacks the program, and the libraries that it needs, beside the package; answers its path. */
async function unpacked(folder) {
  const { TMPDIR } = process.env;
  const target = join(folder, 'unpacked');
  await mkdir(target, { recursive: true });
  // The package unpacks into the folder for temporary files, and the libraries only where it is told that they lack.
  Object.assign(process.env, { TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: packed } = await import(createRequire(join(folder, 'x.js')).resolve('@sparticuz/chromium'));
    return await packed.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
