/**
 * Text that was found in pictures: which of it is still to be decided, and the boxes
 * that hide it. Pure functions.
 *
 * @typedef {import('./boxes.js').DrawnBox} DrawnBox
 * @typedef {import('./boxes.js').Place} Place
 * @typedef {import('./engine_api.d.ts').FoundPlace} FoundPlace
 * @typedef {import('./engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('./state.js').State} State
 */
import { isIn } from './boxes.js';

/** @typedef {'stays' | 'hidden' | 'dismissed' | 'open'} FoundState what becomes of a place */
/** @typedef {{ series: WallSeries, open: FoundPlace[], named: number }} OpenSeries `named`: how many of the open places name or number somebody */

/**
 * @param {string} series
 * @param {FoundPlace} place
 */
export function keyOf(series, { left, top, width, height, on }) {
  return JSON.stringify([series, left, top, width, height, on]);
}

/**
 * @param {DrawnBox} box
 * @param {FoundPlace} place
 */
function covers(box, place) {
  return box.left <= place.left && box.top <= place.top
    && box.left + box.width >= place.left + place.width && box.top + box.height >= place.top + place.height;
}

/**
 * Whether boxes cover a place on every frame that it is on.
 * @param {FoundPlace} place
 * @param {WallSeries} series
 * @param {DrawnBox[]} boxes
 */
export function isHidden(place, series, boxes) {
  const over = boxes.filter((box) => isIn(box, series) && covers(box, place));
  if (over.some((box) => box.reach !== 'instance' && box.frames.length === 0)) return true;
  const on = place.on.length > 0 ? place.on : series.instances.map((_, instance) => ({ instance, frames: [] }));
  return on.every(({ instance, frames }) => {
    const name = series.instances[instance]?.instance;
    const own = over.filter((box) => box.reach !== 'instance' || box.instance === name);
    if (own.some((box) => box.frames.length === 0)) return true;
    return frames.length > 0 && frames.every((frame) => own.some((box) => box.frames.includes(frame)));
  });
}

/**
 * The boxes that hide a place, behind those that are there.
 * @param {FoundPlace} place
 * @param {WallSeries} series
 * @param {DrawnBox[]} boxes
 * @returns {DrawnBox[]}
 */
export function withBoxes(place, series, boxes) {
  const { left, top, width, height } = place;
  const last = boxes.reduce((greatest, box) => Math.max(greatest, box.id), 0);
  const made = { left, top, width, height, series: series.series, device: null };
  if (place.on.length === 0) {
    return [...boxes, { ...made, id: last + 1, reach: 'series', frames: [], instance: '' }];
  }
  /** @type {DrawnBox[]} */
  const own = place.on.map(({ instance, frames }, n) => {
    const name = series.instances[instance]?.instance ?? '';
    return { ...made, id: last + 1 + n, reach: 'instance', frames, instance: name };
  });
  return [...boxes, ...own];
}

/**
 * @param {FoundPlace} place
 * @param {WallSeries} series
 * @param {State['choices']} choices
 * @returns {FoundState}
 */
export function stateOf(place, series, { boxes, dismissed }) {
  if (place.verdict === 'allowed') return 'stays';
  if (isHidden(place, series, boxes)) return 'hidden';
  return dismissed.includes(keyOf(series.series, place)) ? 'dismissed' : 'open';
}

/**
 * Series with places that nobody has decided about. Whoever has checked a series has
 * decided about all of it.
 * @param {State} state
 * @returns {OpenSeries[]}
 */
export function openSeries(state) {
  const { texts, choices } = state;
  if (texts === null) return [];
  const isChecked = (/** @type {WallSeries} */ series) => choices.seen.some((one) => one.series === series.series);
  return texts.wall.filter((series) => !isChecked(series)).map((series) => {
    const open = (texts.found[series.series] ?? []).filter((place) => stateOf(place, series, choices) === 'open');
    return { series, open, named: open.filter((place) => place.verdict === 'identifier').length };
  }).filter(({ open }) => open.length > 0);
}

/**
 * Open places that name or number somebody, by study.
 * @param {State} state
 * @returns {Record<string, number>}
 */
export function namedByStudy(state) {
  /** @type {Record<string, number>} */
  const named = {};
  for (const one of openSeries(state)) named[one.series.study] = (named[one.series.study] ?? 0) + one.named;
  return named;
}

/**
 * The boxes with one for every place in these series that is still to be decided.
 * @param {OpenSeries[]} open
 * @param {DrawnBox[]} boxes
 */
export function withAll(open, boxes) {
  return open.reduce((all, { series, open: places }) => places.reduce((sum, place) => withBoxes(place, series, sum), all), boxes);
}

/**
 * The places on one frame, or of a whole series, that the eye is to be led to.
 * @param {FoundPlace[]} found
 * @param {WallSeries} series
 * @param {Place | null} at `null`: all frames
 */
export function placesAt(found, series, at) {
  return found.filter((place) => at === null || place.on.length === 0 || place.on.some(({ instance, frames }) =>
    series.instances[instance]?.instance === at.instance && (frames.length === 0 || frames.includes(at.frame + 1))));
}
