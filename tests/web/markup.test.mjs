/**
 * Values that are markup, script or templates: in names of people, descriptions,
 * file names, reports and lists. They are shown as text, and nothing of them runs.
 */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { open } from './browsers.mjs';
import { CT, element, part10 } from './made_instance.mjs';
import { ofThePage, pageOnDisk, scratch, trap } from './surroundings.mjs';

/** Each would set `fired` in a page that takes it for more than text. */
const PAYLOADS = [
  '<img src=x onerror=fired=1>',
  '"><svg onload=fired=1>',
  "'><details open ontoggle=fired=1>",
  '<script>fired=1</script>',
  '</textarea><img src=x onerror=fired=1>',
  '</style></title><input autofocus onfocus=fired=1>',
  '<iframe srcdoc="<script>parent.fired=1</script>">',
  '<a href=javascript:fired=1 id=zqlink>x</a>',
  '<math><mi xlink:href="data:x,<script>fired=1</script>">',
  '<template shadowrootmode=open><img src=x onerror=fired=1></template>',
  '${fired=1}{{fired=1}}',
  '&lt;img src=x onerror=fired=1&gt;',
  '\\u003cimg src=x onerror=fired=1\\u003e',
  '<!--><img src=x onerror=fired=1>-->',
];
/** Elements that only a payload brings. */
const STRANGERS = 'img[src=x], iframe, script, math, template, #zqlink, [onload], [onerror], [ontoggle], [onfocus], input[autofocus]';

let folder = '';
/** @type {string[]} */
let paths = [];
before(async () => {
  folder = await scratch();
  const write = (name, bytes) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  paths = PAYLOADS.flatMap((payload, n) => {
    const short = payload.slice(0, 64);
    const instance = part10(`2.999.9.${n}`,
      element(0x00080016, 'UI', CT), element(0x00080018, 'UI', `2.999.9.${n}`), element(0x00080050, 'SH', payload.slice(0, 16)), element(0x00080060, 'CS', 'CT'),
      element(0x0008103e, 'LO', short), element(0x00090010, 'LO', `${short.slice(0, 60)}`), element(0x00091001, 'LO', short),
      element(0x00100010, 'PN', short.replaceAll(/[\\^=]/g, ' ')), element(0x00100020, 'LO', short.replaceAll('\\', '/')),
      element(0x0020000d, 'UI', '2.999.9.100'), element(0x0020000e, 'UI', '2.999.9.200'));
    const name = payload.replaceAll('/', ' ');
    return [
      write(`${n} ${name}.dcm`, instance),
      write(`${n} ${name}.broken`, 'nothing that is read'),
      write(`${n} ${name}.txt`, `Patient: ${payload}\nMRN: ${payload}\n\nFINDINGS: Clear lungs ${payload}.\nIMPRESSION: Normal.\n`),
    ];
  });
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The last choice of every question: what is asked about is written. */
async function answerAll(visitor) {
  for (let round = 0; round < 8; round += 1) {
    const open = await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot
      .querySelector('[data-question]:not([data-state=answered])')?.dataset.question ?? null);
    if (open === null) return;
    await visitor.click(`[data-question=${open}] label:last-of-type`);
    await visitor.see(`[data-question=${open}][data-state=answered]`);
  }
  assert.fail('questions stay open');
}

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: values that are markup are shown as text wherever the page shows them, and nothing of them runs`, async () => {
    const catcher = await trap();
    const visitor = await open(name, { proxy: catcher.host });
    const look = async (place) => {
      const seen = await visitor.evaluate((strangers) => {
        const root = document.querySelector('safelight-app').shadowRoot;
        return {
          fired: 'fired' in window,
          strangers: [...root.querySelectorAll(strangers), ...document.body.querySelectorAll(strangers.replace(' script,', ''))].map((one) => one.outerHTML.slice(0, 80)),
          text: root.textContent,
        };
      }, STRANGERS);
      assert.equal(seen.fired, false, `something ran: ${place}`);
      assert.deepEqual(seen.strangers, [], place);
      return seen.text;
    };
    try {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.choose('input[data-pick=files]', paths);
      await visitor.see('.inventory');
      await visitor.type('#accessions-text', PAYLOADS.join('\n'));
      const inventory = await look('inventory');
      assert.ok(inventory.includes('<img src=x onerror=fired=1>'), 'the name of a file is shown as it is');

      await answerAll(visitor);
      await look('questions');
      await visitor.click('[data-part=headers]');
      await visitor.see('[data-part=compared]', 60_000);
      await visitor.click('[data-part=show-all]');
      const headers = await look('headers');
      assert.ok(headers.includes('<script>fired=1</script>'), 'the value of a header is shown as it is');
      await visitor.type('[data-part=header-search]', PAYLOADS[0]);
      await look('search in headers');
      await visitor.click('[data-part=leave-headers]');

      await visitor.click('[data-part=review]');
      await visitor.see('.found');
      assert.ok((await look('review')).includes('onerror=fired=1'), 'the text of a report is shown as it is');
      await visitor.type('[data-part=search]', PAYLOADS[1]);
      await look('search in the review');
      await visitor.click('[data-part=leave]');

      await visitor.click('[data-part=run]');
      await visitor.see('.result', 120_000);
      assert.ok((await look('result')).includes('.broken'), 'what was not read is listed by its name');
      assert.deepEqual(visitor.heard, [], 'no policy had to stop anything');
      assert.deepEqual(ofThePage(catcher.caught), []);
    } finally {
      await visitor.close();
      catcher.close();
    }
  });
}
