// Pictures of cron: a table with mistakes, and the days of a machine.
import { bootRow, command, fold, widen } from './page.mjs';
import { inBothThemes } from './themes.mjs';

/** By the names of the pictures. */
export const cron = {
  'cron-table': {
    unit: 'etc/cron.d/shop',
    shows: 'sync',
    edit: tableWithMistakes,
    show: showRuns,
    width: 1140,
    height: 540,
  },
  ...inBothThemes('cron', { show: showCronDays, width: 1240, height: 700, sidebar: true }),
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
