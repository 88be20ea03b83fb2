// Pictures of the boot: its view, the timeline, the graph, what if.
import { bootRow, command, fold, openBoot, panel } from './page.mjs';
import { inBothThemes } from './themes.mjs';

/** By the names of the pictures. */
export const boot = {
  ...inBothThemes('boot', { show: showBoot, width: 1240, height: 860, sidebar: true }),
  ...inBothThemes('timeline', { show: showTimeline, width: 1360, height: 900, sidebar: false }),
  ...inBothThemes('dependencies', { show: showGraph, width: 1360, height: 760, sidebar: false }),
  ...inBothThemes('what-if', { show: showWhatIf, width: 1240, height: 860, sidebar: true }),
};

/** Opens the view of the boot, with what there is to say of one unit. */
async function showBoot(page) {
  await openBoot(page);
  await fold(page, 'What If');
  await fold(page, 'Units');
  await bootRow(page, /^systemd-cryptsetup/).hover();
  await page.locator('.monaco-hover', { hasText: 'Starts when' }).waitFor();
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
