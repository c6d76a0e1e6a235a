/** What becomes of text that was found, and what is asked of a made-up engine to find it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxesText, placeAt } from '../../www/app/boxes.js';
import { Ended } from '../../www/app/engine.js';
import { isHidden, keyOf, namedByStudy, openSeries, placesAt, stateOf, withBoxes } from '../../www/app/found.js';
import { initial, obstacle, planObstacle, reduce } from '../../www/app/state.js';
import { TextSearch } from '../../www/app/text_search.js';

/** A cine of 70 frames and a still, and a series of slices. */
const cine = {
  series: '2.999.1', study: '2.999.0', modality: 'US', description: 'ABDOMEN', risk: 'class', device: null, frames: 71, at_risk: 2, not_shown: 0,
  instances: [
    { input: 0, instance: '2.999.1.1', frames: 70, rows: 80, columns: 120 },
    { input: 1, instance: '2.999.1.2', frames: 1, rows: 80, columns: 120 },
  ],
  suggestions: [],
};
const slices = { ...cine, series: '2.999.2', modality: 'CT', risk: 'low', frames: 3, at_risk: 0,
  instances: [2, 3, 4].map((input) => ({ input, instance: `2.999.2.${input}`, frames: 1, rows: 64, columns: 64 })) };
const AREA = { left: 4, top: 5, width: 30, height: 8 };
const name = { ...AREA, verdict: 'identifier', text: 'GRANT ODA', on: [] };
const rare = { ...AREA, top: 40, verdict: 'unknown', text: 'WOMBLEDON', on: [{ instance: 0, frames: [57] }] };
const stays = { ...AREA, top: 60, verdict: 'allowed', text: 'MI 1.2', on: [{ instance: 0, frames: [] }] };

const inventory = { patients: [], studies: [], reports: [], documents: [], refused: [], instances: 2, series: 1, questions: [], accessions: null };

/** A state in which text was looked for. */
function looked(found, work = 'done') {
  const read = reduce(initial, { kind: 'read', inputs: [], inventory });
  const began = reduce(read, { kind: 'texts', event: { kind: 'began', wall: [cine, slices] } });
  const told = Object.entries(found).reduce((state, [series, places]) =>
    reduce(state, { kind: 'texts', event: { kind: 'found', series, places, unread: 0 } }), began);
  return reduce(told, { kind: 'texts', event: { kind: 'working', work } });
}

test('a place gets boxes that the engine reads, and is hidden by them and by larger ones', () => {
  const boxes = withBoxes(rare, cine, withBoxes(name, cine, []));
  assert.deepEqual(boxes.map((box) => box.id), [1, 2]);
  assert.deepEqual(JSON.parse(boxesText(boxes, [])).boxes, [
    { series: '2.999.1', ...AREA },
    { instance: '2.999.1.1', frames: [57], ...AREA, top: 40 },
  ]);
  assert.deepEqual([isHidden(name, cine, boxes), isHidden(rare, cine, boxes)], [true, true]);
  assert.deepEqual([isHidden(name, cine, boxes.slice(1)), isHidden(rare, cine, boxes.slice(0, 1))], [false, false]);
  const larger = { ...boxes[0], left: 0, top: 0, width: 120, height: 80 };
  assert.equal(isHidden(rare, cine, [larger]), true);
  // On one of two instances it still shows on the other.
  const half = { ...larger, reach: 'instance', instance: '2.999.1.1', series: '2.999.1', frames: [] };
  assert.deepEqual([isHidden(name, cine, [half]), isHidden(rare, cine, [half])], [false, true]);
  assert.equal(isHidden(name, cine, [half, { ...half, instance: '2.999.1.2' }]), true);
  assert.equal(isHidden(rare, cine, [{ ...half, frames: [56, 58] }]), false);
});

test('places are shown on the frames that they are on', () => {
  const all = [name, rare, stays];
  const at = (place) => placesAt(all, cine, placeAt(cine, place)).map((one) => one.text);
  assert.deepEqual(at(56), ['GRANT ODA', 'WOMBLEDON', 'MI 1.2']);
  assert.deepEqual(at(55), ['GRANT ODA', 'MI 1.2']);
  assert.deepEqual(at(70), ['GRANT ODA']);
  assert.equal(placesAt(all, cine, null).length, 3);
});

test('a name that was found stops the run until it is hidden, said to stay, or the series checked', () => {
  let state = looked({ '2.999.1': [name, rare, stays], '2.999.2': [] });
  assert.equal(obstacle(state), 'text-found');
  assert.equal(planObstacle(state), null, 'reports can be reviewed');
  assert.deepEqual(namedByStudy(state), { '2.999.0': 1 });
  assert.deepEqual(openSeries(state).map((one) => [one.open.length, one.named]), [[2, 1]]);
  const draw = (boxes) => reduce(state, { kind: 'pictures', event: { kind: 'drawn', boxes, act: null } });
  const hidden = draw(withBoxes(name, cine, []));
  assert.equal(obstacle(hidden), null);
  assert.equal(stateOf(name, cine, hidden.choices), 'hidden');
  const undone = reduce(hidden, { kind: 'pictures', event: { kind: 'undone' } });
  assert.equal(obstacle(undone), 'text-found');
  const dismissed = reduce(state, { kind: 'pictures', event: { kind: 'dismissed', keys: [keyOf('2.999.1', name)] } });
  assert.deepEqual([obstacle(dismissed), stateOf(name, cine, dismissed.choices)], [null, 'dismissed']);
  assert.equal(obstacle(reduce(dismissed, { kind: 'pictures', event: { kind: 'undone' } })), 'text-found');
  const checked = reduce(state, { kind: 'pictures', event: { kind: 'checked', series: '2.999.1', isChecked: true } });
  assert.equal(obstacle(checked), null);
  state = looked({ '2.999.1': [rare] });
  assert.equal(obstacle(state), null, 'what may name somebody is shown and stops nothing');
  assert.equal(obstacle(looked({}, 'running')), 'text-search');
  assert.equal(obstacle(looked({}, 'stopped')), null);
  assert.equal(reduce(state, { kind: 'read', inputs: [], inventory }).texts, null, 'a grown drop is looked through anew');
});

/** A search over a made-up engine that remembers what it was asked. */
function madeUp({ hold = () => null, reader = new Blob(['parts']) } = {}) {
  const made = { asked: [], ended: 0, state: initial };
  const wall = [cine, slices];
  const answers = {
    wall: () => ({ kind: 'walled', series: wall }),
    known: () => ({ kind: 'known-values', known: Uint8Array.of(1) }),
    'screen-frames': (ask) => ({ kind: 'screened', sheets: [Uint8Array.of(ask.instance)], unread: 0 }),
    'screen-series': () => ({ kind: 'screened', sheets: [Uint8Array.of(9)], unread: 1 }),
    gather: (ask) => ({ kind: 'gathered', places: ask.sheets.length > 1 ? [name] : [] }),
  };
  const pool = {
    width: 2,
    begin: (ask) => made.asked.push(ask),
    end: () => { made.ended += 1; },
    ask: async (ask, how) => {
      made.asked.push(ask);
      const held = hold(ask);
      if (held !== null) return held;
      how?.onStep?.(1);
      return answers[ask.kind](ask);
    },
  };
  const host = {
    engine: { reader: Promise.resolve(reader), desk: pool, lens: pool },
    state: () => made.state,
    tell: (event) => { made.state = reduce(made.state, event); },
    blob: (input) => ({ input }),
    policy: () => ({}),
    think: () => {},
  };
  made.search = new TextSearch(host);
  return made;
}

test('cines are read in pieces, slices over each other, the riskiest first, and every series is told', async () => {
  const made = madeUp();
  await made.search.begin();
  const screened = made.asked.filter((ask) => ask.kind.startsWith('screen'));
  assert.deepEqual(screened.map((ask) => [ask.kind, ask.from, ask.to, ask.blob?.input ?? ask.blobs.map((blob) => blob.input)]), [
    ['screen-frames', 0, 23, 0], ['screen-frames', 23, 46, 0], ['screen-frames', 46, 70, 0], ['screen-frames', 0, 1, 1],
    ['screen-series', undefined, undefined, [2, 3, 4]],
  ]);
  const { texts } = made.state;
  assert.deepEqual([texts.work, texts.found['2.999.1'], texts.found['2.999.2'], texts.unread], ['done', [name], [], { '2.999.2': 1 }]);
  const gather = made.asked.filter((ask) => ask.kind === 'gather');
  assert.deepEqual(gather.map((ask) => [ask.sheets.length, ask.unread]), [[4, 0], [1, 1]]);
});

test('a stop keeps what was found, and going on takes the rest', async () => {
  let release = () => {};
  const held = new Promise((_, reject) => { release = () => reject(new Ended()); });
  held.catch(() => {});
  let isHeld = true;
  const made = madeUp({ hold: (ask) => (isHeld && ask.kind === 'screen-series' ? held : null) });
  const search = made.search.begin();
  while (made.state.texts?.found['2.999.1'] === undefined) await new Promise((done) => setTimeout(done, 1));
  assert.equal(obstacle({ ...made.state, inventory }), 'text-search');
  made.search.want({ kind: 'stop' });
  release();
  await search;
  assert.deepEqual([made.state.texts.work, Object.keys(made.state.texts.found)], ['stopped', ['2.999.1']]);
  isHeld = false;
  made.asked.length = 0;
  await made.search.want({ kind: 'go-on' });
  assert.deepEqual(made.asked.filter((ask) => ask.kind.startsWith('screen')).map((ask) => ask.kind), ['screen-series']);
  assert.equal(made.state.texts.work, 'done');
});

test('a picture on which the reader is lost is told as not read, and the rest goes on', async () => {
  const made = madeUp({ hold: (ask) => (ask.from === 23 ? Promise.resolve({ kind: 'lost' }) : null) });
  await made.search.begin();
  assert.deepEqual([made.state.texts.work, made.state.texts.unread['2.999.1']], ['done', 1]);
});

test('the page without the networks looks for nothing', async () => {
  const made = madeUp({ reader: null });
  await made.search.begin();
  assert.deepEqual([made.asked, made.state.texts], [[], null]);
});
