/**
 * Every edition through a whole visit behind a trap: nothing is asked of anybody, and
 * afterwards no place where a browser keeps things holds a value of the case. That the
 * search finds what is there is shown in each visit by leaving something behind.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { open } from './browsers.mjs';
import { elementPolicy, FILE_WORD, framePolicy, namedFiles, portal } from './portal.mjs';
import { command, ofThePage, pageOnDisk, plantedValues, readerPageOnDisk, root, scratch, trap, writeSample } from './surroundings.mjs';

let folder = '';
/** @type {string[]} */
let planted = [];
/** @type {string[]} */
let files = [];
let parcel = '';
/** @type {Record<string, string>} */
const pages = {};
/** @type {Awaited<ReturnType<typeof portal>>} */
let server, hosted;

before(async () => {
  folder = await scratch();
  writeSample(join(folder, 'sample'));
  files = namedFiles(join(folder, 'sample'), join(folder, 'named'));
  planted = [...plantedValues(), FILE_WORD];
  parcel = join(folder, `${FILE_WORD}.zip`);
  execFileSync(command(), ['deidentify', ...files, '--out', parcel]);
  cpSync(join(root, 'pkg/hosted'), join(folder, 'hosted'), { recursive: true });
  hosted = await portal({}, () => ({}), folder);
  server = await portal(pages, (path, text) => {
    if (path === '/element.html') return { 'content-security-policy': elementPolicy(text) };
    return path === '/frame.html' ? { 'content-security-policy': framePolicy(text, server.origin) } : {};
  });
  execFileSync('node', [join(root, 'www/bundle.mjs'), '--parents', server.origin, '--out', join(folder, 'safelight.html'),
    '--reader-out', '', '--check-out', '', '--package', 'no', '--hosted', '']);
  pages['/embed.html'] = readFileSync(join(folder, 'embed.html'), 'utf8');
  const head = '<!doctype html><title>portal</title><link rel="icon" href="data:,">';
  pages['/element.html'] = `${head}<safelight-app></safelight-app><script type="module">await import('/pkg/element.js');</script>`;
  pages['/frame.html'] = `${head}<iframe src="/embed.html" sandbox="allow-scripts allow-downloads" width="1200" height="700"></iframe>
    <script type="module">const { connect } = await import('/pkg/frame.js'); await connect(document.querySelector('iframe'), {});</script>`;
});
after(() => {
  for (const one of [server, hosted]) one?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs in a page or a frame: which values stand in anything that outlives what is on the screen. */
async function keptThere(values) {
  /** @type {unknown[]} */
  const kept = [document.title, location.href, window.name, document.referrer, history.length, history.state];
  const tries = [
    () => ({ ...localStorage }),
    () => ({ ...sessionStorage }),
    () => document.cookie,
    () => indexedDB.databases(),
    async () => {
      const all = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const answer = await cache.match(request);
          all.push(name, request.url, [...(answer?.headers ?? [])], (await answer?.text()) ?? '');
        }
      }
      return all;
    },
    async () => {
      const names = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    },
    () => navigator.serviceWorker?.getRegistrations().then((all) => all.map((one) => one.scope)),
    () => performance.getEntries().map((one) => one.name),
    () => Object.keys(window).filter((name) => typeof window[name] === 'string').map((name) => window[name]),
    () => document.documentElement.outerHTML,
  ];
  for (const one of tries) {
    try {
      kept.push(await one());
    } catch {
      // A page from disk and a sandboxed frame have no such place.
    }
  }
  const text = JSON.stringify(kept);
  return values.filter((value) => text.includes(value));
}

/** A portal's frame, or the page itself, under the same verbs. */
async function inside(visitor, isFramed) {
  if (!isFramed) return visitor;
  const find = () => visitor.page.frames().find((one) => one.url().includes('embed.html'));
  for (let round = 0; round < 200 && !find(); round += 1) await new Promise((done) => setTimeout(done, 100));
  const frame = find();
  assert.ok(frame, 'there is a frame');
  const wait = (css, visible = true, timeout = 120_000) =>
    (visitor.name === 'chromium'
      ? frame.waitForSelector(css, { state: visible ? 'visible' : 'attached', timeout })
      : frame.waitForSelector(`>>> ${css}`, { visible, timeout }));
  return {
    see: (css) => wait(css),
    click: async (css) => (await wait(css)).click(),
    choose: async (css, paths) => (visitor.name === 'chromium' ? frame.setInputFiles(css, paths) : (await wait(css, false)).uploadFile(...paths)),
    type: async (css, text) => (await wait(css)).type(text),
    evaluate: (work, argument) => frame.evaluate(work, argument),
  };
}

/** From the first file to what a person leaves behind. */
async function wholeVisit(visitor, within) {
  await within.see('.target');
  await within.choose('input[data-pick=files]', files);
  await within.see('[data-part=run]');
  await within.type('[data-part=accessions] textarea', planted[0]);
  await within.click('[data-part=review]');
  await within.see('[data-part=leave]');
  await within.click('[data-part=leave]');
  await within.see('[data-part=run]:not([disabled])', 180_000);
  await within.click('[data-part=run]');
  await within.see('[data-part=save]', 120_000);
  await visitor.saved(() => within.click('[data-part=save]'), folder);
}

const editions = {
  'safelight.html': { url: () => pageOnDisk, visit: wholeVisit },
  'safelight-ocr.html': { url: () => readerPageOnDisk, visit: wholeVisit },
  hosted: { url: () => `${hosted.origin}/hosted/`, visit: wholeVisit },
  element: { url: () => `${server.origin}/element.html`, visit: wholeVisit },
  frame: { url: () => `${server.origin}/frame.html`, visit: wholeVisit },
  'verify.html': {
    url: () => pathToFileURL(join(root, 'pkg/verify.html')).href,
    visit: async (visitor) => {
      await visitor.see('.target');
      await visitor.choose('input[data-pick=check]', [parcel]);
      await visitor.see('[data-part=checked]');
    },
  },
};

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(name, () => {
    for (const [edition, { url, visit }] of Object.entries(editions)) {
      test(`${edition}: a whole visit asks nothing of anybody and leaves no value behind`, async () => {
        const catcher = await trap();
        const isServed = !url().startsWith('file:');
        const visitor = await open(name, { proxy: catcher.host, ...(isServed ? { direct: new URL(url()).host } : {}) });
        try {
          await visitor.goto(url());
          const within = await inside(visitor, edition === 'frame');
          await within.see('.target');
          if (edition === 'hosted') await visitor.evaluate(() => navigator.serviceWorker.ready.then(() => true));
          const asked = [server, hosted].map((one) => one.asked.length);
          await visit(visitor, within);
          const kept = async () => [...new Set((await Promise.all([visitor, within].map((one) => one.evaluate(keptThere, planted)))).flat())];
          const left = (/** @type {string} */ text) => planted.filter((value) => text.includes(value));
          assert.deepEqual(await kept(), [], 'with the case on the screen');
          if (edition !== 'verify.html') {
            await within.click('[data-part=clear]');
            await within.click('[data-part=clear-yes]');
            await within.see('.target');
            // What the app itself shows lives in its shadow root, and is gone too.
            const shown = await within.evaluate(() => document.querySelector('safelight-app').shadowRoot.textContent);
            assert.deepEqual(left(shown), [], 'on the screen after clearing');
          }
          assert.deepEqual(await kept(), [], 'afterwards');
          assert.deepEqual(left(visitor.heard.join('\n')), [], 'on the console');
          assert.deepEqual(ofThePage(catcher.caught), [], 'the trap caught nothing');
          assert.deepEqual([server, hosted].map((one) => one.asked.length), asked, 'and the server was asked for nothing more');
          const [value] = planted;
          await visitor.page.evaluate((text) => { document.title = text; }, value);
          assert.deepEqual(await kept(), [value], 'the search finds what is left behind');
        } finally {
          await visitor.close();
          catcher.close();
        }
      });
    }
  });
}
