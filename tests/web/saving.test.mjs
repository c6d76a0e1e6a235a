/**
 * The way to the disk: what is written is what was checked, whole or not at all; a
 * run that was stopped goes on and ends in the same bytes; a hang costs one file.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { open } from './browsers.mjs';
import { fileOf } from './made_pictures.mjs';
import { command, pageOnDisk, plantedValues, readPackage, root, scratch, serve, servePage, writeSample } from './surroundings.mjs';

let folder = '';
before(async () => {
  folder = await scratch();
});
after(() => rmSync(folder, { recursive: true, force: true }));

const sum = (/** @type {Uint8Array} */ bytes) => createHash('sha256').update(bytes).digest('hex');

/** Builds a page whose worker runs `change` after the glue; gives its path. */
function pageWith(name, change) {
  const engine = join(folder, name);
  cpSync(process.env.SAFELIGHT_ENGINE ?? join(root, 'build/wasm'), engine, { recursive: true });
  const glue = join(engine, 'safelight.js');
  writeFileSync(glue, `${readFileSync(glue, 'utf8')}\n${change}`);
  const page = join(folder, `${name}.html`);
  execFileSync('node', [join(root, 'www/bundle.mjs'), '--engine', engine, '--out', page, '--reader-out', '', '--check-out', '', '--package', 'no']);
  return page;
}

/** Slices of a made-up CT on disk, each half a megabyte. */
function madeSlices(count, name) {
  const study = join(folder, name);
  mkdirSync(study);
  return Array.from({ length: count }, (_, number) => {
    const pixels = new Uint8Array(512 * 512 * 2).fill(number & 0xff);
    const path = join(study, `IM${number}`);
    writeFileSync(path, fileOf({ modality: 'CT', sopClass: '1.2.840.10008.5.1.4.1.1.2', series: 1, number: number + 1, frames: 1, columns: 512, rows: 512, bits: 16, pixels }));
    return path;
  });
}

/** Runs in the page before its own script, in either browser. */
function early(visitor, work, argument) {
  return visitor.name === 'chromium' ? visitor.page.addInitScript(work, argument) : visitor.page.evaluateOnNewDocument(work, argument);
}

/** Runs in the page: a place that the person chose, on the browser's own disk. */
function choosePlace() {
  window.showSaveFilePicker = async ({ suggestedName }) => {
    window.suggested = suggestedName;
    return (await navigator.storage.getDirectory()).getFileHandle('picked.zip', { create: true });
  };
}

/** Runs in the page: what stands at that place. */
async function picked() {
  try {
    const handle = await (await navigator.storage.getDirectory()).getFileHandle('picked.zip');
    const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    return { size: bytes.length, sum: [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join(''), suggested: window.suggested };
  } catch {
    return null;
  }
}

/** Runs in the page: the names on the shelf. */
async function shelved() {
  const names = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
  return names;
}

test('chromium: the package goes to the place that the person chose, byte for byte', async () => {
  const server = await servePage();
  const visitor = await open('chromium');
  try {
    await early(visitor, choosePlace);
    await visitor.goto(server.url);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=save-as]', 120_000);
    const saved = await visitor.save('[data-part=save]', folder);
    await visitor.click('[data-part=save-as]');
    await visitor.see('[data-part=written]');
    const place = await visitor.evaluate(picked);
    assert.equal(place?.suggested, 'safelight-package.zip');
    assert.equal(place?.sum, sum(readFileSync(saved.path)));
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
    server.close();
  }
});

test('chromium: a file that changed after the check ends the saving, with a sentence and without a file', async () => {
  const paths = madeSlices(6, 'changing');
  const server = await servePage();
  const visitor = await open('chromium');
  try {
    await early(visitor, choosePlace);
    await visitor.goto(server.url);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', paths);
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=save-as]', 120_000);
    const bytes = readFileSync(paths[3]);
    bytes[bytes.length - 9] ^= 0xff;
    writeFileSync(paths[3], bytes);
    const later = new Date(Date.now() + 5000);
    utimesSync(paths[3], later, later);
    await visitor.click('[data-part=save-as]');
    await visitor.see('.notice');
    assert.match(await visitor.text('.notice'), /changed or is gone since it was checked\. Nothing was saved/);
    assert.equal(await visitor.evaluate(picked), null, 'not even an empty file is left');
    assert.equal(await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=written]')), null);
  } finally {
    await visitor.close();
    server.close();
  }
});

test('chromium: a disk that is full keeps nothing, and another place can be chosen', async () => {
  const visitor = await open('chromium');
  try {
    await early(visitor, () => {
      window.calls = [];
      window.rooms = [0, Infinity];
      window.showSaveFilePicker = async () => {
        let room = window.rooms.shift();
        return {
          createWritable: async () => ({
            write: async (chunk) => {
              room -= chunk.length;
              if (room < 0) throw new DOMException('full', 'QuotaExceededError');
            },
            close: async () => void window.calls.push('close'),
            abort: async () => void window.calls.push('abort'),
          }),
          getFile: async () => new File([], 'x'),
          remove: async () => void window.calls.push('remove'),
        };
      };
    });
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=save-as]', 120_000);
    await visitor.click('[data-part=save-as]');
    await visitor.see('.notice');
    assert.match(await visitor.text('.notice'), /could not be written/);
    assert.deepEqual(await visitor.evaluate(() => window.calls), ['abort', 'remove']);
    await visitor.click('[data-part=save-as]');
    await visitor.see('[data-part=written]');
    assert.deepEqual(await visitor.evaluate(() => window.calls), ['abort', 'remove', 'close']);
  } finally {
    await visitor.close();
  }
});

for (const browser of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(browser, () => {
    test('a smaller package holds the same, for readers that are not ours and for the check', async () => {
      const sample = join(folder, `sample-${browser}`);
      writeSample(sample);
      const visitor = await open(browser);
      try {
        await visitor.goto(pageOnDisk);
        await visitor.click('[data-part=sample]');
        await visitor.see('[data-part=packing]');
        await visitor.click('[data-part=packing] label:nth-of-type(2)');
        await visitor.click('[data-part=run]');
        await visitor.see('[data-part=save]', 120_000);
        const saved = await visitor.save('[data-part=save]', folder);
        const found = readPackage(saved.path, plantedValues(), sample);
        assert.equal(found.unzip, 0, found.unzipSays);
        assert.ok(found.instances >= 30);
        assert.deepEqual(found.hits, []);
        assert.equal(found.foreign_pixels, 0);
        assert.match(execFileSync('unzip', ['-v', saved.path], { encoding: 'utf8' }), /Defl:/);
        const checked = spawnSync(command(), ['verify', saved.path], { encoding: 'utf8' });
        assert.equal(checked.status, 0, checked.stdout + checked.stderr);
        assert.deepEqual(visitor.heard, []);
      } finally {
        await visitor.close();
      }
    });

    test('a run that was stopped goes on with the remaining files and ends in the same bytes', async () => {
      // Slow enough to be stopped in the middle; each file that is cleaned is told.
      const page = pageWith(`slow-${browser}`, `
        const run = wasm_bindgen.Cleaner.prototype.run;
        wasm_bindgen.Cleaner.prototype.run = function (source, index) {
          const until = Date.now() + 150;
          while (Date.now() < until);
          const result = run.call(this, source, index);
          new BroadcastChannel('cleaned').postMessage(index);
          return result;
        };`);
      const server = await serve(readFileSync(page, 'utf8'));
      const visitor = await open(browser);
      try {
        await early(visitor, () => {
          crypto.getRandomValues = (bytes) => bytes.fill(7);
          window.cleaned = [];
          new BroadcastChannel('cleaned').onmessage = (event) => window.cleaned.push(event.data);
          window.spoken = new Set();
          setInterval(() => {
            const said = document.querySelector('safelight-app')?.shadowRoot?.querySelector('main > [role=status]')?.textContent;
            if (said) window.spoken.add(said);
          }, 20);
        });
        const begun = async () => {
          await visitor.goto(server.url);
          await visitor.click('[data-part=sample]');
          await visitor.see('[data-part=run]');
          await visitor.click('[data-part=run]');
        };
        const ended = async () => {
          await visitor.see('[data-part=save]', 120_000);
          const saved = await visitor.save('[data-part=save]', folder);
          const hash = sum(readFileSync(saved.path));
          rmSync(saved.path);
          return { hash, cleaned: await visitor.evaluate(() => window.cleaned), spoken: await visitor.evaluate(() => [...window.spoken]) };
        };
        await begun();
        const whole = await ended();
        assert.ok(whole.spoken.length <= 7, `a stage is spoken once in ten seconds: ${whole.spoken.join(' | ')}`);
        assert.ok(whole.spoken.some((said) => /^Cleaning and checking/.test(said)));
        await begun();
        await visitor.see('[data-part=cancel]');
        await new Promise((resolve) => setTimeout(resolve, 1200));
        await visitor.click('[data-part=cancel]');
        await visitor.see('[data-part=resume]');
        const paused = /(\d+) of (\d+) files are done and kept/.exec(await visitor.text('[data-part=paused]'));
        const [done, all] = [Number(paused?.[1]), Number(paused?.[2])];
        assert.ok(done > 0 && done < all, `${done} of ${all}`);
        assert.match(await visitor.text('[data-part=resume]'), new RegExp(`remaining ${all - done} file`));
        const before = await visitor.evaluate(() => window.cleaned.length);
        await visitor.click('[data-part=resume]');
        const resumed = await ended();
        assert.equal(resumed.hash, whole.hash, 'the same package');
        const again = resumed.cleaned.length - before;
        assert.ok(again >= all - done && again < all, `${again} files were cleaned after ${done} of ${all}`);
        assert.deepEqual(visitor.heard, []);
      } finally {
        await visitor.close();
        server.close();
      }
    });
  });
}

test('firefox: a large package waits on the disk of the browser, and is gone when the page is cleared or opened again', async () => {
  const paths = madeSlices(140, 'large');
  const server = await servePage();
  const visitor = await open('firefox');
  try {
    await visitor.goto(server.url);
    await visitor.see('.target');
    await visitor.evaluate(async () => {
      await (await navigator.storage.getDirectory()).getFileHandle('safelight-left-behind', { create: true });
    });
    await visitor.goto(server.url);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', paths);
    await visitor.see('[data-part=run]', 120_000);
    assert.deepEqual(await visitor.evaluate(shelved), [], 'what a page left behind is swept');
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=save]', 180_000);
    const names = await visitor.evaluate(shelved);
    assert.equal(names.length, 1);
    assert.match(names[0], /^safelight-[0-9a-f-]{36}$/);
    const saved = await visitor.save('[data-part=save]', folder);
    assert.ok(statSync(saved.path).size > 140 * 512 * 1024);
    assert.equal(spawnSync('unzip', ['-tqq', saved.path]).status, 0);
    const checked = spawnSync(command(), ['verify', saved.path], { encoding: 'utf8' });
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    await visitor.click('[data-part=clear]');
    await visitor.click('[data-part=clear-yes]');
    await visitor.see('.target');
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(await visitor.evaluate(shelved), []);
  } finally {
    await visitor.close();
    server.close();
  }
});

test('a worker that never answers costs its file, which is listed with advice', async () => {
  const page = pageWith('hang', `
    const run = wasm_bindgen.Cleaner.prototype.run;
    wasm_bindgen.Cleaner.prototype.run = function (source, index) {
      if (index === 3) for (;;);
      return run.call(this, source, index);
    };`);
  const visitor = await open('chromium');
  try {
    await visitor.page.clock.install();
    await visitor.goto(pathToFileURL(page).href);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=cancel]');
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await visitor.page.clock.runFor(130_000);
    await visitor.see('.result', 120_000);
    assert.match(await visitor.text('.refused'), /did not finish this file within the time/);
    assert.match(await visitor.text('.refused__advice'), /Run again with fewer files/);
    const saved = await visitor.save('[data-part=save]', folder);
    const found = readPackage(saved.path, []);
    assert.ok(found.instances >= 30, `${found.instances} instances came out`);
  } finally {
    await visitor.close();
  }
});

test('a computer that slept does not cost the files that were being worked on', async () => {
  const page = pageWith('sleeping', `
    const run = wasm_bindgen.Cleaner.prototype.run;
    wasm_bindgen.Cleaner.prototype.run = function (source, index) {
      if (index === 3) {
        const until = Date.now() + 6000;
        while (Date.now() < until);
      }
      return run.call(this, source, index);
    };`);
  const visitor = await open('chromium');
  try {
    await visitor.page.clock.install();
    await visitor.goto(pathToFileURL(page).href);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=cancel]');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    // One late tick and no many: what a lid that was closed for an hour does.
    await visitor.page.clock.fastForward(3_600_000);
    await visitor.see('.result', 120_000);
    assert.doesNotMatch(await visitor.text('.result'), /did not finish this file/);
  } finally {
    await visitor.close();
  }
});
