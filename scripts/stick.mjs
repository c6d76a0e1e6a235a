// Writes the zip for a USB stick: pages, third-party notices, check sums, and a guide of one page.
//
//   CHROMIUM=/usr/bin/chromium node scripts/stick.mjs [FOLDER WITH PAGES] [OUT.zip]
//
// The guide is printed from scripts/stick_guide.html by Chromium. Times are fixed,
// so the same pages and the same browser give the same zip.

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateRawSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { supply } from './supply.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2] ?? join(here, '../pkg');
const out = process.argv[3] ?? join(folder, 'safelight-stick.zip');

const sumOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Printing writes the time into the file; places of equal length stay where they are. */
async function guide(values) {
  const text = (await readFile(join(here, 'stick_guide.html'), 'utf8')).replace(/\{\{(\w+)\}\}/g, (_, name) => values[name] ?? '');
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  try {
    const page = await browser.newPage();
    await page.setContent(text);
    const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
    const timeless = pdf.toString('latin1').replace(/\/(CreationDate|ModDate) \(D:(\d{14})/g, (_, key) => `/${key} (D:19800101000000`);
    return Buffer.from(timeless, 'latin1');
  } finally {
    await browser.close();
  }
}

/** One zip, deflated, every entry of the first day that a zip can name. */
function zipOf(entries) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    // Version, flags (UTF-8), method, time, day, check sum, sizes, length of the name, no more fields.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, place, Buffer.from(name)]));
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const { version } = JSON.parse(await readFile(join(here, '../pkg/package.json'), 'utf8'));
const safelight = await readFile(join(folder, 'safelight.html'));
const verify = await readFile(join(folder, 'verify.html'));
const entries = [
  ['GUIDE.pdf', await guide({ version, sum: sumOf(safelight) })],
  ['safelight.html', safelight],
  ['verify.html', verify],
  ['notices.html', Buffer.from(supply().notices)],
];
entries.push(['SHA256SUMS', Buffer.from(entries.map(([name, bytes]) => `${sumOf(bytes)}  ${name}\n`).join(''))]);
const zip = zipOf(entries);
await writeFile(out, zip);
console.log(`${out}: ${zip.length} bytes, SHA-256 ${sumOf(zip)}`);
