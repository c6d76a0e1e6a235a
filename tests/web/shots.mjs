/**
 * Pictures of the page in every state, wide and narrow, dark and light, for
 * looking at: build/shots, with one sheet of them all. Each is as high as the page,
 * so that what stays in sight stands at its end; axe looks at each. Ends with 1 if a
 * state could not be reached or axe has something against it.
 *
 *   node tests/web/shots.mjs [FOLDER [WORD OF A STATE]]
 */
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { open } from './browsers.mjs';
import { CT, element, part10 } from './made_instance.mjs';
import { pageOnDisk, pageWith, readerPageOnDisk, root, scratch, writeSample } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = process.argv[2] ?? join(root, 'build/shots');
const wanted = process.argv[3] ?? '';
mkdirSync(folder, { recursive: true });
const extra = await scratch();
const write = (name, bytes) => {
  const path = join(extra, name);
  writeFileSync(path, bytes);
  return path;
};
const odd = ['Thumbs.db', 'cut.dcm', 'notes.bin'].map((name) => write(name, name.endsWith('dcm') ? Buffer.concat([Buffer.alloc(128), Buffer.from('DICM\x02\0')]) : 'x\0y'));
/** One study under two patient IDs; a report of a rare case; one in another language; one of somebody else. */
const mixed = [
  ...['QX-1', 'QX-2'].map((id, n) => write(`${id}.dcm`, part10(`2.999.4.${n}`,
    element(0x00080016, 'UI', CT), element(0x00080018, 'UI', `2.999.4.${n}`), element(0x00080050, 'SH', 'BLH-24-1'), element(0x00080060, 'CS', 'CT'),
    element(0x0008103e, 'LO', 'THORAX 2.0'), element(0x00100010, 'PN', 'Ambersedge^Oda'), element(0x00100020, 'LO', id),
    element(0x0020000d, 'UI', '2.999.4.100'), element(0x0020000e, 'UI', '2.999.4.200')))),
  write('rare.txt', 'Patient: Oda Ambersedge\nMRN: QX-1\n\nHISTORY: Erdheim-Chester disease, the first reported case in a child.\nFINDINGS: Clear lungs.\nIMPRESSION: Stable.\n'),
  write('befund.txt', 'Patientin: Oda Ambersedge\n\nBefund: Die Lunge ist frei, kein Erguss und keine Stauung. Das Herz ist nicht vergrößert.\nBeurteilung: Kein Nachweis einer Entzündung der Lunge.\n'),
  write('other.txt', 'Patient: Tamsin Quillfeather\nDOB: 11/02/1961\nMRN: ZZ-9\n\nFINDINGS: Nodule of 8 mm.\n'),
];
const sample = join(extra, 'sample');
writeSample(sample);
const pictures = readdirSync(sample, { recursive: true }).map((name) => join(sample, String(name)))
  .filter((path) => path.endsWith('.dcm') && statSync(path).size > 50_000).slice(-3);
const head = await scratch();
execFileSync('cargo', ['test', '--quiet', '--test', 'deface', 'write_made_head', '--', '--ignored'], { cwd: root, env: { ...process.env, HEAD_FOLDER: head }, stdio: 'ignore' });
const deadPage = pageWith(extra, 'dead', 'wasm_bindgen = () => Promise.reject(new WebAssembly.CompileError("no"));');
/** Runs in the page: a place to save to that takes its time. */
function slowPlace() {
  const wait = () => new Promise((done) => setTimeout(done, 3_000));
  window.showSaveFilePicker = async () => ({
    createWritable: async () => ({ write: wait, close: async () => {}, abort: async () => {} }),
    getFile: async () => new File([], 'x'),
    remove: async () => {},
  });
}
const quiet = (visitor) => visitor.page.waitForTimeout(300);

/** Each goes its own way in a new browser and takes its pictures. @type {Record<string, (visitor: any, shot: (state: string) => Promise<void>) => Promise<void>>} */
const WAYS = {
  async visit(visitor, shot) {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await quiet(visitor);
    await shot('01-empty');
    await visitor.click('[data-part=help]');
    await visitor.see('dialog[open]');
    await shot('02-help');
    await visitor.press('Escape');
    await visitor.click('[data-part=prove]');
    await visitor.see('dialog[open]');
    await quiet(visitor);
    await shot('03-check-it-yourself');
    await visitor.press('Escape');
    await visitor.click('[data-part=sample]');
    await visitor.see('.progress');
    await shot('04-reading');
    await visitor.see('.inventory');
    await visitor.choose('input[data-pick=files]', odd);
    await visitor.see('.refused');
    await visitor.type('[data-part=accessions] textarea', 'BLH-24-0098173\nQX-55');
    await visitor.see('.accessions');
    await shot('05-inventory');
    await visitor.click('[data-part=review]');
    await visitor.see('.found');
    await shot('07-report-review');
    await visitor.click('[data-part=leave]');
    await visitor.click('[data-part=headers]');
    await visitor.see('[data-part=stays]');
    await visitor.click('[data-part=take-out]');
    await visitor.see('[data-part=gone]');
    await visitor.see('[data-part=said][data-working=no]');
    await visitor.click('[data-part=lift]');
    await shot('08-headers');
    await visitor.click('[data-part=put-back]');
    await visitor.click('[data-part=leave-headers]');
    await visitor.see('[data-part=pictures]');
    await visitor.click('[data-part=pictures]');
    await visitor.see('[data-part=work][data-work=done]');
    await shot('09-pictures');
    await visitor.click('.shot[data-of=first]');
    await visitor.see('.film__sheet[data-state=there]');
    await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=film]').focus());
    await visitor.press('b');
    await shot('10-pictures-opened');
    await visitor.click('[data-part=undo-box]');
    await visitor.click('[data-part=leave-pictures]');
    await visitor.see('[data-part=run]');
    await visitor.click('[data-part=run]');
    // A quick machine is done before anybody could press cancel.
    const running = await Promise.any([
      visitor.see('[data-part=cancel]').then(() => true),
      visitor.see('.result', 120_000).then(() => false),
    ]);
    if (running) {
      await shot('13-running');
      const pressed = await visitor.click('[data-part=cancel]').then(() => true, () => false);
      await Promise.any([visitor.see('.notice'), visitor.see('.result', 120_000)]);
      if (pressed) await shot('14-stopped');
      for (const part of ['resume', 'run']) {
        if (await visitor.page.$(`[data-part=${part}]`)) {
          await visitor.click(`[data-part=${part}]`);
          break;
        }
      }
    }
    await visitor.see('.result', 120_000);
    await shot('15-done-with-exceptions');
    const { path } = await visitor.save('[data-part=save]', await scratch());
    await quiet(visitor);
    await shot('16-saved');
    // Browsers print as if the screen were light.
    const { colorScheme } = visitor;
    await visitor.page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await shot('17-printed');
    await visitor.page.emulateMedia({ media: 'screen', colorScheme });
    await visitor.click('[data-part=clear]');
    await visitor.see('dialog[open]');
    await shot('18-clear');
    await visitor.click('[data-part=clear-yes]');
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', odd);
    await visitor.see('.refused');
    await shot('19-nothing-usable');
    await visitor.goto(pathToFileURL(join(root, 'pkg/verify.html')).href);
    await visitor.see('.target');
    await shot('20-verify');
    await visitor.choose('input[data-pick=check]', [path]);
    await visitor.see('[data-part=checked]');
    await shot('21-verified');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] ^= 1;
    await visitor.choose('input[data-pick=check]', [write('changed.zip', bytes)]);
    await visitor.see('[data-part=checked][data-sound=no]');
    await shot('22-verify-changed');
  },
  async questions(visitor, shot) {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', mixed);
    await visitor.see('[data-part=question]');
    await shot('06-questions-rare-foreign');
  },
  async apart(visitor, shot) {
    await visitor.page.addInitScript(slowPlace);
    await visitor.goto(pageOnDisk);
    await visitor.click('[data-part=sample]');
    await visitor.see('[data-part=keep-crosswalk]');
    await visitor.click('[data-part=keep-crosswalk]');
    await visitor.click('[data-part=keep-commitment]');
    for (const summary of await visitor.page.locator('.apart__more summary').all()) await summary.click();
    await shot('24-kept-apart');
    await visitor.click('[data-part=run]');
    await visitor.see('[data-part=apart-result]', 120_000);
    await visitor.type('#passphrase', 'three made-up lamps');
    await visitor.type('#passphrase-again', 'three made-up lamp');
    await visitor.click('[data-part=lock-crosswalk]');
    await shot('25-crosswalk');
    await visitor.click('[data-part=save-as]');
    await visitor.see('[data-part=stop-saving]');
    await shot('26-saving');
  },
  async faces(visitor, shot) {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', readdirSync(head).map((file) => join(head, file)));
    await visitor.see('[data-question=head-volumes]', 120_000);
    await shot('11-faces');
  },
  async found(visitor, shot) {
    await visitor.goto(readerPageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', pictures);
    await visitor.see('[data-part=text-found], [data-part=text-work]', 60_000);
    await visitor.see('[data-part=text-look][data-look=done], [data-part=text-found]', 240_000).catch(() => {});
    await visitor.page.waitForTimeout(2_000);
    await shot('12-text-found');
  },
  async dead(visitor, shot) {
    await visitor.goto(deadPage);
    await visitor.see('.failure');
    await shot('23-no-engine');
  },
};

const HIGHEST = 4_000;
const taken = [];
for (const width of [1440, 1024, 390]) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    for (const [name, way] of Object.entries(WAYS)) {
      if (!name.includes(wanted)) continue;
      const visitor = await open('chromium', { viewport: { width, height: width > 600 ? 900 : 844 }, colorScheme });
      visitor.colorScheme = colorScheme;
      const shot = async (state) => {
        const file = `${width}-${colorScheme}-${state}.png`;
        const view = visitor.page.viewportSize();
        // A dialog and an opened picture take their height from the window.
        const high = await visitor.evaluate(() => (document.querySelector('safelight-app, safelight-check-app')?.shadowRoot?.querySelector('dialog[open], .film')
          ? 0 : document.documentElement.scrollHeight));
        await visitor.page.setViewportSize({ width, height: Math.max(view.height, Math.min(high, HIGHEST)) });
        await visitor.page.screenshot({ path: join(folder, file), fullPage: high === 0 });
        await visitor.page.setViewportSize(view);
        await visitor.evaluate(axe);
        const against = await visitor.evaluate(async () => (await window.axe.run(document, { resultTypes: ['violations'] })).violations
          .map((one) => `${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`));
        for (const one of against) {
          console.error(`${file}: ${one}`);
          process.exitCode = 1;
        }
        taken.push({ state, width, colorScheme, file });
      };
      try {
        await way(visitor, shot);
      } catch (error) {
        console.error(`${name} at ${width} px, ${colorScheme}: ${String(error).split('\n')[0]}`);
        process.exitCode = 1;
      } finally {
        await visitor.close();
      }
    }
  }
}

/** All of them on one page, states below each other. */
const states = [...new Set(taken.map(({ state }) => state))].sort();
const rows = states.map((state) => `<h2>${state}</h2><div>${taken.filter((one) => one.state === state)
  .map(({ file, width, colorScheme }) => `<a href="${file}"><img src="${file}" alt="${state}, ${width} px, ${colorScheme}" loading="lazy"></a>`).join('')}</div>`);
writeFileSync(join(folder, 'sheet.html'), `<!doctype html><meta charset="utf-8"><title>Every state</title>
<style>body { font: 14px sans-serif; margin: 16px; background: #888 } div { display: flex; gap: 8px; align-items: start } img { height: 320px; max-width: 440px; object-fit: cover; object-position: top }</style>
${rows.join('\n')}`);
console.log(`${taken.length} pictures of ${states.length} states: ${join(folder, 'sheet.html')}`);
