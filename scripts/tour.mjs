/**
 * The pictures of the tour in README.md, taken from the built page with the made-up
 * sample: docs/tour. Together below 500 KB, or it ends with 1.
 *
 *   CHROMIUM=… node scripts/tour.mjs
 */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'docs/tour');
const MOST_BYTES = 500_000;
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  const page = await (await browser.newContext({ viewport: { width: 1360, height: 840 }, deviceScaleFactor: 0.66, colorScheme: 'dark', locale: 'en-US' })).newPage();
  const see = (css, timeout = 120_000) => page.locator(css).first().waitFor({ state: 'visible', timeout });
  const click = (part) => page.locator(`[data-part=${part}]`).first().click();
  const shot = async (name) => {
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}.png`) });
  };
  await page.goto(pathToFileURL(join(root, 'pkg/safelight.html')).href);
  await see('.target');
  await shot('1-drop');
  await click('sample');
  await see('.inventory');
  await see('[data-part=pictures]');
  await shot('2-inventory');
  await click('pictures');
  await see('[data-part=work][data-work=done]');
  await page.locator('.shot[data-of=first]').first().click();
  await see('.film__sheet[data-state=there]');
  // A box over the first two lines, where the name stands.
  const film = await page.locator('.film__sheet').first().boundingBox();
  const at = (x, y) => [film.x + film.width * x, film.y + film.height * y];
  await page.mouse.move(...at(0.005, 0.005));
  await page.mouse.down();
  await page.mouse.move(...at(0.99, 0.145), { steps: 8 });
  await page.mouse.up();
  await shot('3-pictures');
  await click('undo-box');
  await click('leave-pictures');
  await click('review');
  await see('.found');
  await page.evaluate(() => window.scrollTo(0, 0));
  await shot('4-report');
  await click('leave');
  await see('[data-part=run]:not([disabled])');
  await click('run');
  await see('.result');
  await shot('5-result');
} finally {
  await browser.close();
}
const sizes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).size]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
for (const [name, size] of sizes) console.log(`${name} ${size}`);
console.log(`${total} bytes`);
if (total > MOST_BYTES) process.exit(1);
