/** The page that looks for text in pictures: what it finds is hidden, and nothing leaves. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open } from './browsers.mjs';
import { fileOf, write } from './made_pictures.mjs';
import { ofThePage, pagePath, python, readerPageOnDisk, readerPagePath, scratch, trap } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [COLUMNS, ROWS, FRAMES] = [320, 200, 8];
/** The frame with the patient's name, from 0. */
const NAMED = 4;
const LETTERS = { left: 20, top: 20, width: 159, height: 21 };

/** A cine of an even ground, with a spot that moves and a name in one frame. */
function cine() {
  const pixels = new Uint8Array(FRAMES * ROWS * COLUMNS).fill(12);
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const own = pixels.subarray(frame * ROWS * COLUMNS, (frame + 1) * ROWS * COLUMNS);
    for (let y = 120; y < 130; y += 1) own.fill(140, y * COLUMNS + 40 + frame * 9, y * COLUMNS + 50 + frame * 9);
    if (frame === NAMED) write(own, COLUMNS, 'GRANT ODA', LETTERS, 3);
  }
  return pixels;
}

let folder = '';
let paths = [];
const pixels = cine();
before(async () => {
  folder = await scratch();
  const made = { modality: 'US', sopClass: '1.2.840.10008.5.1.4.1.1.3.1', series: 1, number: 1, frames: FRAMES, columns: COLUMNS, rows: ROWS, bits: 8, pixels };
  paths = [join(folder, 'cine.dcm')];
  writeFileSync(paths[0], fileOf(made));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Frames of the one instance of a package, as pydicom reads them. */
function framesOf(zip) {
  const script = `
import base64, io, sys, zipfile, pydicom
with zipfile.ZipFile(sys.argv[1]) as package:
    for name in package.namelist():
        data = package.read(name)
        if name != "DICOMDIR" and data[128:132] == b"DICM":
            sys.stdout.write(base64.b64encode(pydicom.dcmread(io.BytesIO(data)).PixelData).decode())`;
  return Buffer.from(execFileSync(python, ['-c', script, zip], { encoding: 'utf8', maxBuffer: 1 << 26 }), 'base64');
}

/** The different levels of an area of one frame. */
function levels(bytes, frame, { left, top, width, height }) {
  const found = new Set();
  for (let y = top; y < top + height; y += 1) {
    const start = (frame * ROWS + y) * COLUMNS + left;
    for (const level of bytes.subarray(start, start + width)) found.add(level);
  }
  return found.size;
}

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(name, () => {
    test('a name in one frame is found without asking, stops the run, is hidden there, and nothing leaves', async () => {
      assert.ok(levels(pixels, NAMED, LETTERS) > 1, 'the plant did not take');
      const catcher = await trap();
      const visitor = await open(name, name === 'chromium' ? { proxy: catcher.host } : {});
      try {
        await visitor.goto(readerPageOnDisk);
        await visitor.see('.target');
        await visitor.choose('input[data-pick=files]', paths);
        await visitor.see('[data-part=text-work][data-work=done]', 180_000);
        assert.match(await visitor.text('[data-part=text-work]'), /1 of 1 series/);
        await visitor.see('[data-part=text-found][data-named=yes]');
        await visitor.see('[data-part=run][disabled]');
        // The answer "no" is questioned.
        await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('input[name=burned-in-0][value=no]').click());
        await visitor.see('[data-part=answered-no]');
        await visitor.click('[data-part=look-at-text]');
        await visitor.see('.reel');
        assert.match(await visitor.text('[data-part=reel-texts][data-named=yes]'), /[1-9]\d* to decide/);
        await visitor.click('[data-part=open-series]');
        // The gravest stands first; what else the machine takes for letters is not decided about.
        await visitor.see('[data-part=found]');
        assert.match(await visitor.text('[data-part=found]'), /GRANT[\s\S]*names or numbers somebody · frame 5/);
        await visitor.click('[data-part=accept-text]');
        await visitor.see('[data-part=found][data-verdict=identifier][data-state=hidden]');
        await visitor.see('[data-part=checked]:not(:checked)');
        await visitor.click('[data-part=leave-pictures]');
        await visitor.see('[data-part=run]:not([disabled])');
        await visitor.click('[data-part=run]');
        await visitor.see('.result', 120_000);
        const { path } = await visitor.save('[data-part=save]', folder);
        const written = framesOf(path);
        assert.equal(written.length, pixels.length);
        assert.equal(levels(written, NAMED, LETTERS), 1, 'the name is gone');
        for (const frame of [0, NAMED - 1, NAMED + 1, FRAMES - 1]) {
          const own = (bytes) => bytes.subarray(frame * ROWS * COLUMNS, (frame + 1) * ROWS * COLUMNS);
          assert.ok(own(written).equals(Buffer.from(own(pixels))), `frame ${frame} is as it was`);
        }
        assert.deepEqual(visitor.heard, []);
        assert.deepEqual(ofThePage(catcher.caught), []);
      } finally {
        await visitor.close();
        catcher.close();
      }
    });
  });
}

/** What axe has against what stands, which targets are small, and what hangs over. */
async function complaints(visitor, state) {
  await visitor.page.evaluate(axe);
  const found = await visitor.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'] });
    return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`);
  });
  const shape = await visitor.evaluate(() => {
    const root = document.querySelector('safelight-app').shadowRoot;
    const small = [...root.querySelectorAll(':is(.text-look, .wall) :is(button, select)')]
      .map((element) => ({ name: element.textContent.trim(), box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && (box.height < 24 || box.width < 24));
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    return [...small.map(({ name }) => `small: ${name}`), ...(wide > 0 ? [`hangs over by ${wide} px`] : [])];
  });
  return [...found, ...shape].map((one) => `${state}: ${one}`);
}

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    test(`axe finds nothing in what was found at ${viewport.width} px, ${colorScheme}, and targets are large enough`, async () => {
      const still = new Uint8Array(ROWS * COLUMNS).fill(12);
      write(still, COLUMNS, 'GRANT ODA', LETTERS, 3);
      write(still, COLUMNS, 'GOTT RAND', { left: 60, top: 90 }, 2);
      write(still, COLUMNS, 'R', { left: 280, top: 160 }, 3);
      const path = join(folder, `still-${viewport.width}-${colorScheme}.dcm`);
      writeFileSync(path, fileOf({
        modality: 'US', sopClass: '1.2.840.10008.5.1.4.1.1.6.1', series: 1, number: 1, frames: 1, columns: COLUMNS, rows: ROWS, bits: 8, pixels: still,
      }));
      const visitor = await open('chromium', { viewport, colorScheme });
      const shots = process.env.SAFELIGHT_SHOTS;
      const all = [];
      const look = async (state) => {
        all.push(...(await complaints(visitor, state)));
        if (shots) await visitor.page.screenshot({ path: join(shots, `found-${viewport.width}-${colorScheme}-${state}.png`), fullPage: true });
      };
      try {
        await visitor.goto(readerPageOnDisk);
        await visitor.see('.target');
        await visitor.choose('input[data-pick=files]', [path]);
        await visitor.see('[data-part=text-work][data-work=done]', 180_000);
        await visitor.see('[data-part=text-found][data-named=yes]');
        await look('review');
        await visitor.click('[data-part=look-at-text]');
        await visitor.see('[data-part=reel-texts]');
        await look('wall');
        await visitor.click('[data-part=open-series]');
        await visitor.see('[data-part=found][data-verdict=identifier]');
        await look('open');
        await visitor.click('[data-part=accept-text]');
        await visitor.see('[data-part=found][data-state=hidden]');
        await visitor.click('[data-part=dismiss-text]');
        await visitor.see('[data-part=found][data-state=dismissed]');
        await look('decided');
        assert.deepEqual(all, []);
      } finally {
        await visitor.close();
      }
    });
  }
}

test('looking for text is stopped at once, and goes on when asked', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(readerPageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', paths);
    await visitor.see('[data-part=text-work][data-work=running]');
    await visitor.see('[data-part=run][disabled]');
    await visitor.click('[data-part=text-switch]');
    await visitor.see('[data-part=text-work][data-work=stopped]', 1_000);
    await visitor.see('[data-part=run]:not([disabled])');
    await visitor.click('[data-part=text-switch]');
    await visitor.see('[data-part=text-work][data-work=done]', 180_000);
    await visitor.see('[data-part=text-found]');
  } finally {
    await visitor.close();
  }
});

test('the page with the networks has the same policy and at most 25 MB, the other none of them', () => {
  assert.ok(statSync(readerPagePath).size <= 25_000_000, `${statSync(readerPagePath).size} bytes`);
  const [page, other] = [readerPagePath, pagePath].map((path) => readFileSync(path, 'utf8'));
  const policyOf = (text) => /Content-Security-Policy" content="([^"]+)"/.exec(text)?.[1].replace(/sha256-[^']+/, '') ?? '';
  assert.ok(policyOf(page).includes("connect-src 'none'"));
  assert.equal(policyOf(page), policyOf(other));
  assert.ok(!/RTCPeerConnection|webkitRTC/.test(page));
  assert.ok(page.includes('id="safelight-reader"') && !other.includes('id="safelight-reader"'));
  assert.ok(page.length - other.length > 6_000_000, 'the networks are in it');
});
