/**
 * A whole visit in two real browsers, from disk and served: the sample goes in,
 * a package comes out, and readers that are not ours open it.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open } from './browsers.mjs';
import { ofThePage, pageOnDisk, plantedValues, readPackage, root, scratch, servePage, trap, writeSample } from './surroundings.mjs';

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}

let folder = '';
let sample = '';
/** @type {string[]} */
let planted = [];

before(async () => {
  folder = await scratch();
  sample = join(folder, 'sample');
  writeSample(sample);
  planted = plantedValues();
  assert.ok(planted.length > 20, 'the sample has planted values');
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What sha256sum says of the engine that is in the page. */
const engineSum = createHash('sha256')
  .update(readFileSync(join(root, 'build/wasm/safelight_bg.wasm')))
  .digest('hex');

/** From files on the page to a saved, checked package. */
async function finish(visitor) {
  await visitor.see('[data-part=run]');
  await visitor.click('[data-part=run]');
  await visitor.see('[data-part=save]', 120_000);
  const saved = await visitor.save('[data-part=save]', folder);
  assert.match(saved.name, /^safelight-package.*\.zip$/, 'a neutral name');
  const found = readPackage(saved.path, planted, sample);
  assert.equal(found.unzip, 0, found.unzipSays);
  assert.ok(found.instances >= 30, `pydicom read ${found.instances} instances`);
  assert.equal(found.not_marked, 0, 'every instance says that identity was removed');
  assert.equal(found.foreign_pixels, 0, 'pixels are those of the source');
  assert.ok(found.pdfs >= 2, 'report and certificate');
  assert.equal(found.texts, found.pdfs, 'pdftotext reads every PDF');
  assert.deepEqual(found.qpdf.filter((code) => code !== 0), [], 'qpdf has no complaint');
  assert.deepEqual(found.hits, [], 'no planted value in any byte, inflated or not');
  const certificate = execFileSync('unzip', ['-p', saved.path, 'certificate.json'], { encoding: 'utf8' });
  const { engine_sha256: named } = JSON.parse(certificate).identity;
  assert.equal(named, engineSum, 'the certificate names the engine that ran');
  assert.deepEqual(visitor.heard, [], 'the page says nothing on the console');
  return found;
}

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(name, () => {
    test('from disk, the sample by its button, and not one request', async () => {
      const catcher = await trap();
      const visitor = await open(name, { proxy: catcher.host });
      try {
        await visitor.goto(pageOnDisk);
        await visitor.click('[data-part=sample]');
        await finish(visitor);
        assert.match(await visitor.text('[data-part=requests]'), /^0 /);
        assert.deepEqual(ofThePage(catcher.caught), []);
      } finally {
        await visitor.close();
        catcher.close();
      }
    });

    test('from disk, the files of the sample by the file picker', async () => {
      const visitor = await open(name);
      try {
        await visitor.goto(pageOnDisk);
        await visitor.see('.target');
        await visitor.choose('input[data-pick=files]', filesIn(sample));
        await finish(visitor);
      } finally {
        await visitor.close();
      }
    });

    test('served, the page is the only thing that is asked for', async () => {
      const server = await servePage();
      const visitor = await open(name);
      try {
        await visitor.goto(server.url);
        await visitor.click('[data-part=sample]');
        await finish(visitor);
        assert.deepEqual(server.asked, ['GET /']);
      } finally {
        await visitor.close();
        server.close();
      }
    });
  });
}
