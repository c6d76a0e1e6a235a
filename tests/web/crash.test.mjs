/**
 * The engine ends in the middle of a file, or does not start at all. The real
 * engine is used; only its glue is changed, in a page built for this test.
 */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { open } from './browsers.mjs';
import { pageWith, readPackage, root, scratch } from './surroundings.mjs';

let folder = '';
before(async () => {
  folder = await scratch();
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('a trap on one file costs that file, is listed, and the rest comes out', async () => {
  const page = pageWith(folder, 'trap', `
    const run = wasm_bindgen.Cleaner.prototype.run;
    wasm_bindgen.Cleaner.prototype.run = function (source, index) {
      if (index === 3) throw new WebAssembly.RuntimeError('unreachable');
      return run.call(this, source, index);
    };`);
  const visitor = await open('chromium');
  try {
    await visitor.goto(page);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    await visitor.see('.result', 120_000);
    assert.match(await visitor.text('.refused'), /The engine ended on this file/);
    const saved = await visitor.save('[data-part=save]', folder);
    const found = readPackage(saved.path, []);
    assert.equal(found.unzip, 0);
    assert.ok(found.instances >= 30, `${found.instances} instances came out`);
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
  }
});

test('a trap while reading one header costs that file', async () => {
  const page = pageWith(folder, 'survey', `
    let surveyed = 0;
    const survey = wasm_bindgen.survey;
    wasm_bindgen.survey = (source, extension) => {
      if (extension === 'trap') throw new WebAssembly.RuntimeError('unreachable');
      return survey(source, extension);
    };`);
  const bad = join(folder, 'bad.trap');
  const good = join(folder, 'note.txt');
  writeFileSync(bad, 'x');
  writeFileSync(good, 'Report\n\nName: Made Up Person\nFindings: The lungs are clear.\n');
  const visitor = await open('chromium');
  try {
    await visitor.goto(page);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', [bad, good]);
    await visitor.see('.inventory');
    assert.match(await visitor.text('.refused'), /bad\.trap/);
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=save]', 60_000);
  } finally {
    await visitor.close();
  }
});

test('an engine that does not start is said in words, not in silence', async () => {
  const page = pageWith(folder, 'dead', 'wasm_bindgen = () => Promise.reject(new WebAssembly.CompileError("no"));');
  const visitor = await open('chromium');
  try {
    await visitor.goto(page);
    await visitor.see('.failure');
    assert.match(await visitor.text('.failure'), /does not start in this browser/);
  } finally {
    await visitor.close();
  }
});

test('cleared means forgotten: nothing of the case in the page, its address or any store', async () => {
  const visitor = await open('chromium');
  const file = join(folder, 'Zyxwvut Qanzori.txt');
  writeFileSync(file, 'Report\n\nPatient: Zyxwvut Qanzori\nFindings: The lungs are clear.\n');
  try {
    await visitor.goto(pathToFileURL(process.env.SAFELIGHT_PAGE ?? join(root, 'pkg/safelight.html')).href);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', [file]);
    await visitor.see('.inventory');
    assert.match(await visitor.evaluate(everything), /Qanzori/, 'the name was there');
    await visitor.click('[data-part=run]');
    const url = await visitor.see('[data-part=save]', 60_000).then(() =>
      visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=save]').href));
    await visitor.click('[data-part=clear]');
    await visitor.click('[data-part=clear-yes]');
    await visitor.see('.target');
    assert.doesNotMatch(await visitor.evaluate(everything), /Qanzori/);
    // What the page's address of the package gives now: a browser saves nothing of a revoked one.
    const saving = visitor.page.waitForEvent('download', { timeout: 5_000 }).then((download) => download.failure(), () => 'nothing to save');
    await visitor.evaluate((/** @type {string} */ address) => {
      const link = document.createElement('a');
      Object.assign(link, { href: address, download: 'again.zip' });
      document.body.append(link);
      link.click();
      link.remove();
    }, url);
    assert.notEqual(await saving, null, 'the package can still be saved');
    assert.equal(visitor.page.workers().length <= 1, true, 'the workers have ended');
  } finally {
    await visitor.close();
  }
});

/** Runs in the page: all that it shows and keeps. */
function everything() {
  const root = document.querySelector('safelight-app').shadowRoot;
  let stores = '';
  for (const store of ['localStorage', 'sessionStorage']) {
    try {
      stores += JSON.stringify(window[store]);
    } catch {
      stores += '';
    }
  }
  return [root.innerHTML, document.documentElement.outerHTML.length > 0 ? document.title : '', location.href, document.cookie, stores, history.length].join('\n');
}
