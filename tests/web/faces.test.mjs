/** A face that is cut out in the page: asked for, looked at, cut, checked, and said on the certificate. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open } from './browsers.mjs';
import { pageOnDisk, root, scratch } from './surroundings.mjs';

const python = process.env.PYTHON ?? join(root, 'build/venv/bin/python');
let folder = '';

/** The made head of the engine's own tests. */
before(async () => {
  folder = await scratch();
  execFileSync('cargo', ['test', '--quiet', '--test', 'deface', 'write_made_head', '--', '--ignored'], {
    cwd: root, env: { ...process.env, HEAD_FOLDER: folder }, stdio: 'ignore',
  });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** What the package says of its faces, and how many of its slices are marked. */
const read = `
import io, json, sys, zipfile, pydicom
with zipfile.ZipFile(sys.argv[1]) as made:
    faces = json.loads(made.read("certificate.json"))["scope"]["faces"]
    slices = [pydicom.dcmread(io.BytesIO(made.read(name))) for name in made.namelist() if name.startswith("DICOM/")]
codes = [[item.CodeValue for item in one.DeidentificationMethodCodeSequence] for one in slices]
print(json.dumps({"cut": faces["cut_series"], "slices": len(slices), "marked": sum("113102" in one for one in codes),
                  "no": sum(one.get("RecognizableVisualFeatures") == "NO" for one in slices)}))
`;

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: the face is cut out of a made head as answered, in every slice of the package`, async () => {
    const visitor = await open(name);
    const saved = await scratch();
    try {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.choose('input[data-pick=files]', readdirSync(folder).map((file) => join(folder, file)));
      await visitor.see('[data-question=head-volumes]', 120_000);
      await visitor.click('[data-question=head-volumes] label:nth-of-type(2)');
      await visitor.see('[data-question=head-volumes][data-state=answered]');
      await visitor.click('[data-part=show-faces]');
      await visitor.see('[data-part=face] [data-view=side][data-when=after] canvas', 120_000);
      const shown = await visitor.evaluate(() => {
        /** @param {Document | ShadowRoot} place @returns {HTMLCanvasElement[]} */
        const canvases = (place) => [...place.querySelectorAll('*')].flatMap((one) => [
          ...(one.matches('[data-part=face] canvas') ? [one] : []), ...(one.shadowRoot ? canvases(one.shadowRoot) : [])]);
        return canvases(document).map((canvas) => ({
          label: canvas.getAttribute('aria-label'),
          levels: [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter((_, at) => at % 4 === 0)],
        }));
      });
      assert.deepEqual(shown.map((one) => one.label),
        ['From the front, before', 'From the front, after', 'From the left side, before', 'From the left side, after']);
      for (const at of [0, 2]) {
        const differ = shown[at].levels.filter((level, place) => level !== shown[at + 1].levels[place]).length;
        assert.ok(differ * 20 > shown[at].levels.length, `${shown[at].label}: ${differ} of ${shown[at].levels.length}`);
      }
      await visitor.see('[data-part=run]:not([disabled])');
      await visitor.click('[data-part=run]');
      await visitor.see('.result', 120_000);
      const { path } = await visitor.save('[data-part=save]', saved);
      const told = JSON.parse(execFileSync(python, ['-c', read, path], { encoding: 'utf8' }));
      assert.ok(told.slices > 12, JSON.stringify(told));
      assert.deepEqual(told, { cut: 1, slices: told.slices, marked: told.slices, no: told.slices });
      assert.deepEqual(visitor.heard, []);
    } finally {
      await visitor.close();
      rmSync(saved, { recursive: true, force: true });
    }
  });
}
