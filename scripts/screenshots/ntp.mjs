// Pictures of ntp.conf: what clients may do.
import { inBothThemes } from './themes.mjs';

/** By the names of the pictures. */
export const ntp = {
  ...inBothThemes('ntp', {
    unit: 'etc/ntpsec/ntp.conf',
    shows: 'pool',
    edit: confWithMistakes,
    show: showAccess,
    width: 1440,
    height: 700,
    settings: { 'editor.codeLens': true, 'editor.inlayHints.enabled': 'on' },
  }),
};

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
