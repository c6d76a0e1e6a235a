/**
 * The service worker of the hosted edition: keeps the page's own files for the
 * time without a network, by their hashes, and never anything else. Nothing that a
 * page asks for besides them goes through.
 *
 * A new edition is kept beside the old one and takes over when every page of the
 * old one is closed, so that no case sees two editions.
 */
import list from 'safelight:files';

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
/** @type {{ version: string, files: [string, string][] }} paths beside this script, each with its hash */
const { version, files } = JSON.parse(list);
/** Of this place; another on the same server has its own. */
const family = `safelight ${worker.registration.scope} `;
const cacheName = family + version;
/** @type {Map<string, string>} */
const own = new Map(files.map(([path, integrity]) => [new URL(path, worker.location.href).href, integrity]));

/** The browser compares every file with its hash: a changed one is not kept. */
async function keep() {
  const cache = await worker.caches.open(cacheName);
  await cache.addAll([...own].map(([url, integrity]) => new Request(url, { integrity, cache: 'no-cache' })));
}

async function forgetOlder() {
  const names = await worker.caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(family) && name !== cacheName).map((name) => worker.caches.delete(name)));
}

/** @param {string} url */
async function kept(url) {
  const cache = await worker.caches.open(cacheName);
  return (await cache.match(url)) ?? Response.error();
}

/** @param {string} asked */
function withoutQuery(asked) {
  const url = new URL(asked);
  return url.origin + url.pathname.replace(/\/index\.html$/, '/');
}

worker.addEventListener('install', (event) => event.waitUntil(keep()));
worker.addEventListener('activate', (event) => event.waitUntil(forgetOlder()));
worker.addEventListener('fetch', (event) => {
  const url = withoutQuery(event.request.url);
  if (own.has(url)) event.respondWith(kept(url));
  // Another page of the same server is opened as ever.
  else if (event.request.mode !== 'navigate') event.respondWith(Response.error());
});
