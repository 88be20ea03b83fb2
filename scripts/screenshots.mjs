// Takes the pictures of the README: opens a copy of the example system in the VS Code server with Bootwright installed
// from its .vsix, works in it as a user does, and writes images/NAME.png.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from './chromium.mjs';
import { mustRun, root } from './process.mjs';
import { boot } from './screenshots/boot.mjs';
import { cron } from './screenshots/cron.mjs';
import { files } from './screenshots/files.mjs';
import { ntp } from './screenshots/ntp.mjs';
import { sysv } from './screenshots/sysv.mjs';
import { units } from './screenshots/units.mjs';
import { installExtension, startServer, vscodeServer } from './vscode.mjs';

const example = 'examples/server';
const shopWeb = 'etc/systemd/system/shop-web.service';

const settings = {
  'workbench.colorTheme': 'Dark Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
  'editor.minimap.enabled': false,
  'editor.fontSize': 15,
  'editor.lineHeight': 1.5,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'editor.hover.above': false,
  'editor.stickyScroll.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.renderLineHighlight': 'none',
  'editor.suggest.preview': false,
};

/**
 * Name of a picture to: `system`, the folder with the system; `unit`, the file that is open; `edit`, what its text is
 * changed to; `show`, what is done in the page; `shows`, words of a file that is no unit; `width` and `height` in pixels;
 * `settings` beyond those above; `sidebar`, whether that stays.
 */
const pictures = { ...files, ...units, ...boot, ...cron, ...ntp, ...sysv };

async function takePicture(browser, vscode, scratch, name) {
  const {
    system = example,
    unit = shopWeb,
    shows,
    edit = (text) => text,
    show,
    width = 1140,
    height,
    sidebar,
    ...more
  } = pictures[name];
  await vscode.configure({ ...settings, ...more.settings });
  // A folder of its own, so that the editor brings back nothing that was not saved for the picture before.
  const folder = join(scratch, name, basename(system));
  await cp(join(root, system), folder, { recursive: true, verbatimSymlinks: true });
  const file = join(folder, unit);
  const original = await readFile(join(root, system, unit), 'utf8');
  await writeFile(file, edit(original));
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 1.5 });
  const payload = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${vscode.port}${file}`]]);
  await page.goto(`${vscode.url}?${new URLSearchParams({ folder, payload })}`);
  await page
    .locator('.view-line', { hasText: shows ?? 'Description' })
    .first()
    .waitFor();
  // Shown for units once the language server has answered.
  if (!shows) await page.locator('.statusbar-item', { hasText: /^systemd \d+/ }).waitFor({ timeout: 60_000 });
  if (!sidebar) {
    await page.keyboard.press('Control+B');
    await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }
  await show(page);
  await page.screenshot({ path: join(root, `images/${name}.png`), animations: 'disabled' });
  await page.close();
  await rm(folder, { recursive: true, force: true });
}

async function main(names) {
  const scratch = await mkdtemp(join(tmpdir(), 'bootwright-pictures-'));
  const data = join(scratch, 'data');
  const vsix = join(scratch, 'bootwright.vsix');
  let browser;
  let vscode;
  try {
    const server = await vscodeServer();
    await mustRun(process.execPath, ['scripts/package.mjs', vsix]);
    await installExtension(server, vsix, data);
    vscode = await startServer(server, { data, settings, args: ['--disable-workspace-trust'] });
    browser = await chromium.launch(await findChromium());
    for (const name of names) {
      await takePicture(browser, vscode, scratch, name);
      console.log(`images/${name}.png`);
    }
  } finally {
    await browser?.close();
    await vscode?.stop();
    await rm(scratch, { recursive: true, force: true });
  }
}

await main(process.argv.length > 2 ? process.argv.slice(2) : Object.keys(pictures));
