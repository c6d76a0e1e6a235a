/** What the tests of the page stand on: the built page, the command, a server, a trap. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const pagePath = process.env.SAFELIGHT_PAGE ?? join(root, 'pkg/safelight.html');
/** The page that looks for text in pictures. */
export const readerPagePath = process.env.SAFELIGHT_READER_PAGE ?? join(root, 'pkg/safelight-ocr.html');
export const pageOnDisk = pathToFileURL(pagePath).href;
export const readerPageOnDisk = pathToFileURL(readerPagePath).href;
export const python = process.env.PYTHON ?? join(root, 'build/venv/bin/python');

/** The native command; built if it is not there. */
export function command() {
  const path = process.env.SAFELIGHT ?? join(root, 'target/release/safelight');
  if (!existsSync(path)) execFileSync('cargo', ['build', '--release', '--quiet', '--bin', 'safelight'], { cwd: root });
  return path;
}

export function scratch() {
  return mkdtemp(join(tmpdir(), 'safelight-web-'));
}

/** Writes the sample to a folder. */
export function writeSample(folder) {
  execFileSync(command(), ['sample', folder]);
}

/** Every identifying value of the sample, made up, each found nowhere else. */
export function plantedValues() {
  const listed = JSON.parse(execFileSync(command(), ['sample', '--values'], { encoding: 'utf8' }));
  return listed.map((one) => (typeof one === 'string' ? one : one.value));
}

/** Opens a zip with readers that are not ours; says what they say. */
export function readPackage(zip, planted, sources = '') {
  const unzip = spawnSync('unzip', ['-tqq', zip], { encoding: 'utf8' });
  const read = spawnSync(python, [join(root, 'tests/web/read_package.py'), zip, sources], {
    input: JSON.stringify(planted),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (read.status !== 0) throw new Error(`read_package.py: ${read.stderr}`);
  return { unzip: unzip.status, unzipSays: unzip.stdout + unzip.stderr, ...JSON.parse(read.stdout) };
}

/** Serves one text on 127.0.0.1, and counts what is asked for. */
export async function serve(text, headers = {}) {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
    response.end(text);
  });
  const host = await listening(server);
  return { url: `http://${host}/`, host, asked, close: () => server.close() };
}

export const servePage = () => serve(readFileSync(pagePath, 'utf8'));

/**
 * A trap: as a proxy it gets every request the browser makes to anywhere, as a
 * server those made to it. It answers all with nothing, and remembers.
 */
export async function trap() {
  /** @type {string[]} */
  const caught = [];
  const server = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.writeHead(204, { 'access-control-allow-origin': '*' });
    response.end();
  });
  server.on('connect', (request, socket) => {
    caught.push(`CONNECT ${request.url}`);
    socket.end('HTTP/1.1 403 no\r\n\r\n');
  });
  server.on('upgrade', (request, socket) => {
    caught.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  const host = await listening(server);
  return { host, url: `http://${host}`, caught, close: () => server.close() };
}

/**
 * Browsers ask their makers for updates, settings and the time whatever a page
 * does; those hosts are not the page's doing. That the page itself reaches
 * nobody, these hosts included, is shown by its policy (nothing_leaves.test.mjs).
 */
export function ofThePage(/** @type {string[]} */ caught) {
  const makers = /^(\w+) (https?:\/\/)?([\w-]+\.)*(mozilla[\w-]*|firefox[\w-]*|google|googleapis|gstatic|gvt1|chromium)\.(com|org|net)[:/]/;
  return caught.filter((request) => !makers.test(request));
}

function listening(server) {
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done(`127.0.0.1:${server.address().port}`));
  });
}

/** Builds a page whose worker runs `change` after the engine's glue, and gives its address. */
export function pageWith(folder, name, change) {
  const engine = join(folder, name);
  cpSync(process.env.SAFELIGHT_ENGINE ?? join(root, 'build/wasm'), engine, { recursive: true });
  const glue = join(engine, 'safelight.js');
  writeFileSync(glue, `${readFileSync(glue, 'utf8')}\n${change}`);
  const page = join(folder, `${name}.html`);
  execFileSync('node', [join(root, 'www/bundle.mjs'), '--engine', engine, '--out', page, '--reader-out', '', '--check-out', '', '--package', 'no']);
  return pathToFileURL(page).href;
}
