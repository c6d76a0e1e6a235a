/** Pages around the app: a server for the package and for pages of the test, each with a strict policy. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { root } from './surroundings.mjs';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.webmanifest': 'application/manifest+json', '.svg': 'image/svg+xml',
};

/** What docs/EMBEDDING.md asks of a portal for the element, and a place for the portal's own icon. */
export const elementPolicy = (/** @type {string} */ page) =>
  `default-src 'none'; script-src 'self' ${scriptHashes(page)} 'wasm-unsafe-eval'; worker-src blob:; style-src 'none'; ` +
  "connect-src 'none'; img-src data:; require-trusted-types-for 'script'; trusted-types safelight lit-html";

/** What it asks of a portal for the frame. */
export const framePolicy = (/** @type {string} */ page, /** @type {string} */ framed) =>
  `default-src 'none'; script-src 'self' ${scriptHashes(page)}; frame-src ${framed} blob:; img-src data:`;

/** Inline scripts, as a portal would name them in its policy. */
function scriptHashes(/** @type {string} */ page) {
  return [...page.matchAll(/<script[^>]*>([^]*?)<\/script>/g)]
    .map(([, text]) => `'sha256-${createHash('sha256').update(text ?? '').digest('base64')}'`).join(' ');
}

/**
 * Serves the repository's own files under 127.0.0.1, pages of the test over them.
 * @param {Record<string, string>} pages texts by path
 * @param {(path: string, text: string) => Record<string, string>} headersOf
 * @param {string} [folder]
 */
export async function portal(pages = {}, headersOf = () => ({}), folder = root) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://portal').pathname);
    asked.push(`${request.method} ${request.url}`);
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    const body = pages[path] ?? (file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null);
    if (body === null) return response.writeHead(404).end();
    const type = types[extname(path.endsWith('/') ? 'index.html' : path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', ...(type.startsWith('text/html') ? headersOf(path, String(body)) : {}) });
    response.end(body);
  });
  const port = await new Promise((done) => server.listen(0, '127.0.0.1', () => done(/** @type {any} */ (server.address()).port)));
  return { origin: `http://127.0.0.1:${port}`, asked, close: () => server.close(), closeAll: () => server.closeAllConnections() };
}

/** A word that stands in every name of a file that is given to a portal. */
export const FILE_WORD = 'Quibblethorne';

/**
 * Copies of a few files of the sample under names that tell of a person.
 * @param {string} sample
 * @param {string} folder
 * @returns {string[]}
 */
export function namedFiles(sample, folder) {
  mkdirSync(folder, { recursive: true });
  const all = readdirSync(sample, { recursive: true }).map((name) => join(sample, String(name))).filter((path) => statSync(path).isFile());
  const slices = all.filter((path) => path.endsWith('.dcm')).slice(0, 3);
  const reports = all.filter((path) => /\.(pdf|txt)$/.test(path)).slice(0, 1);
  return [...slices, ...reports].map((path, place) => {
    const copy = join(folder, `${FILE_WORD}, Ada ${place}${extname(path)}`);
    copyFileSync(path, copy);
    return copy;
  });
}
