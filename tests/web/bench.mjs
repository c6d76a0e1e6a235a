/**
 * A thousand CT slices of 512 KiB through the page in Chromium: when the page can be
 * used after it was opened from disk, longest time it does not answer, longest wait
 * of a key or a click during the run, memory, time to cancel, size. Heavy, so not part of `make
 * test`; `make page-bench` runs it and prints the figures. Exits 1 if one of the
 * promises is broken.
 *
 *   node tests/web/bench.mjs [FILES]
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { open } from './browsers.mjs';
import { pageOnDisk, pagePath, readerPageOnDisk, root, scratch } from './surroundings.mjs';
import { impatience, openings } from './timing.mjs';

const FILES = Number(process.argv[2] ?? 1000);
const PIXELS = 512 * 1024;
const PROMISED = { blockedMs: 100, memoryMb: 300, cancelMs: 1000, interactiveMs: 1000, delayMs: 100, packedMb: 6 };
const OPENINGS = 3;

/** One element of explicit little endian. */
function element(group, number, vr, value) {
  const bytes = typeof value === 'string' ? Buffer.from(value.length % 2 ? `${value}${vr === 'UI' ? '\0' : ' '}` : value) : value;
  const isLong = ['OB', 'OW', 'SQ', 'UN'].includes(vr);
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

const short = (/** @type {number} */ n) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(n);
  return bytes;
};

/** A CT slice of 512 x 512 x 16 bit, made up from its number alone. */
function slice(n, pixels) {
  const uid = `2.999.77.1.${n + 1}`;
  const meta = Buffer.concat([
    element(2, 0x01, 'OB', Buffer.from([0, 1])),
    element(2, 0x02, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    element(2, 0x03, 'UI', uid),
    element(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
    element(2, 0x12, 'UI', '2.999.77.9'),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  pixels.writeUInt32LE(n, 0);
  return Buffer.concat([
    Buffer.alloc(128), Buffer.from('DICM'), element(2, 0, 'UL', length), meta,
    element(0x08, 0x08, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
    element(0x08, 0x16, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    element(0x08, 0x18, 'UI', uid),
    element(0x08, 0x20, 'DA', '20210304'),
    element(0x08, 0x30, 'TM', '101500'),
    element(0x08, 0x50, 'SH', 'BQ-771'),
    element(0x08, 0x60, 'CS', 'CT'),
    element(0x08, 0x70, 'LO', 'Imaginary Maker'),
    element(0x08, 0x80, 'LO', 'Nowhere Infirmary'),
    element(0x08, 0x90, 'PN', 'Brindlewick^Osk'),
    element(0x10, 0x10, 'PN', 'Vornholtz^Emmeline'),
    element(0x10, 0x20, 'LO', 'VX-400913'),
    element(0x10, 0x30, 'DA', '19610217'),
    element(0x10, 0x40, 'CS', 'F'),
    element(0x18, 0x50, 'DS', '1.0'),
    element(0x20, 0x0d, 'UI', '2.999.77.2'),
    element(0x20, 0x0e, 'UI', `2.999.77.3.${Math.floor(n / 250)}`),
    element(0x20, 0x11, 'IS', String(Math.floor(n / 250) + 1)),
    element(0x20, 0x13, 'IS', String(n + 1)),
    element(0x20, 0x32, 'DS', `0\\0\\${n}`),
    element(0x28, 0x02, 'US', short(1)),
    element(0x28, 0x04, 'CS', 'MONOCHROME2'),
    element(0x28, 0x10, 'US', short(512)),
    element(0x28, 0x11, 'US', short(512)),
    element(0x28, 0x100, 'US', short(16)),
    element(0x28, 0x101, 'US', short(16)),
    element(0x28, 0x102, 'US', short(15)),
    element(0x28, 0x103, 'US', short(0)),
    element(0x7fe0, 0x10, 'OW', pixels),
  ]);
}

/** Private memory of every process of the browser below this one, in MB. */
function processes() {
  const lines = execFileSync('ps', ['-eo', 'pid,ppid,rss,args'], { encoding: 'utf8' }).split('\n').slice(1);
  let renderers = 0;
  for (const line of lines) {
    const [, pid, , , args] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (!args?.includes('--type=renderer')) continue;
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      renderers += Number(/Private_Dirty:\s+(\d+)/.exec(rollup)?.[1] ?? 0) / 1024;
    } catch {
      // It ended while we looked.
    }
  }
  return renderers;
}

/** The slowest of a few openings counts. */
const slowest = (all) => all.reduce((one, other) => (one.interactive_ms >= other.interactive_ms ? one : other));
const opening = slowest(await openings(pageOnDisk, OPENINGS));
const readerOpening = slowest(await openings(readerPageOnDisk, OPENINGS));
const checkOpening = slowest(await openings(pathToFileURL(join(root, 'pkg/verify.html')).href, OPENINGS));
const packedMb = gzipSync(readFileSync(pagePath)).length / 1e6;

const folder = await scratch();
const study = join(folder, 'study');
mkdirSync(study);
const pixels = Buffer.alloc(PIXELS, 0x21);
const paths = [];
for (let n = 0; n < FILES; n += 1) {
  const path = join(study, `IM${String(n).padStart(5, '0')}`);
  writeFileSync(path, slice(n, pixels));
  paths.push(path);
}

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
const idle = processes();
let peak = 0;
let peakHeap = 0;
const watch = setInterval(async () => {
  peak = Math.max(peak, processes());
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
  megabytes: Math.round((FILES * PIXELS) / 1e6),
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
