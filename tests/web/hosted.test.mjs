/**
 * The hosted edition opens without a server once it was there, keeps its own files
 * and nothing that a person dropped; every page says its own SHA-256.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open } from './browsers.mjs';
import { portal } from './portal.mjs';
import { pageOnDisk, pagePath, plantedValues, root, scratch } from './surroundings.mjs';

let folder = '';
before(async () => {
  folder = await scratch();
  cpSync(join(root, 'pkg/hosted'), join(folder, 'hosted'), { recursive: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Everything that the caches of this origin hold, by path. */
const cached = async () => {
  const all = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const bytes = await (await cache.match(request)).arrayBuffer();
      const sum = await crypto.subtle.digest('SHA-256', bytes);
      all[`${name} ${new URL(request.url).pathname}`] = [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    }
  }
  return all;
};

const sumOf = (/** @type {string} */ path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Waits for the service worker that holds the page's files. */
const whenKept = () => navigator.serviceWorker.ready.then(() => true);

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: the hosted page opens and runs without its server, and keeps its own files alone`, async () => {
    const server = await portal({}, () => ({}), folder);
    const visitor = await open(name);
    try {
      await visitor.goto(`${server.origin}/hosted/`);
      await visitor.see('.target');
      assert.match(await visitor.text('[data-part=requests]'), /^0 /);
      await visitor.evaluate(whenKept);
      server.close();
      server.closeAll();
      await visitor.goto(`${server.origin}/hosted/?from=home`);
      await visitor.click('[data-part=sample]');
      await visitor.see('[data-part=run]');
      await visitor.click('[data-part=run]');
      await visitor.see('[data-part=save]', 120_000);
      const kept = await visitor.evaluate(cached);
      const names = ['./', 'manifest.webmanifest', 'verify.html'];
      assert.deepEqual(
        Object.entries(kept).map(([place, sum]) => [place.split(' ').at(-1), sum]).sort(),
        names.map((one) => [one === './' ? '/hosted/' : `/hosted/${one}`, sumOf(join(folder, 'hosted', one === './' ? 'index.html' : one))]).sort(),
      );
      const held = await visitor.evaluate(async () => JSON.stringify([
        { ...localStorage }, { ...sessionStorage }, document.cookie, document.title, location.href, history.length,
        (await indexedDB.databases?.()) ?? [], (await navigator.storage.estimate()).usage > 0,
      ]));
      assert.deepEqual(plantedValues().filter((value) => held.includes(value)), []);
      // What the page itself asks for goes nowhere, even if its policy let it.
      assert.equal(await visitor.evaluate(() => fetch('./anything').then(() => 'answered', () => 'refused')), 'refused');
      assert.deepEqual(visitor.heard.filter((one) => !/Content.Security.Policy|content security policy|blocked/i.test(one)), []);
    } finally {
      await visitor.close();
      server.close();
    }
  });
}

test('the browser finds the hosted page fit to be installed, and its policy names no other place', async () => {
  const server = await portal({}, () => ({}), folder);
  const visitor = await open('chromium');
  try {
    await visitor.goto(`${server.origin}/hosted/`);
    await visitor.evaluate(whenKept);
    const session = await visitor.page.context().newCDPSession(visitor.page);
    const { errors } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // The test's window forgets everything when it closes; that is no fault of the page.
    assert.deepEqual(installabilityErrors.map((one) => one.errorId).filter((one) => one !== 'in-incognito'), []);
    const page = readFileSync(join(folder, 'hosted/index.html'), 'utf8');
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
    const single = /Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(pagePath, 'utf8'))?.[1] ?? '';
    const rules = (/** @type {string} */ text) => text.replace(/'sha256-[^']+'/, 'HASH').split('; ');
    assert.deepEqual(rules(policy).filter((rule) => !rules(single).includes(rule)), ["worker-src blob: 'self'", "manifest-src 'self'"]);
    assert.ok(rules(policy).includes("connect-src 'none'"));
  } finally {
    await visitor.close();
    server.close();
  }
});

test('a new edition takes over when the old page is closed, and a file that was changed on the server is not kept', async () => {
  const changed = join(folder, 'changed');
  cpSync(join(folder, 'hosted'), changed, { recursive: true });
  const server = await portal({}, () => ({}), changed);
  const visitor = await open('chromium');
  const editions = () => visitor.evaluate(async () => (await caches.keys()).map((one) => one.split(' ').at(-1)));
  const settle = () => visitor.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
    await new Promise((done) => setTimeout(done, 1500));
    return Boolean(registration.waiting);
  });
  try {
    await visitor.goto(`${server.origin}/`);
    await visitor.evaluate(whenKept);
    // From here on the page comes out of the worker.
    await visitor.goto(`${server.origin}/`);
    const [first] = await editions();
    // The same worker with another name of the edition, as a new build would have.
    const script = readFileSync(join(changed, 'sw.js'), 'utf8');
    writeFileSync(join(changed, 'sw.js'), script.replaceAll(first ?? '', 'feedfacefeedface'));
    assert.equal(await settle(), true, 'it waits');
    assert.deepEqual((await editions()).sort(), [first, 'feedfacefeedface'].sort());
    await visitor.goto('about:blank');
    await new Promise((done) => setTimeout(done, 1000));
    await visitor.goto(`${server.origin}/`);
    await visitor.see('.target');
    assert.deepEqual(await editions(), ['feedfacefeedface']);
    writeFileSync(join(changed, 'verify.html'), `${readFileSync(join(changed, 'verify.html'), 'utf8')} `);
    writeFileSync(join(changed, 'sw.js'), script.replaceAll(first ?? '', 'deadbeefdeadbeef'));
    assert.equal(await settle(), false, 'a file without its hash ends the installation');
    await visitor.goto(`${server.origin}/`);
    await visitor.see('.target');
  } finally {
    await visitor.close();
    server.close();
  }
});

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: the page on disk says the SHA-256 of its own file, and that it is offline when it is`, async () => {
    const visitor = await open(name);
    try {
      await visitor.goto(pageOnDisk);
      await visitor.see('[data-part=page-sum]');
      assert.ok((await visitor.text('[data-part=page-sum]')).endsWith(sumOf(pagePath)));
      assert.match(await visitor.text('[data-part=network]'), /off the network/);
      if (name === 'chromium') await visitor.page.context().setOffline(true);
      else await visitor.evaluate(() => {
        Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
        window.dispatchEvent(new Event('offline'));
      });
      assert.match(await visitor.text('[data-part=network]'), /This computer is offline/);
      await visitor.click('[data-part=sample]');
      await visitor.see('[data-part=run]');
      await visitor.click('[data-part=run]');
      await visitor.see('[data-part=ran-offline]', 120_000);
    } finally {
      await visitor.close();
    }
  });
}

test('who is faster than the sum of the page breaks nothing, and the sum comes all the same', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    // The worker is ended while it works on the sum, as files that are added end it.
    await visitor.evaluate(() => {
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function post(message, ...more) {
        postMessage.call(this, message, ...more);
        if (message.kind !== 'sum' || window.ended) return;
        window.ended = true;
        queueMicrotask(() => document.querySelector('safelight-app').onWant({ kind: 'clear' }));
      };
    });
    await visitor.page.waitForFunction(() => document.querySelector('safelight-app').state.pageSum.length === 64);
    assert.equal(await visitor.evaluate(() => window.ended), true);
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
  }
});

test('the hosted folder holds these files and no others', () => {
  for (const one of ['index.html', 'manifest.webmanifest', 'sw.js', 'verify.html']) assert.ok(existsSync(join(folder, 'hosted', one)), one);
  const script = readFileSync(join(folder, 'hosted/sw.js'), 'utf8');
  assert.ok(!/\bput\(|\badd\(|skipWaiting|https?:/.test(script), 'nothing is stored but by the list');
});
