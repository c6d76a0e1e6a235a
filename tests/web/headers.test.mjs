/** A person reviews the headers; what was taken out is not in the package. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Headers } from '../../www/app/headers.js';
import { byLetter, chosen, fateOf, freeTextFirst } from '../../www/app/header_rows.js';
import { open } from './browsers.mjs';
import { CT, element, item, part10 } from './made_instance.mjs';
import { ofThePage, pageOnDisk, scratch, trap } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Stays by the rules, in two attributes; and is found nowhere else. */
const KEPT = 'WIDE LANTERN SWEEP';
const NAME = 'Ambersedge^Oda';
const CREATOR = 'ZQUX MAKER';

let folder = '';
/** @type {string[]} */
let paths = [];
before(async () => {
  folder = await scratch();
  paths = [1, 2, 3].map((n) => join(folder, `${n}.dcm`));
  paths.forEach((path, n) => writeFileSync(path, instance(n + 1)));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** An instance of a made-up patient, explicit little endian. @param {number} n */
function instance(n) {
  const code = item(element(0x00080100, 'SH', '51185008'), element(0x00080102, 'SH', 'SCT'), element(0x00080104, 'LO', KEPT));
  return part10(`2.999.7.${n}`,
    element(0x00080016, 'UI', CT), element(0x00080018, 'UI', `2.999.7.${n}`), element(0x00080060, 'CS', 'CT'),
    element(0x0008103e, 'LO', KEPT), element(0x00082218, 'SQ', code), element(0x00090010, 'LO', CREATOR), element(0x00091001, 'LO', 'Brindlemark 44'),
    element(0x00100010, 'PN', NAME), element(0x00100020, 'LO', 'QX-4471902'), element(0x0020000d, 'UI', '2.999.7.100'), element(0x0020000e, 'UI', '2.999.7.200'),
  );
}

const row = (tag, letter, done, text, more = {}) => ({
  path: [{ tag, keyword: 'Word', creator: null, item: 0 }], vr: 'LO', letter, done, reason: { kind: 'table', detail: '' },
  before: { form: 'text', text, length: text.length }, after: null, instances: 1, places: 1, ...more,
});

test('rows are filtered, searched and grouped by letter, without a letter last', () => {
  const rows = [row('(0020,0013)', null, 'kept', '7'), row('(0010,0010)', 'A', 'pseudonymized', 'Oda'), row('(0008,0090)', 'A', 'emptied', 'Ismo'), row('(0008,0020)', 'C', 'year-only', '20230101')];
  assert.deepEqual(rows.map(fateOf), ['kept', 'changed', 'removed', 'changed']);
  assert.deepEqual(chosen(rows, 'removed', '').map((one) => one.before.text), ['Ismo']);
  assert.deepEqual(chosen(rows, 'all', ' ODA ').map((one) => one.path[0].tag), ['(0010,0010)']);
  assert.deepEqual(chosen(rows, 'changed', '(0008').length, 1);
  assert.deepEqual(byLetter(rows).map(([letter, group]) => [letter, group.length]), [['A', 2], ['C', 1], [null, 1]]);
  const text = (name, tag) => ({ text: name, length: 1, may_go: true, instances: 1, attributes: [{ tag, keyword: '' }] });
  assert.deepEqual(freeTextFirst([text('1', '(0008,0100)'), text('2', '(0008,103E)')]).map((one) => one.text), ['2', '1']);
});

/** A visit with workers that are made up: `texts` says what stays in which input. */
function madeUp(texts, isLost = () => false) {
  const state = { choices: { headerTexts: [] }, inputs: texts.map((_, n) => ({ path: `${n}`, size: 1 })) };
  const log = { asked: [], joined: [], packed: [], events: [], plans: 0 };
  const bench = {
    async ask({ inputs }) {
      log.asked.push(inputs);
      if (inputs.some((input) => isLost(input))) return { kind: 'lost' };
      const packed = Uint8Array.from(inputs, (input) => input + 1);
      log.packed.push(packed);
      return { kind: 'headers-compared', packed, texts: inputs.flatMap((input) => texts[input].filter((text) => !state.choices.headerTexts.includes(text))) };
    },
  };
  const desk = { async ask(ask) { log.joined.push({ lost: ask.lost, inputs: ask.parts.flatMap((part) => [...part]) }); return { kind: 'headers-joined', table: {} }; } };
  const host = {
    engine: { bench, desk, width: 1, usePlan: () => { log.plans += 1; }, rest: () => {} },
    state: () => state,
    tell: ({ event }) => {
      log.events.push(event.kind);
      if (event.kind === 'said') state.choices.headerTexts = event.texts;
    },
    blob: () => new Blob(),
    plan: async () => new Uint8Array(1),
    work: (work) => work(() => true),
  };
  return { headers: new Headers(host), log };
}

test('a decision is carried out where the text stood and nowhere else, and taking it back too', async () => {
  const { headers, log } = madeUp([['a'], ['b'], ['a', 'b'], ['c']]);
  await headers.want({ kind: 'look' });
  assert.deepEqual(log.asked, [[0], [1], [2], [3]]);
  log.asked = [];
  await headers.want({ kind: 'take-out', text: 'a' });
  assert.deepEqual(log.asked, [[0], [2]]);
  log.asked = [];
  await headers.want({ kind: 'put-back', text: 'a' });
  assert.deepEqual(log.asked, [[0], [2]], 'the text is not there now, but would be');
  assert.deepEqual(log.joined.map(({ inputs }) => inputs.sort()), [[1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 3, 4]], 'all are shown, each once');
  assert.equal(log.plans, 3);
  headers.want({ kind: 'leave' });
  assert.ok(log.packed.every((packed) => packed.every((byte) => byte === 0)), 'nothing is left in memory');
  assert.equal(log.events.at(-1), 'left');
});

test('a file on which a worker ends costs itself alone', async () => {
  const { headers, log } = madeUp(Array.from({ length: 9 }, () => ['a']), (input) => input === 4);
  await headers.want({ kind: 'look' });
  assert.deepEqual(log.joined, [{ lost: 1, inputs: [1, 2, 3, 4, 6, 7, 8, 9] }]);
});

test('two decisions in a row: only what was said last is shown', async () => {
  const { headers, log } = madeUp([['a'], ['b'], ['c']]);
  await headers.want({ kind: 'look' });
  log.events = [];
  await Promise.all([headers.want({ kind: 'take-out', text: 'a' }), headers.want({ kind: 'take-out', text: 'b' })]);
  assert.deepEqual(log.events.filter((kind) => kind !== 'compared'), ['said', 'said', 'shown']);
  assert.deepEqual(log.joined.at(-1)?.inputs.sort(), [1, 2, 3]);
});

/** From the empty page to the open review. */
async function review(visitor) {
  await visitor.goto(pageOnDisk);
  await visitor.see('.target');
  await visitor.choose('input[data-pick=files]', paths);
  await visitor.see('[data-part=headers]:not([disabled])');
  await visitor.click('[data-part=headers]');
  await visitor.see('[data-part=stays]');
}

/** Everything that the page holds as text or as an attribute. */
const whole = (visitor) => visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.querySelector('main').outerHTML);

/** Where a person or a program could find something afterwards. */
const traces = (visitor) => visitor.evaluate(async () => JSON.stringify([
  location.href, document.title, history.length, JSON.stringify(history.state), document.cookie,
  Object.entries(globalThis.localStorage ?? {}), Object.entries(globalThis.sessionStorage ?? {}),
  await (globalThis.indexedDB?.databases?.() ?? []), document.querySelector('safelight-app').shadowRoot.innerHTML,
]).toLowerCase());

const count = (visitor, css) => visitor.evaluate((wanted) => document.querySelector('safelight-app').shadowRoot.querySelectorAll(wanted).length, css);

for (const name of /** @type {const} */ (['chromium', 'firefox'])) {
  test(`${name}: masked until shown, filtered, a text taken out is not in the package, and nothing leaves`, async () => {
    const catcher = await trap();
    const visitor = await open(name, { proxy: catcher.host });
    try {
      await review(visitor);
      assert.match(await visitor.text('[data-part=compared]'), /^3 instances/);
      // Behind dots: not in the page at all, not in a name for screen readers either.
      for (const value of [NAME, 'Brindlemark', 'QX-4471902', '2.999.7.100']) {
        assert.ok(!(await whole(visitor)).includes(value), `${value} is there before it is shown`);
      }
      const patient = '.pair[data-tag="(0010,0010)"]';
      assert.match(await visitor.text(`${patient} [data-part=masked]`), /••••/);
      await visitor.click(`${patient} [data-part=lift]`);
      assert.ok((await visitor.text(patient)).includes(NAME));
      assert.ok(!(await whole(visitor)).includes('Brindlemark'), 'one row is shown, not all');
      await visitor.click('[data-part=show-all]');
      const own = await visitor.text('.pair[data-tag="(0009,1001)"]');
      assert.ok(own.includes('Brindlemark 44') && own.includes(CREATOR), own);
      assert.match(own, /removed/);
      await visitor.click('[data-part=show-all]');
      assert.ok(!(await whole(visitor)).includes(NAME), 'all are hidden again');

      await visitor.select('[data-part=header-filter]', 'removed');
      assert.equal(await count(visitor, '.pair:not([data-fate=removed])'), 0);
      assert.ok((await count(visitor, '.pair[data-fate=removed]')) >= 2);
      await visitor.select('[data-part=header-filter]', 'kept');
      assert.equal(await count(visitor, '.pair:not([data-fate=kept])'), 0);
      await visitor.select('[data-part=header-filter]', 'all');
      await visitor.type('[data-part=header-search]', 'LANTERN');
      assert.equal(await count(visitor, '[data-part=stays] > li'), 1, 'every text once');
      const stays = await visitor.text('[data-part=stays]');
      assert.match(stays, /SeriesDescription.*3 instances/s);
      assert.match(stays, /CodeMeaning/);
      assert.ok((await visitor.text('[data-fate=kept][data-tag="(0008,0104)"]')).startsWith('AnatomicRegionSequence[1] › CodeMeaning (0008,0104)'));

      await visitor.click('[data-part=take-out]');
      await visitor.see('[data-part=said][data-working=no]');
      await visitor.see('[data-part=gone]');
      await visitor.see('.pair[data-fate=removed][data-tag="(0008,103E)"]');
      assert.match(await visitor.text('.pair[data-fate=removed][data-tag="(0008,103E)"]'), /taken out by you/);
      assert.match(await visitor.text('.pair[data-tag="(0008,0104)"]'), /REMOVED/);
      // And back, and out again: the decision that stands is the last one.
      await visitor.click('[data-part=put-back]');
      await visitor.see('.pair[data-fate=kept][data-tag="(0008,103E)"]');
      await visitor.click('[data-part=take-out]');
      await visitor.see('.pair[data-fate=removed][data-tag="(0008,103E)"]');

      await visitor.click('[data-part=leave-headers]');
      assert.match(await visitor.text('[data-part=header-texts]'), /^1 text taken out/);
      await visitor.click('[data-part=headers]');
      await visitor.see('[data-part=stays]');
      assert.ok(!(await whole(visitor)).includes(NAME), 'hidden after coming back');
      await visitor.click('[data-part=leave-headers]');

      await visitor.click('[data-part=run]');
      await visitor.see('[data-part=save]', 120_000);
      const { path } = await visitor.save('[data-part=save]', folder);
      const names = execFileSync('unzip', ['-Z1', path], { encoding: 'utf8' }).split('\n');
      assert.equal(names.filter((one) => one.includes('IMG')).length, 3, 'nothing is withheld');
      const bytes = execFileSync('unzip', ['-p', path], { maxBuffer: 1 << 26 });
      for (const gone of [KEPT, 'LANTERN', 'Brindlemark', 'Ambersedge']) assert.equal(bytes.indexOf(gone), -1, gone);
      const certificate = JSON.parse(execFileSync('unzip', ['-p', path, 'certificate.json'], { encoding: 'utf8' }));
      assert.deepEqual(certificate.header_review, { texts: 1, values: 6 });

      await visitor.click('[data-part=clear]');
      await visitor.click('[data-part=clear-yes]');
      await visitor.see('.target');
      const left = await traces(visitor);
      for (const value of [NAME, KEPT, 'Brindlemark', 'QX-4471902', CREATOR]) assert.ok(!left.includes(value.toLowerCase()), value);
      assert.deepEqual(visitor.heard, [], 'the page says nothing on the console');
      assert.deepEqual(ofThePage(catcher.caught), []);
    } finally {
      await visitor.close();
      catcher.close();
    }
  });
}

test('by keyboard alone: shown and hidden by the space bar, taken out by Enter, and the focus is never lost', async () => {
  const visitor = await open('chromium');
  const active = () => visitor.evaluate(() => {
    const element = document.querySelector('safelight-app').shadowRoot.activeElement;
    return element?.dataset.part ?? element?.id ?? '';
  });
  const tabTo = async (part) => {
    for (let n = 0; n < 60; n += 1) {
      if ((await active()) === part) return;
      await visitor.press('Tab');
    }
    assert.fail(`the keyboard does not reach ${part}`);
  };
  try {
    await review(visitor);
    assert.equal(await active(), 'headers-title', 'focus follows the view');
    await tabTo('take-out');
    await visitor.press('Enter');
    await visitor.see('[data-part=gone]');
    assert.equal(await active(), 'stays-title');
    await tabTo('lift');
    await visitor.press('Space');
    assert.equal(await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.activeElement.ariaLabel.split(':')[0]), 'Hide');
    await visitor.press('Space');
    assert.equal(await visitor.evaluate(() => document.querySelector('safelight-app').shadowRoot.activeElement.ariaLabel.split(':')[0]), 'Show');
    await tabTo('leave-headers');
    await visitor.press('Enter');
    await visitor.see('[data-part=run]');
  } finally {
    await visitor.close();
  }
});

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    test(`axe finds nothing in the review of headers at ${viewport.width} px, ${colorScheme}, and targets are large enough`, async () => {
      const visitor = await open('chromium', { viewport, colorScheme });
      try {
        await review(visitor);
        await visitor.click('[data-part=take-out]');
        await visitor.see('[data-part=gone]');
        await visitor.click('[data-part=lift]');
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
