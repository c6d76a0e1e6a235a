/**
 * A finished package in the page: what is kept apart from it is saved and opened
 * again, and a package that somebody changed is told by what was done to it, in
 * the page and in verify.html, both from disk.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { open } from './browsers.mjs';
import { command, pageOnDisk, pagePath, root, scratch, writeSample } from './surroundings.mjs';

const python = process.env.PYTHON ?? join(root, 'build/venv/bin/python');
const verifyPath = join(root, 'pkg/verify.html');
const PASSPHRASE = 'three made-up lamps of brass';

let folder = '';
before(async () => {
  folder = await scratch();
  writeSample(join(folder, 'sample'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A package of the command. */
function packageOf(name, ...more) {
  const zip = join(folder, name);
  const run = spawnSync(command(), ['deidentify', join(folder, 'sample'), '--out', zip, '--burned-in', 'no', ...more]);
  assert.ok(run.status === 0 || run.status === 1, String(run.stderr));
  return zip;
}

function namesIn(zip) {
  const list = 'import sys, zipfile; print("\\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))';
  return execFileSync(python, ['-c', list, zip], { encoding: 'utf8' }).trim().split('\n');
}

/** The sample through the page with what is to be kept apart. */
async function runSample(visitor) {
  await visitor.see('[data-part=run]');
  await visitor.click('[data-part=run]');
  await visitor.see('[data-part=save]', 120_000);
}

test('a crosswalk is saved under a passphrase typed twice, and a later run goes on with it', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=keep-crosswalk]');
    await visitor.click('[data-part=keep-crosswalk]');
    await visitor.click('[data-part=keep-commitment]');
    await runSample(visitor);
    const first = await visitor.save('[data-part=save]', folder);
    assert.match(await visitor.text('[data-part=apart-result]'), /re-identifies everybody/);
    await visitor.type('#passphrase', PASSPHRASE);
    await visitor.type('#passphrase-again', 'three made-up lamps of bras');
    await visitor.click('[data-part=lock-crosswalk]');
    assert.match(await visitor.text('[data-part=passphrase-said]'), /not the same/);
    await visitor.type('#passphrase-again', PASSPHRASE);
    await visitor.click('[data-part=lock-crosswalk]');
    await visitor.see('[data-part=save-crosswalk]');
    const crosswalk = await visitor.save('[data-part=save-crosswalk]', folder);
    assert.match(crosswalk.name, /KEEP-APART/);
    const opened = (words) => spawnSync('7z', ['x', '-so', `-p${words}`, crosswalk.path, 'crosswalk.csv'], { encoding: 'utf8' });
    assert.match(opened(PASSPHRASE).stdout, /^"kind","original","replacement","offset_days"\r\n"patient",/);
    assert.doesNotMatch(opened('another').stdout, /patient/);
    // The key of the commitment opens the number on the certificate for these files.
    const opening = await visitor.save('[data-part=save-opening]', folder);
    const checked = spawnSync(command(), ['verify', first.path, '--commitment', opening.path, join(folder, 'sample')], { encoding: 'utf8' });
    assert.match(checked.stdout, /they are the inputs/, checked.stderr);

    // Another visit goes on with it: the study gets the same code.
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=apart]');
    await visitor.click('[data-part=apart] summary');
    await visitor.type('#earlier-passphrase', 'another');
    await visitor.choose('input[data-pick=crosswalk]', [crosswalk.path]);
    await visitor.see('[data-part=apart-said][data-problem=crosswalk-locked]');
    await visitor.type('#earlier-passphrase', PASSPHRASE);
    await visitor.choose('input[data-pick=crosswalk]', [crosswalk.path]);
    await visitor.see('[data-part=apart-said][data-earlier=open]');
    await runSample(visitor);
    copyFileSync(first.path, join(folder, 'first.zip'));
    const second = await visitor.save('[data-part=save]', folder);
    const study = (zip) => namesIn(zip).find((name) => name.startsWith('DICOM/'))?.split('/')[1];
    assert.equal(study(second.path), study(join(folder, 'first.zip')));
    assert.notDeepEqual(readFileSync(second.path), readFileSync(join(folder, 'first.zip')));
    assert.deepEqual(visitor.heard, [], 'the page says nothing on the console');
  } finally {
    await visitor.close();
  }
});

test('an organisation’s key signs in the page, and what is no key is refused', async () => {
  // RFC 8410 §10.3.
  const key = join(folder, 'key.pem');
  writeFileSync(key, '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----\n');
  writeFileSync(join(folder, 'no.pem'), 'no key at all');
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=apart]');
    await visitor.choose('input[data-pick=signing-key]', [join(folder, 'no.pem')]);
    await visitor.see('[data-part=apart-said][data-problem=no-signing-key]');
    await visitor.choose('input[data-pick=signing-key]', [key]);
    await visitor.see('[data-part=apart-said][data-signer=loaded]');
    await runSample(visitor);
    const saved = await visitor.save('[data-part=save]', folder);
    const fingerprint = 'a1e9156054e04fac899ae9f275132cdc07a5dbc4ea2c2ad3a1ffc6e0d253681f';
    const checked = spawnSync(command(), ['verify', saved.path, '--key', fingerprint], { encoding: 'utf8' });
    assert.equal(checked.status, 0, checked.stdout);
  } finally {
    await visitor.close();
  }
});

for (const [where, page] of [
  ['the page', pageOnDisk],
  ['verify.html', pathToFileURL(verifyPath).href],
]) {
  test(`${where} checks a package from disk and tells each kind of tampering`, async () => {
    const good = packageOf('good.zip');
    const other = packageOf('other.zip');
    const tampered = JSON.parse(execFileSync(python, [join(root, 'tests/web/tamper.py'), good, other, folder], { encoding: 'utf8' }));
    assert.ok(tampered.length >= 14, 'every paper, every kind of file, and seven ways more');
    const visitor = await open('chromium');
    try {
      await visitor.goto(page);
      await visitor.see('.target');
      await visitor.choose('input[data-pick=check]', [good]);
      await visitor.see('[data-part=checked][data-sound=yes]');
      assert.match(await visitor.text('.status__code'), /ISSUED WITH EXCEPTIONS/);
      assert.match(await visitor.text('[data-part=exceptions]'), /kept back/);
      assert.match(await visitor.text('[data-part=signed]'), /does not show who signed/);
      await visitor.type('#expected-key', '00'.repeat(32));
      await visitor.click('[data-part=check-key]');
      await visitor.see('[data-part=checked][data-sound=no]');
      assert.match(await visitor.text('[data-part=problems]'), /another key than the expected one/);
      for (const one of tampered) {
        await visitor.choose('input[data-pick=check]', [good]);
        await visitor.see('[data-part=checked][data-sound=yes]');
        await visitor.choose('input[data-pick=check]', [one.path]);
        await visitor.see('[data-part=checked][data-sound=no]');
        const said = await visitor.text('[data-part=problems]');
        assert.ok(said.includes(one.expected), `${one.path}: ${said}`);
      }
      assert.deepEqual(visitor.heard, [], 'nothing on the console');
    } finally {
      await visitor.close();
    }
  });
}

test('a package that is dropped as a file is checked, not cleaned again', async () => {
  const visitor = await open('chromium');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', [packageOf('again.zip')]);
    await visitor.see('[data-part=checked][data-sound=yes]');
  } finally {
    await visitor.close();
  }
});

test('verify.html is less than half as large as the page and as strict', () => {
  assert.ok(statSync(verifyPath).size * 2 < statSync(pagePath).size);
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(verifyPath, 'utf8'))?.[1] ?? '';
  for (const rule of ["default-src 'none'", "connect-src 'none'", "form-action 'none'"]) assert.ok(policy.includes(rule), rule);
});
