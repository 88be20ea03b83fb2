// Renders images/icon.svg to images/icon.png, the form that the marketplace takes. To be run after a change of the SVG.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { chromium as findChromium } from './chromium.mjs';
import { root } from './process.mjs';

const browser = await chromium.launch(await findChromium());
const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
const svg = await readFile(join(root, 'images/icon.svg'), 'utf8');
await page.setContent(`<style>body { margin: 0; background: transparent }</style>${svg}`);
await page.screenshot({ path: join(root, 'images/icon.png'), omitBackground: true });
await browser.close();
