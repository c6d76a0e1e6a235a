/** The accession list as people have it, and the catalogue of sentences. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodeList, readList } from '../../www/app/accessions.js';
import { extensionOf, inOrder } from '../../www/app/files.js';
import { personName } from '../../www/app/person_name.js';
import { initial, obstacle, policyOf, reduce, wouldLose } from '../../www/app/state.js';
import { en } from '../../www/app/words/en/page.js';
import { root } from './surroundings.mjs';

const numbers = (text) => readList(text)?.numbers ?? null;

test('any separator, order kept, repetitions counted', () => {
  assert.deepEqual(numbers('QX-3\nQX-1\r\nQX-2'), ['QX-3', 'QX-1', 'QX-2']);
  assert.deepEqual(numbers('QX-3,QX-1;QX-2\tQX-9|QX-8'), ['QX-3', 'QX-1', 'QX-2', 'QX-9', 'QX-8']);
  assert.deepEqual(numbers('QX3 QX1  QX2'), ['QX3', 'QX1', 'QX2']);
  assert.deepEqual(readList('QX-1, qx-1, QX-2, QX-1'), { numbers: ['QX-1', 'QX-2'], repeated: 2 });
});

test('a number with a blank in it stays one number', () => {
  assert.deepEqual(numbers('CT 2291\n"QX 77,1"'), ['CT 2291', 'QX 77,1']);
});

test('a sheet gives only its accession column', () => {
  assert.deepEqual(numbers('Patient;Accession Number;Date\nMade Up;QX-1;2021\n;QX-2;2022\nX;;2023'), ['QX-1', 'QX-2']);
  assert.deepEqual(numbers('\uFEFFAccession\nQX-1\n'), ['QX-1']);
});

test('the engine and the page read sheets and blanks alike', () => {
  for (const text of [
    'Patient;Accession Number;Date\nMade, Up;QX-1;2021\n;QX-2;2022\nX;;2023',
    '"Patient","ACC_NO"\n"Made, Up","QX-1"\n"X","QX-2"',
    'Worklist of June\nPatient\tAcc #\nMade Up\tQX-1\nMade Up\tQX-2\n',
    'Name|Akzessionsnummer\nMade Up|QX-1\nMade Up|QX-2\n',
  ]) assert.deepEqual(numbers(text), ['QX-1', 'QX-2'], text);
  assert.deepEqual(numbers('4711001 4711002 47110'), ['4711001', '4711002', '47110']);
  for (const one of ['CT 2291', 'ACC-00471 1', '471 1', 'ZQ-ACC 4711']) assert.deepEqual(numbers(one), [one]);
  assert.deepEqual(numbers('"4711001 4711002"'), ['4711001 4711002']);
});

test('nothing in it is no list', () => {
  assert.equal(readList(' \n , ;\n'), null);
  assert.equal(readList(''), null);
});

test('a file of a sheet program is decoded', () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0x51, 0, 0x31, 0]);
  assert.equal(numbers(decodeList(utf16.buffer))?.[0], 'Q1');
});

test('the same drop has the same order', () => {
  const blob = new Blob();
  const paths = inOrder(['b/2', 'a/10', 'B', 'a/2'].map((path) => ({ path, blob }))).map((one) => one.path);
  assert.deepEqual(paths, ['B', 'a/10', 'a/2', 'b/2']);
  assert.deepEqual(['x/Report.PDF', 'IM0001', '.hidden', 'a.b/c'].map(extensionOf), ['pdf', '', '', '']);
});

test('a name is shown as people write it', () => {
  assert.equal(personName('Vornholtz^Emmeline^Q^Dr^'), 'Vornholtz, Dr Emmeline Q');
  assert.equal(personName('=^=Vornholtz^Emmeline'), 'Vornholtz, Emmeline');
  assert.equal(personName('VORNHOLTZ'), 'VORNHOLTZ');
  assert.equal(personName('^^'), '');
});

test('an open question stops the run until the person speaks', () => {
  const questions = [
    { question: 'mixed-patients', count: 2, same: 0, answer: null, choices: ['separate'] },
    { question: 'repeated-instance', count: 1, same: 1, answer: null, choices: ['keep-all', 'keep-first'] },
  ];
  const inventory = { patients: [{}, {}], studies: [], reports: [], documents: [], refused: [], instances: 2, series: 1, questions, accessions: null };
  const read = reduce(initial, { kind: 'read', inputs: [], inventory: /** @type {any} */ (inventory) });
  assert.equal(obstacle(read), 'open-question');
  const one = reduce(read, { kind: 'question-answered', question: 'mixed-patients', answer: 'separate' });
  assert.equal(obstacle(one), 'open-question');
  const both = reduce(one, { kind: 'question-answered', question: 'repeated-instance', answer: 'keep-first' });
  assert.equal(obstacle(both), null);
  assert.deepEqual(policyOf(both.choices, '2026-01-31').answers, { 'mixed-patients': 'separate', 'repeated-instance': 'keep-first' });
  assert.equal(wouldLose(read), true);
  assert.equal(wouldLose(reduce(read, { kind: 'cleared' })), false);
});

test('a style of report text goes to the engine, and every style has its words', () => {
  assert.equal(policyOf(initial.choices, '2026-01-31').report_style, 'tags');
  const chosen = reduce(initial, { kind: 'report-style-chosen', reportStyle: 'pseudonyms' });
  assert.equal(policyOf(chosen.choices, '2026-01-31').report_style, 'pseudonyms');
  const styles = readFileSync(join(root, 'src/policy.rs'), 'utf8').split('impl ReportStyle')[1]?.split('\n}\n')[0] ?? '';
  const names = [...styles.matchAll(/Self::\w+ => "([a-z-]+)",/g)].map((match) => match[1]);
  assert.deepEqual(names, Object.keys(en.reportStyle.styles));
});

test('every reason of the engine has its sentence', () => {
  const codes = [...readFileSync(join(root, 'src/finding.rs'), 'utf8').matchAll(/Self::\w+ => "([a-z-]+)",/g)].map((match) => match[1]);
  assert.ok(codes.length > 10, 'the codes were found');
  assert.deepEqual(codes.filter((code) => !(code in en.refused.reasons)), []);
});

/** Words of four languages that promise more than a program can keep. */
const PROMISES = /anonym|an[oó]nim|guarante|garant|complian|(?<!-)certified(?!-)|zertifiziert|certifié|certificado por|100 ?%|irreversib|no risk|risikolos|sin riesgo|sans risque/i;

test('no sentence promises too much, and no sentence stands outside the catalogue', () => {
  const words = join(root, 'www/app/words');
  for (const name of readdirSync(words, { recursive: true }).filter((one) => String(one).endsWith('.js'))) {
    assert.doesNotMatch(readFileSync(join(words, String(name)), 'utf8'), PROMISES, String(name));
  }
  const folder = join(root, 'www/app/elements');
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    const between = [...text.matchAll(/>\s*([^<>${}`]*[a-z]{3,}[^<>${}`]*)\s*</g)].map((match) => match[1]);
    assert.deepEqual(between.filter((piece) => !/[=;()*]|=>/.test(piece)), [], name);
    assert.doesNotMatch(text, /innerHTML|unsafeHTML|unsafeStatic|style=|\son[a-z]+=|\beval\b|\bfetch\(|localStorage|sessionStorage|indexedDB|console\./, name);
  }
});

for (const config of ['tsconfig.json', 'tsconfig.worker.json']) {
  test(`types are clean under strict: ${config}`, () => {
    const checked = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', join(root, 'www', config)], { encoding: 'utf8' });
    assert.equal(checked.status, 0, checked.stdout);
  });
}
