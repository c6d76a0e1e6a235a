/** What may be a mistake is asked on the page, and the run waits for the answer. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open } from './browsers.mjs';
import { pageOnDisk, scratch, writeSample } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let folder = '';
/** @type {string[]} */
let paths = [];
/** A slice, a report of somebody else, a report that states nobody. @type {string[]} */
let beside = [];

/** A slice of the sample, a copy of it, and one with another patient ID. */
before(async () => {
  folder = await scratch();
  const sample = join(folder, 'sample');
  writeSample(sample);
  const slice = readdirSync(sample, { recursive: true })
    .map((name) => join(sample, String(name)))
    .find((path) => path.endsWith('.dcm') && statSync(path).size > 50_000);
  assert.ok(slice, 'the sample has slices');
  const bytes = readFileSync(slice);
  const other = Buffer.from(bytes);
  // (0010,0020) LO in explicit little endian, then two bytes of length.
  const place = other.indexOf(Buffer.from([0x10, 0x00, 0x20, 0x00, 0x4c, 0x4f]));
  assert.ok(place > 0, 'the slice has a patient ID');
  other.write('Z', place + 8);
  paths = ['a.dcm', 'b.dcm', 'c.dcm'].map((name) => join(folder, name));
  [bytes, bytes, other].forEach((data, n) => writeFileSync(paths[n] ?? '', data));
  beside = ['a.dcm', 'report.txt', 'plain.txt'].map((name) => join(folder, name));
  writeFileSync(beside[1] ?? '', 'Patient: Tamsin Ambersedge\nDOB: 11/02/1961\n\nFINDINGS: Nodule of 8 mm.\n');
  writeFileSync(beside[2] ?? '', 'FINDINGS: Nodule of 8 mm in the right upper lobe.\n');
});
after(() => rmSync(folder, { recursive: true, force: true }));

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: the run waits until every question is answered`, async () => {
    const visitor = await open(name);
    const isWaiting = () => visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=run]').disabled);
    const asked = () => visitor.evaluate(() => [...document.querySelector('safelight-app').shadowRoot.querySelectorAll('[data-part=question]')]
      .map((one) => `${one.dataset.question} ${one.dataset.state}`));
    try {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.choose('input[data-pick=files]', paths);
      await visitor.see('[data-part=question]');
      assert.deepEqual(await asked(), ['split-study open', 'mixed-patients open', 'repeated-instance open']);
      assert.equal(await isWaiting(), true);
      await visitor.click('[data-question=split-study] label:nth-of-type(2)');
      // One person is one patient: that question is settled.
      await visitor.see('[data-question=split-study][data-state=answered]');
      await visitor.click('[data-question=repeated-instance] label:nth-of-type(2)');
      await visitor.see('[data-question=repeated-instance][data-state=answered]');
      await visitor.see('[data-part=run]:not([disabled])');
      assert.deepEqual(await asked(), ['split-study answered', 'repeated-instance answered']);
      await visitor.click('[data-part=run]');
      await visitor.see('.result', 120_000);
      const saved = await visitor.text('.result');
      assert.match(saved, /The package is ready; 2 files stayed out/);
      assert.deepEqual(visitor.heard, []);
    } finally {
      await visitor.close();
    }
  });
}

test('a report of somebody else is asked about by kinds, named in the list, and withheld or written as answered', async () => {
  const visitor = await open('chromium');
  const compared = () => visitor.evaluate(() => [...document.querySelector('safelight-app').shadowRoot.querySelectorAll('[data-part=compared]')]
    .map((one) => one.dataset.compared).sort());
  try {
    for (const [choice, words] of [[1, /1 file stayed out/], [2, /The package is ready/]]) {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.choose('input[data-pick=files]', beside);
      await visitor.see('[data-question=other-patient][data-state=open]');
      const asked = await visitor.text('[data-question=other-patient]');
      assert.match(asked, /What differs: name: 1, birth date: 1/);
      assert.doesNotMatch(asked, /Ambersedge|1961|Quillfeather|1952/);
      assert.deepEqual(await compared(), ['other-patient', 'says-nothing']);
      await visitor.click(`[data-question=other-patient] label:nth-of-type(${choice})`);
      await visitor.see('[data-part=run]:not([disabled])');
      await visitor.click('[data-part=run]');
      await visitor.see('.result', 120_000);
      const result = await visitor.text('.result');
      assert.match(result, /** @type {RegExp} */ (words));
      assert.equal(/stayed out/.test(result), choice === 1);
    }
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
  }
});

test('axe finds nothing while questions are open, and they are answered by keyboard alone', async () => {
  const visitor = await open('chromium', { viewport: { width: 390, height: 844 } });
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', paths);
    await visitor.see('[data-part=question]');
    await visitor.page.evaluate(axe);
    const found = await visitor.evaluate(async () => {
      const result = await window.axe.run(document, { resultTypes: ['violations'] });
      return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
    });
    assert.deepEqual(found, []);
    const isAt = (/** @type {string} */ css) => visitor.evaluate(
      (wanted) => document.querySelector('safelight-app').shadowRoot.activeElement?.matches(wanted) ?? false, css);
    for (const question of ['split-study', 'mixed-patients', 'repeated-instance']) {
      for (let presses = 0; presses < 40 && !(await isAt(`[data-question=${question}] input`)); presses += 1) await visitor.press('Tab');
      assert.ok(await isAt(`[data-question=${question}] input`), `Tab reaches ${question}`);
      await visitor.press('Space');
      await visitor.see(`[data-question=${question}][data-state=answered]`);
    }
    await visitor.see('[data-part=run]:not([disabled])');
  } finally {
    await visitor.close();
  }
});
