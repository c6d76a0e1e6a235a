/** The zip for a USB stick: read by readers that are not ours, and the same at every writing. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { open } from './browsers.mjs';
import { pagePath, root, scratch } from './surroundings.mjs';

let folder = '';
before(async () => {
  folder = await scratch();
});
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (/** @type {string} */ name, /** @type {string[]} */ ...words) => execFileSync(name, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

test('the stick holds pages, check sums that agree and a guide of one page, and opens by itself', async () => {
  for (const name of ['one.zip', 'two.zip']) run('node', join(root, 'scripts/stick.mjs'), dirname(pagePath), join(folder, name));
  assert.ok(readFileSync(join(folder, 'one.zip')).equals(readFileSync(join(folder, 'two.zip'))), 'the same zip twice');
  run('unzip', '-qq', 'one.zip', '-d', 'stick');
  assert.deepEqual(run('unzip', '-Z1', 'one.zip').trim().split('\n'), ['GUIDE.pdf', 'safelight.html', 'verify.html', 'notices.html', 'SHA256SUMS']);
  assert.equal(run('sh', '-c', 'cd stick && sha256sum --strict -c SHA256SUMS').match(/: OK/g)?.length, 4);
  assert.match(run('pdfinfo', 'stick/GUIDE.pdf'), /Tagged: +yes[^]*Pages: +1\b/);
  const guide = run('pdftotext', '-layout', 'stick/GUIDE.pdf', '-').replace(/\s+/g, '');
  assert.ok(guide.includes(readFileSync(join(folder, 'stick/SHA256SUMS'), 'utf8').split('\n')[1]?.split(' ')[0] ?? 'none'), 'the guide names the sum of the page');
  const visitor = await open('firefox');
  try {
    await visitor.goto(pathToFileURL(join(folder, 'stick/safelight.html')).href);
    await visitor.see('.target');
    assert.match(await visitor.text('[data-part=requests]'), /^0 /);
  } finally {
    await visitor.close();
  }
});
