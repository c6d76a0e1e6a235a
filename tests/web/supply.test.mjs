/** What Safelight is made of: every part is named, allowed, and told with its licence. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isAllowed } from '../../scripts/supply.mjs';
import { root, scratch } from './surroundings.mjs';

let folder = '';
before(async () => {
  folder = await scratch();
  for (const name of ['one', 'two']) execFileSync('node', [join(root, 'scripts/supply.mjs'), join(folder, name)], { cwd: folder });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const read = (/** @type {string} */ ...names) => readFileSync(join(...names), 'utf8');

test('the bill of materials names what the lockfiles name, with its check sum, and twice the same', () => {
  const bill = JSON.parse(read(folder, 'one/sbom.cdx.json'));
  const named = new Map(bill.components.map((/** @type {any} */ one) => [one['bom-ref'], one]));
  assert.equal(named.size, bill.components.length, 'nothing is named twice');
  const manifest = read(root, 'Cargo.toml').split(/^\[/m).filter((part) => /^(target.*\.)?dependencies\]/.test(part)).join('\n');
  const direct = [...manifest.matchAll(/^([\w-]+) = .*?"=(\d[\w.+-]*)"/gm)].filter(([, name]) => name !== 'safelight-ocr');
  assert.ok(direct.length > 30, 'Cargo.toml was read');
  for (const [, name, version] of direct) {
    const part = named.get(`pkg:cargo/${name}@${version}`);
    assert.match(part?.hashes[0].content ?? `${name} ${version} is missing`, /^[0-9a-f]{64}$/);
    assert.ok(read(root, 'Cargo.lock').includes(part.hashes[0].content), `${name} has the sum of the lockfile`);
  }
  for (const name of ['lit', 'fzstd']) {
    const { version, integrity } = JSON.parse(read(root, 'package-lock.json')).packages[`node_modules/${name}`];
    const sum = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
    assert.equal(named.get(`pkg:npm/${name}@${version}`)?.hashes[0].content, sum);
  }
  for (const tool of ['playwright-core', 'tempfile', 'esbuild']) {
    assert.ok(!bill.components.some((/** @type {any} */ one) => one.name === tool), `${tool} is not handed out`);
  }
  const listed = new Set([...named.keys(), bill.metadata.component['bom-ref']]);
  for (const { ref, dependsOn } of bill.dependencies) for (const one of [ref, ...dependsOn]) assert.ok(listed.has(one), `${one} is listed`);
  for (const name of ['sbom.cdx.json', 'notices.html']) assert.ok(read(folder, 'one', name) === read(folder, 'two', name), `${name} twice`);
});

test('the notices hold every text that lies in notices/ and the licence of each font, and run nothing', () => {
  const page = read(folder, 'one/notices.html');
  for (const owner of ['REGENTS OF THE UNIVERSITY OF CALIFORNIA', 'Dav Glass', 'Tyler Barrus', 'Matt Wiens', 'Google LLC', 'SIL OPEN FONT LICENSE']) {
    assert.ok(page.includes(owner), owner);
  }
  assert.ok(!/<script|<img|<link|src=|https?:[^<]*"/.test(page.replace(/<pre>[^]*?<\/pre>/g, '')), 'nothing is run or fetched');
  for (const [, id] of page.matchAll(/href="#([\w-]+)"/g)) assert.ok(page.includes(`id="${id}"`), `${id} is there`);
  const rows = page.match(/<tr><td>/g)?.length ?? 0;
  assert.equal(rows, JSON.parse(read(folder, 'one/sbom.cdx.json')).components.length, 'a row for each part');
});

test('a licence that asks for more than a notice is refused, alone or joined, and a choice is taken', () => {
  for (const fine of ['MIT', 'MIT/Apache-2.0', 'MIT OR GPL-3.0', '(MIT OR Apache-2.0) AND Unicode-3.0', 'Apache-2.0 WITH LLVM-exception OR GPL-2.0']) {
    assert.ok(isAllowed(fine), fine);
  }
  for (const foreign of ['GPL-3.0', 'MIT AND GPL-3.0', 'LGPL-2.1-or-later', 'MPL-2.0', '(MIT OR GPL-2.0) AND AGPL-3.0', 'Apache-2.0 WITH Classpath-exception-2.0']) {
    assert.ok(!isAllowed(foreign), foreign);
  }
  for (const broken of ['MIT Apache-2.0', '(MIT', '']) assert.throws(() => isAllowed(broken), broken);
});
