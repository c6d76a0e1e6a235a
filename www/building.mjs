/** Scripts and pages from their parts: what bundle.mjs and its editions share. */
import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compress, init } from '@bokuweb/zstd-wasm';
import { build } from 'esbuild';
import { decompress } from 'fzstd';

export const here = dirname(fileURLToPath(import.meta.url));

/** @typedef {{ worker: string, engine: string }} Code worker as a classic script, engine as base64 of its packing */

/**
 * @param {string} folder of the engine
 * @returns {Promise<Code>}
 */
export async function codeOf(folder) {
  const glue = await readFile(join(folder, 'safelight.js'), 'utf8');
  const engine = await squeezed(join(folder, 'safelight_bg.wasm'));
  return { worker: `${glue}\n${await scriptOf('worker.js', {})}`, engine: engine.toString('base64') };
}

/** Made ready once: a second call undoes the first. @type {Promise<unknown> | null} */
let compressor = null;

/**
 * A file in Zstandard's closest packing: a fifth less than gzip, unpacked as fast.
 * It takes a quarter of a minute, so what was packed stays beside the file.
 * @param {string} file
 */
export async function squeezed(file) {
  const kept = `${file}.zst`;
  const ages = await Promise.all([file, kept].map((name) => stat(name).catch(() => null)));
  const [plain = 0, packed = 0] = ages.map((age) => age?.mtimeMs ?? 0);
  if (packed > plain) return readFile(kept);
  compressor ??= init();
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
 * @returns {Promise<string>}
 */
export async function scriptOf(entry, texts) {
  const made = await build({ ...settings(texts), entryPoints: [join(here, entry)], write: false, format: 'iife' });
  return made.outputFiles[0].text;
}

/**
 * @param {Record<string, string>} texts
 * @returns {import('esbuild').BuildOptions}
 */
export function settings(texts) {
  return {
    bundle: true,
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
  };
}

/** What would end a script inside a page. @param {string} script */
export function inPage(script) {
  return script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** @param {string | Uint8Array} bytes */
export function hashOf(bytes) {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}

/**
 * @param {string} text
 * @param {Record<string, string>} values
 */
export function fill(text, values) {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
}

/**
 * Whole origins and nothing else: no pattern, no path, no `null`.
 * @param {string} list with commas
 * @returns {string[]}
 */
export function parentsOf(list) {
  return list.split(',').map((one) => {
    const origin = one.trim();
    const url = URL.canParse(origin) ? new URL(origin) : null;
    if (url === null || url.origin !== origin || !/^https?:$/.test(url.protocol) || origin.includes('*')) {
      throw new Error(`--parents: "${origin}" is not an origin such as https://portal.example`);
    }
    return origin;
  });
}
