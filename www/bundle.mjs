/**
 * Puts the two pages together, each one file with nothing to fetch: the page
 * itself, and verify.html, which only checks packages with a smaller engine.
 *
 *   node www/bundle.mjs [--engine FOLDER] [--out FILE] [--check-engine FOLDER] [--check-out FILE]
 *
 * FOLDER holds what wasm-bindgen made with `--target no-modules`. The worker
 * (glue and worker.js) becomes a text inside the script of the page, so the one
 * hash in the policy covers all that runs. The engine (Zstandard, base64) stands
 * behind it as data, so that the page is there before it is read.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { compress, init } from '@bokuweb/zstd-wasm';
import { build } from 'esbuild';
import { decompress } from 'fzstd';

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    engine: { type: 'string', default: join(here, '../build/wasm') },
    out: { type: 'string', default: join(here, '../pkg/safelight.html') },
    'check-engine': { type: 'string', default: join(here, '../build/wasm-check') },
    /** Empty: only the page itself. */
    'check-out': { type: 'string', default: join(here, '../pkg/verify.html') },
    /** For the trap's control page only: leaves the policy out. */
    'no-policy': { type: 'boolean', default: false },
  },
});

/** What the browser allows the page. */
const policy = (/** @type {string} */ script) =>
  [
    "default-src 'none'",
    `script-src '${hashOf(script)}' 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "connect-src 'none'",
    "style-src 'none'",
    "img-src data:",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types safelight lit-html',
  ].join('; ');

/** Made ready once: a second call undoes the first. */
const compressor = init();
const template = await readFile(join(here, 'index.html'), 'utf8');
const worker = await bundle('worker.js', {});
await put('app/main.js', options.engine, options.out);
if (options['check-out']) await put('app/verify.js', options['check-engine'], options['check-out']);

/**
 * @param {string} entry
 * @param {string} folder of the engine
 * @param {string} out
 */
async function put(entry, folder, out) {
  const glue = await readFile(join(folder, 'safelight.js'), 'utf8');
  const engine = (await squeezed(join(folder, 'safelight_bg.wasm'))).toString('base64');
  const script = await bundle(entry, { 'safelight:worker': `${glue}\n${worker}` });
  const page = fill(template, { script, policy: policy(script), engine });
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, page);
  console.log(`${out}: ${page.length} bytes, ${gzipSync(page).length} packed`);
}

/**
 * A file in Zstandard's closest packing: a fifth less than gzip, unpacked as fast.
 * It takes a quarter of a minute, so what was packed stays beside the file.
 * @param {string} file
 */
async function squeezed(file) {
  const kept = `${file}.zst`;
  const ages = await Promise.all([file, kept].map((name) => stat(name).catch(() => null)));
  const [plain, packed] = ages.map((age) => age?.mtimeMs ?? 0);
  if (packed > plain) return readFile(kept);
  await compressor;
  const wasm = await readFile(file);
  const bytes = compress(wasm, 22);
  if (!wasm.equals(decompress(bytes))) throw new Error(`${file} does not come back from its packing`);
  await writeFile(kept, bytes);
  return Buffer.from(bytes);
}

/**
 * One script without imports. Nothing is renamed or squeezed: what an auditor
 * reads in the page is what stands in www/.
 * @param {string} entry
 * @param {Record<string, string>} texts what `safelight:` imports stand for
 */
async function bundle(entry, texts) {
  const made = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'utf8',
    legalComments: 'inline',
    loader: { '.css': 'text' },
    conditions: ['production'],
    plugins: [
      {
        name: 'safelight',
        setup(plugins) {
          plugins.onResolve({ filter: /^safelight:/ }, ({ path }) => ({ path, namespace: 'safelight' }));
          plugins.onLoad({ filter: /.*/, namespace: 'safelight' }, ({ path }) => ({ contents: texts[path], loader: 'text' }));
        },
      },
    ],
  });
  const text = made.outputFiles[0].text;
  // Would end the script inside the page.
  return text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** @param {string} script */
function hashOf(script) {
  return `sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}`;
}

/**
 * @param {string} text
 * @param {Record<string, string>} values
 */
function fill(text, values) {
  if (options['no-policy']) text = text.replace(/^<meta http-equiv="Content-Security-Policy".*\n/m, '');
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
}
