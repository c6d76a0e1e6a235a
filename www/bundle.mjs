/**
 * Puts the pages together, each one file with nothing to fetch: the page itself,
 * and verify.html, which only checks packages with a smaller engine. Beside them
 * the modules for portals (package.mjs).
 *
 *   node www/bundle.mjs [--engine FOLDER] [--out FILE] [--check-engine FOLDER] [--check-out FILE]
 *                       [--parents ORIGIN,ORIGIN] [--package no] [--hosted FOLDER]
 *
 * FOLDER holds what wasm-bindgen made with `--target no-modules`. The worker
 * (glue and worker.js) becomes a text inside the script of the page, so the one
 * hash in the policy covers all that runs. The engine (Zstandard, base64) stands
 * behind it as data, so that the page is there before it is read.
 *
 * With `--parents` it also writes embed.html, the page for a frame, which talks to
 * pages of these origins and no others.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { codeOf, fill, hashOf, here, inPage, parentsOf, scriptOf } from './building.mjs';
import { HEAD, RULES, writeHosted } from './hosted.mjs';
import { writePackage } from './package.mjs';

const { values: options } = parseArgs({
  options: {
    engine: { type: 'string', default: join(here, '../build/wasm') },
    out: { type: 'string', default: join(here, '../pkg/safelight.html') },
    'check-engine': { type: 'string', default: join(here, '../build/wasm-check') },
    /** Empty: only the page itself. */
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
if (options['check-out']) await put('app/verify.js', await codeOf(options['check-engine']), options['check-out']);
if (options.parents) {
  await put('app/framed.js', code, join(folder, 'embed.html'), { texts: { 'safelight:parents': JSON.stringify(parentsOf(options.parents)) } });
}
if (options.hosted && options['check-out']) {
  await put('app/hosted.js', code, join(options.hosted, 'index.html'), { head: HEAD, rules: RULES });
  await writeHosted(options.hosted, options['check-out']);
}
if (options.package === 'yes') await writePackage(code, folder);

/**
 * @param {string} entry
 * @param {import('./building.mjs').Code} code
 * @param {string} out
 * @param {{ texts?: Record<string, string>, head?: string, rules?: Record<string, string> }} [more]
 *   texts: what further imports stand for; head, rules: more of the page's head and of its policy
 */
async function put(entry, { worker, engine }, out, { texts = {}, head = '', rules = {} } = {}) {
  const bare = options['no-policy'] ? template.replace(/^<meta http-equiv="Content-Security-Policy".*\n/m, '') : template;
  const own = bare.replace('{{head}}', head);
  const script = inPage(await scriptOf(entry, { 'safelight:worker': worker, 'safelight:template': own, ...texts }));
  const page = fill(own, { script, policy: policy(script, rules), engine });
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, page);
  console.log(`${out}: ${page.length} bytes, ${gzipSync(page).length} packed`);
}
