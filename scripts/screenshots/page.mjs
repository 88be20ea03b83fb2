// What a user does in the window of VS Code, whatever the picture.

/** Runs a command by its title. */
export async function command(page, title, category = 'Bootwright') {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').waitFor();
  await page.keyboard.type(`${category}: ${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** Puts the cursor behind the only line that begins with this text. */
export async function goTo(page, lineStart) {
  const line = page.locator('.view-line', { hasText: new RegExp(`^${lineStart}$`) });
  await line.click();
  await page.keyboard.press('End');
}

/** The inside of the panel that is shown. */
export function panel(page) {
  return page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
}

/** Opens the view of the boot, wide enough for its words. */
export async function openBoot(page) {
  await page.locator('.activitybar .action-label[aria-label="Bootwright"]').click();
  await bootRow(page, 'sysinit.target').waitFor({ timeout: 60_000 });
  await widen(page, 240);
}

export function bootRow(page, name) {
  return page.locator('.sidebar .pane', { hasText: 'Boot' }).locator('.monaco-list-row', { hasText: name }).first();
}

/** Folds one of the views in the side bar. */
export async function fold(page, name) {
  await page.locator(`.sidebar .pane-header[aria-label^="${name}"] .title`).click();
}

/** Makes the side bar wider by so many pixels. */
export async function widen(page, pixels) {
  const sash = await page.locator('.monaco-sash.vertical:not(.disabled)').first().boundingBox();
  await page.mouse.move(sash.x + 2, 400);
  await page.mouse.down();
  await page.mouse.move(sash.x + pixels, 400, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(sash.x + 2 * pixels, 400);
}
