// Takes the pictures of the README: opens a copy of the example system in the VS Code server with Bootwright installed
// from its .vsix, works in it as a user does, and writes images/NAME.png.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from './chromium.mjs';
import { mustRun, root } from './process.mjs';
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

const withMistakes = `[Unit]
Description=Shop front end
Requires=shop-db.service
After=network.target shop-db.service
ConditionPathExist=/srv/shop/current/server

[Service]
Type=notify
User=shop
ExecStart=/srv/shop/current/server --listen 127.0.0.1:8080
Restart=on-fail
RestartSec=2 sconds
ListenStream=8080
ExecReload=kill -HUP $MAINPID

[Install]
WantedBy=shop.target
`;

const enabling = {
  unit: 'usr/lib/systemd/system/ntp.service',
  show: async (page) => {
    await page.keyboard.press('F1');
    await page.keyboard.type('Bootwright: Enable Unit');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Enable Unit' }).first().click();
    await page.locator('.notification-toast', { hasText: 'Apply' }).waitFor();
    await page.locator('.editor.modified .line-insert').first().waitFor();
  },
  width: 1360,
  height: 640,
  sidebar: false,
};

/** A machine with System V init. */
const runlevel3 = {
  system: 'test/e2e/workspace/rc',
  unit: 'etc/rc.d/init.d/crond',
  shows: 'chkconfig',
  width: 1140,
  height: 560,
};

/** What pictures with the view of units are taken with. */
const withViews = { 'workbench.activityBar.location': 'default', 'editor.codeLens': true };
const light = { 'workbench.colorTheme': 'Light Modern' };

/**
 * Name of a picture to: `system`, the folder with the system; `unit`, the file that is open; `edit`, what its text is changed to; `show`, what is done in the
 * page; `shows`, words of a file that is no unit; `width` and `height` in pixels; `settings` beyond those above; `sidebar`, whether that stays.
 */
const pictures = {
  completion: {
    edit: (text) => text.replace(/^Restart=.*\n/m, '').replace(/^Group=.*$/m, (line) => `${line}\nRest`),
    show: async (page) => {
      await goTo(page, 'Rest');
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
      await page.keyboard.press('Control+Space');
      await page.locator('.suggest-details:visible').waitFor();
    },
    height: 760,
  },
  hover: {
    edit: (text) =>
      text.replace(/^(Restart=.*\n)/m, '').replace(/^Group=.*$/m, (line) => `${line}\nRestart=on-failure`),
    show: async (page) => {
      await page
        .locator('.view-line', { hasText: /^Restart=/ })
        .locator('span span')
        .first()
        .hover();
      await page.locator('.monaco-hover:visible').first().waitFor();
    },
    height: 760,
  },
  diagnostics: {
    edit: () => withMistakes,
    show: async (page) => {
      await page.locator('.squiggly-error, .squiggly-warning').first().waitFor();
      await page.keyboard.press('Control+Shift+M');
      await page.locator('.markers-panel .monaco-list-row').nth(4).waitFor();
    },
    height: 760,
  },
  units: { show: showUnits, height: 700, settings: withViews, sidebar: true },
  'units-light': { show: showUnits, height: 700, settings: { ...withViews, ...light }, sidebar: true },
  ...inBothThemes('boot', { show: showBoot, width: 1240, height: 860, sidebar: true }),
  ...inBothThemes('timeline', { show: showTimeline, width: 1360, height: 900, sidebar: false }),
  ...inBothThemes('dependencies', { show: showGraph, width: 1360, height: 760, sidebar: false }),
  ...inBothThemes('what-if', { show: showWhatIf, width: 1240, height: 860, sidebar: true }),
  'cron-table': {
    unit: 'etc/cron.d/shop',
    shows: 'sync',
    edit: tableWithMistakes,
    show: showRuns,
    width: 1140,
    height: 540,
  },
  ...inBothThemes('cron', { show: showCronDays, width: 1240, height: 700, sidebar: true }),
  ...inBothThemes('ntp', {
    unit: 'etc/ntpsec/ntp.conf',
    shows: 'pool',
    edit: confWithMistakes,
    show: showAccess,
    width: 1440,
    height: 700,
    settings: { 'editor.codeLens': true, 'editor.inlayHints.enabled': 'on' },
  }),
  ...inBothThemes('rc-links', { ...runlevel3, show: showRcLinks }),
  ...inBothThemes('rc-links-preview', { ...runlevel3, show: showRcPreview, width: 1240 }),
  ...inBothThemes('runlevels', {
    system: 'test/e2e/workspace/sysv',
    unit: 'etc/rc.d/init.d/crond',
    shows: 'chkconfig',
    edit: (text) => text.replace('2345 90 60', '2345 900 60'),
    show: showRunlevels,
    width: 1240,
    height: 760,
    sidebar: true,
  }),
  'enable-preview': { ...enabling, settings: withViews },
  'enable-preview-light': { ...enabling, settings: { ...withViews, ...light } },
};

/** A table of /etc/cron.d in which something is wrong. */
function tableWithMistakes(text) {
  const rotate = '0 24 * * *             shop  /srv/shop/bin/rotate';
  const archive = '0 4 13 * 5             shop  /srv/shop/bin/archive-$(date +%F)';
  return text.replace(/^(?=30 18)/m, `${rotate}\n${archive}\n`);
}

/** Shows when an entry runs next. */
async function showRuns(page) {
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await page
    .locator('.view-line', { hasText: /^30\s18/ })
    .locator('span span')
    .first()
    .hover();
  await page.locator('.monaco-hover', { hasText: 'Next (' }).waitFor();
}

/** Opens the view of cron, with hours at which the machine is off. */
async function showCronDays(page) {
  await page.locator('.activitybar .action-label[aria-label="Bootwright"]').click();
  await bootRow(page, 'sysinit.target').waitFor({ timeout: 60_000 });
  await widen(page, 240);
  for (const name of ['Boot', 'What If', 'Units']) await fold(page, name);
  await command(page, 'Set Hours at Which the Machine Is Off');
  await page.locator('.quick-input-widget input').fill('20:00-07:00');
  await page.keyboard.press('Enter');
  await page.locator('.sidebar .pane-header[aria-label^="Cron"] .title').click();
  await page.locator('.sidebar .monaco-list-row', { hasText: 'Missed' }).waitFor({ timeout: 60_000 });
  await page.locator('.sidebar .monaco-list-row', { hasText: 'Missed' }).click();
}

/** An ntp.conf with a server that is shut out, and a flag that does nothing. */
function confWithMistakes(text) {
  const restrict = 'restrict 10.20.0.0/16 nomodify\nrestrict 10.20.9.0/24 ignore\n';
  return `${text}${restrict}\nserver 10.20.9.1 iburst\nserver 10.20.0.1 ibrust\n`.replace(' limited', '');
}

/** Explains what clients may do, by the lens over the restrict lines. */
async function showAccess(page) {
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await page.locator('.codelens-decoration a', { hasText: 'everybody' }).click({ timeout: 60_000 });
  await page.locator('.tab', { hasText: 'clients of ntp.conf' }).waitFor();
  await page.locator('.view-line', { hasText: 'server 10.20.9.1' }).locator('span span').nth(1).hover();
  await page.locator('.monaco-hover', { hasText: 'dropped' }).waitFor();
}

/** Opens the table of runlevels beside a script with a wrong header. */
async function showRunlevels(page) {
  await page.locator('.squiggly-error').first().waitFor({ timeout: 60_000 });
  await page.locator('.activitybar .action-label[aria-label="Bootwright"]').click();
  await bootRow(page, 'Runlevel 3').waitFor({ timeout: 60_000 });
  await widen(page, 120);
  for (const name of ['What If', 'Units']) await fold(page, name);
  await page.locator('.sidebar .pane-header[aria-label^="Runlevels"] .title').click();
  await panel(page).locator('button.name', { hasText: 'crond' }).waitFor({ timeout: 60_000 });
  // The view that was folded opens at its smallest.
  const { x, y } = await page.locator('.sidebar .pane-header[aria-label^="Runlevels"]').boundingBox();
  await page.mouse.move(x + 60, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y - 130, { steps: 5 });
  await page.mouse.up();
  await page.locator('.view-line', { hasText: 'chkconfig' }).locator('span span').last().hover();
  await page.locator('.monaco-hover', { hasText: 'chkconfig does not support' }).waitFor();
}

/** Opens the links of runlevel 3 as a document. */
async function openRcLinks(page) {
  // The extension's commands are there when its languages are.
  await page.locator('.statusbar-item', { hasText: 'Init script' }).waitFor({ timeout: 60_000 });
  await command(page, 'Open rc Links as Document');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Runlevel 3' }).click();
}

/** Has a service started in place of being stopped, and saves. */
async function showRcPreview(page) {
  await openRcLinks(page);
  await goTo(page, 'K74ntpd.+');
  await page.keyboard.press('Home');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Delete');
  await page.keyboard.type('S58');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+S');
  await page.locator('.notification-toast', { hasText: 'Apply' }).waitFor();
  await page.locator('.editor.modified .line-insert').first().waitFor();
}

/** Mistypes a link of a runlevel, and begins another. */
async function showRcLinks(page) {
  await openRcLinks(page);
  await goTo(page, 'K74ntpd.+');
  await page.keyboard.press('Home');
  for (const key of ['ArrowRight', 'ArrowRight', 'Delete']) await page.keyboard.press(key);
  await page.locator('.squiggly-warning').first().waitFor({ timeout: 60_000 });
  await goTo(page, 'S12rsyslog.+');
  await page.keyboard.press('Enter');
  await page.keyboard.type('S5');
  await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'S50' }).waitFor();
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-details:visible').waitFor();
}

/** The same picture in the dark theme and, with `-light` behind its name, in the light one. */
function inBothThemes(name, picture) {
  return {
    [name]: { ...picture, settings: { ...withViews, ...picture.settings } },
    [`${name}-light`]: { ...picture, settings: { ...withViews, ...picture.settings, ...light } },
  };
}

/** Opens the view of units with two types unfolded, and the buttons of one unit. */
async function showUnits(page) {
  await page.locator('.activitybar .action-label[aria-label="Bootwright"]').click();
  const row = (name) => page.locator('.sidebar .monaco-list-row', { hasText: name });
  await row('Services').waitFor({ timeout: 60_000 });
  await row('Timers').click();
  await row('Services').click();
  const sash = await page.locator('.monaco-sash.vertical:not(.disabled)').first().boundingBox();
  await page.mouse.move(sash.x + 2, 400);
  await page.mouse.down();
  await page.mouse.move(sash.x + 90, 400, { steps: 5 });
  await page.mouse.up();
  await row(/^cron\.service/).hover();
  await page.locator('.monaco-hover', { hasText: 'Wanted by' }).waitFor();
}

/** Opens the view of the boot, with what there is to say of one unit. */
async function showBoot(page) {
  await openBoot(page);
  await fold(page, 'What If');
  await fold(page, 'Units');
  await bootRow(page, /^systemd-cryptsetup/).hover();
  await page.locator('.monaco-hover', { hasText: 'Starts when' }).waitFor();
}

/** Opens the view of the boot, wide enough for its words. */
async function openBoot(page) {
  await page.locator('.activitybar .action-label[aria-label="Bootwright"]').click();
  await bootRow(page, 'sysinit.target').waitFor({ timeout: 60_000 });
  await widen(page, 240);
}

/** Folds one of the views in the side bar. */
async function fold(page, name) {
  await page.locator(`.sidebar .pane-header[aria-label^="${name}"] .title`).click();
}

function bootRow(page, name) {
  return page.locator('.sidebar .pane', { hasText: 'Boot' }).locator('.monaco-list-row', { hasText: name }).first();
}

/** Makes the side bar wider by so many pixels. */
async function widen(page, pixels) {
  const sash = await page.locator('.monaco-sash.vertical:not(.disabled)').first().boundingBox();
  await page.mouse.move(sash.x + 2, 400);
  await page.mouse.down();
  await page.mouse.move(sash.x + pixels, 400, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(sash.x + 2 * pixels, 400);
}

/** Runs a command by its title. */
async function command(page, title, category = 'Bootwright') {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').waitFor();
  await page.keyboard.type(`${category}: ${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** The inside of the panel that is shown. */
function panel(page) {
  return page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
}

async function showTimeline(page) {
  await command(page, 'Import Measured Boot Times');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'From a file' }).click();
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'measured-boot.json' }).click();
  await page.locator('.notification-toast', { hasText: 'systemd-analyze plot' }).waitFor();
  await command(page, 'Show Boot Timeline');
  await panel(page).locator('#chart[data-shown]').waitFor({ timeout: 60_000 });
  await command(page, 'Clear All Notifications', 'Notifications');
  await panel(page).locator('#search').fill('shop-web');
  await panel(page).locator('#names [aria-selected="true"]').waitFor();
  await panel(page).locator('#search').fill('');
}

async function showGraph(page) {
  await command(page, 'Show Dependencies of Unit');
  await panel(page).locator('.node.center').waitFor({ timeout: 60_000 });
}

/** Supposes that a unit is masked, and shows what comes of it. */
async function showWhatIf(page) {
  await openBoot(page);
  await fold(page, 'Units');
  await command(page, 'What If...');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Mask a unit' }).first().click();
  await page.locator('.quick-input-title', { hasText: 'What if: mask' }).waitFor();
  await page.keyboard.type('netsetup');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'netsetup.service' }).first().click();
  await page.locator('.sidebar .monaco-list-row', { hasText: 'Lost' }).first().waitFor({ timeout: 60_000 });
}

/** Puts the cursor behind the only line that begins with this text. */
async function goTo(page, lineStart) {
  const line = page.locator('.view-line', { hasText: new RegExp(`^${lineStart}$`) });
  await line.click();
  await page.keyboard.press('End');
}

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
