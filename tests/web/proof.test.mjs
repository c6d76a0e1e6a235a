/**
 * What a person can check: what the browser counted in page and workers, the sum of
 * the page, and what the page says of a report before the run.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { en } from '../../www/app/words/en/page.js';
import { open } from './browsers.mjs';
import { pageOnDisk, pagePath, pageWith, scratch } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let folder = '';
before(async () => {
  folder = await scratch();
});
after(() => rmSync(folder, { recursive: true, force: true }));

async function untilText(visitor, css, wanted) {
  let text = '';
  for (let round = 0; round < 200; round += 1) {
    text = await visitor.text(css);
    if (text.includes(wanted)) return;
    await new Promise((go) => setTimeout(go, 50));
  }
  assert.fail(`${css} says "${text}", not "${wanted}"`);
}

const focused = (visitor) => visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.activeElement?.dataset.part ?? '');

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: check it yourself shows the page's own sum and what was counted, and axe finds nothing in it`, async () => {
    const visitor = await open(name);
    try {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.click('[data-part=prove]');
      const sum = createHash('sha256').update(readFileSync(pagePath)).digest('hex');
      await untilText(visitor, '[data-part=proof-sum]', sum);
      await untilText(visitor, '[data-part=proof-requests]', en.proof.requests(0));
      await untilText(visitor, '[data-part=proof-blocked]', en.proof.blocked(0));
      // A try that the policy stops is counted while the person looks.
      await visitor.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => 0));
      await untilText(visitor, '[data-part=proof-blocked]', en.proof.blocked(1));
      await visitor.evaluate(axe);
      const wrong = await visitor.evaluate(async () => {
        const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      });
      assert.deepEqual(wrong, []);
      await visitor.press('Escape');
      assert.equal(await focused(visitor), 'prove', 'the keyboard is back where it was');
    } finally {
      await visitor.close();
    }
  });
}

test('what is stopped in a worker is counted like what is stopped in the page', async () => {
  const page = pageWith(folder, 'reaching', "fetch('http://127.0.0.1:9/').catch(() => 0);");
  const visitor = await open('chromium');
  try {
    await visitor.goto(page);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]', 60_000);
    await visitor.click('[data-part=prove]');
    const said = await visitor.text('[data-part=proof-blocked]');
    assert.notEqual(said, en.proof.blocked(0));
  } finally {
    await visitor.close();
  }
});

test('words that suggest a rare case and a report in another language are told before the run', async () => {
  const paths = ['rare.txt', 'plain.txt', 'fremd.txt'].map((file) => join(folder, file));
  writeFileSync(paths[0], 'Patient: Oda Quillfeather\n\nHISTORY: Known Erdheim-Chester disease. To our knowledge the first reported case in a child.\nFINDINGS: Clear lungs. Erdheim-Chester disease is stable.\nIMPRESSION: Stable.\n');
  writeFileSync(paths[1], 'Patient: Oda Quillfeather\n\nFINDINGS: The lungs are clear. No effusion.\nIMPRESSION: Normal.\n');
  writeFileSync(paths[2], 'Patientin: Oda Quillfeather\n\nBefund: Die Lunge ist frei belüftet, kein Erguss und keine Stauung. Das Herz ist nicht vergrößert. Die Knochen sind unauffällig.\nBeurteilung: Kein Nachweis einer Entzündung der Lunge.\n');
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', paths);
    await visitor.see('.inventory');
    const told = await visitor.evaluate(() => [...document.querySelector('safelight-app').shadowRoot.querySelectorAll('.reports__list > li')].map((row) => ({
      path: row.querySelector('.path').textContent,
      rare: [...row.querySelectorAll('[data-part=rare] li')].map((one) => `${one.dataset.kind}: ${one.querySelector('q').textContent}`),
      foreign: row.querySelector('[data-part=foreign]') !== null,
      links: [...row.querySelectorAll('[data-help]')].map((one) => one.dataset.help),
    })).sort((one, other) => (one.path < other.path ? -1 : 1)));
    assert.deepEqual(told.map(({ path, foreign }) => [path, foreign]), [['fremd.txt', true], ['plain.txt', false], ['rare.txt', false]]);
    assert.deepEqual(told.map(({ rare }) => rare.length > 0), [false, false, true]);
    assert.ok(told[2].rare.some((one) => one.startsWith('diagnosis: Erdheim-Chester')), told[2].rare.join());
    assert.ok(told[2].rare.some((one) => one.startsWith('first-case: ')), told[2].rare.join());
    assert.deepEqual(told[2].links, ['rare-cases']);
    await visitor.click('.reports__list [data-help=rare-cases]');
    await visitor.see('[data-topic=rare-cases][open]');
  } finally {
    await visitor.close();
  }
});

test('printed, the result has no buttons and no dialogs, and dark ink from a dark screen', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]', 60_000);
    await visitor.click('[data-part=run]');
    await visitor.see('.result', 120_000);
    await visitor.page.emulateMedia({ media: 'print' });
    const seen = await visitor.evaluate(() => [...document.querySelector('safelight-app').shadowRoot.querySelectorAll('button, a.button, input, select, dialog')]
      .filter((one) => one.getClientRects().length > 0).map((one) => one.outerHTML.slice(0, 80)));
    assert.deepEqual(seen, []);
    const ink = await visitor.evaluate(() => getComputedStyle(document.querySelector('safelight-app').shadowRoot.querySelector('.result .title')).color);
    assert.ok(ink.match(/\d+/g).slice(0, 3).every((level) => Number(level) < 90), `dark ink on white paper, not ${ink}`);
    assert.match(await visitor.text('.result'), /SHA-256|issued|ISSUED|withheld|kept back/i, 'what was done is printed');
  } finally {
    await visitor.close();
  }
});
