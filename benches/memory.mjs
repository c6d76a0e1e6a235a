/**
 * The memory of page and workers in Chromium over the size of what is dropped: a
 * folder of CT slices, and one instance of many frames, each read, cleaned, checked
 * and saved to a place on the disk. Prints a table and keeps it for benches/results.py.
 *
 *   node benches/memory.mjs [slices=100,500,1000,2000,5000] [frames=1000,4000]     (MB)
 *
 * The place is the browser's own disk, behind the page's question for a file: nobody
 * can answer the browser's dialogue here. Needs Linux, for /proc, and twice the
 * largest size of free disk.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, scratch, servePage } from '../tests/web/surroundings.mjs';
import { FRAME_BYTES, writeFrames, writeSlices } from './made.mjs';
import { privateOfBrowser, privateOfTabs } from './memory_of.mjs';
import { browserOn, version, visit } from './visit.mjs';

const LOOK_EVERY_MS = 250;
const given = Object.fromEntries(process.argv.slice(2).map((word) => word.split('=')));
const sizes = (/** @type {string} */ name, /** @type {string} */ usual) =>
  (given[name] ?? usual).split(',').filter(Boolean).map(Number);

/**
 * One visit with a browser of its own.
 * @param {string} study folder
 * @param {string} profile folder, new
 */
async function remember(study, profile) {
  const served = await servePage();
  const browser = await browserOn(profile);
  const peaks = { idle: 0, reading: 0, running: 0, saving: 0, browser: 0 };
  /** @type {'reading' | 'running' | 'saving' | null} */
  let stage = null;
  const watch = setInterval(() => {
    if (stage !== null) peaks[stage] = Math.max(peaks[stage], privateOfTabs());
    peaks.browser = Math.max(peaks.browser, privateOfBrowser());
  }, LOOK_EVERY_MS);
  const { seconds, saved } = await visit(browser, served.url, study, (next) => {
    if (next === 'ready') peaks.idle = privateOfTabs();
    stage = next === 'ready' ? 'reading' : next;
  });
  clearInterval(watch);
  await browser.close();
  served.close();
  return { ...peaks, seconds, saved };
}

const rows = [];
for (const [kind, megabytes] of [
  ...sizes('slices', '100,500,1000,2000,5000').map((size) => /** @type {const} */ (['slices', size])),
  ...sizes('frames', '1000,4000').map((size) => /** @type {const} */ (['frames', size])),
]) {
  const folder = await scratch();
  try {
    const study = join(folder, 'study');
    const count = Math.round((megabytes * 1e6) / FRAME_BYTES);
    if (kind === 'slices') writeSlices(study, count);
    else writeFrames(study, count);
    const seen = await remember(study, join(folder, 'profile'));
    if (seen.saved < count * FRAME_BYTES) throw new Error(`${kind} ${megabytes}: only ${seen.saved} bytes were saved`);
    const whole = Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, Math.round(value)]));
    rows.push({ kind, megabytes, files: kind === 'slices' ? count : 1, ...whole });
    console.log(JSON.stringify(rows.at(-1)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const out = join(root, 'build/bench');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'memory.json'), JSON.stringify({ browser: await version(), day: new Date().toISOString().slice(0, 10), rows }, null, 1));
