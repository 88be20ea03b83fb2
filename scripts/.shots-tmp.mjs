import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from './chromium.mjs';
import { mustRun, root } from './process.mjs';
import { installExtension, startServer, vscodeServer } from './vscode.mjs';

const out = '/tmp/vsc';
const scratch = await mkdtemp(join(tmpdir(), 'bootwright-shots-'));
const folder = join(scratch, 'server');
const data = join(scratch, 'data');
const vsix = join(scratch, 'b.vsix');
let browser, vscode;
const settings = {
  'workbench.colorTheme': 'Dark Modern',
  'editor.minimap.enabled': false,
  'window.commandCenter': false,
  'workbench.startupEditor': 'none',
};
try {
  const server = await vscodeServer();
  await mustRun(process.execPath, ['scripts/package.mjs', vsix]);
  await installExtension(server, vsix, data);
  await cp(join(root, 'examples/server'), folder, { recursive: true, verbatimSymlinks: true });
  vscode = await startServer(server, { data, settings, args: ['--disable-workspace-trust'] });
  browser = await chromium.launch(await findChromium());
  const page = await browser.newPage({ viewport: { width: 1360, height: 820 } });
  page.setDefaultTimeout(60000);
  const openFile = join(folder, 'etc/systemd/system/shop-db.service');
  const payload = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${vscode.port}${openFile}`]]);
  await page.goto(`${vscode.url}?${new URLSearchParams({ folder, payload })}`);
  const n = 0;
  const shot = async (name) => {
    await page.screenshot({ path: join(out, `${name}.png`) });
    console.log(name);
  };
  const step = async (name, f) => {
    try {
      await f();
    } catch (e) {
      console.log('FAILED', name, e.message.split('\n')[0]);
    }
    await shot(name);
  };
  const palette = async (t) => {
    await page.keyboard.press('F1');
    await page.keyboard.type(t);
    await page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await page.keyboard.press('Enter');
  };
  const open = async (name) => {
    await page.keyboard.press('Control+P');
    await page.keyboard.type(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await page.locator('.tab.active', { hasText: name }).waitFor();
  };
  await page.locator('.statusbar-item', { hasText: /^systemd \d+/ }).waitFor({ timeout: 120000 });
  await step('01-lenses', async () => {
    await page.locator('.codelens-decoration a', { hasText: 'Disable' }).waitFor();
  });
  await step('07-symbols', async () => {
    await page.keyboard.press('Control+P');
    await page.keyboard.type('#shop');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'shop-db' }).first().waitFor();
  });
  await page.keyboard.press('Escape');
  await step('08-web', async () => {
    await open('shop-web.service');
    await page.locator('.codelens-decoration a', { hasText: 'able' }).first().waitFor();
  });
  await step('09-call-hierarchy', async () => {
    await page
      .locator('.view-line', { hasText: /^\[Unit\]/ })
      .first()
      .click();
    await palette('Calls: Peek Call Hierarchy');
    await page.locator('.call-hierarchy .monaco-list-row').first().waitFor();
  });
  await page.keyboard.press('Escape');
  await step('10-type-hierarchy', async () => {
    await page
      .locator('.view-line', { hasText: /^\[Unit\]/ })
      .first()
      .click();
    await palette('Types: Peek Type Hierarchy');
    await page.locator('.type-hierarchy .monaco-list-row').first().waitFor();
  });
  await page.keyboard.press('Escape');
  await step('11-effective', async () => {
    await palette('Bootwright: Show Effective Unit');
    await page.locator('.view-line', { hasText: '# /etc/systemd/system/' }).first().waitFor();
  });
  await step('12-template', async () => {
    await open('shop-worker@.service');
    await page.locator('.codelens-decoration a', { hasText: 'Enable...' }).click();
    await page.locator('.quick-input-widget input').first().waitFor();
  });
  await step('13-template-preview', async () => {
    await page.keyboard.type('video');
    await page.keyboard.press('Enter');
    await page.locator('.notification-toast', { hasText: 'Apply' }).waitFor();
  });
  await palette('Bootwright: Close Preview');
  await step('14-status-root', async () => {
    await page.locator('.statusbar-item', { hasText: 'server' }).last().hover();
    await page.waitForTimeout(1500);
  });
  await step('15-choose-root', async () => {
    await palette('Bootwright: Choose System Root');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Find it' }).first().waitFor();
  });
  await page.keyboard.press('Escape');
  await step('16-units-by-state', async () => {
    await page.locator('.activitybar .action-label[aria-label="Bootwright"]').click();
    await page.locator('.sidebar .monaco-list-row', { hasText: 'Services' }).waitFor();
    await palette('Bootwright: Group Units by State');
    await page.locator('.sidebar .monaco-list-row', { hasText: 'Masked' }).waitFor();
    await page.locator('.sidebar .monaco-list-row', { hasText: 'Masked' }).click();
    await page.locator('.sidebar .monaco-list-row', { hasText: 'cups.service' }).hover();
  });
  await step('17-menu', async () => {
    await page.locator('.sidebar .monaco-list-row', { hasText: 'cups.service' }).click({ button: 'right' });
    await page.waitForTimeout(1000);
  });
  await page.keyboard.press('Escape');
  await step('18-filter', async () => {
    await palette('Bootwright: Filter Units');
    await page.keyboard.type('shop');
    await page.waitForTimeout(1500);
  });
} finally {
  await browser?.close();
  await vscode?.stop();
  await rm(scratch, { recursive: true, force: true });
}
