/** Axe in every state, and the whole visit by keyboard alone. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { open } from './browsers.mjs';
import { pageOnDisk } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe has against the page as it stands. */
async function complaints(visitor, state) {
  // The page's own policy forbids script tags: the tool goes in by the debugger.
  await visitor.page.evaluate(axe);
  const found = await visitor.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  });
  return found.map((one) => `${state}: ${one}`);
}

for (const viewport of [{ width: 1280, height: 800 }, { width: 390, height: 844 }]) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    test(`axe finds nothing at ${viewport.width} px, ${colorScheme}`, async () => {
      const visitor = await open('chromium', { viewport, colorScheme });
      try {
        const all = [];
        await visitor.goto(pageOnDisk);
        await visitor.see('.target');
        all.push(...(await complaints(visitor, 'empty')));
        await visitor.click('[data-part=sample]');
        await visitor.see('.inventory');
        await visitor.type('[data-part=accessions] textarea', 'QX-1, QX-2');
        await visitor.see('.accessions');
        all.push(...(await complaints(visitor, 'reviewing')));
        await visitor.click('[data-part=run]');
        await visitor.see('.result', 120_000);
        all.push(...(await complaints(visitor, 'done')));
        await visitor.click('[data-part=clear]');
        await visitor.see('dialog[open]');
        all.push(...(await complaints(visitor, 'clear')));
        assert.deepEqual(all, []);
      } finally {
        await visitor.close();
      }
    });
  }
}

/** Presses Tab until the element is reached; the way there must exist. */
async function tabTo(visitor, css) {
  for (let presses = 0; presses < 80; presses += 1) {
    await visitor.press('Tab');
    const isThere = await visitor.evaluate(
      (wanted) => document.querySelector('safelight-app')?.shadowRoot?.activeElement?.matches(wanted) ?? false,
      css,
    );
    if (isThere) return;
  }
  assert.fail(`Tab does not reach ${css}`);
}

test('by keyboard alone: sample, answer, run, save, clear', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await tabTo(visitor, '[data-part=sample]');
    await visitor.press('Enter');
    await visitor.see('.inventory');
    const focused = () => visitor.evaluate(() => document.querySelector('safelight-app')?.shadowRoot?.activeElement?.id);
    assert.equal(await focused(), 'inventory-title', 'focus follows the view');
    await tabTo(visitor, '.question input');
    await visitor.press('ArrowLeft');
    await tabTo(visitor, '[data-part=run]');
    await visitor.press('Enter');
    await visitor.see('.result', 120_000);
    assert.equal(await focused(), 'result-title');
    await tabTo(visitor, '[data-part=save]');
    await Promise.all([visitor.page.waitForEvent('download'), visitor.press('Enter')]);
    await visitor.evaluate(() => window.scrollTo(0, 0));
    await visitor.click('[data-part=clear]');
    await visitor.see('dialog[open]');
    await visitor.press('Escape');
    await visitor.see('.result');
  } finally {
    await visitor.close();
  }
});

test('targets are at least 24 px high and wide', async () => {
  const visitor = await open('chromium', { viewport: { width: 390, height: 844 } });
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('.inventory');
    const small = await visitor.evaluate(() => {
      const root = document.querySelector('safelight-app').shadowRoot;
      return [...root.querySelectorAll('button, a, label, textarea')]
        .map((element) => ({ name: element.textContent.trim(), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.height < 24 || box.width < 24))
        .map(({ name }) => name);
    });
    assert.deepEqual(small, []);
    const wide = await visitor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `nothing hangs over the side (${wide} px)`);
  } finally {
    await visitor.close();
  }
});

/** Where the page ends and where what is seen of it ends. */
const ends = (visitor) => visitor.evaluate(() => [
  document.documentElement.scrollHeight,
  Math.round(document.querySelector('safelight-app').shadowRoot.querySelector('.foot').getBoundingClientRect().bottom + window.scrollY),
]);

test('the page ends with its foot, also where texts scroll in boxes of their own', async () => {
  const visitor = await open('chromium', { viewport: { width: 1440, height: 900 } });
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('.inventory');
    for (const [part, seen, back] of [['review', '.found', 'leave'], ['headers', '[data-part=stays]', 'leave-headers'], ['pictures', '[data-part=work][data-work=done]', 'leave-pictures']]) {
      await visitor.click(`[data-part=${part}]`);
      await visitor.see(seen);
      const [page, foot] = await ends(visitor);
      assert.ok(page - foot <= 1, `${part}: ${page - foot} px of nothing below the foot`);
      await visitor.click(`[data-part=${back}]`);
      await visitor.see('.inventory');
    }
  } finally {
    await visitor.close();
  }
});

test('on a narrow screen the words of the button that starts the run stand in one line', async () => {
  const visitor = await open('chromium', { viewport: { width: 390, height: 844 } });
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    // The sentence beside it is long: no file can be used.
    await visitor.choose('input[data-pick=files]', [{ name: 'notes.bin', mimeType: '', buffer: Buffer.from('x\0y') }]);
    await visitor.see('.refused');
    for (const language of ['en', 'es', 'de', 'fr']) {
      await visitor.select('[data-part=language]', language);
      await visitor.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
      const broken = await visitor.evaluate(() => [...document.querySelector('safelight-app').shadowRoot.querySelectorAll('.run .button')].map((button) => {
        const range = document.createRange();
        range.selectNodeContents(button);
        return [button.textContent.trim(), range.getBoundingClientRect().height / parseFloat(getComputedStyle(button).fontSize)];
      }).filter(([, lines]) => lines > 2));
      assert.deepEqual(broken, [], language);
    }
  } finally {
    await visitor.close();
  }
});

test('on a screen of little height nothing lies over the choices', async () => {
  const visitor = await open('chromium', { viewport: { width: 320, height: 256 } });
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('.inventory');
    const position = await visitor.evaluate(() => getComputedStyle(document.querySelector('safelight-app').shadowRoot.querySelector('safelight-run-bar')).position);
    assert.equal(position, 'static');
    const wide = await visitor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(wide <= 0, `nothing hangs over the side (${wide} px)`);
  } finally {
    await visitor.close();
  }
});
