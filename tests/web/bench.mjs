/**
 * A thousand CT slices of 512 KiB through the page in Chromium: when the page can be
 * used after it was opened from disk, longest time it does not answer, longest wait
 * of a key or a click during the run, memory, time to cancel, size. Heavy, so not part of `make
 * test`; `make page-bench` runs it and prints the figures. Exits 1 if one of the
 * promises is broken.
 *
 *   node tests/web/bench.mjs [FILES]
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { FRAME_BYTES, writeSlices } from '../../benches/made.mjs';
import { privateOfTabs } from '../../benches/memory_of.mjs';
import { open } from './browsers.mjs';
import { pageOnDisk, pagePath, readerPageOnDisk, root, scratch } from './surroundings.mjs';
import { impatience, openings } from './timing.mjs';

const FILES = Number(process.argv[2] ?? 1000);
const PROMISED = { blockedMs: 100, memoryMb: 300, cancelMs: 1000, interactiveMs: 1000, delayMs: 100, packedMb: 6 };
const OPENINGS = 3;

/** The slowest of a few openings counts. */
const slowest = (all) => all.reduce((one, other) => (one.interactive_ms >= other.interactive_ms ? one : other));
const opening = slowest(await openings(pageOnDisk, OPENINGS));
const readerOpening = slowest(await openings(readerPageOnDisk, OPENINGS));
const checkOpening = slowest(await openings(pathToFileURL(join(root, 'pkg/verify.html')).href, OPENINGS));
const packedMb = gzipSync(readFileSync(pagePath)).length / 1e6;

const folder = await scratch();
const study = join(folder, 'study');
writeSlices(study, FILES);

const visitor = await open('chromium');
const { page } = visitor;
await visitor.goto(pageOnDisk);
await visitor.see('.target');
const debug = await page.context().newCDPSession(page);
await visitor.evaluate(() => {
  window.blocked = [];
  new PerformanceObserver((list) => window.blocked.push(...list.getEntries().map((one) => [Math.round(one.startTime), Math.round(one.duration)])))
    .observe({ type: 'longtask', buffered: true });
  // A second opinion: how late does a timer come?
  window.late = 0;
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    window.late = Math.max(window.late, now - last - 20);
    last = now;
  }, 20);
});
const beforeDrop = await visitor.evaluate(() => performance.now());
const idle = privateOfTabs();
let peak = 0;
let peakHeap = 0;
const watch = setInterval(async () => {
  peak = Math.max(peak, privateOfTabs());
  const usage = await debug.send('Runtime.getHeapUsage').catch(() => null);
  if (usage) peakHeap = Math.max(peakHeap, usage.usedSize / 1e6);
}, 250);
const heapOfAll = async () => {
  const sizes = await Promise.all([page.mainFrame(), ...page.workers()].map((one) =>
    one.evaluate(() => performance.memory?.usedJSHeapSize ?? 0).catch(() => 0)));
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
};

const timed = async (work) => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const within = () => visitor.evaluate(() => ({ late: Math.round(window.late), blocked: window.blocked }));

// Giving 1,000 paths to the browser is the driver's work, not the page's.
await visitor.choose('input[data-pick=folder]', study);
const readMs = await timed(() => visitor.see('[data-part=run]', 300_000));
const afterReading = await within();
await visitor.evaluate(() => { window.late = 0; });

await visitor.click('[data-part=run]');
await visitor.see('[data-part=cancel]');
await page.waitForTimeout(400);
const cancelMs = await timed(async () => {
  await visitor.click('[data-part=cancel]');
  await visitor.see('[data-part=run]');
});
const workersLeft = page.workers().length;

const calm = await impatience(page);
const runMs = await timed(async () => {
  await visitor.click('[data-part=run]');
  await visitor.see('[data-part=save]', 600_000);
});
const input = await calm();
const heap = await heapOfAll();
const afterRun = await within();
clearInterval(watch);
const saveMs = await timed(() => visitor.save('[data-part=save]', folder));
const numbers = await visitor.text('.numbers');
await visitor.close();
rmSync(folder, { recursive: true, force: true });

// What the opening took has its own figure.
const longest = Math.max(0, ...afterRun.blocked.filter(([start]) => start > beforeDrop).map(([, duration]) => duration));
const figures = {
  opening: { page: opening, with_reader: readerOpening, verify: checkOpening },
  page_packed_mb: +packedMb.toFixed(2),
  input_while_running: input,
  files: FILES,
  megabytes: Math.round((FILES * FRAME_BYTES) / 1e6),
  read_s: +(readMs / 1000).toFixed(2),
  run_s: +(runMs / 1000).toFixed(2),
  save_s: +(saveMs / 1000).toFixed(2),
  cancel_ms: Math.round(cancelMs),
  workers_after_cancel: workersLeft,
  longest_block_ms: longest,
  blocks: afterRun.blocked,
  latest_timer_ms: { reading: afterReading.late, running: afterRun.late },
  renderer_private_mb: { idle: Math.round(idle), peak: Math.round(peak) },
  page_heap_peak_mb: Math.round(peakHeap),
  heap_of_page_and_workers_mb: Math.round(heap),
  result: numbers.replace(/\s+/g, ' '),
};
console.log(JSON.stringify(figures, null, 1));
const broken = [
  opening.interactive_ms > PROMISED.interactiveMs && `could be used after ${opening.interactive_ms} ms`,
  input.delay_ms > PROMISED.delayMs && `a key or click waited ${input.delay_ms} ms`,
  input.events < 10 && `only ${input.events} keys and clicks reached the page`,
  packedMb > PROMISED.packedMb && `${packedMb.toFixed(2)} MB packed`,
  longest > PROMISED.blockedMs && `blocked for ${longest} ms`,
  peak - idle > PROMISED.memoryMb && `took ${Math.round(peak - idle)} MB`,
  cancelMs > PROMISED.cancelMs && `cancel took ${Math.round(cancelMs)} ms`,
].filter(Boolean);
console.log(broken.length === 0 ? 'every promise kept' : `broken: ${broken.join('; ')}`);
process.exitCode = broken.length === 0 ? 0 : 1;
