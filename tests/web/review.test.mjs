/** A person reviews a report on the page; what was decided is in the package. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listed, piecesOf, placeOf, textAt, withDecision, withoutMark } from '../../www/app/review.js';
import { open } from './browsers.mjs';
import { pageOnDisk, scratch } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Made-up people; `Grant` is a name and, once, a word. */
const ONE = `Patient: Grant, Oda
MRN: QX-4471902
Referring: Dr. Casimir Ambersedge

HISTORY: Mrs. Grant fell. Her neighbour Zorblat Fennik drove her in.
FINDINGS: The scan was paid by a Grant of the university. The lesion measures 4.5 cm.
She is the lantern keeper, score 3, as read with Dr. Pellinore Quist. µ 2.
IMPRESSION: Normal. <img src=x onerror=alert(1)> As the lantern keeper has it.
`;
const TWO = `Patient: Grant, Oda
HISTORY: Cough. By request of the Lantern-Keeper.
IMPRESSION: Normal.
`;

let folder = '';
/** @type {string[]} */
let paths = [];
before(async () => {
  folder = await scratch();
  paths = ['one.txt', 'two.txt'].map((name) => join(folder, name));
  [ONE, TWO].forEach((text, n) => writeFileSync(paths[n] ?? '', text));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A span as the engine tells it, with what matters here. */
const span = (start, end, more = {}) => ({ id: `${start}-${end}`, start, end, text: '', confidence: 90, state: 'proposed', scope: 'here', ...more });

test('a report is cut at spans and pages, in bytes, and nothing is lost', () => {
  const text = 'µ Oda fell.\n\nPage two µ Oda';
  const at = (wanted, from = 0) => Buffer.byteLength(text.slice(0, text.indexOf(wanted, from)));
  const spans = [span(at('Oda'), at('Oda') + 3), span(at('Oda', 10), at('Oda', 10) + 3)];
  const view = { report: 'ab', text, page_starts: [0, at('Page')], spans, is_withheld: false };
  const pieces = piecesOf(view);
  assert.equal(pieces.map((piece) => piece.text).join(''), text);
  assert.deepEqual(pieces.map((piece) => [piece.text, piece.page, piece.span?.id ?? null]), [
    ['µ ', 1, null], ['Oda', null, '3-6'], [' fell.\n\n', null, null], ['Page two µ ', 2, null], ['Oda', null, '26-29'],
  ]);
  assert.equal(placeOf(view, 'ODA'), null, 'removed already');
  assert.equal(placeOf({ ...view, spans: [{ ...spans[0], state: 'rejected' }, spans[1]] }, 'oda'), '3-6');
  assert.deepEqual(textAt(view, { start: 2, end: 7 }), { text: 'Oda', id: '3-6' });
  assert.deepEqual(textAt(view, { start: 12, end: 14 }), { text: '', id: '' });
});

test('the least certain come first, and a later decision about a place holds', () => {
  const spans = [span(0, 3, { text: 'Oda', confidence: 94 }), span(9, 12, { text: 'Fennik', confidence: 72 }), span(20, 23, { text: 'ODA', confidence: 72 })];
  assert.deepEqual(listed(spans, 'certainty', '').map((one) => one.id), ['9-12', '20-23', '0-3']);
  assert.deepEqual(listed(spans, 'place', 'oda').map((one) => one.id), ['0-3', '20-23']);
  const accept = { span: '0-3', act: 'accept', same_text: null };
  const mark = { span: '30-36', act: { add: 'name' }, same_text: 'the keeper' };
  let said = withDecision([], 'ab', accept);
  said = withDecision(said, 'ab', { ...accept, act: { relabel: 'name' } });
  said = withDecision(said, 'ab', mark);
  assert.deepEqual(said[0].decisions.map((one) => one.act), [{ relabel: 'name' }, { add: 'name' }]);
  // A mark is taken back where it is, and from wherever it reached.
  assert.equal(withoutMark(said, 'ab', span(28, 33))[0].decisions.length, 1);
  assert.equal(withoutMark(said, 'cd', span(1, 9, { text: 'The-Keeper', scope: 'same-text' }))[0].decisions.length, 1);
  assert.equal(withoutMark(said, 'cd', span(28, 33))[0].decisions.length, 2);
});

/**
 * An instance with a CDA inside, explicit little endian by PS3.5 7.1.2.
 * @param {string} name
 */
function withDocument(name) {
  const element = (/** @type {number} */ tag, /** @type {string} */ vr, /** @type {string} */ value) => {
    const long = vr === 'OB';
    const body = Buffer.from(value + (value.length % 2 === 0 ? '' : vr === 'UI' || long ? '\0' : ' '), 'latin1');
    const head = Buffer.alloc(long ? 12 : 8);
    head.writeUInt16LE(tag >>> 16, 0);
    head.writeUInt16LE(tag & 0xffff, 2);
    head.write(vr, 4, 'latin1');
    if (long) head.writeUInt32LE(body.length, 8);
    else head.writeUInt16LE(body.length, 6);
    return Buffer.concat([head, body]);
  };
  const storage = '1.2.840.10008.5.1.4.1.1.104.2';
  const cda = `<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><title>CT</title><recordTarget><patientRole><patient>
<name><given>Oda</given><family>${name}</family></name></patient></patientRole></recordTarget><component><structuredBody><component><section>
<title>FINDINGS</title><text>Seen by Dr. Casimir Ambersedge. Nodule of 8 mm.</text></section></component></structuredBody></component></ClinicalDocument>`;
  const meta = [[0x00020002, 'UI', storage], [0x00020003, 'UI', '2.999.5.1'], [0x00020010, 'UI', '1.2.840.10008.1.2.1']];
  const data = [[0x00080016, 'UI', storage], [0x00080018, 'UI', '2.999.5.1'], [0x00080060, 'CS', 'DOC'], [0x00100010, 'PN', 'Grant^Oda'],
    [0x00100020, 'LO', 'QX-4471902'], [0x0020000d, 'UI', '2.999.5.2'], [0x0020000e, 'UI', '2.999.5.3'], [0x00420011, 'OB', cda], [0x00420012, 'LO', 'text/XML']];
  const group = Buffer.concat(meta.map(([tag, vr, value]) => element(tag, vr, value)));
  const length = Buffer.from([0x02, 0, 0, 0, 0x55, 0x4c, 4, 0, 0, 0, 0, 0]);
  length.writeUInt32LE(group.length, 8);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length, group, ...data.map(([tag, vr, value]) => element(tag, vr, value))]);
}

/** From the empty page to the open review. */
async function review(visitor, chosen = paths) {
  await visitor.goto(pageOnDisk);
  await visitor.see('.target');
  await visitor.choose('input[data-pick=files]', chosen);
  await visitor.see('[data-part=review]');
  await visitor.click('[data-part=review]');
  await visitor.see('.found');
}

/** The text and state of every span of the original. */
const spans = (visitor) => visitor.evaluate(() => [...document.querySelector('safelight-app').shadowRoot.querySelectorAll('.found')]
  .map((one) => ({ id: one.dataset.span, text: one.querySelector('[data-start]').textContent, state: one.dataset.state })));

/** What will be written, or nothing while the report is being read. */
const output = (visitor) => visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot
  .querySelector('[data-side=output]')?.textContent ?? '');

async function untilOutput(visitor, wanted) {
  for (let round = 0; round < 100; round += 1) {
    if (wanted.test(await output(visitor))) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`not in the output: ${wanted}\n${await output(visitor)}`);
}

const active = (visitor) => visitor.evaluate(() => {
  const element = document.querySelector('safelight-app').shadowRoot.activeElement;
  return element?.dataset.part ?? element?.dataset.span ?? element?.id;
});

/** Selects a text of the original as a pointer does. */
async function select(visitor, text) {
  const box = await visitor.evaluate((wanted) => {
    const sheet = document.querySelector('safelight-app').shadowRoot.querySelector('[data-side=original]');
    const walk = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const at = node.textContent.indexOf(wanted);
      if (at < 0) continue;
      node.parentElement.scrollIntoView({ block: 'center' });
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const first = range.getClientRects()[0];
      return { left: first.left, right: first.right, y: (first.top + first.bottom) / 2 };
    }
    return null;
  }, text);
  assert.ok(box, `${text} stands in the original`);
  await visitor.page.mouse.move(box.left + 1, box.y);
  await visitor.page.mouse.down();
  await visitor.page.mouse.move((box.left + box.right) / 2, box.y, { steps: 4 });
  await visitor.page.mouse.move(box.right - 1, box.y, { steps: 4 });
  await visitor.page.mouse.up();
}

/** What stands in the entries of the package. */
function unpacked(zip) {
  const names = execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }).trim().split('\n');
  const read = (/** @type {string} */ name) => execFileSync('unzip', ['-p', zip, name], { encoding: 'utf8' });
  return {
    texts: names.filter((name) => /^REPORT\/.*\.txt$/.test(name)).map(read),
    certificate: JSON.parse(read('certificate.json')),
  };
}

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: one rejected, one relabelled, one marked in both reports, and the package holds it`, async () => {
    const visitor = await open(name, { viewport: { width: 1440, height: 900 } });
    const pick = async (text, nth = 0) => {
      const { id } = (await spans(visitor)).filter((span) => span.text === text)[nth];
      await visitor.click(`.found[data-span="${id}"]`);
      await visitor.see(`.found[data-span="${id}"][data-current=yes]`);
    };
    const set = (part, value) => visitor.evaluate(([wanted, chosen]) => {
      const field = document.querySelector('safelight-app').shadowRoot.querySelector(`[data-part=${wanted}]`);
      field.value = chosen;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }, [part, value]);
    try {
      await review(visitor);
      assert.doesNotMatch(await output(visitor), /Ambersedge|4471902/);
      // What the check looks for cannot be kept.
      await pick('QX-4471902');
      assert.match(await visitor.text('safelight-span-detail'), /cannot be kept/);
      await visitor.press('r');
      assert.match(await visitor.text('[data-part=said]'), /cannot be kept/);
      // A known value needs a reason, and the key leads to it.
      await pick('Grant', 1);
      await visitor.press('r');
      assert.equal(await active(visitor), 'reason');
      assert.match(await visitor.text('[data-part=said]'), /reason/);
      await set('reason', 'same-word-other-meaning');
      await visitor.click('[data-part=reject]');
      await untilOutput(visitor, /paid by a Grant of the university/);
      // Undone and said again.
      await visitor.click('[data-part=undo]');
      await untilOutput(visitor, /paid by a \[PATIENT\] of/);
      await set('reason', 'same-word-other-meaning');
      await visitor.click('[data-part=reject]');
      await untilOutput(visitor, /paid by a Grant of/);
      await pick('Pellinore Quist');
      await set('kind', 'institution');
      await untilOutput(visitor, /as read with Dr\. \[INSTITUTION\]\. µ 2\./);
      // Selected, marked everywhere: also in the other report.
      await select(visitor, 'lantern keeper');
      await visitor.evaluate(() => {
        const root = document.querySelector('safelight-app').shadowRoot;
        root.querySelector('[data-part=mark-everywhere]').click();
        root.querySelector('[data-part=mark-kind]').value = 'relative';
        root.querySelector('[data-part=mark-kind]').dispatchEvent(new Event('change'));
      });
      await visitor.click('[data-part=mark]');
      await untilOutput(visitor, /She is the \[RELATIVE\], score 3/);
      await untilOutput(visitor, /onerror=alert\(1\)> As the \[RELATIVE\] has it\./);
      await visitor.click('[data-part=looked-at]');
      await visitor.see('[data-part=run-reviewed]');
      await visitor.click('[data-part=run-reviewed]');
      await visitor.see('[data-part=save]', 120_000);
      const saved = await visitor.save('[data-part=save]', folder);
      const { texts, certificate } = unpacked(saved.path);
      assert.equal(texts.length, 2);
      const one = texts.find((text) => text.includes('paid by a Grant of the university'));
      assert.ok(one, 'the rejected text stayed');
      assert.match(one, /the \[RELATIVE\], score 3, as read with Dr\. \[INSTITUTION\]/);
      assert.match(one, /Mrs\. \[PATIENT\] fell/);
      assert.doesNotMatch(texts.join(), /lantern|4471902|ambersedge/i);
      const { review: counts } = certificate.narrative;
      assert.deepEqual([counts.reports, counts.rejected, counts.relabelled, counts.added], [1, 1, 1, 3]);
      assert.deepEqual(counts.reasons, { 'same-word-other-meaning': 1 });
      assert.equal(certificate.assessment.title, 'ISSUED WITH EXCEPTIONS');
      assert.doesNotMatch(JSON.stringify(certificate), /lantern|Grant|Quist/i);
      assert.deepEqual(visitor.heard, []);
    } finally {
      await visitor.close();
    }
  });
}

test('by keys alone: next, accept, reject, mark what is typed, undo, and keys that are off', async () => {
  const visitor = await open('chromium');
  try {
    await review(visitor);
    assert.equal(await active(visitor), 'proof-title', 'focus follows the view');
    const stateOf = async (id) => (await spans(visitor)).find((span) => span.id === id)?.state;
    const until = async (id, state) => {
      await visitor.see(`.found[data-span="${id}"][data-state=${state}]`);
    };
    await visitor.press('n');
    const first = await active(visitor);
    await visitor.press('n');
    const second = await active(visitor);
    assert.match(`${first} ${second}`, /^\d+-\d+ \d+-\d+$/);
    assert.notEqual(first, second);
    await visitor.press('p');
    assert.equal(await active(visitor), first);
    await visitor.press('a');
    await until(first, 'accepted');
    await visitor.press('u');
    await until(first, 'proposed');
    await visitor.press('?');
    await visitor.see('.keys');
    await visitor.press('?');
    await visitor.type('[data-part=mark-text]', 'LANTERN keeper');
    await visitor.press('Enter');
    await untilOutput(visitor, /the \[NAME\], score 3/);
    // In a field a letter is a letter.
    await visitor.type('[data-part=search]', 'quist');
    await visitor.press('a');
    assert.match(await visitor.text('safelight-span-list'), /Nothing found/);
    await visitor.type('[data-part=search]', '');
    await visitor.click('[data-part=keys]');
    await visitor.click(`.found[data-span="${second}"]`);
    await visitor.press('a');
    await visitor.press('n');
    assert.equal(await stateOf(second), 'proposed', 'keys are off');
    // Going back loses nothing.
    await visitor.click('[data-part=leave]');
    await visitor.see('[data-part=review]');
    await visitor.click('[data-part=review]');
    await untilOutput(visitor, /the \[NAME\], score 3/);
  } finally {
    await visitor.close();
  }
});

test('the text of a document inside an instance is shown by its name in the package, and what is withheld is not', async () => {
  const visitor = await open('chromium');
  const [own, others] = ['own.dcm', 'others.txt'].map((name) => join(folder, name));
  writeFileSync(own, withDocument('Grant'));
  writeFileSync(others, 'Patient: Zorblat Fennik\nMRN: 90017\nFINDINGS: Normal.\n');
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    await visitor.choose('input[data-pick=files]', [own, others]);
    await visitor.see('[data-question=other-patient]');
    await visitor.click('[data-question=other-patient] label:nth-of-type(1)');
    await visitor.see('[data-part=review]:not([disabled])');
    await visitor.click('[data-part=review]');
    await visitor.see('.found');
    assert.match(await visitor.text('[data-part=entry]'), /DICOM\/ST\w+\/SE\w+\/IMG00001/);
    const shown = await visitor.text('.proof');
    assert.match(shown, /Ambersedge/);
    assert.doesNotMatch(shown, /Fennik|90017/);
  } finally {
    await visitor.close();
  }
});

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    test(`axe finds nothing in the review at ${viewport.width} px, ${colorScheme}, and targets are large enough`, async () => {
      const visitor = await open('chromium', { viewport, colorScheme });
      try {
        await review(visitor);
        await visitor.press('n');
        await visitor.press('?');
        await visitor.page.evaluate(axe);
        const found = await visitor.evaluate(async () => {
          const result = await window.axe.run(document, { resultTypes: ['violations'] });
          return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary}`).join(' | ')}`);
        });
        assert.deepEqual(found, []);
        const small = await visitor.evaluate(() => {
          const root = document.querySelector('safelight-app').shadowRoot;
          return [...root.querySelectorAll('.proof :is(button, select, input:not([type=checkbox]), label.check)')]
            .map((element) => ({ name: element.textContent.trim(), box: element.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 1 && (box.height < 24 || box.width < 24))
            .map(({ name }) => name);
        });
        assert.deepEqual(small, []);
        const wide = await visitor.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `nothing hangs over the side (${wide} px)`);
      } finally {
        await visitor.close();
      }
    });
  }
}
