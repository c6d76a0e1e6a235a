/**
 * How long the page looks for text, in Chromium: a CT series of a thousand slices over
 * each other, and an ultrasound cine of a hundred frames with a name in one of them.
 * Heavy, so not part of `make test`; `make page-bench` runs it and prints the figures.
 * Exits 1 if one of the promises is broken, or the name is not found.
 *
 *   node tests/web/text_bench.mjs [SLICES] [FRAMES]
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from './browsers.mjs';
import { fileOf, write } from './made_pictures.mjs';
import { readerPageOnDisk, scratch } from './surroundings.mjs';

const SLICES = Number(process.argv[2] ?? 1000);
const FRAMES = Number(process.argv[3] ?? 100);
const PROMISED = { slices_s: 20, cine_s: 60, cancel_ms: 1000 };
const NAMED = Math.floor(FRAMES * 0.57);

/** A slice of 512 x 512 in 16 bits: a body of noise; the name in one of them. */
function slice(n) {
  const edge = 512;
  const cells = new Uint16Array(edge * edge);
  for (let at = 0; at < cells.length; at += 1) {
    const [x, y] = [(at % edge) - edge / 2, Math.floor(at / edge) - edge / 2];
    cells[at] = x * x + y * y * 1.6 < 200 * 200 ? 900 + ((x * 31 + y * 17 + n * 7) & 127) : 20;
  }
  if (n === Math.floor(SLICES / 2)) {
    const letters = new Uint8Array(edge * edge);
    write(letters, edge, 'GRANT ODA', { left: 20, top: 20 }, 3);
    letters.forEach((level, at) => { if (level > 0) cells[at] = 1800; });
  }
  return new Uint8Array(cells.buffer);
}

/** 640 x 480: echoes in a sector that differ in every frame, a label, and in one frame a name. */
function cine() {
  const [columns, rows] = [640, 480];
  const pixels = new Uint8Array(FRAMES * columns * rows).fill(6);
  let state = 77;
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const own = pixels.subarray(frame * columns * rows, (frame + 1) * columns * rows);
    for (let y = 40; y < 440; y += 1) {
      const reach = Math.min(220, (y - 40) * 0.8);
      for (let x = Math.ceil(320 - reach); x < 320 + reach; x += 1) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        own[y * columns + x] = 30 + (state >>> 26);
      }
    }
    write(own, columns, 'TAG ROAD', { left: 480, top: 20 }, 2);
    if (frame === NAMED) write(own, columns, 'GRANT ODA', { left: 20, top: 20 }, 3);
  }
  return pixels;
}

const folder = await scratch();
const [ct, us] = ['ct', 'us'].map((name) => join(folder, name));
for (const name of [ct, us]) mkdirSync(name);
const made = { modality: 'CT', sopClass: '1.2.840.10008.5.1.4.1.1.2', series: 2, frames: 1, columns: 512, rows: 512, bits: 16 };
for (let n = 0; n < SLICES; n += 1) writeFileSync(join(ct, `${n}.dcm`), fileOf({ ...made, number: n + 1, pixels: slice(n) }));
writeFileSync(join(us, 'cine.dcm'), fileOf({
  modality: 'US', sopClass: '1.2.840.10008.5.1.4.1.1.3.1', series: 1, number: 1, frames: FRAMES, columns: 640, rows: 480, bits: 8, pixels: cine(),
}));

/** From the moment that the choices are there until text was looked for everywhere. */
async function looked(path) {
  const visitor = await open('chromium');
  await visitor.goto(readerPageOnDisk);
  await visitor.see('.target');
  await visitor.choose('input[data-pick=folder]', path);
  await visitor.see('[data-part=text-work]', 600_000);
  const started = performance.now();
  await visitor.see('[data-part=text-work][data-work=done]', 900_000);
  const seconds = (performance.now() - started) / 1000;
  const found = await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=text-found]')?.dataset.named ?? 'nothing');
  const workers = await visitor.evaluate(() => navigator.hardwareConcurrency);
  await visitor.close();
  return { seconds: +seconds.toFixed(1), found, cores: workers };
}

/** How long it takes until nothing works any more. */
async function cancelled(path) {
  const visitor = await open('chromium');
  await visitor.goto(readerPageOnDisk);
  await visitor.see('.target');
  await visitor.choose('input[data-pick=folder]', path);
  await visitor.see('[data-part=text-work][data-work=running]', 600_000);
  await visitor.page.waitForTimeout(3_000);
  const started = performance.now();
  await visitor.click('[data-part=text-switch]');
  await visitor.see('[data-part=text-work][data-work=stopped]');
  const ms = Math.round(performance.now() - started);
  const left = visitor.page.workers().length;
  await visitor.close();
  return { ms, workers_left: left };
}

const figures = { slices: SLICES, frames: FRAMES };
if (FRAMES > 0) figures.cine = await looked(us);
if (FRAMES > 0) figures.cancel = await cancelled(us);
if (SLICES > 0) figures.ct = await looked(ct);
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(figures, null, 1));
const broken = [
  figures.ct && figures.ct.seconds > PROMISED.slices_s && `the slices took ${figures.ct.seconds} s`,
  figures.cine && figures.cine.seconds > PROMISED.cine_s && `the cine took ${figures.cine.seconds} s`,
  figures.cancel && figures.cancel.ms > PROMISED.cancel_ms && `cancel took ${figures.cancel.ms} ms`,
  figures.ct && figures.ct.found !== 'yes' && 'the name in one slice was not found',
  figures.cine && figures.cine.found !== 'yes' && 'the name in one frame was not found',
].filter(Boolean);
console.log(broken.length === 0 ? 'every promise kept' : `broken: ${broken.join('; ')}`);
process.exitCode = broken.length === 0 ? 0 : 1;
