// Runs the suites of test/e2e inside a real VS Code. `node scripts/e2e.mjs [node] [browser]`: the extension hosts to
// run them in, both by default; `--suite NAME` runs only that one, and can be given again; `--desktop` takes a desktop VS Code (installed, or downloaded by @vscode/test-electron)
// in place of the VS Code server. Needs `node esbuild.mjs --e2e` before.
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium as findChromium } from './chromium.mjs';
import { cache, root } from './process.mjs';
import { desktopCode, startServer, vscodeServer } from './vscode.mjs';

const timeLimit = 1_500_000;

/** Runs suites, all by default, in one extension host, `node` or `browser`. Answers `{ passed, failed, skipped, reason }`. */
export async function runSuites(host, chosen = []) {
  let tools;
  try {
    tools = { server: await vscodeServer(), chromium: await findChromium() };
  } catch (error) {
    return { passed: 0, failed: 0, skipped: 1, reason: error.message };
  }
  const scratch = await mkdtemp(join(tmpdir(), 'bootwright-e2e-'));
  try {
    const workspace = join(scratch, 'workspace');
    await cp(join(root, 'test/e2e/workspace'), workspace, { recursive: true, verbatimSymlinks: true });
    await mkdir(join(scratch, 'answers'));
    if (chosen.length > 0) await writeFile(join(workspace, '.suites'), chosen.join('\n'));
    return await runInServer(tools, host, scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function runInServer({ server, chromium }, host, scratch) {
  const { chromium: playwright } = await import('playwright-core');
  const data = join(scratch, 'data');
  const vscode = await startServer(server, { data, args: ['--enable-smoke-test-driver'] });
  const browser = await playwright.launch(chromium);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const query = new URLSearchParams({ folder: join(scratch, 'workspace') });
    if (host === 'browser') await addWebExtension(page, vscode);
    else query.set('payload', JSON.stringify(remoteExtension(vscode)));
    const answers = join(scratch, 'answers');
    return await runInPage(page, `${vscode.url}?${query}`, host, answers);
  } finally {
    await browser.close();
    await vscode.stop();
  }
}

/** Tells VS Code to load the extension from the server's machine, as one under development, and to run its suites. */
function remoteExtension({ port }) {
  const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
  return [
    ['extensionDevelopmentPath', remote(root)],
    ['extensionTestsPath', remote(join(root, 'dist/test/e2e/node/index'))],
  ];
}

/**
 * The same for an extension that the page has to fetch, as it does on vscode.dev. The server has no switch for that, so
 * the address of the extension is written into the page's configuration, and its files are served at that address.
 */
async function addWebExtension(page, { port, url }) {
  const address = { scheme: 'http', authority: `127.0.0.1:${port}`, path: '/bootwright-extension' };
  const tests = { ...address, path: `${address.path}/dist/test/e2e/browser/index` };
  await page.context().route(`${url}bootwright-extension/**`, (route) => {
    const path = join(root, new URL(route.request().url()).pathname.slice(address.path.length));
    return route.fulfill(existsSync(path) ? { path } : { status: 404 });
  });
  await page.addInitScript(addDevelopmentOptions, { extensions: [address], extensionTestsPath: tests });
}

/** Runs in the page, before its own scripts do: adds to the configuration as soon as the parser has read it. */
function addDevelopmentOptions(developmentOptions) {
  const observer = new MutationObserver(() => {
    const meta = document.getElementById('vscode-workbench-web-configuration');
    if (!meta) return;
    observer.disconnect();
    meta.dataset.settings = JSON.stringify({ ...JSON.parse(meta.dataset.settings), developmentOptions });
  });
  observer.observe(document, { childList: true, subtree: true });
}

async function runInPage(page, url, host, answers) {
  let counts;
  let pictures = 0;
  const log = (_type, args) => {
    const text = args.map(String).join(' ');
    const [, asked] = /^e2e-page: (.*)/.exec(text) ?? [];
    if (asked) void perform(page, JSON.parse(asked), answers);
    const [, line] = /^e2e: ([\s\S]*)/.exec(text) ?? [];
    if (line === undefined) return;
    const summary = /^(\d+) passed, (\d+) failed/.exec(line);
    if (summary) counts = { passed: Number(summary[1]), failed: Number(summary[2]), skipped: 0 };
    console.log(line);
    if (line.startsWith('not ok')) void picture(page, `${host}-${++pictures}`);
  };
  await page.exposeFunction('codeAutomationLog', log);
  const ended = new Promise((done) => page.exposeFunction('codeAutomationExit', done));
  await page.goto(url);
  const code = await Promise.race([ended, after(timeLimit)]);
  if (code === 0 && counts) return counts;
  if (code === undefined) await picture(page, host);
  console.log(`The suites ended with ${code ?? 'no answer in time'}; a picture of the editor is in ${cache}`);
  return counts?.failed ? counts : { passed: counts?.passed ?? 0, failed: 1, skipped: 0 };
}

async function picture(page, name) {
  await mkdir(cache, { recursive: true });
  await page.screenshot({ path: join(cache, `e2e-${name}.png`) }).catch(() => undefined);
}

/** Takes the steps that a suite asks for in the window, and answers in a file: see test/e2e/page.ts. */
async function perform(page, { id, steps }, answers) {
  let answer = { texts: [] };
  try {
    for (const step of steps) answer = { texts: (await take(page, step)) ?? [] };
  } catch (error) {
    answer = { error: error.message };
  }
  const file = join(answers, `${id}.json`);
  await writeFile(`${file}.part`, JSON.stringify(answer));
  await rename(`${file}.part`, file);
}

function take(page, [action, what, text]) {
  const element = (text) => page.locator(what, { ...(text && { hasText: text }) });
  const options = { timeout: 40_000 };
  switch (action) {
    case 'click':
      return element(text).first().click(options);
    case 'hover':
      return element(text).first().hover(options);
    case 'fill':
      return element().first().fill(text, options);
    case 'press':
      return page.keyboard.press(what);
    case 'type':
      return page.keyboard.type(what);
    case 'texts':
      return element().allInnerTexts();
    case 'panel-click':
      return inPanel(page)
        .locator(what, { ...(text && { hasText: text }) })
        .first()
        .click(options);
    case 'panel-press':
      return inPanel(page).locator(what).first().press(text, options);
    case 'panel-texts':
      return inPanel(page).locator(what).allTextContents();
    default:
      throw new Error(`there is no step "${action}"`);
  }
}

/** The inside of the webview that is to be seen. */
function inPanel(page) {
  return page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
}

function after(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds).unref());
}

async function runOnDesktop() {
  const { runTests } = await import('@vscode/test-electron');
  const installed = desktopCode();
  await runTests({
    ...(installed && { vscodeExecutablePath: installed }),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'dist/test/e2e/node/index'),
    launchArgs: [join(root, 'test/e2e/workspace'), '--disable-extensions'],
  });
}

async function main(args) {
  const options = { desktop: { type: 'boolean' }, suite: { type: 'string', multiple: true } };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.desktop) return runOnDesktop();
  const hosts = positionals.length > 0 ? positionals : ['node', 'browser'];
  for (const host of hosts) {
    const { failed, skipped, reason } = await runSuites(host, values.suite);
    if (skipped) console.log(`skipped: ${reason}`);
    if (failed) process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
