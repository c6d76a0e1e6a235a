/** What is said of the speed of a run and of the memory it needs: never before it can be known. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paceOf } from '../../www/app/pace.js';
import { stepsOf } from '../../www/app/save.js';
import { initial, memoryNeeded, nothingYet, reduce } from '../../www/app/state.js';
import { en } from '../../www/app/words/en/page.js';

const MB = 1e6;

test('rate and time left are said when they mean something, and follow what was done', () => {
  const running = { ...nothingYet('cleaning', 0), files: 100, bytes: 1000 * MB };
  const at = (/** @type {number} */ nowMs, /** @type {number} */ bytesDone) => paceOf({ ...running, nowMs, bytesDone });
  assert.deepEqual(at(1000, 100 * MB), { bytesPerSecond: null, secondsLeft: null }, 'too early');
  assert.deepEqual(at(9000, 1 * MB), { bytesPerSecond: null, secondsLeft: null }, 'too little');
  assert.deepEqual(at(10_000, 250 * MB), { bytesPerSecond: 25 * MB, secondsLeft: 30 });
  assert.deepEqual(at(40_000, 1000 * MB), { bytesPerSecond: 25 * MB, secondsLeft: 0 });
});

test('a run that goes on does not count what was done before', () => {
  const resumed = { ...nothingYet('cleaning', 0), files: 100, bytes: 1000 * MB, filesBefore: 50, bytesBefore: 500 * MB };
  assert.deepEqual(paceOf({ ...resumed, nowMs: 10_000, bytesDone: 505 * MB }), { bytesPerSecond: null, secondsLeft: null });
  const { bytesPerSecond, secondsLeft } = paceOf({ ...resumed, nowMs: 10_000, bytesDone: 600 * MB });
  assert.equal(bytesPerSecond, 10 * MB);
  assert.equal(Math.round(secondsLeft ?? 0), 40);
});

test('headers are counted by files', () => {
  const { bytesPerSecond, secondsLeft } = paceOf({ ...nothingYet('headers', 0), files: 10, filesDone: 5, nowMs: 5000 });
  assert.deepEqual({ bytesPerSecond, secondsLeft }, { bytesPerSecond: null, secondsLeft: 5 });
});

test('memory is named before a large run where the package does not go to the disk', () => {
  const state = { ...initial, inputs: [{ path: 'a', size: 900 * MB }] };
  const need = (/** @type {Partial<import('../../www/app/state.js').Means>} */ means, packing = 'stored') =>
    memoryNeeded({ ...state, packing: /** @type {'stored'} */ (packing), means: { ...initial.means, ...means } });
  assert.equal(need({}), 900 * MB);
  assert.equal(need({ slices: true }), null);
  assert.equal(need({ slices: true }, 'deflated'), 900 * MB);
  assert.equal(need({ shelf: true }, 'deflated'), null);
  assert.equal(memoryNeeded({ ...initial, inputs: [{ path: 'a', size: 9 * MB }] }), null, 'a small one needs no word');
});

test('other choices end what a stopped run could have gone on with', () => {
  const paused = reduce({ ...initial, phase: 'running' }, { kind: 'run-stopped', notice: 'cancelled', paused: { filesDone: 3, files: 9 } });
  assert.deepEqual(paused.paused, { filesDone: 3, files: 9 });
  assert.deepEqual(reduce(paused, { kind: 'noticed', notice: null }).paused, { filesDone: 3, files: 9 });
  assert.deepEqual(reduce(paused, { kind: 'packing-chosen', packing: 'deflated' }).paused, { filesDone: 3, files: 9 });
  assert.equal(reduce(paused, { kind: 'preset-chosen', preset: 'teaching' }).paused, null);
  assert.equal(reduce(paused, { kind: 'apart-changed', changed: { crosswalk: true } }).paused, null);
  assert.equal(reduce(paused, { kind: 'reading-began', nowMs: 0 }).paused, null);
});

test('steps hold all bytes in their order, none more than a few megabytes', async () => {
  const noise = (/** @type {number} */ length, /** @type {number} */ seed) => Uint8Array.from({ length }, (_, n) => (n * seed) >> 3);
  const parts = [noise(10, 3), new Blob([noise(9_000_000, 7)]), noise(0, 1), ...Array.from({ length: 150 }, (_, n) => new Blob([noise(5, n)]))];
  const steps = [...stepsOf(parts)];
  assert.ok(steps.every((step) => step.parts.reduce((sum, part) => sum + (part.size ?? part.length), 0) <= 8 * 1024 * 1024 && step.parts.length <= 64));
  assert.deepEqual(steps.map((step) => step.isLast).filter(Boolean), [true]);
  assert.ok(steps.at(-1)?.isLast);
  const bytes = async (/** @type {(Uint8Array | Blob)[]} */ all) => Buffer.from(await new Blob(all).arrayBuffer());
  assert.ok((await bytes(steps.flatMap((step) => step.parts))).equals(await bytes(parts)));
});

test('every reason has advice', () => {
  assert.deepEqual(Object.keys(en.refused.advice).sort(), Object.keys(en.refused.reasons).sort());
});
