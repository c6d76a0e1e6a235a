/**
 * Puts the pages together, each one file with nothing to fetch: the page itself,
 * the same with an engine that looks for text in pictures and its models, and
 * verify.html, which only checks packages with a smaller engine. Beside them the
 * modules for portals (package.mjs).
 *
 *   node www/bundle.mjs [--engine FOLDER] [--out FILE] [--check-engine FOLDER] [--check-out FILE]
 *                       [--reader-engine FOLDER] [--models FOLDER] [--reader-out FILE]
 *                       [--parents ORIGIN,ORIGIN] [--package no] [--hosted FOLDER]
 *
 * FOLDER holds what wasm-bindgen made with `--target no-modules`. The worker
 * (glue and worker.js) becomes a text inside the script of the page, so the one
 * hash in the policy covers all that runs. The engine (Zstandard, base64) stands
 * behind it as data, so that the page is there before it is read; so do the reading
 * engine and the models, which are unpacked when text is looked for.
 *
 * With `--parents` it also writes embed.html, the page for a frame, which talks to
 * pages of these origins and no others.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { codeOf, fill, hashOf, here, inPage, parentsOf, scriptOf, squeezed } from './building.mjs';
import { HEAD, RULES, writeHosted } from './hosted.mjs';
import { writePackage } from './package.mjs';

const { values: options } = parseArgs({
  options: {
    engine: { type: 'string', default: join(here, '../build/wasm') },
    out: { type: 'string', default: join(here, '../pkg/safelight.html') },
    'reader-engine': { type: 'string', default: join(here, '../build/wasm-reader') },
    /** What scripts/setup.sh ocr fetches. */
    models: { type: 'string', default: join(here, '../build/ocr') },
    /** Empty: without that page. */
    'reader-out': { type: 'string', default: join(here, '../pkg/safelight-ocr.html') },
    'check-engine': { type: 'string', default: join(here, '../build/wasm-check') },
    /** Empty: without that page. */
    'check-out': { type: 'string', default: join(here, '../pkg/verify.html') },
    parents: { type: 'string', default: '' },
    /** Empty: no hosted edition. */
    hosted: { type: 'string', default: join(here, '../pkg/hosted') },
    /** `no`: only pages. */
    package: { type: 'string', default: 'yes' },
    /** For the trap's control page only: leaves the policy out. */
    'no-policy': { type: 'boolean', default: false },
  },
});

/** What the browser allows the page. */
function policy(/** @type {string} */ script, /** @type {Record<string, string>} */ rules) {
  const all = {
    'default-src': "'none'",
    'script-src': `'${hashOf(script)}' 'wasm-unsafe-eval'`,
    'worker-src': 'blob:',
    'connect-src': "'none'",
    'style-src': "'none'",
    'img-src': 'data:',
    'form-action': "'none'",
    'base-uri': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'safelight lit-html',
    ...rules,
  };
  return Object.entries(all).map(([name, value]) => `${name} ${value}`).join('; ');
}

const template = await readFile(join(here, 'index.html'), 'utf8');
const code = await codeOf(options.engine);
const folder = dirname(options.out);
await put('app/main.js', code, options.out);
if (options['reader-out'] && existsSync(join(options.models, 'det.onnx'))) {
  const { glue, data } = await readerParts();
  await put('app/main.js', { ...code, worker: `${glue}\n${code.worker}` }, options['reader-out'], { reader: data });
} else if (options['reader-out']) {
  await rm(options['reader-out'], { force: true });
  console.log(`${options['reader-out']}: left out, no models in ${options.models}; scripts/setup.sh ocr fetches them`);
}
if (options['check-out']) await put('app/verify.js', await codeOf(options['check-engine']), options['check-out']);
if (options.parents) {
  await put('app/framed.js', code, join(folder, 'embed.html'), { texts: { 'safelight:parents': JSON.stringify(parentsOf(options.parents)) } });
}
if (options.hosted && options['check-out']) {
  await put('app/hosted.js', code, join(options.hosted, 'index.html'), { head: HEAD, rules: RULES });
  await writeHosted(options.hosted, options['check-out']);
}
if (options.package === 'yes') await writePackage(code, folder);

/** The engine that reads letters, as its glue and as data: a line each for its file and its models. */
async function readerParts() {
  const folder = options['reader-engine'];
  const models = ['det.onnx', 'rec.onnx', 'dict.txt'].map((name) => join(options.models, name));
  const data = await Promise.all([join(folder, 'safelight_bg.wasm'), ...models].map(squeezed));
  return { glue: await readFile(join(folder, 'safelight.js'), 'utf8'), data: data.map((one) => one.toString('base64')).join('\n') };
}

/**
 * @param {string} entry
 * @param {import('./building.mjs').Code} code
 * @param {string} out
 * @param {{ texts?: Record<string, string>, head?: string, rules?: Record<string, string>, reader?: string }} [more]
 *   texts: what further imports stand for; head, rules: more of the page's head and of its policy;
 *   reader: the engine that reads letters and its models
 */
async function put(entry, { worker, engine }, out, { texts = {}, head = '', rules = {}, reader = '' } = {}) {
  const bare = options['no-policy'] ? template.replace(/^<meta http-equiv="Content-Security-Policy".*\n/m, '') : template;
  const whole = reader === '' ? bare.replace(/^<script type="text\/plain" id="safelight-reader">.*\n/m, '') : bare;
  const own = whole.replace('{{head}}', head);
  const script = inPage(await scriptOf(entry, { 'safelight:worker': worker, 'safelight:template': own, ...texts }));
  const page = fill(own, { script, policy: policy(script, rules), engine, reader });
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, page);
  console.log(`${out}: ${page.length} bytes, ${gzipSync(page).length} packed`);
}
