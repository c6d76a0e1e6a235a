/**
 * The page in four languages: from drop to zip by mouse, nothing left in
 * English, axe in the main states, and nothing over the edge in any width, nor
 * from right to left.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { catalogues, wordsFor } from '../../www/app/words.js';
import { en } from '../../www/app/words/en/page.js';
import { open } from './browsers.mjs';
import { pageOnDisk, pagePath, scratch, writeSample } from './surroundings.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1440, 1024, 390, 320];
/** A list with one number of the sample, one that is missing. */
const LIST = 'BLH-24-0098173, QX-55';

let folder = '';
/** @type {string[]} */
let sample = [];

before(async () => {
  folder = await scratch();
  writeSample(join(folder, 'sample'));
  sample = readdirSync(join(folder, 'sample'), { recursive: true })
    .map((name) => join(folder, 'sample', String(name)))
    .filter((path) => statSync(path).isFile());
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** English sentences that this language says otherwise. */
function foreign(language) {
  const found = new Set();
  const walk = (one, two) => {
    if (typeof one === 'string' && one !== two && /\p{L}{3}/u.test(one)) found.add(one);
    else if (one !== null && typeof one === 'object') for (const key of Object.keys(one)) walk(one[key], two[key]);
  };
  const { ownName: _, language: __, ...sentences } = en;
  walk(sentences, wordsFor([language]));
  // A word that this language has too, for something else.
  const own = JSON.stringify(wordsFor([language]));
  return [...found].filter((one) => !own.includes(`"${one}"`));
}

/** Runs in the page: every text and spoken name that is English. */
function leftIn([english]) {
  const root = document.querySelector('safelight-app').shadowRoot;
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if ((node.parentElement?.closest('[lang=en]:not(.page)') ?? null) === null) found.push(node.textContent.trim());
  }
  for (const element of root.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name)?.trim() ?? '');
  }
  const wanted = new Set(english);
  return [...new Set(found.filter((one) => wanted.has(one)))];
}

/** Runs in the page: what hangs over an edge, or is cut off in its own box. What scrolls by itself may be wider. */
function overEdge() {
  const root = document.querySelector('safelight-app').shadowRoot;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const found = wide > 0 ? [`the page by ${wide} px`] : [];
  const texts = 'button, a, label, h1, h2, h3, p, li, dt, dd, legend, summary, .shot__caption, .segments__one span';
  const look = (element) => {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || element.matches('.visually-hidden, svg')) return;
    const name = () => `${element.localName}.${element.className} ${(element.textContent ?? '').trim().slice(0, 40)}`;
    if (box.left < -1 || box.right > window.innerWidth + 1) found.push(`over the edge: ${name()}`);
    if (element.matches(texts) && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${name()}`);
    if (/auto|scroll|hidden/.test(getComputedStyle(element).overflowX)) return;
    for (const child of element.children) look(child);
  };
  for (const child of root.children) look(child);
  return found.slice(0, 3);
}

/** A visitor of Chromium, and what is looked at in every state. */
function looker(visitor) {
  /** @type {string[]} */
  const faults = [];
  return {
    faults,
    async look(language, state) {
      const place = `${language}, ${state}`;
      const { lang, dir } = await visitor.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
      if (lang !== language || dir !== wordsFor([language]).direction) faults.push(`${place}: the document is ${lang}, ${dir}`);
      if (language !== 'en') faults.push(...(await visitor.evaluate(leftIn, [foreign(language)])).map((one) => `${place}: left in English: ${one}`));
      await visitor.page.evaluate(axe);
      const found = await visitor.evaluate(async () => {
        const result = await window.axe.run(document, { resultTypes: ['violations'] });
        return result.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
      });
      faults.push(...found.map((one) => `${place}: axe: ${one}`));
      await measure(visitor, place, faults);
    },
  };
}

/** Every width, from left to right and, as no catalogue is written so, from right to left. */
async function measure(visitor, place, faults) {
  const { width, height } = visitor.page.viewportSize();
  const turn = (dir) => visitor.evaluate((wanted) => {
    for (const one of [document.documentElement, document.querySelector('safelight-app').shadowRoot.querySelector('.page')]) one.dir = wanted;
  }, dir);
  for (const wide of WIDTHS) {
    await visitor.page.setViewportSize({ width: wide, height });
    for (const dir of ['rtl', 'ltr']) {
      await turn(dir);
      faults.push(...(await visitor.evaluate(overEdge)).map((one) => `${place}, ${wide} px, ${dir}: ${one}`));
    }
  }
  await visitor.page.setViewportSize({ width, height });
}

const within = (visitor, read) => visitor.evaluate(read);

test('in each language from drop to zip by mouse: nothing in English, nothing over the edge, no complaint of axe', async () => {
  const visitor = await open('chromium', { viewport: { width: 1280, height: 800 } });
  try {
    const { look, faults } = looker(visitor);
    for (const { language, result, pictures, review } of catalogues) {
      await visitor.goto(pageOnDisk);
      await visitor.see('.target');
      await visitor.select('[data-part=language]', language);
      await look(language, 'empty');
      await visitor.click('.bench [data-part=help]');
      await visitor.see('dialog[open]');
      await look(language, 'help');
      await visitor.click('[data-part=help-close]');
      await visitor.choose('input[data-pick=files]', sample);
      await visitor.see('.inventory');
      await visitor.type('[data-part=accessions] textarea', LIST);
      await visitor.see('.accessions');
      await visitor.click('.question .segments__one:nth-of-type(3)');
      await look(language, 'reviewing');
      await visitor.click('[data-part=pictures]');
      await visitor.see('[data-part=work][data-work=done]', 180_000);
      await look(language, 'pictures');
      await visitor.click('.shot[data-of=first]');
      await visitor.see('.film__sheet[data-state=there]');
      await visitor.click('[data-part=keys-help]');
      await look(language, 'picture');
      await visitor.click('[data-part=leave-pictures]');
      await visitor.see('[data-part=review]');
      assert.equal(await visitor.text('[data-part=pictures]'), pictures.open);
      await visitor.click('[data-part=review]');
      await visitor.see('.found');
      await visitor.click('.proof [data-part=help]');
      await visitor.click('.found');
      await look(language, 'report');
      assert.equal(await visitor.text('[data-part=run-reviewed]'), review.run);
      await visitor.click('[data-part=run-reviewed]');
      await visitor.see('[data-part=save]', 120_000);
      await look(language, 'done');
      assert.match(await visitor.text('[data-part=save]'), new RegExp(result.save));
      const saved = await visitor.save('[data-part=save]', folder);
      assert.equal(saved.name, 'safelight-package.zip');
      const certificate = execFileSync('unzip', ['-p', saved.path, 'certificate.json'], { encoding: 'utf8' });
      assert.equal(JSON.parse(certificate).assessment.title, await visitor.text('.status__code'), 'the status stays in English');
      await visitor.click('[data-part=clear]');
      await visitor.see('dialog[open]');
      await look(language, 'clear');
      await visitor.click('[data-part=clear-yes]');
      await visitor.see('.target');
      await visitor.choose('input[data-pick=check]', [saved.path]);
      await visitor.see('[data-part=checked]');
      await look(language, 'checked');
      await visitor.click('[data-part=clear]');
      await visitor.click('[data-part=clear-yes]');
      await visitor.see('.target');
      assert.equal(await within(visitor, () => document.documentElement.lang), language, 'clearing keeps the language');
    }
    assert.deepEqual(faults, []);
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
  }
});

test('firefox: in each language from files to zip', async () => {
  const visitor = await open('firefox');
  try {
    await visitor.goto(pageOnDisk);
    for (const { language, result } of catalogues) {
      await visitor.see('.target');
      await visitor.select('[data-part=language]', language);
      await visitor.choose('input[data-pick=files]', sample);
      await visitor.see('[data-part=run]');
      await visitor.click('[data-part=run]');
      await visitor.see('[data-part=save]', 120_000);
      assert.match(await visitor.text('[data-part=save]'), new RegExp(result.save));
      const found = language === 'en' ? [] : await visitor.evaluate(leftIn, [foreign(language)]);
      assert.deepEqual(found, []);
      await visitor.click('[data-part=clear]');
      await visitor.click('[data-part=clear-yes]');
    }
    assert.deepEqual(visitor.heard, []);
  } finally {
    await visitor.close();
  }
});

test('a report that is not in English: every language says what that means for its text', async () => {
  const visitor = await open('chromium');
  const spanish = 'Nombre: Zyxwvut Qanzori. Hallazgos: el hígado es de tamaño normal y sin lesiones, los riñones sin cálculos para la edad de la paciente.\n'.repeat(3);
  const written = { 'es.txt': spanish, 'en.txt': 'Patient: Zyxwvut Qanzori\nFindings: The lungs are clear and there is no effusion. The heart is normal.\n' };
  for (const [name, text] of Object.entries(written)) writeFileSync(join(folder, name), text);
  const finished = async (name) => {
    await visitor.choose('input[data-pick=files]', [join(folder, name)]);
    await visitor.see('[data-part=run]');
    const limit = await visitor.text('[data-part=narrative]');
    await visitor.click('[data-part=run]');
    await visitor.see('.result', 120_000);
    const said = await within(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('.result [data-part=narrative]')?.innerText ?? '');
    const reasons = await within(visitor, () => document.querySelector('safelight-app').shadowRoot.querySelector('[data-part=reasons]')?.innerText ?? '');
    await visitor.click('[data-part=clear]');
    await visitor.click('[data-part=clear-yes]');
    await visitor.see('.target');
    return { limit, said, reasons };
  };
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    assert.deepEqual(await finished('en.txt'), { limit: en.narrative.limit, said: '', reasons: '' });
    for (const { language, narrative, check, labelled } of catalogues) {
      await visitor.select('[data-part=language]', language);
      const { limit, said, reasons } = await finished('es.txt');
      assert.deepEqual([limit, said, reasons], [narrative.limit, narrative.notEnglish, labelled(check.reason['report-language'], '1')]);
    }
  } finally {
    await visitor.close();
  }
});

test('the browser’s language is spoken first; another one changes nothing else, and is kept nowhere', async () => {
  const visitor = await open('chromium', { language: 'de-AT' });
  const read = () => within(visitor, () => {
    const root = document.querySelector('safelight-app').shadowRoot;
    return {
      lang: document.documentElement.lang,
      focus: root.activeElement?.dataset.part,
      list: root.querySelector('textarea').value,
      chosen: [...root.querySelectorAll('input:checked')].map((one) => `${one.name} ${one.value}`),
      kept: [localStorage.length, sessionStorage.length, document.cookie, location.href.includes('fr')],
    };
  });
  try {
    await visitor.goto(pageOnDisk);
    await visitor.see('.target');
    assert.equal(await within(visitor, () => document.documentElement.lang), 'de');
    await visitor.click('[data-part=sample]');
    await visitor.see('.inventory');
    await visitor.type('[data-part=accessions] textarea', LIST);
    await visitor.click('.question .segments__one:nth-of-type(1)');
    await visitor.see('.accessions');
    const before = await read();
    await visitor.page.locator('[data-part=language]').focus();
    await visitor.press('f');
    await visitor.page.locator('[data-part=run]', { hasText: 'Dé-identifier' }).waitFor();
    const changed = await read();
    assert.deepEqual({ ...changed, lang: 'de', focus: before.focus }, before);
    assert.deepEqual([changed.lang, changed.focus], ['fr', 'language'], 'a key chooses, and the keyboard stays where it is');
    assert.ok(changed.list === LIST && changed.kept.every((one) => !one));
    visitor.page.once('dialog', (dialog) => void dialog.accept());
    await visitor.page.reload();
    await visitor.see('.target');
    assert.equal(await within(visitor, () => document.documentElement.lang), 'de', 'a reload asks the browser again');
  } finally {
    await visitor.close();
  }
});

test('verify.html speaks the language of the browser, and has the switch', async () => {
  const visitor = await open('chromium', { language: 'es-MX', viewport: { width: 320, height: 700 } });
  try {
    await visitor.goto(pathToFileURL(pagePath.replace(/safelight\.html$/, 'verify.html')).href);
    await visitor.see('.target');
    for (const one of catalogues) {
      if (one.language !== 'es') await visitor.select('[data-part=language]', one.language);
      assert.equal(await visitor.text('h1'), one.check.page.title);
      assert.equal(await within(visitor, () => document.documentElement.lang), one.language);
      const wide = await within(visitor, () => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(wide <= 0, `${one.language}: ${wide} px over the side`);
      if (one.language !== 'es') await visitor.select('[data-part=language]', 'es');
    }
  } finally {
    await visitor.close();
  }
});
