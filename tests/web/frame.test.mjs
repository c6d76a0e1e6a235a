/**
 * embed.html in a frame, sandboxed to an origin of its own: the portal on its list
 * gets counts, certificate and, after a click, the package; any other page nothing.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parentsOf } from '../../www/building.mjs';
import { decodeHello, decodePolicy, decodeSaid } from '../../www/app/embed/messages.js';
import { open } from './browsers.mjs';
import { FILE_WORD, framePolicy, namedFiles, portal } from './portal.mjs';
import { plantedValues, readPackage, root, scratch, writeSample } from './surroundings.mjs';

let folder = '';
/** @type {string[]} */
let planted = [];
/** @type {string[]} */
let files = [];
/** @type {Awaited<ReturnType<typeof portal>>} */
let listed, foreign, frames;

const page = (/** @type {string} */ script) => (/** @type {string} */ origin) => `<!doctype html><title>portal</title><link rel="icon" href="data:,">
<iframe src="${origin}/embed.html" sandbox="allow-scripts allow-downloads" width="1200" height="700"></iframe>
<script type="module">
window.messages = [];
window.blobs = [];
const say = (value) => JSON.stringify(value, (_, one) => (one instanceof Blob ? (window.blobs.push(one), 'blob') : one));
window.addEventListener('message', (event) => window.messages.push(event.origin + ' ' + say(event.data)));
// What comes through any channel is heard too.
const { set } = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
Object.defineProperty(MessagePort.prototype, 'onmessage', {
  set(hear) { set.call(this, (event) => { window.messages.push('port ' + say(event.data)); return hear(event); }); },
});
const frame = document.querySelector('iframe');
${script}
</script>`;

const friendly = page(`
const { connect } = await import('/pkg/frame.js');
window.safelight = await connect(frame, { onPackage: (blob) => { window.given = blob; } });
await window.safelight.choosePurpose('teaching');
window.ready = true;`);

/** Speaks the protocol by hand. */
const byHand = page(`
window.ask = (message, wait = 1500) => new Promise((done) => {
  const heard = [];
  const hear = (event) => { heard.push(event.data); if (event.ports[0]) { window.port = event.ports[0]; } };
  window.addEventListener('message', hear);
  frame.contentWindow.postMessage(message, '*');
  setTimeout(() => { window.removeEventListener('message', hear); done(heard); }, wait);
});
window.over = (message) => new Promise((done) => { window.port.onmessage = (event) => done(event.data); window.port.postMessage(message); });
window.ready = true;`);

before(async () => {
  folder = await scratch();
  writeSample(join(folder, 'sample'));
  files = namedFiles(join(folder, 'sample'), join(folder, 'named'));
  planted = plantedValues();
  /** @type {Record<string, string>} */
  const pages = {};
  const policy = (/** @type {string} */ path, /** @type {string} */ text) =>
    (path.startsWith('/pkg/') || path.startsWith('/examples/') ? {} : { 'content-security-policy': framePolicy(text, frames.origin) });
  [listed, foreign, frames] = await Promise.all([portal(pages, policy), portal(pages, policy), portal({}, () => ({}), folder)]);
  pages['/friendly.html'] = friendly(frames.origin);
  pages['/by-hand.html'] = byHand(frames.origin);
  execFileSync('node', [join(root, 'www/bundle.mjs'), '--parents', `${listed.origin},https://portal.example`,
    '--out', join(folder, 'safelight.html'), '--check-out', '', '--package', 'no']);
  pages['/pkg/embed.html'] = readFileSync(join(folder, 'embed.html'), 'utf8');
});
after(() => {
  for (const server of [listed, foreign, frames]) server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const leaks = (/** @type {string} */ text) => [...planted, FILE_WORD].filter((value) => text.includes(value));

/** The verbs of a visitor, inside the frame. */
async function inFrame(visitor) {
  const find = () => visitor.page.frames().find((one) => one.url().includes('embed.html'));
  for (let round = 0; round < 200 && !find(); round += 1) await new Promise((done) => setTimeout(done, 100));
  const frame = find();
  assert.ok(frame, 'there is a frame');
  if (visitor.name === 'chromium') {
    return {
      see: (css, timeout = 60_000) => frame.locator(css).first().waitFor({ state: 'visible', timeout }),
      click: (css) => frame.locator(css).first().click(),
      choose: (css, paths) => frame.locator(css).first().setInputFiles(paths),
      text: (css) => frame.locator(css).first().innerText(),
      evaluate: (work, argument) => frame.evaluate(work, argument),
    };
  }
  const wait = (css, timeout = 60_000, visible = true) => frame.waitForSelector(`>>> ${css}`, { visible, timeout });
  return {
    see: wait,
    click: async (css) => (await wait(css)).click(),
    choose: async (css, paths) => (await wait(css, 60_000, false)).uploadFile(...paths),
    text: async (css) => (await wait(css, 60_000, false)).evaluate((element) => element.innerText),
    evaluate: (work, argument) => frame.evaluate(work, argument),
  };
}

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(name, () => {
    test('a sandboxed frame goes from files to zip, and its portal hears counts and codes alone', async () => {
      const visitor = await open(name);
      try {
        await visitor.goto(`${listed.origin}/friendly.html`);
        const within = await inFrame(visitor);
        await within.see('.target');
        assert.equal(await within.evaluate(() => window.origin), 'null', 'an origin of its own');
        assert.equal(await within.evaluate(() => document.querySelector('safelight-app').state.choices.preset), 'teaching');
        const before = [listed, foreign, frames].map(({ asked }) => asked.length);
        await within.choose('input[data-pick=files]', files.slice(0, 3));
        await within.see('[data-part=run]');
        // The portal has one more.
        await visitor.evaluate(() => window.safelight.addFiles([{ name: 'from the portal.txt', data: new TextEncoder().encode('FINDINGS: Nodule of 8 mm.').buffer }]));
        await within.see('[data-part=run]:not([disabled])');
        await within.click('[data-part=run]');
        await within.see('[data-part=hand-over]', 120_000);
        await within.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=hand-over]').click());
        assert.equal(await visitor.evaluate(() => window.given === undefined), true, 'a script that presses the button gives nothing away');
        await within.click('[data-part=hand-over]');
        await within.see('[data-part=handed]');
        const { messages, bytes } = await visitor.evaluate(async () => ({
          messages: window.messages,
          bytes: btoa([...new Uint8Array(await window.given.arrayBuffer())].map((byte) => String.fromCharCode(byte)).join('')),
        }));
        for (const kind of ['welcome', 'accepted', 'progress', 'phase', 'result', 'package']) {
          assert.ok(messages.some((one) => one.includes(`"kind":"${kind}"`)), kind);
        }
        assert.deepEqual(leaks(messages.join('\n')), [], 'no original value in any message');
        assert.match(messages.find((one) => one.includes('"kind":"result"')) ?? '', /"filesIn":4,"instancesOut":3,"reportsOut":1/);
        const zip = join(folder, `${name}.zip`);
        writeFileSync(zip, Buffer.from(bytes, 'base64'));
        const read = readPackage(zip, [...planted, FILE_WORD]);
        assert.deepEqual([read.unzip, read.instances, read.hits], [0, 3, []]);
        const saved = await visitor.saved(() => within.click('[data-part=save]'), folder);
        assert.match(saved.name, /^safelight-package.*\.zip$/, 'the person can save it too');
        assert.deepEqual(readFileSync(saved.path), readFileSync(zip), 'the same bytes');
        assert.deepEqual([listed, foreign, frames].map(({ asked }) => asked.length), before, 'nothing was asked of anybody');
        assert.deepEqual(visitor.heard, []);
      } finally {
        await visitor.close();
      }
    });

    test('a page that is not on the list of the frame gets no answer, and the person is told', async () => {
      const visitor = await open(name);
      try {
        await visitor.goto(`${foreign.origin}/by-hand.html`);
        const within = await inFrame(visitor);
        await within.see('[data-part=waiting]');
        const heard = await visitor.evaluate(async () => [
          ...await window.ask({ safelight: 1, kind: 'hello', takesPackage: true }),
          ...await window.ask({ safelight: 1, kind: 'files', id: 1, files: [{ name: 'x', data: new ArrayBuffer(8) }] }, 300),
          ...await window.ask({ safelight: 2, kind: 'hello' }, 300),
        ]);
        assert.deepEqual(heard, []);
        assert.match(await within.text('[data-part=foreign]'), new RegExp(foreign.origin.replaceAll('.', '\\.')));
        assert.equal(await within.evaluate(() => document.querySelector('safelight-app') === null), true);
      } finally {
        await visitor.close();
      }
    });
  });
}

test('the example page of the frame works as it stands', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(`${listed.origin}/examples/frame.html`);
    const within = await inFrame(visitor);
    await within.see('.target');
    await within.choose('input[data-pick=files]', files.slice(0, 1));
    await within.click('[data-part=run]');
    await within.see('[data-part=hand-over]', 120_000);
    assert.match(await visitor.text('#said'), /^ISSUED/);
    await within.click('[data-part=hand-over]');
    await within.see('[data-part=handed]');
    assert.match(await visitor.text('#said'), /^\d+ bytes to send on$/);
  } finally {
    await visitor.close();
  }
});

test('messages of another version, kind or shape are refused with a code, and the case stays', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(`${listed.origin}/by-hand.html`);
    const within = await inFrame(visitor);
    await within.see('[data-part=waiting]');
    const told = await visitor.evaluate(async () => {
      const windows = [
        await window.ask({ safelight: 2, kind: 'hello' }, 300),
        await window.ask({ safelight: 1, kind: 'files' }, 300),
        await window.ask({ safelight: 1, kind: 'hello', more: 1 }, 300),
        await window.ask('hello', 300),
        await window.ask({ safelight: 1, kind: 'hello' }, 600),
        await window.ask({ safelight: 1, kind: 'hello' }, 300),
      ].map((heard) => heard.map((one) => one.code ?? one.kind).join());
      const file = { name: 'a.txt', data: new Blob(['FINDINGS: none.']) };
      const messages = [
        null, { safelight: 1, kind: 'purpose', id: 1, purpose: 'sale' }, { safelight: 1, kind: 'run', id: 2 }, { safelight: 3, kind: 'clear', id: 3 },
        { safelight: 1, kind: 'files', id: 4, files: [{ ...file, path: '/' }] }, { safelight: 1, kind: 'files', id: 5, files: [file] },
        { safelight: 1, kind: 'clear', id: 6 },
      ];
      const port = [];
      for (const message of messages) {
        const { kind, id, code } = await window.over(message);
        port.push([kind, id ?? null, code ?? null].join(' '));
      }
      return { windows, port };
    });
    assert.deepEqual(told.windows, ['unknown-version', 'unknown-kind', 'malformed', '', 'welcome', 'busy']);
    assert.deepEqual(told.port.slice(0, 5), ['refused  malformed', 'refused 1 malformed', 'refused 2 unknown-kind', 'refused 3 unknown-version', 'refused 4 malformed']);
    await within.see('.target');
  } finally {
    await visitor.close();
  }
});

test('the decoders answer every damaged message and throw at none', () => {
  const good = [
    { safelight: 1, kind: 'hello', takesPackage: true },
    { safelight: 1, kind: 'files', id: 7, files: [{ name: 'a', data: new Blob(['x']) }, { name: 'b', data: new ArrayBuffer(2) }] },
    { safelight: 1, kind: 'purpose', id: 8, purpose: 'teaching' },
    { safelight: 1, kind: 'clear', id: 9 },
    { purpose: 'research', burnedIn: 'no', answers: { 'head-volumes': 'keep' }, accessions: ['A', 'A', 'B'] },
  ];
  assert.deepEqual(decodeHello(good[0]), { takesPackage: true });
  for (const message of good.slice(1, 4)) assert.ok('said' in decodeSaid(message));
  assert.deepEqual(decodePolicy(good[4])?.accessions, ['A', 'B']);
  const circle = {};
  circle.self = circle;
  const strange = [
    undefined, null, true, 0, -0, NaN, 1e308, 2n, '', 'safelight', Symbol('x'), () => 1, [], [[]], {}, circle, new Date(0), new Map([['safelight', 1]]),
    new Proxy({}, { ownKeys() { throw new Error('no'); } }), new Proxy({}, { getPrototypeOf() { throw new Error('no'); } }),
    { get safelight() { throw new Error('no'); } }, Object.create(null), Object.create({ safelight: 1 }), new Uint8Array(3), '\u{d800}', 'x'.repeat(2000),
    Object.assign([{ name: 'a', data: new Blob(['x']) }], { constructor: 1, slice: null, every: 2, [Symbol.iterator]: null }), Object.setPrototypeOf(['A'], null),
    { __proto__: { kind: 'clear' }, safelight: 1 }, JSON.parse('{"__proto__": {"safelight": 1}, "id": 1}'), new Array(5),
  ];
  const answers = (/** @type {unknown} */ message) => {
    const said = decodeSaid(message);
    assert.ok('said' in said || typeof said.code === 'string');
    const hello = decodeHello(message);
    assert.ok(hello === null || typeof hello === 'string' || typeof hello.takesPackage === 'boolean');
    const policy = decodePolicy(message);
    assert.ok(policy === null || typeof policy.purpose === 'string');
    return 'said' in said || policy !== null || (hello !== null && typeof hello !== 'string');
  };
  let taken = 0;
  for (const one of strange) taken += Number(answers(one));
  assert.equal(taken, 0, 'nothing strange is taken for a message');
  // Every field of every good message is replaced, left out, or joined by another.
  for (const message of good) {
    for (const key of Object.keys(message)) {
      for (const value of strange) answers({ ...message, [key]: value });
      const { [key]: _, ...rest } = message;
      answers(rest);
    }
    assert.equal(answers({ ...message, more: 1 }), false, 'a field that nobody knows');
  }
  for (const value of strange) assert.equal(answers({ ...good[1], files: [value] }), false);
  for (const id of [undefined, NaN, 1.5, '7', 2 ** 60]) assert.ok('code' in decodeSaid({ ...good[3], id }));
});

test('only whole origins can be on the list of a frame', () => {
  assert.deepEqual(parentsOf('https://portal.example, http://10.0.0.1:8080'), ['https://portal.example', 'http://10.0.0.1:8080']);
  for (const parents of ['', '*', 'null', 'https://*.portal.example', 'https://portal.example/', 'portal.example', 'file://', 'https://a.example,', 'javascript:1']) {
    assert.throws(() => parentsOf(parents), /is not an origin/, parents);
  }
});
