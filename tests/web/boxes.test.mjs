/** Boxes as the engine reads them, the state of the pictures, and what is asked of a made-up engine. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxesText, decodeTemplate, fromTemplate, isOn, moved, newBox, placeAt, scopeOf, smallOf, templateText, within, withScope } from '../../www/app/boxes.js';
import { Pictures, Shelf, shotsOf } from '../../www/app/pictures.js';
import { initial, policyOf, reduce } from '../../www/app/state.js';

const device = { manufacturer: 'ACME', model: 'ECHO 5', rows: 80, columns: 120 };
/** Two instances, of three frames and of one. */
const cine = {
  series: '2.999.1', study: '2.999.0', modality: 'US', description: 'ABDOMEN', risk: 'class', device, frames: 4, at_risk: 2, not_shown: 0,
  instances: [
    { input: 0, instance: '2.999.1.1', frames: 3, rows: 80, columns: 120 },
    { input: 1, instance: '2.999.1.2', frames: 1, rows: 80, columns: 120 },
  ],
  suggestions: [],
};
const slices = { ...cine, series: '2.999.2', modality: 'CT', risk: 'low', device: null, frames: 2, at_risk: 0,
  instances: [2, 3].map((input) => ({ input, instance: `2.999.2.${input}`, frames: 1, rows: 64, columns: 64 })) };
const AREA = { left: 4, top: 5, width: 30, height: 8 };
const size = { columns: 120, rows: 80 };

test('a place counts over all frames of all instances', () => {
  assert.deepEqual(placeAt(cine, 2), { instance: '2.999.1.1', input: 0, frame: 2, size });
  assert.deepEqual(placeAt(cine, 3), { instance: '2.999.1.2', input: 1, frame: 0, size });
  assert.equal(placeAt(cine, 4), null);
  assert.deepEqual(shotsOf(cine.frames), [['first', 0], ['middle', 1], ['last', 3]]);
  assert.deepEqual(shotsOf(2), [['first', 0], ['last', 1]]);
  assert.deepEqual(shotsOf(1), [['first', 0]]);
  assert.deepEqual(shotsOf(0), []);
});

test('every reach becomes the row that the engine reads, and reaches that far', () => {
  const at = placeAt(cine, 1);
  const rows = (scope) => {
    const box = newBox([], AREA, scope, cine, at);
    assert.equal(scopeOf(box), scope);
    return [JSON.parse(boxesText([box], [])).boxes[0], [0, 1, 2, 3].filter((place) => isOn(box, cine, placeAt(cine, place)))];
  };
  assert.deepEqual(rows('frame'), [{ instance: '2.999.1.1', frames: [2], ...AREA }, [1]]);
  assert.deepEqual(rows('instance'), [{ instance: '2.999.1.1', ...AREA }, [0, 1, 2]]);
  assert.deepEqual(rows('series'), [{ series: '2.999.1', ...AREA }, [0, 1, 2, 3]]);
  assert.deepEqual(rows('device'), [{ device, ...AREA }, [0, 1, 2, 3]]);
  // On a projection there is no frame, and a series of many devices has none.
  assert.equal(newBox([], AREA, 'frame', cine, null), null);
  assert.equal(newBox([], AREA, 'device', slices, placeAt(slices, 0)), null);
  const box = newBox([], AREA, 'frame', cine, at);
  assert.equal(isOn(box, cine, null), true);
  assert.equal(isOn(box, slices, null), false);
  assert.deepEqual(withScope(box, 'series', cine, null).frames, []);
  assert.equal(boxesText([], []), null);
  const { seen, version, format } = JSON.parse(boxesText([], [{ series: '2.999.1', frames: 3 }]));
  assert.deepEqual([format, version, seen], ['safelight-boxes', 1, [{ series: '2.999.1', frames: 3 }]]);
});

test('a box stays in the picture and on whole pixels', () => {
  assert.deepEqual(within({ left: -3.2, top: 70.5, width: 10, height: 30 }, size), { left: 0, top: 70, width: 7, height: 10 });
  assert.equal(within({ left: 120, top: 0, width: 4, height: 4 }, size), null);
  assert.equal(within({ left: 5, top: 5, width: 0, height: 4 }, size), null);
  assert.deepEqual(moved(AREA, -10, 200, size), { left: 0, top: 72, width: 30, height: 8 });
});

test('a template holds boxes by device alone, and is taken once', () => {
  const boxes = [newBox([], AREA, 'series', cine, null)];
  boxes.push(newBox(boxes, { ...AREA, top: 20 }, 'device', cine, null));
  const text = templateText(boxes);
  assert.doesNotMatch(text, /2\.999/);
  assert.deepEqual(JSON.parse(text).boxes, [{ device, ...AREA, top: 20 }]);
  const taken = fromTemplate(text, [slices, cine], []);
  assert.deepEqual(taken.boxes.map((box) => [box.id, box.reach, box.series]), [[1, 'device', '2.999.1']]);
  assert.deepEqual(fromTemplate(text, [cine], boxes), { boxes: [], foreign: 0 });
  assert.deepEqual(fromTemplate(text, [slices], []), { boxes: [], foreign: 1 });
  assert.equal(decodeTemplate(new TextEncoder().encode('\uFEFF{}').buffer), '{}');
  assert.throws(() => decodeTemplate(Uint8Array.of(0xff, 0xfe, 0x41).buffer));
});

test('a small picture is the mean of the large one', () => {
  const rgba = new Uint8Array(4 * 2 * 4);
  [0, 100, 200, 40, 0, 100, 0, 0].forEach((level, n) => rgba.set([level, level, 0, 255], n * 4));
  const small = smallOf({ width: 4, height: 2, rgba }, 2);
  assert.deepEqual([small.width, small.height, [...small.rgba]], [2, 1, [50, 50, 0, 255, 60, 60, 0, 255]]);
  assert.deepEqual([...smallOf({ width: 1, height: 1, rgba: Uint8Array.of(9, 8, 7, 255) }, 192).rgba], [9, 8, 7, 255]);
});

/** The state with the wall open. */
function opened(...events) {
  return [{ kind: 'entered' }, { kind: 'walled', series: [cine, slices] }, ...events].reduce((state, event) => reduce(state, { kind: 'pictures', event }), initial);
}

test('boxes and checked series are undone step by step, presses of a key together', () => {
  const box = newBox([], AREA, 'series', cine, null);
  const nudged = (left) => ({ kind: 'drawn', boxes: [{ ...box, left }], act: 'nudge 1' });
  let state = opened({ kind: 'drawn', boxes: [box], act: null }, nudged(5), nudged(6), { kind: 'looked', series: '2.999.1', frames: 3 },
    { kind: 'checked', series: '2.999.1', isChecked: true });
  assert.deepEqual(state.choices.seen, [{ series: '2.999.1', frames: 3 }]);
  state = reduce(state, { kind: 'pictures', event: { kind: 'looked', series: '2.999.1', frames: 4 } });
  assert.deepEqual(state.choices.seen, [{ series: '2.999.1', frames: 4 }], 'more was looked at since');
  const back = [];
  for (let n = 0; n < 4; n += 1) {
    state = reduce(state, { kind: 'pictures', event: { kind: 'undone' } });
    back.push([state.choices.seen.length, state.choices.boxes[0]?.left ?? null]);
  }
  assert.deepEqual(back, [[0, 6], [0, 4], [0, null], [0, null]]);
});

test('what was decided goes with every policy, new files need a new look, and clearing forgets', () => {
  const box = newBox([], AREA, 'series', cine, null);
  let state = opened({ kind: 'looked', series: '2.999.2', frames: 2 }, { kind: 'checked', series: '2.999.2', isChecked: true },
    { kind: 'drawn', boxes: [box], act: null }, { kind: 'left' });
  assert.equal(state.phase, 'reviewing');
  const told = (from) => JSON.parse(policyOf(from.choices, from.apart, null, '2026-01-01').boxes ?? 'null');
  assert.deepEqual([told(state).boxes.length, told(state).seen.length], [1, 1]);
  state = reduce(state, { kind: 'read', inputs: [], inventory: { questions: [] } });
  assert.deepEqual([told(state).boxes.length, told(state).seen.length, state.pictures], [1, 0, null]);
  state = reduce(state, { kind: 'cleared' });
  assert.deepEqual([told(state), state.choices.boxes, state.pictures], [null, [], null]);
});

test('the shelf drops what was not asked for the longest time, and zeroes what it holds', () => {
  const shown = (bytes) => ({ width: 1, height: 1, rgba: new Uint8Array(bytes).fill(7), center: null, window: null, frames: 1, scale: 1 });
  const shelf = new Shelf(20);
  const first = shown(8);
  shelf.put('a', first);
  shelf.put('b', shown(8));
  assert.equal(shelf.get('a'), first);
  shelf.put('c', shown(8));
  assert.deepEqual([...shelf.kept.keys()], ['a', 'c']);
  shelf.put('d', shown(50));
  assert.deepEqual([[...shelf.kept.keys()], shelf.bytes], [['d'], 50]);
  const { rgba } = shelf.get('d');
  shelf.clear();
  assert.deepEqual([rgba.every((level) => level === 0), shelf.bytes, shelf.kept.size], [true, 0, 0]);
});

/** An engine that answers by itself and remembers what it was asked. */
function madeUp({ refuses = () => false } = {}) {
  const asked = [];
  const flying = { now: 0, most: 0 };
  const picture = () => ({ width: 1, height: 1, rgba: Uint8Array.of(9, 9, 9, 255), center: null, window: null, frames: 3, scale: 1 });
  const ask = async (wanted) => {
    asked.push(wanted);
    flying.now += 1;
    flying.most = Math.max(flying.most, flying.now);
    await new Promise((done) => setTimeout(done, 1));
    flying.now -= 1;
    if (refuses(wanted)) return { kind: 'refused', job: 1 };
    switch (wanted.kind) {
      case 'wall': return { kind: 'walled', series: [cine, slices] };
      case 'show-frame': return { kind: 'frame-shown', shown: picture() };
      case 'project': return { kind: 'projected', frames: wanted.blob.frames, leftOut: 0 };
      default: return { kind: 'projection-shown', shown: picture() };
    }
  };
  const pool = { ask, end: () => {} };
  let state = initial;
  const pictures = new Pictures({
    engine: { desk: pool, bench: pool, easel: pool, width: 2, rest: () => {} },
    state: () => state,
    tell: (event) => { state = reduce(state, event); },
    blob: (input) => ({ size: 10, input, frames: input === 0 ? 3 : 1 }),
    policy: () => policyOf(state.choices, state.apart, null, '2026-01-01'),
    think: () => {},
  });
  return { pictures, asked, flying, get state() { return state; } };
}

test('single frames come first, then one projection after the other, few at a time', async () => {
  const made = madeUp();
  await made.pictures.want({ kind: 'look' });
  const kinds = made.asked.map((one) => one.kind);
  assert.deepEqual(kinds, ['wall', ...Array(5).fill('show-frame'), ...['project', 'project', 'projection', 'projection', 'projection'], ...['project', 'project', 'projection', 'projection', 'projection']]);
  assert.deepEqual(made.asked.filter((one) => one.kind === 'project').map((one) => one.first), [true, false, true, false]);
  assert.ok(made.flying.most <= 2, `${made.flying.most} at once`);
  const { shots, looked, work } = made.state.pictures;
  assert.deepEqual(Object.keys(shots['2.999.1']).sort(), ['first', 'last', 'maximum', 'mean', 'middle', 'minimum']);
  assert.deepEqual([looked, work], [{ '2.999.1': 4, '2.999.2': 2 }, 'done']);
  // Nothing is asked again for what is there.
  made.asked.length = 0;
  await made.pictures.want({ kind: 'leave' });
  await made.pictures.want({ kind: 'look' });
  assert.deepEqual(made.asked.map((one) => one.kind), ['wall']);
  made.pictures.forget();
  assert.ok(Object.values(made.state.pictures.shots['2.999.1']).every((small) => small.rgba.every((level) => level === 0)), 'zeroed');
});

test('stopped is stopped, and goes on where it was', async () => {
  const made = madeUp();
  const looking = made.pictures.want({ kind: 'look' });
  await new Promise((done) => setTimeout(done, 0));
  made.pictures.want({ kind: 'stop' });
  await looking;
  const before = made.asked.length;
  assert.ok(before < 16);
  assert.equal(made.state.pictures.work, 'stopped');
  await new Promise((done) => setTimeout(done, 20));
  assert.equal(made.asked.length, before);
  await made.pictures.want({ kind: 'open', series: '2.999.1', place: 2 });
  assert.equal(made.state.pictures.shown.shown.width, 1, 'a series can be opened meanwhile');
  // The brightest picture of one series does not mean that all is there.
  await made.pictures.want({ kind: 'show', change: { view: 'maximum' } });
  await new Promise((done) => setTimeout(done, 60));
  assert.equal(made.state.pictures.shown.wish.view, 'maximum');
  assert.equal(made.state.pictures.shots['2.999.2']?.maximum, undefined);
  assert.equal(made.state.pictures.work, 'stopped');
  await made.pictures.want({ kind: 'go-on' });
  assert.equal(made.state.pictures.work, 'done');
  assert.equal(made.asked.filter((one) => one.kind === 'project' && one.first).length, 2, 'each series once');
});

test('frames that were slid over are not asked for, and what cannot be shown is said', async () => {
  const made = madeUp({ refuses: (wanted) => wanted.kind === 'show-frame' && wanted.frame === 2 });
  await made.pictures.want({ kind: 'look' });
  made.asked.length = 0;
  const opening = made.pictures.want({ kind: 'open', series: '2.999.1', place: 0 });
  for (const place of [1, 2, 3]) void made.pictures.want({ kind: 'show', change: { place, center: 40, width: 400 } });
  await opening;
  await new Promise((done) => setTimeout(done, 20));
  assert.deepEqual(made.asked.map((one) => [one.blob.input, one.frame, one.center]), [[1, 0, 40]]);
  await made.pictures.want({ kind: 'show', change: { place: 2 } });
  assert.deepEqual([made.state.pictures.shown.wish.place, made.state.pictures.shown.shown], [2, null]);
});

test('a file of boxes is read by the engine before anything is taken from it', async () => {
  const made = madeUp({ refuses: (wanted) => wanted.kind === 'wall' && wanted.policy.boxes?.includes('"width":0') });
  await made.pictures.want({ kind: 'look' });
  const file = (text) => new Blob([text]);
  const good = templateText([newBox([], AREA, 'device', cine, null)]);
  await made.pictures.want({ kind: 'load', file: file(good) });
  assert.deepEqual([made.state.choices.boxes.length, made.state.pictures.loaded], [1, { taken: 1, foreign: 0 }]);
  await made.pictures.want({ kind: 'load', file: file('{"width":0}') });
  assert.deepEqual([made.state.choices.boxes.length, made.state.pictures.notice], [1, 'boxes-refused']);
  await made.pictures.want({ kind: 'load', file: file(Uint8Array.of(0xff, 0xfe)) });
  assert.equal(made.state.pictures.notice, 'boxes-unread');
});
