/**
 * Help: every answer is linked from a step, a link opens its answer, and the
 * keyboard goes in and comes back to where it was.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { en } from '../../www/app/words/en/page.js';
import { open } from './browsers.mjs';
import { pageOnDisk, root } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test('every answer is linked from the step where it matters', () => {
  const folder = join(root, 'www/app/elements');
  const linked = readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/this\.more\('([\w-]+)'\)/g)].map((match) => match[1]));
  assert.deepEqual([...new Set(linked)].sort(), Object.keys(en.help.topics).sort());
});

/** What is open in the help: its topics, and where the keyboard is. */
const shown = (visitor) =>
  visitor.evaluate(() => {
    const app = document.querySelector('safelight-app').shadowRoot;
    const topics = [...app.querySelectorAll('safelight-help-dialog details[open]')].map((one) => one.getAttribute('data-topic'));
    const at = app.activeElement?.closest('[data-topic], [data-help]');
    return { topics, at: at?.getAttribute('data-topic') ?? at?.getAttribute('data-help') ?? null };
  });

/** Waits until the answers are put away: the list is shut, and then each of its answers. */
async function closed(visitor) {
  for (let turn = 0; turn < 100; turn += 1) {
    const isOpen = await visitor.evaluate(() => {
      const app = document.querySelector('safelight-app').shadowRoot;
      return app.querySelector('safelight-help-dialog dialog[open], safelight-help-dialog details[open]') !== null;
    });
    if (!isOpen) return;
    await new Promise((go) => setTimeout(go, 50));
  }
  assert.fail('the answers stay open');
}

for (const browser of ['chromium', 'firefox']) {
  test(`${browser}: a link opens its answer, Escape goes back to the link, the header opens the list`, async () => {
    const visitor = await open(browser);
    try {
      await visitor.goto(pageOnDisk);
      await visitor.click('[data-part=sample]');
      await visitor.see('.inventory');
      await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('.inventory [data-help=uids]').focus());
      await visitor.press('Enter');
      await visitor.see('safelight-help-dialog dialog[open]');
      assert.deepEqual(await shown(visitor), { topics: ['uids'], at: 'uids' });
      await visitor.press('Escape');
      await closed(visitor);
      assert.deepEqual(await shown(visitor), { topics: [], at: 'uids' });
      await visitor.click('[data-part=help]');
      await visitor.see('safelight-help-dialog dialog[open]');
      assert.deepEqual((await shown(visitor)).topics, []);
      await visitor.click('[data-part=help-close]');
      await closed(visitor);
    } finally {
      await visitor.close();
    }
  });
}

for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
  test(`axe finds nothing in the answers at 390 px, ${colorScheme}`, async () => {
    const visitor = await open('chromium', { viewport: { width: 390, height: 844 }, colorScheme });
    try {
      await visitor.goto(pageOnDisk);
      await visitor.click('[data-help=stays-here]');
      await visitor.see('safelight-help-dialog dialog[open]');
      await visitor.page.evaluate(axe);
      const found = await visitor.evaluate(async () =>
        (await window.axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`));
      assert.deepEqual(found, []);
      const wide = await visitor.evaluate(() => {
        const dialog = document.querySelector('safelight-app').shadowRoot.querySelector('safelight-help-dialog dialog');
        return dialog.scrollWidth - dialog.clientWidth;
      });
      assert.ok(wide <= 0, `nothing hangs over the side (${wide} px)`);
    } finally {
      await visitor.close();
    }
  });
}
