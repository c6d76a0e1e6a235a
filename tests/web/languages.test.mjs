/**
 * The catalogues: every language has every sentence, with the same places for
 * names and numbers. What is missing is told with its file and its name.
 */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { initial, reduce } from '../../www/app/state.js';
import { catalogues, onLanguage, speak, words, wordsFor } from '../../www/app/words.js';
import { en } from '../../www/app/words/en/page.js';
import { root } from './surroundings.mjs';

const folder = join(root, 'www/app/words');

/** Texts that are the same word in another language on purpose. */
const SAME = {
  all: ['Safelight', 'Word', 'RTF', 'FHIR'],
  es: ['Medicolegal', 'series', 'byte', 'bytes', 'Ctrl Z'],
  fr: ['Version', 'Questions', 'patient', 'patients', 'instance', 'instances', 'Instances', 'page', 'pages', 'Ctrl Z'],
  de: ['Version', 'Text'],
};

/** Made-up values for the places of a sentence, by the type that stands in its source. */
const NAMED = {
  Area: { left: 31, top: 32, width: 33, height: 34 },
  "import('../../engine_api.d.ts').KindCounts": { name: 41, patient_id: 42, birth_date: 43, accession: 44, exam_date: 45 },
};

/**
 * @param {string} type as JSDoc writes it
 * @param {number} n the number to use
 * @returns {unknown}
 */
function made(type, n) {
  const text = type.trim();
  if (text in NAMED) return NAMED[text];
  if (text === 'number') return n;
  if (text === 'string') return 'Qzx';
  if (text === 'string[]') return ['Qzx', 'Vwk'];
  // One word or another: the first for one thing, the last for more.
  if (/^'[\w-]+'(?: \| '[\w-]+')+$/.test(text)) return text.split(' | ').at(n === 1 ? 0 : -1)?.slice(1, -1);
  const inside = /^\{(.*)\}$/s.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const fields = inside.split(/[,;]/).map((field) => field.split(':').map((part) => part.trim())).filter(([name]) => name);
  return Object.fromEntries(fields.map(([name, of], place) => [name, made(of, n === 1 ? 1 : n + place)]));
}

/** What an English sentence is called with: its source names the types of its places. */
function callsOf(sentence, place) {
  const head = sentence.toString().split('=>')[0];
  const types = [...head.matchAll(/@type \{((?:[^{}]|\{[^{}]*\})*)\} \*\//g)].map((match) => match[1]);
  assert.equal(types.length, sentence.length, `${place}: write the type of every place before it, as /** @type {number} */ n`);
  return [0, 1, 2, 7, 4711, 1_000_000].map((n) =>
    types.map((type, at) => {
      const value = made(type, n === 1 ? 1 : n + at * 3);
      assert.notEqual(value, undefined, `${place}: add the type ${type} to NAMED in tests/web/languages.test.mjs`);
      return value;
    }));
}

/** Names of files and formats, laws and codes: the same in every language. */
const FIXED = /45 CFR [\d.]+(?:\(\w+\))*|Safe Harbor|SHA256SUMS|\w+\.(?:json|pdf|zip)|\.(?:txt|csv)|DICOM(?:DIR)?|PS3\.\d+|AES-256|Ed25519|PKCS#8|PEM|UTF-8|CRC-32|\[[A-Z]+(?: \d+)?\]|WebAssembly|Merkle|PDF|CD\b|7-Zip/gi;

/** Numbers that are handed in; any other number is a size or a time, which languages write differently. */
const NUMBERS = new Set([0, 1, 2, 3, 4, 5, 7, 8, 10, 31, 32, 33, 34, 41, 42, 43, 44, 45, 4711, 4714, 1_000_000].map(String));

/** What a text must share with its English: strings that were handed in, numbers, fixed names. */
function shared(text) {
  const numbers = (text.match(/\d+(?:[.,\u00A0\u202F]\d+)*/g) ?? []).map((one) => one.replace(/[.,\u00A0\u202F](?=\d{3}(?!\d))/g, ''));
  const found = [...numbers.filter((one) => NUMBERS.has(one)), ...(text.match(/Qzx|Vwk/g) ?? []), ...(text.match(FIXED) ?? [])];
  return [...new Set(found.map((one) => one.toLowerCase()))].sort();
}

/** Every file of a language, by the objects that it gives away: to say where a sentence is missing. */
async function filesOf(language) {
  const found = new Map();
  for (const name of readdirSync(join(folder, language))) {
    const given = await import(join(folder, language, name));
    for (const [as, value] of Object.entries(given)) found.set(`${name} ${as}`, value);
  }
  return found;
}

const english = await filesOf('en');

/**
 * Everything that is wrong with a catalogue beside the English one.
 * @param {typeof en} other
 */
function faultsOf(other) {
  const { language } = other;
  const faults = [];
  const walk = (one, two, path, file) => {
    const place = `www/app/words/${language}/${file}: ${path.join('.')}`;
    if (two === undefined) return faults.push(`${place} is missing. English: ${JSON.stringify(one) ?? String(one)}`);
    if (typeof one !== typeof two || Array.isArray(one) !== Array.isArray(two)) return faults.push(`${place} is a ${typeof two}; English has a ${typeof one} there`);
    if (typeof one === 'string') return told(one, two, place);
    if (typeof one === 'function') return called(one, two, place);
    const home = [...english].find(([, value]) => value === one)?.[0].split(' ')[0] ?? file;
    for (const key of Object.keys(one)) walk(one[key], two[key], [...path, key], home);
    for (const key of Object.keys(two)) {
      if (!(key in one)) faults.push(`www/app/words/${language}/${home}: ${[...path, key].join('.')} is not in the English catalogue`);
    }
  };
  const told = (one, two, place) => {
    if (one === '') return two === '' ? null : faults.push(`${place} has a text; English has none`);
    if (two.trim() === '') return faults.push(`${place} is empty. English: ${one}`);
    if (two !== two.trim() || /  |undefined|NaN|\[object/.test(two)) faults.push(`${place} has stray blanks or a value that is none: ${two}`);
    const [wanted, found] = [shared(one), shared(two)];
    if (wanted.join() !== found.join()) faults.push(`${place}: ${two}: its fixed parts are ${found.join(', ') || 'none'}; in English ${wanted.join(', ') || 'none'}: ${one}`);
    if (one.at(-1) !== two.at(-1) && /[.?:…]$/.test(`${one.at(-1)}${two.at(-1)}`)) faults.push(`${place} does not end as in English: ${two}`);
    const own = one.replace(FIXED, '').replace(/Qzx|Vwk|\d[\d.,]*/g, '').trim();
    const isSame = one === two && /\p{L}{3}/u.test(own);
    if (isSame && ![...SAME.all, ...(SAME[language] ?? [])].includes(own)) {
      faults.push(`${place} is left in English: ${one}. If it is the same word, add it to SAME in tests/web/languages.test.mjs`);
    }
    return null;
  };
  const called = (one, two, place) => {
    if (one.length !== two.length) return faults.push(`${place} takes ${two.length} values; English takes ${one.length}`);
    const before = faults.length;
    for (const values of callsOf(one, place)) {
      if (faults.length > before) return null;
      const [told1, told2] = [one(...values), two(...values)];
      if (Array.isArray(told1)) told1.forEach((text, n) => told(text, told2[n] ?? '', `${place}(…)[${n}]`));
      else told(told1, told2, `${place}(${JSON.stringify(values).slice(1, -1)})`);
    }
    return null;
  };
  const { language: _, ownName, direction, number, day, size, ...sentences } = en;
  walk(sentences, Object.fromEntries(Object.entries(other).filter(([key]) => key in sentences || !(key in en))), [], 'page.js');
  return faults;
}

test('every language of the folder is in the switch', () => {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => one.name);
  assert.deepEqual(catalogues.map((one) => one.language).sort(), folders.sort());
  for (const one of catalogues) assert.match(one.ownName, /\p{Lu}\p{L}+/u);
});

for (const other of catalogues.filter((one) => one !== en)) {
  test(`${other.ownName}: every sentence of the English catalogue, nothing else`, () => {
    const faults = faultsOf(other);
    assert.equal(faults.length, 0, `${faults.length} faults:\n${faults.join('\n')}\n`);
  });
}

describe('a catalogue that is not whole is told apart', () => {
  const changed = (change) => {
    const copy = { ...en, language: 'xx', app: { ...en.app }, run: { ...en.run } };
    change(copy);
    return faultsOf(copy).filter((fault) => !/is left in English/.test(fault));
  };
  test('nothing is changed', () => assert.deepEqual(changed(() => {}), []));
  test('a missing sentence', () => {
    const faults = changed((copy) => delete copy.app.clear);
    assert.deepEqual(faults, ['www/app/words/xx/page.js: app.clear is missing. English: "Clear everything"']);
  });
  test('a sentence too many', () => {
    assert.deepEqual(changed((copy) => Object.assign(copy.app, { more: 'x' })), ['www/app/words/xx/page.js: app.more is not in the English catalogue']);
  });
  test('an empty sentence', () => assert.match(changed((copy) => { copy.app.clear = ' '; })[0] ?? '', /app\.clear is empty/));
  test('a place that is not used', () => {
    assert.match(changed((copy) => { copy.run.willWithhold = (n) => 'they stay out'; })[0] ?? '', /run\.willWithhold\(0\).*in English 0/);
    assert.match(changed((copy) => { copy.run.willWithhold = () => 'they stay out'; })[0] ?? '', /takes 0 values; English takes 1/);
  });
  test('a law that is written otherwise', () => {
    assert.match(changed((copy) => { copy.purpose = { ...en.purpose, presets: { ...en.purpose.presets, research: { name: 'x', text: 'Safe Harbour.' } } }; })[0] ?? '', /Safe Harbor/);
  });
  test('what is left in English', () => assert.ok(faultsOf({ ...en, language: 'xx' }).some((fault) => /app\.clear is left in English/.test(fault))));
});

/** Nouns and words that only more than one thing has, behind the number one. */
const MANY = {
  fr: /(?<!\d)[01] (?!hors\b)(?:\p{L}+s|sont|ont|peuvent)(?!\p{L})/u,
  es: /\b1 (?!más)(?:\p{L}+s|faltan|pueden|tienen|son)\b/u,
  de: /\b1 (?:Dateien|Instanzen|Serien|Studien|Befunde|Seiten|Rechtecke|Einzelbilder|Nummern|Wiederholungen|Netzwerkanfragen|Versuche|Dinge|Fotografien|\p{L}+-Nummern|fehlen|passen|bleiben|werden|gehen)\b/u,
  en: /\b1 (?!(?:series|fits)\b)(?:\p{L}+s|are|have|stand|repeat)\b/u,
};

for (const words of catalogues) {
  test(`${words.ownName}: a count of one stands before one thing`, () => {
    const wrong = [];
    const walk = (one, two, path) => {
      if (typeof one === 'function' && !/^(number|day|size)$/.test(path)) {
        for (const text of [two(...callsOf(one, path)[1])].flat()) if (MANY[words.language].test(text)) wrong.push(`${path}: ${text}`);
      } else if (one !== null && typeof one === 'object') {
        for (const key of Object.keys(one)) walk(one[key], two[key], `${path}.${key}`.replace(/^\./, ''));
      }
    };
    walk(en, words, '');
    assert.deepEqual(wrong, []);
  });
}

test('the English findings and reasons are those of the engine and of the certificate', () => {
  const sentences = (file, from, to) => {
    const text = readFileSync(join(root, file), 'utf8');
    const part = text.slice(text.indexOf(from), text.indexOf(to));
    const kebab = (name) => name.replace(/(?<!^)(?=[A-Z])/g, '-').toLowerCase();
    return Object.fromEntries([...part.matchAll(/Self::(\w+) => \{?\s*"([^"]+)"/g)].map(([, name, said]) => [kebab(name), said]));
  };
  assert.deepEqual(en.check.problem, sentences('src/verify/inspection/findings.rs', 'fn sentence', 'impl std::fmt::Display'));
  assert.deepEqual(en.check.reason, sentences('src/certificate/status.rs', 'pub const fn sentence', 'pub const fn is_counted'));
});

test('the first language of the browser that has a catalogue is spoken, English if none has', () => {
  assert.equal(wordsFor(['xx-XX', 'en-GB', 'de']).language, 'en');
  assert.equal(wordsFor([]).language, 'en');
  for (const one of catalogues) assert.equal(wordsFor([`${one.language.toUpperCase()}-XX`, 'en']).language, one.language);
});

test('a language is spoken at once by all that hear, and no other is', () => {
  const before = words.language;
  const heard = [];
  const end = onLanguage(() => heard.push(words.language));
  for (const one of catalogues) speak(one.language);
  speak('xx');
  end();
  speak(before);
  assert.deepEqual([...new Set(heard)].sort(), catalogues.map((one) => one.language).sort());
  assert.equal(words.language, before);
});

test('a chosen language outlives clearing, and nothing else is changed by it', () => {
  const chosen = reduce(initial, { kind: 'language-chosen', language: 'en' });
  assert.deepEqual({ ...chosen, language: null }, initial);
  assert.equal(reduce(chosen, { kind: 'cleared' }).language, 'en');
});

test('numbers, sizes and days are written as the language writes them', () => {
  const of = (language) => wordsFor([language]);
  assert.deepEqual(['en', 'es', 'de', 'fr'].map((one) => of(one).day('2024-03-05')), ['Mar 5, 2024', '5 mar 2024', '05.03.2024', '5 mars 2024']);
  assert.deepEqual(['en', 'es', 'de', 'fr'].map((one) => of(one).day('2026-01')), ['January 2026', 'enero de 2026', 'Januar 2026', 'janvier 2026']);
  for (const odd of ['', '2024-02-31', '20240305', 'none']) assert.equal(en.day(odd), odd);
  assert.deepEqual(['en', 'es', 'de', 'fr'].map((one) => of(one).size(1_250_000)), ['1.3 MB', '1,3 MB', '1,3 MB', '1,3 Mo']);
  assert.equal(en.size(999), '999 B');
  assert.deepEqual(['en', 'es', 'de', 'fr'].map((one) => of(one).number(12_345)), ['12,345', '12.345', '12.345', '12\u202F345']);
  const one = { patients: 0, studies: 1, series: 2, instances: 0, reports: 1 };
  assert.equal(of('fr').inventory.totals(one).join(), '0 patient,1 étude,2 séries,0 instance,1 compte rendu');
});

test('people are addressed formally', () => {
  const informal = {
    es: /(?<!\p{L})(?:tú|tu|tus|ti|contigo|tienes|puedes|haz)(?!\p{L})/iu,
    de: /(?<!\p{L})(?:du|dich|dir|deine?[mnrs]?|kannst|hast)(?!\p{L})/u,
    fr: /(?<!\p{L})(?:tu|toi|ton|tes)(?!\p{L})/iu,
  };
  for (const [language, pattern] of Object.entries(informal)) {
    for (const name of readdirSync(join(folder, language))) {
      const lines = readFileSync(join(folder, language, name), 'utf8').split('\n').filter((line) => !/^\s*(?:\/?\*|import)/.test(line));
      assert.deepEqual(lines.filter((line) => pattern.test(line)), [], `${language}/${name}`);
    }
  }
});
