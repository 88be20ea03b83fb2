// Pictures of what the editor says of a unit: completion, hovers, diagnostics.
import { goTo } from './page.mjs';

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

/** By the names of the pictures. */
export const files = {
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
};
