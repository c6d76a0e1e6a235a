/**
 * How long the papers take in Chromium: a report of two pages from the button to
 * the finished package, and the last stage (certificate, check of it, package) of a
 * study of many small files. `make page-bench` runs it; it prints and asserts nothing.
 *
 *   node tests/web/paper_bench.mjs REPORT.pdf FILE.dcm [FILES]
 *
 * FILE.dcm is copied FILES times under other SOP Instance UIDs of the same length.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from './browsers.mjs';
import { pageOnDisk, scratch } from './surroundings.mjs';

const [report, instance, count = '5000'] = process.argv.slice(2);
const PACKING = 'Writing certificate and package';
const folder = await scratch();

/** Milliseconds from the click on the button to each of two signs. */
async function run(paths) {
  const visitor = await open('chromium');
  await visitor.goto(pageOnDisk);
  await visitor.choose('input[data-pick=files]', paths);
  await visitor.see('[data-part=run]', 300_000);
  await visitor.evaluate((packing) => {
    const root = () => document.querySelector('safelight-app').shadowRoot;
    const deep = (/** @type {ParentNode} */ node) => [...node.querySelectorAll('*')].flatMap((one) => [one, ...(one.shadowRoot ? deep(one.shadowRoot) : [])]);
    window.seen = {};
    const watch = setInterval(() => {
      const all = deep(root());
      const says = all.some((one) => one.childElementCount === 0 && one.textContent.includes(packing));
      if (says) window.seen.packing ??= performance.now();
      if (all.some((one) => one.matches('[data-part=save]'))) {
        window.seen.done ??= performance.now();
        clearInterval(watch);
      }
    }, 15);
    window.started = performance.now();
  }, PACKING);
  await visitor.click('[data-part=run]');
  await visitor.see('[data-part=save]', 600_000);
  const { started, seen } = await visitor.evaluate(() => ({ started: window.started, seen: window.seen }));
  await visitor.close();
  return { packingMs: seen.packing - started, doneMs: seen.done - started };
}

const two = await run([report]);
console.log(`report: ${Math.round(two.doneMs)} ms from the button to the package`);

const bytes = readFileSync(instance, 'latin1');
const uid = /1\.[0-9.]{20,}/.exec(bytes.slice(0, 600).split('\u0003\u0000UI')[1] ?? '')?.[0] ?? '';
if (uid.length < 12) throw new Error('the file has no SOP Instance UID in its meta group');
const study = join(folder, 'study');
mkdirSync(study);
const paths = Array.from({ length: Number(count) }, (_, n) => {
  const path = join(study, `IM${n}`);
  const other = uid.slice(0, -6) + String(100000 + n);
  writeFileSync(path, bytes.replaceAll(uid, other), 'latin1');
  return path;
});
const many = await run(paths);
console.log(`${paths.length} files: ${Math.round(many.doneMs)} ms, of them ${Math.round(many.doneMs - many.packingMs)} ms for certificate and package`);
rmSync(folder, { recursive: true, force: true });
