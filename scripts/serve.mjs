// A small static server for one folder, on this machine only.
//
//   node scripts/serve.mjs FOLDER [PORT]
//
// Sends the policy of the page as a header too, so that a served page is held
// to no less than one opened from disk. Ctrl-C stops it.

import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';

const folder = resolve(process.argv[2] ?? 'pkg');
const firstPort = Number(process.argv[3] ?? 8118);
const start = 'safelight.html';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.md': 'text/plain; charset=utf-8',
};

/** The policy in the page's own meta tag, without what only a header may say. */
async function policyOf(path) {
  const text = await readFile(path, 'utf8').catch(() => '');
  const tag = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]+)"/i.exec(text.slice(0, 65536));
  return tag ? tag[1].replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&') : null;
}

const server = createServer(async (request, response) => {
  const refuse = (status) => {
    response.writeHead(status, { 'content-type': 'text/plain' });
    response.end(`${status}\n`);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  let wanted;
  try {
    wanted = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    return refuse(400);
  }
  if (wanted.endsWith('/')) wanted += wanted === '/' ? start : 'index.html';
  const path = normalize(join(folder, wanted));
  if (path !== folder && !path.startsWith(folder + sep)) return refuse(403);
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile()) return refuse(404);
  const headers = {
    'content-type': types[extname(path)] ?? 'application/octet-stream',
    'content-length': facts.size,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
  if (extname(path) === '.html') {
    const policy = await policyOf(path);
    headers['content-security-policy'] = policy ? `${policy}; frame-ancestors 'self'` : "frame-ancestors 'self'";
  }
  response.writeHead(200, headers);
  if (request.method === 'HEAD') return response.end();
  createReadStream(path).on('error', () => response.destroy()).pipe(response);
});

let port = firstPort;
server.on('error', (error) => {
  if (error.code === 'EADDRINUSE' && port < firstPort + 20) {
    port += 1;
    server.listen(port, '127.0.0.1');
    return;
  }
  process.stderr.write(`serve: ${error.code ?? 'cannot listen'}\n`);
  process.exit(2);
});
server.on('listening', () => {
  process.stdout.write(`Safelight is served at http://127.0.0.1:${server.address().port}/  (Ctrl-C stops it)\n`);
  process.stdout.write(`The same page opens without a server: ${join(folder, start)}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
server.listen(port, '127.0.0.1');
