// Pictures of the view of units, and of a plan.
import { light, withViews } from './themes.mjs';

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

/** By the names of the pictures. */
export const units = {
  units: { show: showUnits, height: 700, settings: withViews, sidebar: true },
  'units-light': { show: showUnits, height: 700, settings: { ...withViews, ...light }, sidebar: true },
  'enable-preview': { ...enabling, settings: withViews },
  'enable-preview-light': { ...enabling, settings: { ...withViews, ...light } },
};

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
