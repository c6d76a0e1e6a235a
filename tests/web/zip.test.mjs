/** Zips as people make them: stored, deflated, one in another, damaged, locked. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open } from './browsers.mjs';
import { pageOnDisk, plantedValues, readPackage, scratch, writeSample } from './surroundings.mjs';

let folder = '';
before(async () => {
  folder = await scratch();
  writeSample(join(folder, 'sample'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Python's zipfile makes them: a writer that is not ours. */
function zip(script) {
  execFileSync('python3', ['-c', `import os, zipfile\n${script}`], { cwd: folder });
}

const ALL = `
def add(package, top):
    for path, _, names in os.walk(top):
        for name in sorted(names):
            package.write(os.path.join(path, name))
`;

/** @param {string[]} paths */
async function visit(paths) {
  const visitor = await open('chromium');
  await visitor.goto(pageOnDisk);
  await visitor.see('.target');
  await visitor.choose('input[data-pick=files]', paths.map((path) => join(folder, path)));
  await visitor.see('.inventory');
  return visitor;
}

for (const [kind, method] of [['stored', 'ZIP_STORED'], ['deflated', 'ZIP_DEFLATED']]) {
  test(`a ${kind} zip of the sample`, async () => {
    zip(`${ALL}\nwith zipfile.ZipFile('${kind}.zip', 'w', zipfile.${method}) as package: add(package, 'sample')`);
    const visitor = await visit([`${kind}.zip`]);
    try {
      await visitor.click('[data-part=run]');
      await visitor.see('[data-part=save]', 120_000);
      const saved = await visitor.save('[data-part=save]', folder);
      const found = readPackage(saved.path, plantedValues(), join(folder, 'sample'));
      assert.equal(found.unzip, 0, found.unzipSays);
      assert.ok(found.instances >= 30, `${found.instances} instances in ${found.entries.length} entries`);
      assert.equal(found.foreign_pixels, 0);
      assert.deepEqual(found.hits, []);
    } finally {
      await visitor.close();
    }
  });
}

test('a zip in a zip is opened, a damaged and a locked one are listed', async () => {
  writeFileSync(join(folder, 'note.txt'), 'Report\n\nPatient: Made Up Person\nFindings: The lungs are clear.\n');
  zip(`
with zipfile.ZipFile('inner.zip', 'w') as package: package.write('note.txt')
with zipfile.ZipFile('outer.zip', 'w', zipfile.ZIP_DEFLATED) as package: package.write('inner.zip')
whole = open('outer.zip', 'rb').read()
open('damaged.zip', 'wb').write(whole[:len(whole) - 30])
locked = bytearray(open('inner.zip', 'rb').read())
locked[6] |= 1
locked[locked.index(b'PK\\x01\\x02') + 8] |= 1
open('locked.zip', 'wb').write(locked)`);
  const visitor = await visit(['outer.zip', 'damaged.zip', 'locked.zip']);
  try {
    const reports = await visitor.text('.reports');
    assert.match(reports, /outer\.zip › inner\.zip › note\.txt/);
    const refused = await visitor.text('.refused');
    assert.match(refused, /damaged\.zip/);
    assert.match(refused, /locked\.zip/);
    assert.match(refused, /encrypted/);
  } finally {
    await visitor.close();
  }
});
