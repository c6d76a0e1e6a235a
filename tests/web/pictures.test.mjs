/** A person looks at the pictures, hides a name in them and checks a series; the package holds it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open } from './browsers.mjs';
import { COLUMNS, LETTERS, madeFiles, ROWS } from './made_pictures.mjs';
import { pageOnDisk, python, scratch } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const files = madeFiles();
let folder = '';
/** @type {string[]} */
let paths = [];
before(async () => {
  folder = await scratch();
  paths = files.map((file) => join(folder, file.name));
  files.forEach((file, n) => writeFileSync(paths[n] ?? '', file.bytes));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Pixels of every instance of a package as pydicom reads them, by modality and number. */
function pixelsOf(zip) {
  const script = `
import base64, io, json, sys, zipfile, pydicom
found = {}
with zipfile.ZipFile(sys.argv[1]) as package:
    for name in package.namelist():
        data = package.read(name)
        if name != "DICOMDIR" and data[128:132] == b"DICM":
            one = pydicom.dcmread(io.BytesIO(data))
            found[f"{one.Modality} {one.InstanceNumber}"] = base64.b64encode(one.PixelData).decode()
json.dump(found, sys.stdout)`;
  const found = JSON.parse(execFileSync(python, ['-c', script, zip], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  return Object.fromEntries(Object.entries(found).map(([key, base64]) => [key, Buffer.from(base64, 'base64')]));
}

const isInside = ({ left, top, width, height }, x, y) => x >= left && x < left + width && y >= top && y < top + height;

/** From the empty page to the wall with all its small pictures. */
async function wall(visitor) {
  await visitor.goto(pageOnDisk);
  await visitor.see('.target');
  await visitor.choose('input[data-pick=files]', paths);
  await visitor.see('[data-part=pictures]');
  await visitor.click('[data-part=pictures]');
  await visitor.see('[data-part=work][data-work=done]');
}

/** Waits until something of the page is as wanted. */
async function until(visitor, work, what, argument = null) {
  let got = null;
  for (let round = 0; round < 200; round += 1) {
    got = await visitor.evaluate(work, argument);
    if (got === what) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.equal(got, what);
}

const inRoot = (visitor, css) => visitor.evaluate((wanted) => {
  const root = document.querySelector('safelight-app').shadowRoot;
  return [...root.querySelectorAll(wanted)].map((one) => one.innerText.trim());
}, css);
const active = (visitor) => visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.activeElement?.dataset.part);

/** Levels of the large picture at a place of it. */
const levelAt = (visitor, x, y) => visitor.evaluate(([across, down]) => {
  const film = document.querySelector('safelight-app').shadowRoot.querySelector('.film__picture');
  const spot = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  spot.drawImage(film, -across, -down);
  return spot.getImageData(0, 0, 1, 1).data[0];
}, [x, y]);

async function addByNumbers(visitor, { left, top, width, height }) {
  await visitor.evaluate((sides) => {
    const root = document.querySelector('safelight-app').shadowRoot;
    for (const [side, value] of Object.entries(sides)) root.querySelector(`[data-part=box-${side}]`).value = value;
  }, { left, top, width, height });
  await visitor.click('[data-part=add-box]');
}

const focusFilm = (visitor) => visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=film]').focus());

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: a name is hidden by numbers and keys, a series is checked, and the package holds it`, async () => {
    const visitor = await open(name, { viewport: { width: 1440, height: 900 } });
    try {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.choose('input[data-pick=files]', paths);
      await visitor.see('[data-part=need]');
      assert.match(await visitor.text('[data-part=need]'), /^1 series needs a look/);
      assert.match(await visitor.text('.question__result'), /2 instances will be withheld/);
      // Yes puts the CT at risk too.
      await visitor.click('.question .segments__one:nth-of-type(1)');
      await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=need]').innerText, '2 series need a look.');
      await visitor.click('[data-part=pictures]');
      await visitor.see('[data-part=work][data-work=done]');
      assert.deepEqual(await inRoot(visitor, '.reel__title'), ['US LIVER', 'CT AXIAL'], 'the riskier first');
      assert.deepEqual(await inRoot(visitor, '.reel:first-child .shot__caption'), ['First', 'Middle', 'Last', 'Darkest', 'Mean', 'Brightest']);
      const there = await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelectorAll('.shot[data-state=there]').length);
      assert.equal(there, 11, 'six of the ultrasound, five of two slices');
      // The name stands in the picture that is shown.
      await visitor.click('.shot[data-of=first]');
      await visitor.see('.film__sheet[data-state=there]');
      // A dot of the G is white, the ground beside it is not.
      assert.ok((await levelAt(visitor, LETTERS.left + 2, LETTERS.top)) > (await levelAt(visitor, LETTERS.left - 4, LETTERS.top)) + 100);
      const box = { left: 8, top: 6, width: 92, height: 18 };
      await addByNumbers(visitor, { ...box, left: box.left - 3, top: box.top - 10 + 14 });
      await visitor.see('[data-part=box][data-box="1"][aria-pressed=true]');
      assert.match(await visitor.text('[data-part=said]'), /Box 1: left 5, top 10, width 92, height 18, for this series\. Added\./);
      // By keys to its place: three to the right, four up.
      await focusFilm(visitor);
      for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowUp', 'ArrowUp', 'ArrowUp', 'ArrowUp']) await visitor.press(key);
      await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=said]').innerText, 'Moved: left 8, top 6, width 92, height 18.');
      // A second one by a key, gone again, back by undo, gone by undo.
      await visitor.press('b');
      await visitor.see('[data-part=box][data-box="2"]');
      await visitor.press('Delete');
      const rows = () => document.querySelector('safelight-app').shadowRoot.querySelectorAll('[data-part=box]').length;
      await until(visitor, rows, 1);
      await visitor.click('[data-part=undo-picture]');
      await until(visitor, rows, 2);
      await visitor.click('[data-part=undo-picture]');
      await until(visitor, rows, 1);
      // A box on the second frame alone.
      await focusFilm(visitor);
      await visitor.press('PageDown');
      await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=place]').innerText, 'Frame 2 of 4');
      await visitor.evaluate(() => {
        const scope = document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=scope]');
        scope.value = 'frame';
        scope.dispatchEvent(new Event('change', { bubbles: true }));
      });
      const second = { left: 200, top: 140, width: 30, height: 10 };
      await addByNumbers(visitor, second);
      await until(visitor, rows, 2);
      // The CT is checked, not touched.
      await visitor.click('[data-part=next-series]');
      await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('#wall-title').innerText, 'CT, AXIAL');
      await visitor.see('.film__sheet[data-state=there]');
      await visitor.click('[data-part=checked]');
      assert.match(await visitor.text('[data-part=said]'), /Checked, 2 frames looked at/);
      await visitor.click('[data-part=leave-pictures]');
      await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=need]')?.innerText, 'No series needs a look as answered.');
      await visitor.click('[data-part=run]');
      await visitor.see('[data-part=save]', 120_000);
      const saved = await visitor.save('[data-part=save]', folder);
      const out = pixelsOf(saved.path);
      assert.deepEqual(Object.keys(out).sort(), ['CT 1', 'CT 2', 'US 1', 'US 2']);
      for (const { key, pixels } of files) {
        const written = out[key];
        if (key.startsWith('CT')) {
          assert.ok(Buffer.from(pixels).equals(written), `${key} is not changed`);
          continue;
        }
        const inside = new Set();
        pixels.forEach((level, at) => {
          const frame = Math.floor(at / (ROWS * COLUMNS));
          const [x, y] = [at % COLUMNS, Math.floor(at / COLUMNS) % ROWS];
          const isHidden = isInside(box, x, y) || (key === 'US 1' && frame === 1 && isInside(second, x, y));
          if (isHidden) inside.add(written[at]);
          else if (written[at] !== level) assert.fail(`${key}: frame ${frame}, ${x}, ${y} changed outside of the boxes`);
        });
        assert.equal(inside.size, 1, `${key}: one value inside the boxes`);
      }
      const certificate = JSON.parse(execFileSync('unzip', ['-p', saved.path, 'certificate.json'], { encoding: 'utf8' }));
      const counted = JSON.stringify(certificate).match(/"regions_hidden":\d+/g);
      assert.deepEqual(counted?.sort(), ['"regions_hidden":0', '"regions_hidden":3'], 'one on each instance, one more on a frame');
      assert.match(JSON.stringify(certificate), /"inspection":\{"by":"person","frames":2\}/);
      assert.deepEqual(visitor.heard, []);
    } finally {
      await visitor.close();
    }
  });
}

test('by mouse: a box is drawn, moved and shown as it will be written; a window changes the picture', async () => {
  const visitor = await open('chromium', { viewport: { width: 1440, height: 900 } });
  const onScreen = (x, y) => visitor.evaluate(([across, down]) => {
    const overlay = document.querySelector('safelight-app').shadowRoot.querySelector('.film__boxes');
    const { x: left, y: top } = new DOMPoint(across, down).matrixTransform(overlay.getScreenCTM());
    return [left, top];
  }, [x, y]);
  const drag = async (from, to) => {
    await visitor.page.mouse.move(...(await onScreen(...from)));
    await visitor.page.mouse.down();
    await visitor.page.mouse.move(...(await onScreen((from[0] + to[0]) / 2, (from[1] + to[1]) / 2)));
    await visitor.page.mouse.move(...(await onScreen(...to)));
    await visitor.page.mouse.up();
  };
  const boxes = () => inRoot(visitor, '[data-part=box] > span:first-child');
  try {
    await wall(visitor);
    await visitor.click('.shot[data-of=first]');
    await visitor.see('.film__sheet[data-state=there]');
    await drag([40.5, 50.5], [80.5, 90.5]);
    assert.deepEqual(await boxes(), ['Box 1: left 40, top 50, width 41, height 41']);
    await drag([60, 70], [70, 65]);
    assert.deepEqual(await boxes(), ['Box 1: left 50, top 45, width 41, height 41']);
    // The numbers of a box at the edge are there too, zeros included.
    await drag([0.5, 0.5], [30.5, 10.5]);
    const numbers = await visitor.evaluate(() => ['left', 'top', 'width', 'height'].map((side) =>
      document.querySelector('safelight-app').shadowRoot.querySelector(`[data-part=box-${side}]`).value));
    assert.deepEqual(numbers, ['0', '0', '31', '11']);
    await visitor.click('[data-part=undo-box]');
    // At twice its size the same places are meant.
    await visitor.click('[data-part=zoom] .segments__one:nth-of-type(3)');
    await drag([100.5, 20.5], [120.5, 30.5]);
    assert.deepEqual((await boxes())[1], 'Box 2: left 100, top 20, width 21, height 11');
    await visitor.click('[data-part=solid]');
    await visitor.see('.film[data-solid=yes]');
    const before = await levelAt(visitor, 120, 100);
    await visitor.type('[data-part=width]', '40');
    await visitor.press('Enter');
    await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=own-window]').disabled, false);
    await new Promise((done) => setTimeout(done, 300));
    assert.notEqual(await levelAt(visitor, 120, 100), before);
    // The brightest picture holds the name and says how many frames it is of.
    await visitor.click('[data-part=view] .segments__one:nth-of-type(4)');
    await visitor.see('.film__sheet[data-state=there]');
    const label = await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('.film__picture').getAttribute('aria-label'));
    assert.match(label, /^US, LIVER\. Brightest level of 4 frames\. 2 boxes on it: Box 1: left 50/);
    // A click on a small picture opens that one.
    await visitor.click('[data-part=close-series]');
    await visitor.click('.shot[data-of=minimum]');
    await visitor.see('[data-part=view] .segments__one:nth-of-type(2) input:checked');
    await visitor.click('[data-part=clear]');
    await visitor.see('dialog[open]');
    await visitor.click('[data-part=clear-yes]');
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', paths);
    await visitor.see('[data-part=need]');
    await visitor.click('[data-part=pictures]');
    await visitor.see('[data-part=work][data-work=done]');
    assert.match(await visitor.text('[data-part=counts]'), /0 checked, 0 boxes/);
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
  }
});

test('a template is saved, refused where it is no template, and loaded', async () => {
  const visitor = await open('chromium', { viewport: { width: 1440, height: 900 } });
  try {
    await wall(visitor);
    await visitor.click('.shot[data-of=first]');
    await visitor.see('.film__sheet[data-state=there]');
    await visitor.evaluate(() => {
      const scope = document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=scope]');
      scope.value = 'device';
      scope.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await addByNumbers(visitor, { left: 0, top: 0, width: 240, height: 24 });
    await visitor.see('[data-part=save-boxes]:not([disabled])');
    const { path } = await visitor.save('[data-part=save-boxes]', folder);
    const saved = JSON.parse(readFileSync(path, 'utf8'));
    assert.deepEqual(saved, { format: 'safelight-boxes', version: 1, boxes: [{ device: { manufacturer: 'ACME', model: 'ECHO 5', rows: 160, columns: 240 }, left: 0, top: 0, width: 240, height: 24 }] });
    const broken = join(folder, 'broken.json');
    writeFileSync(broken, JSON.stringify({ ...saved, boxes: [{ ...saved.boxes[0], width: 0 }] }));
    await visitor.choose('[data-part=boxes-file]', [broken]);
    await until(visitor, () => /Nothing was taken/.test(document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=template-said]').innerText), true);
    await visitor.click('[data-part=undo-picture]');
    await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelectorAll('[data-part=box]').length, 0);
    await visitor.choose('[data-part=boxes-file]', [path]);
    await until(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelectorAll('[data-part=box]').length, 1);
    assert.match(await visitor.text('[data-part=template-said]'), /^1 box taken\.$/);
  } finally {
    await visitor.close();
  }
});

/** Presses Tab until the element is reached; the way there must exist. */
async function tabTo(visitor, css) {
  for (let presses = 0; presses < 60; presses += 1) {
    await visitor.press('Tab');
    const isThere = await visitor.evaluate((wanted) => document.querySelector('safelight-app').shadowRoot.activeElement?.matches(wanted) ?? false, css);
    if (isThere) return;
  }
  assert.fail(`Tab does not reach ${css}`);
}

test('by keyboard alone: from the choices to the pictures, a box, checked, and the package', async () => {
  const visitor = await open('chromium');
  const focused = () => visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.activeElement?.id);
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', paths);
    await visitor.see('[data-part=pictures]');
    await tabTo(visitor, '[data-part=pictures]');
    await visitor.press('Enter');
    await visitor.see('[data-part=work][data-work=done]');
    assert.equal(await focused(), 'wall-title', 'focus follows the view');
    await tabTo(visitor, '[data-part=open-series]');
    await visitor.press('Enter');
    await visitor.see('.film__sheet[data-state=there]');
    assert.equal(await focused(), 'wall-title');
    // A letter is no key outside of the picture.
    await visitor.press('b');
    await tabTo(visitor, '[data-part=film]');
    assert.deepEqual(await inRoot(visitor, '[data-part=box]'), []);
    await visitor.press('b');
    await visitor.see('[data-part=box]');
    await visitor.press('Shift+ArrowLeft');
    assert.match(await visitor.text('[data-part=said]'), /Moved: left 80, top 60, width 60, height 40/);
    await visitor.press('s');
    await visitor.see('.film[data-solid=yes]');
    await tabTo(visitor, '[data-part=checked]');
    await visitor.press('Space');
    await tabTo(visitor, '[data-part=box-left]');
    await visitor.press('Control+a');
    await visitor.page.keyboard.type('8');
    await tabTo(visitor, '[data-part=change-box]');
    await visitor.press('Enter');
    assert.match(await visitor.text('[data-part=said]'), /Box 1: left 8, top 60, width 60, height 40, for this series\. Changed\./);
    await visitor.press('Control+z');
    assert.match(await visitor.text('[data-part=box] > span:first-child'), /left 80/);
    await visitor.evaluate(() => window.scrollTo(0, 0));
    await visitor.page.locator('[data-part=close-series]').focus();
    await visitor.press('Enter');
    await visitor.see('.reel');
    assert.equal(await active(visitor), 'open-series', 'back where it was opened');
    assert.match(await visitor.text('.reel__state'), /Checked/);
    await tabTo(visitor, '[data-part=leave-pictures]');
    await visitor.press('Enter');
    await visitor.see('[data-part=run]:not([disabled])');
    await tabTo(visitor, '[data-part=run]');
    await visitor.press('Enter');
    await visitor.see('.result', 120_000);
    assert.match(await visitor.text('.result'), /The package is ready/);
  } finally {
    await visitor.close();
  }
});

for (const viewport of [{ width: 1440, height: 900 }, { width: 320, height: 640 }]) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    test(`axe finds nothing on the pictures at ${viewport.width} px, ${colorScheme}, and targets are large enough`, async () => {
      const visitor = await open('chromium', { viewport, colorScheme });
      const complaints = async (state) => {
        await visitor.page.evaluate(axe);
        const found = await visitor.evaluate(async () => {
          const result = await window.axe.run(document, { resultTypes: ['violations'] });
          return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`);
        });
        const small = await visitor.evaluate(() => {
          const root = document.querySelector('safelight-app').shadowRoot;
          return [...root.querySelectorAll('.wall :is(button, select, input:not([type=checkbox], [type=radio]), label.check)')]
            .map((element) => ({ name: element.textContent.trim(), box: element.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 1 && (box.height < 24 || box.width < 24))
            .map(({ name }) => `small: ${name}`);
        });
        const wide = await visitor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        return [...found, ...small, ...(wide > 0 ? [`hangs over by ${wide} px`] : [])].map((one) => `${state}: ${one}`);
      };
      try {
        await wall(visitor);
        const all = await complaints('wall');
        await visitor.click('.shot[data-of=first]');
        await visitor.see('.film__sheet[data-state=there]');
        await focusFilm(visitor);
        await visitor.press('b');
        await visitor.click('[data-part=keys-help]');
        all.push(...(await complaints('viewer')));
        assert.deepEqual(all, []);
      } finally {
        await visitor.close();
      }
    });
  }
}
