/**
 * Pictures of the page in every state, wide and narrow, dark and light, for
 * looking at: build/shots.
 *
 *   node tests/web/shots.mjs [FOLDER]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from './browsers.mjs';
import { pageOnDisk, root, scratch } from './surroundings.mjs';

const folder = process.argv[2] ?? join(root, 'build/shots');
mkdirSync(folder, { recursive: true });
const extra = await scratch();
const odd = ['Thumbs.db', 'cut.dcm', 'notes.bin'].map((name) => join(extra, name));
for (const path of odd) writeFileSync(path, path.endsWith('dcm') ? Buffer.concat([Buffer.alloc(128), Buffer.from('DICM\x02\0')]) : 'x\0y');

for (const width of [1280, 390]) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    const visitor = await open('chromium', { viewport: { width, height: width > 600 ? 800 : 844 }, colorScheme });
    const shot = (state) => visitor.page.screenshot({ path: join(folder, `${width}-${colorScheme}-${state}.png`), fullPage: true });
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.page.waitForTimeout(300);
    await shot('1-empty');
    await visitor.click('[data-part=sample]');
    await visitor.see('.progress');
    await shot('2-reading');
    await visitor.see('.inventory');
    await visitor.choose('input[data-pick=files]', odd);
    await visitor.see('.refused');
    await visitor.type('[data-part=accessions] textarea', 'BLH-24-0098173\nQX-55');
    await visitor.see('.accessions');
    await shot('3-reviewing');
    await visitor.click('[data-part=headers]');
    await visitor.see('[data-part=stays]');
    await visitor.click('[data-part=take-out]');
    await visitor.see('[data-part=gone]');
    await visitor.see('[data-part=said][data-working=no]');
    await visitor.click('[data-part=lift]');
    await shot('3-headers');
    await visitor.click('[data-part=put-back]');
    await visitor.click('[data-part=leave-headers]');
    await visitor.see('[data-part=pictures]');
    await visitor.click('[data-part=pictures]');
    await visitor.see('[data-part=work][data-work=done]');
    await shot('3-pictures');
    await visitor.click('.shot[data-of=first]');
    await visitor.see('.film__sheet[data-state=there]');
    await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=film]').focus());
    await visitor.press('b');
    await shot('3-pictures-opened');
    await visitor.click('[data-part=undo-box]');
    await visitor.click('[data-part=leave-pictures]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    // A quick machine is done before anybody could press cancel.
    const running = await Promise.any([
      visitor.see('[data-part=cancel]').then(() => true),
      visitor.see('.result', 120_000).then(() => false),
    ]);
    if (running) {
      await shot('4-running');
      const pressed = await visitor.click('[data-part=cancel]').then(() => true, () => false);
      await Promise.any([visitor.see('.notice'), visitor.see('.result', 120_000)]);
      if (pressed) await shot('5-cancelled');
      if (await visitor.page.$('[data-part=run]')) await visitor.click('[data-part=run]');
    }
    await visitor.see('.result', 120_000);
    await shot('6-done-partly');
    await visitor.click('[data-part=clear]');
    await visitor.see('dialog[open]');
    await shot('7-clear');
    await visitor.click('[data-part=clear-yes]');
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', odd);
    await visitor.see('.refused');
    await shot('8-nothing-usable');
    await visitor.close();
  }
}
console.log(folder);
