// Pictures of System V init: the links of a runlevel, and the table of runlevels.
import { bootRow, command, fold, goTo, panel, widen } from './page.mjs';
import { inBothThemes } from './themes.mjs';

/** A machine with System V init. */
const runlevel3 = {
  system: 'test/e2e/workspace/rc',
  unit: 'etc/rc.d/init.d/crond',
  shows: 'chkconfig',
  width: 1140,
  height: 560,
};

/** By the names of the pictures. */
export const sysv = {
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
};

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

/** Opens the links of runlevel 3 as a document. */
async function openRcLinks(page) {
  // The extension's commands are there when its languages are.
  await page.locator('.statusbar-item', { hasText: 'Init script' }).waitFor({ timeout: 60_000 });
  await command(page, 'Open rc Links as Document');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Runlevel 3' }).click();
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
