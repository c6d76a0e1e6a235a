/** The hosted edition: a folder that a server can give out as it is, installable and usable offline. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { hashOf, scriptOf } from './building.mjs';

const GROUND = [0x0f, 0x0e, 0x0d];
const LAMP = [0xf0, 0x8a, 0x4b];

/** What the page's head says besides. */
export const HEAD = '<link rel="manifest" href="manifest.webmanifest">';
/** Over the policy of the page: its own manifest and its own service worker. */
export const RULES = { 'worker-src': "blob: 'self'", 'manifest-src': "'self'" };

/**
 * Beside the page (index.html is there): manifest, service worker, verify.html.
 * @param {string} folder
 * @param {string} check verify.html
 */
export async function writeHosted(folder, check) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.webmanifest'), `${JSON.stringify(manifest(), null, 1)}\n`);
  await copyFile(check, join(folder, 'verify.html'));
  const files = [];
  for (const name of ['index.html', 'manifest.webmanifest', 'verify.html']) {
    files.push([name === 'index.html' ? './' : name, hashOf(await readFile(join(folder, name)))]);
  }
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  await writeFile(join(folder, 'sw.js'), await scriptOf('service.js', { 'safelight:files': JSON.stringify({ version, files }) }));
  console.log(`${folder}: edition ${version}`);
}

/** Icons stand in it as data: the page's policy lets no picture be asked for. */
function manifest() {
  const icon = (/** @type {number} */ size, /** @type {string} */ purpose) => ({
    src: `data:image/png;base64,${lampPng(size).toString('base64')}`, sizes: `${size}x${size}`, type: 'image/png', purpose,
  });
  return {
    name: 'Safelight',
    short_name: 'Safelight',
    description: 'De-identifies a study and its report on this computer',
    id: './',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#0f0e0d',
    theme_color: '#0f0e0d',
    icons: [icon(192, 'any'), icon(512, 'any'), icon(512, 'maskable')],
  };
}

/**
 * A lamp on the dark ground, 8 bit RGB.
 * @param {number} size
 */
function lampPng(size) {
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const far = Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) / size;
      // One pixel of the edge is mixed.
      const share = Math.max(0, Math.min(1, (0.26 - far) * size));
      LAMP.forEach((lamp, n) => {
        rows[y * (1 + size * 3) + 1 + x * 3 + n] = Math.round(lamp * share + (GROUND[n] ?? 0) * (1 - share));
      });
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {string} kind
 * @param {Buffer} bytes
 */
function chunk(kind, bytes) {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), bytes]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(bytes.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
