/**
 * Boxes over pictures and the text of them that the engine reads
 * (src/policy/pixel_decisions.rs): pure functions, in pixels of the source.
 *
 * @typedef {import('./engine_api.d.ts').WallSeries} WallSeries
 * @typedef {NonNullable<WallSeries['device']>} Device
 * @typedef {{ left: number, top: number, width: number, height: number }} Area
 * @typedef {{ columns: number, rows: number }} Size
 * @typedef {{ instance: string, input: number, frame: number, size: Size }} Place one frame of a series, counted from 0
 * @typedef {'frame' | 'instance' | 'series' | 'device'} BoxScope
 */

/**
 * One box. It remembers where it was drawn, whatever it reaches.
 * @typedef {Area & { id: number, reach: 'instance' | 'series' | 'device', frames: number[], series: string, instance: string, device: Device | null }} DrawnBox
 */
/** @typedef {{ series: string, frames: number }} Seen a series that was looked at, and how many of its frames */

const FORMAT = { format: 'safelight-boxes', version: 1 };
/** The file a person saves and loads. */
export const TEMPLATE_NAME = 'safelight-boxes.json';
/** Longer files are no templates; the engine's own limit. */
export const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The frame at a place, counted from 0 over all instances of a series.
 * @param {WallSeries} series
 * @param {number} place
 * @returns {Place | null}
 */
export function placeAt(series, place) {
  let before = 0;
  for (const one of series.instances) {
    if (place >= before && place < before + one.frames) {
      const size = { columns: one.columns, rows: one.rows };
      return { instance: one.instance, input: one.input, frame: place - before, size };
    }
    before += one.frames;
  }
  return null;
}

/**
 * @param {Device | null} one
 * @param {Device | null} other
 */
function isSameDevice(one, other) {
  if (one === null || other === null) return false;
  return one.manufacturer === other.manufacturer && one.model === other.model && one.rows === other.rows && one.columns === other.columns;
}

/**
 * Whether a box touches any picture of a series.
 * @param {DrawnBox} box
 * @param {WallSeries} series
 */
export function isIn(box, series) {
  switch (box.reach) {
    case 'instance':
      return series.instances.some((one) => one.instance === box.instance);
    case 'series':
      return box.series === series.series;
    case 'device':
      return isSameDevice(box.device, series.device);
    default:
      return false;
  }
}

/**
 * Whether a box is on this frame; on a projection it is if it is on any.
 * @param {DrawnBox} box
 * @param {WallSeries} series
 * @param {Place | null} place `null`: all frames
 */
export function isOn(box, series, place) {
  if (!isIn(box, series)) return false;
  if (place === null) return true;
  if (box.reach === 'instance' && box.instance !== place.instance) return false;
  return box.frames.length === 0 || box.frames.includes(place.frame + 1);
}

/**
 * @param {DrawnBox} box
 * @returns {BoxScope}
 */
export function scopeOf(box) {
  return box.reach === 'instance' && box.frames.length > 0 ? 'frame' : box.reach;
}

/**
 * The same box with another reach, as seen from a place.
 * @param {DrawnBox} box
 * @param {BoxScope} scope
 * @param {WallSeries} series
 * @param {Place | null} place
 * @returns {DrawnBox | null} `null`: from here it cannot have that reach
 */
export function withScope(box, scope, series, place) {
  const here = { ...box, series: series.series, frames: [] };
  switch (scope) {
    case 'frame':
      return place === null ? null : { ...here, reach: 'instance', instance: place.instance, frames: [place.frame + 1] };
    case 'instance':
      return place === null ? null : { ...here, reach: 'instance', instance: place.instance };
    case 'series':
      return { ...here, reach: 'series', instance: '' };
    case 'device':
      return series.device === null ? null : { ...here, reach: 'device', instance: '', device: series.device };
    default:
      return null;
  }
}

/**
 * A new box, behind all others.
 * @param {DrawnBox[]} boxes
 * @param {Area} area
 * @param {BoxScope} scope
 * @param {WallSeries} series
 * @param {Place | null} place
 * @returns {DrawnBox | null}
 */
export function newBox(boxes, area, scope, series, place) {
  const id = boxes.reduce((greatest, box) => Math.max(greatest, box.id), 0) + 1;
  const { left, top, width, height } = area;
  return withScope({ id, left, top, width, height, reach: 'series', frames: [], series: '', instance: '', device: null }, scope, series, place);
}

/**
 * What of an area lies in the picture, in whole pixels; `null` if nothing does.
 * @param {Area} area
 * @param {Size} size
 * @returns {Area | null}
 */
export function within(area, size) {
  const left = Math.max(0, Math.floor(area.left));
  const top = Math.max(0, Math.floor(area.top));
  const right = Math.min(size.columns, Math.ceil(area.left + area.width));
  const bottom = Math.min(size.rows, Math.ceil(area.top + area.height));
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}

/**
 * The same size, moved; it stays in the picture.
 * @param {Area} area
 * @param {number} right
 * @param {number} down
 * @param {Size} size
 * @returns {Area}
 */
export function moved(area, right, down, size) {
  const inside = (/** @type {number} */ value, /** @type {number} */ most) => Math.max(0, Math.min(value, Math.max(0, most)));
  return {
    left: inside(Math.round(area.left + right), size.columns - area.width),
    top: inside(Math.round(area.top + down), size.rows - area.height),
    width: area.width,
    height: area.height,
  };
}

/**
 * @param {Area} one
 * @param {Area} other
 */
export function isSameArea(one, other) {
  return one.left === other.left && one.top === other.top && one.width === other.width && one.height === other.height;
}

/** @param {DrawnBox} box */
function rowOf(box) {
  const area = { left: box.left, top: box.top, width: box.width, height: box.height };
  const frames = box.frames.length === 0 ? {} : { frames: box.frames };
  switch (box.reach) {
    case 'instance':
      return { instance: box.instance, ...frames, ...area };
    case 'series':
      return { series: box.series, ...frames, ...area };
    case 'device':
      return { device: box.device, ...frames, ...area };
    default:
      return area;
  }
}

/**
 * What the engine is told; nothing if nothing was drawn and nothing checked.
 * @param {DrawnBox[]} boxes
 * @param {Seen[]} seen
 * @returns {string | null}
 */
export function boxesText(boxes, seen) {
  if (boxes.length + seen.length === 0) return null;
  return JSON.stringify({ ...FORMAT, boxes: boxes.map(rowOf), seen });
}

/**
 * A template: boxes by device and size, the only ones that mean something in
 * another study. It holds no UID.
 * @param {DrawnBox[]} boxes
 */
export function templateText(boxes) {
  const rows = boxes.filter((box) => box.reach === 'device').map(rowOf);
  return `${JSON.stringify({ ...FORMAT, boxes: rows }, null, 1)}\n`;
}

/**
 * The boxes of a file that the engine has read without complaint, those that
 * touch a picture here.
 * @param {string} text
 * @param {WallSeries[]} wall
 * @param {DrawnBox[]} there boxes with the same place and reach are not taken twice
 * @returns {{ boxes: DrawnBox[], foreign: number }} `foreign` touch nothing here
 */
export function fromTemplate(text, wall, there) {
  /** @type {{ boxes?: (Area & { instance?: string, series?: string, device?: Device, frames?: number[] })[] }} */
  const file = JSON.parse(text);
  const known = new Set(there.map((box) => JSON.stringify(rowOf(box))));
  let id = there.reduce((greatest, box) => Math.max(greatest, box.id), 0);
  let foreign = 0;
  /** @type {DrawnBox[]} */
  const boxes = [];
  for (const row of file.boxes ?? []) {
    const { left, top, width, height } = row;
    const reach = row.instance ? 'instance' : row.series ? 'series' : 'device';
    /** @type {DrawnBox} */
    const box = {
      id: id + 1, left, top, width, height, reach, frames: row.frames ?? [],
      series: row.series ?? '', instance: row.instance ?? '', device: row.device ?? null,
    };
    const home = wall.find((series) => isIn(box, series));
    const same = JSON.stringify(rowOf(box));
    if (home === undefined) foreign += 1;
    if (home === undefined || known.has(same)) continue;
    id += 1;
    known.add(same);
    boxes.push({ ...box, series: home.series });
  }
  return { boxes, foreign };
}

/**
 * The text of a chosen file. A byte order mark is no part of it.
 * @param {ArrayBuffer} bytes
 */
export function decodeTemplate(bytes) {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/**
 * @typedef {{ width: number, height: number, rgba: Uint8Array<ArrayBuffer> }} Pixels
 */

/** Samples of the source on one edge of a pixel of a small picture, at most. */
const MOST_SAMPLES = 4;

/**
 * A small picture: each pixel the mean of up to 16 places of the large one.
 * @param {Pixels} shown
 * @param {number} edge the longer one
 * @returns {Pixels}
 */
export function smallOf(shown, edge) {
  const factor = Math.max(1, Math.max(shown.width, shown.height) / edge);
  const width = Math.max(1, Math.round(shown.width / factor));
  const height = Math.max(1, Math.round(shown.height / factor));
  const samples = Math.min(MOST_SAMPLES, Math.ceil(factor));
  const rgba = new Uint8Array(width * height * 4);
  const spots = (/** @type {number} */ at, /** @type {number} */ most) =>
    Array.from({ length: samples }, (_, n) => Math.min(most - 1, Math.floor((at + (n + 0.5) / samples) * factor)));
  const columns = Array.from({ length: width }, (_, x) => spots(x, shown.width));
  for (let y = 0; y < height; y += 1) {
    const rows = spots(y, shown.height);
    for (let x = 0; x < width; x += 1) {
      let [red, green, blue] = [0, 0, 0];
      for (const row of rows) {
        for (const column of columns[x] ?? []) {
          const from = (row * shown.width + column) * 4;
          red += shown.rgba[from] ?? 0;
          green += shown.rgba[from + 1] ?? 0;
          blue += shown.rgba[from + 2] ?? 0;
        }
      }
      const count = samples * samples;
      rgba.set([Math.round(red / count), Math.round(green / count), Math.round(blue / count), 255], (y * width + x) * 4);
    }
  }
  return { width, height, rgba };
}
