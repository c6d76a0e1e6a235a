/**
 * The element and the engine alone inside pages that are not ours and listen to
 * everything: no original value is in any event, names of files included.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { open } from './browsers.mjs';
import { elementPolicy, FILE_WORD, namedFiles, portal } from './portal.mjs';
import { plantedValues, readPackage, root, scratch, writeSample } from './surroundings.mjs';

let folder = '';
/** @type {string[]} */
let planted = [];
/** @type {string[]} */
let files = [];

before(async () => {
  folder = await scratch();
  writeSample(join(folder, 'sample'));
  files = namedFiles(join(folder, 'sample'), join(folder, 'named'));
  planted = plantedValues();
  assert.ok(files.length >= 4 && planted.length > 20, 'there is something to look for');
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A page that remembers every event that reaches it, on the way down and at the element. */
const eavesdropper = `<!doctype html><title>portal</title><link rel="icon" href="data:,">
<style>safelight-app { color: red; letter-spacing: 1em }</style>
<safelight-app id="one" purpose="teaching" takes-package></safelight-app><safelight-app id="two"></safelight-app>
<script type="module">
window.hadMetadata = 'metadata' in Symbol;
window.before = Object.getOwnPropertyNames(window);
window.heard = [];
window.blobs = [];
const say = (value) => JSON.stringify(value, (_, one) => (one instanceof Blob ? (window.blobs.push(one), 'blob') : one));
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
for (const kind of ['progress', 'phase', 'result', 'package', 'want', 'change', 'input', 'message', 'error']) {
  window.addEventListener(kind, (event) => window.heard.push(kind + ' ' + say([event.detail, event.data])), true);
}
const { SafelightElement } = await import('/pkg/element.js');
window.after = Object.getOwnPropertyNames(window);
window.began = SafelightElement !== undefined;
</script>`;

/** Both drivers look into shadow roots, each in its own way of writing. */
const within = { chromium: ' ', firefox: ' >>> ' };

/** The original values that stand in a text. */
const leaks = (/** @type {string} */ text) => [...planted, FILE_WORD].filter((value) => text.includes(value));

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(name, () => {
    const inElement = (/** @type {string} */ id, /** @type {string} */ css) => `#${id}${within[name]}${css}`;

    test('two elements in a strict page tell counts and codes, and give the package for a click alone', async () => {
      const server = await portal({ '/portal.html': eavesdropper }, (_, text) => ({ 'content-security-policy': elementPolicy(text).replace("style-src 'none'", "style-src 'unsafe-inline'") }));
      const visitor = await open(name);
      try {
        await visitor.goto(`${server.origin}/portal.html`);
        await visitor.see(inElement('one', '.target'));
        const before = server.asked.length;
        await visitor.choose(inElement('one', 'input[data-pick=files]'), files);
        await visitor.see(inElement('one', '[data-part=run]'));
        // The other one is as it was.
        await visitor.see(inElement('two', '.target'));
        assert.equal(await visitor.evaluate(() => document.querySelector('#one').shadowRoot.querySelector('input[value=teaching]').checked), true, 'the purpose of the attribute');
        await visitor.click(inElement('one', '[data-part=run]'));
        await visitor.see(inElement('one', '[data-part=hand-over]'), 120_000);
        // Both choose a language: the last choice holds for both, and it ends there.
        const spoken = await visitor.evaluate(async () => {
          const [one, two] = ['#one', '#two'].map((css) => document.querySelector(css));
          one.onWant({ kind: 'language', language: 'de' });
          await new Promise((done) => setTimeout(done, 100));
          two.onWant({ kind: 'language', language: 'fr' });
          await new Promise((done) => setTimeout(done, 100));
          const shown = [one, two].map((app) => app.shadowRoot.querySelector('.page').lang);
          one.onWant({ kind: 'language', language: 'en' });
          await new Promise((done) => setTimeout(done, 100));
          return [...shown, two.shadowRoot.querySelector('.page').lang];
        });
        assert.deepEqual(spoken, ['fr', 'fr', 'en']);
        // A script that presses the button gets nothing.
        await visitor.evaluate(() => document.querySelector('#one').shadowRoot.querySelector('[data-part=hand-over]').click());
        assert.equal(await visitor.evaluate(() => window.blobs.length), 0);
        await visitor.click(inElement('one', '[data-part=hand-over]'));
        await visitor.see(inElement('one', '[data-part=handed]'));
        const { heard, sizes } = await visitor.evaluate(() => ({ heard: window.heard, sizes: window.blobs.map((blob) => blob.size) }));
        assert.equal(sizes.length, 1);
        for (const kind of ['progress', 'phase', 'result', 'package']) assert.ok(heard.some((one) => one.startsWith(kind)), kind);
        assert.match(heard.find((one) => one.startsWith('result')) ?? '', /"filesIn":4.*"certificate":\{"/s);
        assert.deepEqual(leaks(heard.join('\n')), [], 'no original value in any event');
        const bytes = await visitor.evaluate(async () => {
          const text = [...new Uint8Array(await window.blobs[0].arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('');
          return btoa(text);
        });
        const zip = join(folder, `${name}-handed.zip`);
        writeFileSync(zip, Buffer.from(bytes, 'base64'));
        const read = readPackage(zip, [...planted, FILE_WORD]);
        assert.deepEqual([read.unzip, read.instances, read.hits], [0, 3, []]);
        assert.deepEqual(server.asked.slice(before), [], 'nothing was asked of anybody');
        assert.deepEqual(await visitor.evaluate(() => window.violations), []);
        assert.deepEqual(visitor.heard, []);
      } finally {
        await visitor.close();
        server.close();
      }
    });

    test('an element that is taken out of the page ends its workers, zeroes what it held and shows nothing', async () => {
      const server = await portal({ '/portal.html': eavesdropper }, (_, text) => ({ 'content-security-policy': elementPolicy(text) }));
      const visitor = await open(name);
      try {
        await visitor.goto(`${server.origin}/portal.html`);
        await visitor.see(inElement('one', '.target'));
        await visitor.choose(inElement('one', 'input[data-pick=files]'), files);
        await visitor.see(inElement('one', '[data-part=run]'));
        const held = await visitor.evaluate(async () => {
          const one = document.querySelector('#one');
          const { leaves, engine } = one.visit;
          const surveyed = leaves.map((leaf) => leaf.surveyed);
          const seats = () => [engine.desk, engine.bench, engine.easel].flatMap((pool) => pool.seats).length;
          const sum = () => surveyed.flatMap((bytes) => [...bytes]).reduce((all, byte) => all + byte, 0);
          const before = { seats: seats(), sum: sum(), text: one.shadowRoot.textContent };
          // Moved within the page it keeps its case.
          document.body.prepend(one);
          await new Promise((done) => setTimeout(done, 50));
          const moved = seats();
          one.remove();
          await new Promise((done) => setTimeout(done, 50));
          await one.updateComplete;
          return { before, moved, after: { seats: seats(), sum: sum(), text: one.shadowRoot.textContent }, visit: one.visit };
        });
        assert.ok(held.before.seats > 0 && held.before.sum > 0 && leaks(held.before.text).length > 0, 'there was something to forget');
        assert.ok(held.moved > 0, 'moving is not leaving');
        assert.deepEqual([held.after.seats, held.after.sum, leaks(held.after.text), held.visit], [0, 0, [], null]);
        if (name === 'chromium') {
          const others = await visitor.evaluate(() => {
            const { engine } = document.querySelector('#two').visit;
            return [engine.desk, engine.bench, engine.easel, engine.press, engine.lens].flatMap((pool) => pool.seats).length;
          });
          assert.equal(visitor.page.workers().length, others, 'the workers are gone, not only forgotten');
        }
        await visitor.see(inElement('two', '.target'));
        assert.equal(await visitor.evaluate(() => 'metadata' in Symbol && window.hadMetadata === false), false);
        const names = await visitor.evaluate(() => window.after.filter((one) => !window.before.includes(one) && !['heard', 'blobs', 'violations', 'hadMetadata', 'before', 'after', 'began'].includes(one)));
        assert.deepEqual(names, [], 'no global name');
      } finally {
        await visitor.close();
        server.close();
      }
    });

    test('the engine alone gives package and certificate to a portal of its own', async () => {
      await inOwnPortal(name, async (visitor) => {
        const told = await visitor.evaluate(async () => {
          const { deidentify } = await import('/pkg/engine.js');
          const progress = [];
          const run = await deidentify(document.querySelector('input').files, { purpose: 'medicolegal' }, { onProgress: (one) => progress.push(one) });
          return { text: JSON.stringify([run, progress]), size: run.package.size, counts: run.counts, progress: progress.length, shares: progress.map((one) => one.share), questions: run.questions };
        });
        assert.deepEqual(leaks(told.text), []);
        assert.match(told.text, /"certificate":\{".*medicolegal/s);
        assert.ok(told.size > 10_000 && told.progress > 1);
        assert.ok(told.shares.every((share) => Number.isFinite(share) && share >= 0 && share <= 1), told.shares.join());
        assert.deepEqual([told.counts.filesIn, told.counts.instancesOut, told.questions], [4, 3, []]);
      });
    });
  });
}

test('the engine alone answers no question by itself, stops when told, and says why it does not run', async () => {
  await inOwnPortal('chromium', async (visitor) => {
    const told = await visitor.evaluate(async () => {
      const { deidentify } = await import('/pkg/engine.js');
      const [slice, , , report] = document.querySelector('input').files;
      const zip = await deidentify([report], { purpose: 'teaching' });
      const codes = [];
      const stop = new AbortController();
      const attempts = [
        () => deidentify([slice], { purpose: 'medicolegal', burned: 'no' }),
        () => deidentify([], { purpose: 'teaching' }),
        () => deidentify([new File([zip.package], 'again.zip')], { purpose: 'teaching' }),
        () => deidentify([slice], { purpose: 'teaching' }, { signal: stop.signal, onProgress: () => stop.abort() }),
      ];
      for (const attempt of attempts) await attempt().then(() => codes.push('done'), (error) => codes.push(`${error.name} ${error.code}`));
      // The same file twice: a question that nobody has answered.
      const stopped = await deidentify([slice, slice], { purpose: 'teaching' });
      const answered = await deidentify([slice, slice], { purpose: 'teaching', answers: { 'repeated-instance': 'keep-first' } });
      return { codes, stopped, answered: answered.counts };
    });
    assert.deepEqual(told.codes, ['SafelightError policy', 'SafelightError nothing-found', 'SafelightError is-a-package', 'AbortError 20']);
    assert.deepEqual(told.stopped, {
      package: null, certificate: null, counts: null,
      questions: [{ question: 'repeated-instance', count: 1, answers: ['keep-all', 'keep-first'], isBlocking: true }],
    });
    assert.deepEqual([told.answered.filesIn, told.answered.instancesOut, told.answered.withheld], [2, 1, 1]);
  });
});

/** A page with nothing but the engine, under the strict policy, its files chosen. */
async function inOwnPortal(name, work) {
  const page = '<!doctype html><title>portal</title><link rel="icon" href="data:,"><input type="file" multiple><script type="module" src="/pkg/engine.js"></script>';
  const server = await portal({ '/portal.html': page }, (_, text) => ({ 'content-security-policy': elementPolicy(text) }));
  const visitor = await open(name);
  try {
    await visitor.goto(`${server.origin}/portal.html`);
    await visitor.choose('input', files);
    await work(visitor);
  } finally {
    await visitor.close();
    server.close();
  }
}

test('the example pages of the element and of the engine work as they stand', async () => {
  const server = await portal();
  const visitor = await open('chromium');
  try {
    await visitor.goto(`${server.origin}/examples/element.html`);
    await visitor.choose('safelight-app input[data-pick=files]', files);
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=hand-over]', 120_000);
    assert.match(await visitor.text('#said'), /^ISSUED/);
    await visitor.click('[data-part=hand-over]');
    assert.match(await visitor.text('#said'), /^\d+ bytes to send on$/);
    await visitor.goto(`${server.origin}/examples/engine.html`);
    await visitor.choose('input', files);
    await visitor.page.waitForFunction(() => document.querySelector('#said').textContent !== '', null, { timeout: 120_000 });
    assert.match(await visitor.text('#said'), /, \d+ bytes, open:/);
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
    server.close();
  }
});

test('the types of the package are those of its modules', () => {
  const use = join(folder, 'use.ts');
  const at = JSON.stringify(join(root, 'pkg'));
  writeFileSync(use, `
    import type {} from ${at.slice(0, -1)}/element.d.ts";
    import type { deidentify as Deidentify } from ${at.slice(0, -1)}/engine.d.ts";
    declare const deidentify: typeof Deidentify;
    const app = document.createElement('safelight-app');
    app.purpose = 'teaching';
    app.addEventListener('result', (event) => { const n: number = event.detail.counts.withheld; void n; });
    // @ts-expect-error no such purpose
    app.purpose = 'sale';
    // @ts-expect-error a purpose is needed
    void deidentify([], {});
  `);
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['--noEmit', '--strict', '--target', 'es2023', '--lib', 'es2023,dom,dom.iterable', '--types', '', '--moduleResolution', 'bundler', '--module', 'esnext', '--allowImportingTsExtensions', use], { stdio: 'pipe' });
  const { exports } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
  for (const { types, default: module } of Object.values(exports)) {
    const names = /export \{([^}]*)\}/.exec(readFileSync(join(root, 'pkg', module), 'utf8'))?.[1] ?? '';
    const declared = [...readFileSync(join(root, 'pkg', types), 'utf8').matchAll(/export (?:declare )?(?:class|function) (\w+)/g)].map((one) => one[1]);
    for (const one of declared) assert.match(names, new RegExp(`\\b${one}\\b`), `${module} has ${one}`);
  }
});
