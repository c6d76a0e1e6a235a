/**
 * The pictures of the visit: asks for small and large ones and keeps a bounded
 * number of them. Small pictures of all series come first, projections one
 * series after the other; what the person opens goes before both.
 *
 * @typedef {import('./boxes.js').DrawnBox} DrawnBox
 * @typedef {import('./engine_api.d.ts').Policy} Policy
 * @typedef {import('./engine_api.d.ts').ProjectionKind} ProjectionKind
 * @typedef {import('./engine_api.d.ts').ShownFrame} ShownFrame
 * @typedef {import('./engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('./picture_state.js').PictureEvent} PictureEvent
 * @typedef {import('./picture_state.js').Shot} Shot
 * @typedef {import('./picture_state.js').Wish} Wish
 * @typedef {import('./state.js').Event} Event
 * @typedef {import('./state.js').State} State
 */
import { decodeTemplate, fromTemplate, MOST_BYTES, placeAt, smallOf } from './boxes.js';
import { Ended, NoEngine } from './engine.js';

/** Longer edge of a small picture. */
export const SMALL_PX = 192;
/** Large pictures that are kept for coming back to. */
const SHELF_BYTES = 96 * 1024 * 1024;
/** Progress is shown this often. */
const SHOW_EVERY_MS = 120;
/** @type {ProjectionKind[]} */
export const PROJECTIONS = ['minimum', 'mean', 'maximum'];

/**
 * What the person wants of the pictures.
 * @typedef {(
 *   | { kind: 'look' }
 *   | { kind: 'leave' }
 *   | { kind: 'open'; series: string; place?: number; view?: Wish['view'] }
 *   | { kind: 'close' }
 *   | { kind: 'show'; change: Partial<Wish> }
 *   | { kind: 'draw'; boxes: DrawnBox[]; act: string | null }
 *   | { kind: 'check'; series: string; isChecked: boolean }
 *   | { kind: 'undo' }
 *   | { kind: 'load'; file: File }
 *   | { kind: 'stop' }
 *   | { kind: 'go-on' }
 * )} PictureIntent
 */

/**
 * What the pictures need of the visit.
 * @typedef {object} Host
 * @property {import('./engine.js').Engine} engine
 * @property {() => State} state
 * @property {(event: Event) => void} tell
 * @property {(input: number) => Blob} blob
 * @property {() => Policy} policy
 * @property {() => Promise<void> | void} think the choices have changed
 */

/** Large pictures; the one that was not asked for the longest time goes first. */
export class Shelf {
  /** @param {number} most bytes */
  constructor(most) {
    this.most = most;
    this.bytes = 0;
    /** @type {Map<string, ShownFrame>} */
    this.kept = new Map();
  }

  /** @param {string} key */
  get(key) {
    const shown = this.kept.get(key);
    if (shown === undefined) return null;
    this.kept.delete(key);
    this.kept.set(key, shown);
    return shown;
  }

  /**
   * The newest stays, however large it is.
   * @param {string} key
   * @param {ShownFrame} shown
   */
  put(key, shown) {
    this.bytes += shown.rgba.length - (this.kept.get(key)?.rgba.length ?? 0);
    this.kept.delete(key);
    this.kept.set(key, shown);
    for (const [old, { rgba }] of this.kept) {
      if (this.bytes <= this.most || old === key) return;
      this.kept.delete(old);
      this.bytes -= rgba.length;
    }
  }

  /** Nothing of a picture stays in memory that this page holds. */
  clear() {
    for (const { rgba } of this.kept.values()) rgba.fill(0);
    this.kept.clear();
    this.bytes = 0;
  }
}

/**
 * Where the small pictures of a series are taken; each place once.
 * @param {number} frames
 * @returns {[Shot, number][]}
 */
export function shotsOf(frames) {
  /** @type {[Shot, number][]} */
  const all = [['first', 0], ['middle', Math.floor((frames - 1) / 2)], ['last', frames - 1]];
  return all.filter(([, place], n) => place >= 0 && place < frames && all.findIndex(([, other]) => other === place) === n);
}

/** @param {Wish} wish */
function keyOf({ series, place, view, center, width }) {
  return view === 'frame' ? JSON.stringify([series, place, center, width]) : JSON.stringify([series, view]);
}

export class Pictures {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.shelf = new Shelf(SHELF_BYTES);
    /** Counts up whenever work that is under way no longer matters. */
    this.turn = 0;
    /** @type {Map<string, Set<number>>} places that were shown, by series */
    this.places = new Map();
    /** @type {Map<string, number>} frames in the projections, by series */
    this.projected = new Map();
    /** @type {string[]} series that are still to be projected */
    this.queue = [];
    this.isShowing = false;
    this.isProjecting = false;
    /** Single frames are being taken. */
    this.isTaking = false;
    /** Series that is being projected. */
    this.projecting = '';
    this.toldMs = 0;
  }

  /**
   * @param {PictureIntent} intent
   * @returns {Promise<void> | void}
   */
  want(intent) {
    switch (intent.kind) {
      case 'look':
        return this.#enter();
      case 'leave':
        this.#end();
        this.#tell({ kind: 'left' });
        return this.host.think();
      case 'open': {
        const { series, place = 0, view = 'frame' } = intent;
        this.#tell({ kind: 'wished', wish: { series, place, view, center: null, width: null } });
        return this.#show();
      }
      case 'close':
        return this.#tell({ kind: 'wished', wish: null });
      case 'show': {
        const { wish } = this.#state;
        if (wish === null) return;
        this.#tell({ kind: 'wished', wish: { ...wish, ...intent.change } });
        return this.#show();
      }
      case 'draw':
        return this.#tell({ kind: 'drawn', boxes: intent.boxes, act: intent.act });
      case 'check':
        return this.#tell({ kind: 'checked', series: intent.series, isChecked: intent.isChecked });
      case 'undo':
        return this.#tell({ kind: 'undone' });
      case 'load':
        return this.#load(intent.file);
      case 'stop':
        this.#end();
        this.#tell({ kind: 'working', work: 'stopped' });
        return this.#show();
      case 'go-on':
        return this.#small();
      default:
        return never(intent);
    }
  }

  /** Ends the work and forgets every pixel; the shown ones are zeroed where they stand. */
  forget() {
    this.#end();
    const { pictures } = this.host.state();
    for (const shots of Object.values(pictures?.shots ?? {})) {
      for (const small of Object.values(shots)) if (small !== 'failed') small.rgba.fill(0);
    }
    pictures?.shown?.shown?.rgba.fill(0);
    this.shelf.clear();
    this.places.clear();
    this.projected.clear();
  }

  get #state() {
    const { pictures } = this.host.state();
    return { series: pictures?.series ?? [], wish: pictures?.wish ?? null, shots: pictures?.shots ?? {} };
  }

  /** @param {PictureEvent} event */
  #tell(event) {
    this.host.tell({ kind: 'pictures', event });
  }

  #end() {
    this.turn += 1;
    this.queue = [];
    this.isShowing = false;
    this.isProjecting = false;
    this.isTaking = false;
    this.projecting = '';
    this.host.engine.easel.end();
    this.host.engine.rest();
  }

  #enter() {
    return this.#work(async (isCurrent) => {
      this.#tell({ kind: 'entered' });
      const answer = await this.host.engine.desk.ask({ kind: 'wall', policy: this.host.policy() });
      if (!isCurrent()) return;
      if (answer.kind !== 'walled') return this.host.tell({ kind: 'failed', failure: 'engine-ended' });
      this.#tell({ kind: 'walled', series: answer.series });
      await this.#small();
    });
  }

  /** The small pictures that are not there yet: single frames of all series, then projections. */
  #small() {
    return this.#work(async (isCurrent) => {
      this.#tell({ kind: 'working', work: 'running' });
      const { series: wall, shots } = this.#state;
      const wanted = wall.flatMap((series) =>
        shotsOf(series.frames).filter(([of]) => !shots[series.series]?.[of]).map(([of, place]) => ({ series, of, place })));
      const take = async () => {
        for (let one = wanted.shift(); one !== undefined && isCurrent(); one = wanted.shift()) {
          const wish = { series: one.series.series, place: one.place, view: /** @type {const} */ ('frame'), center: null, width: null };
          const shown = await this.#frame(one.series, wish);
          if (!isCurrent()) return;
          this.#tell({ kind: 'shot', series: one.series.series, of: one.of, small: shown === null ? 'failed' : smallOf(shown, SMALL_PX) });
        }
      };
      this.isTaking = true;
      await Promise.all(Array.from({ length: this.host.engine.width }, take));
      if (!isCurrent()) return;
      this.isTaking = false;
      const rest = wall.map((series) => series.series).filter((name) => this.#isOpen(name) && !this.queue.includes(name));
      this.queue = [...this.queue, ...rest];
      await this.#projections(isCurrent);
    });
  }

  /**
   * Whether the projections of a series are neither there nor under way.
   * @param {string} name
   */
  #isOpen(name) {
    const { series, shots } = this.#state;
    const one = series.find((other) => other.series === name);
    return one !== undefined && one.frames > 1 && !shots[name]?.maximum && this.projecting !== name;
  }

  /** @param {() => boolean} isCurrent */
  async #projections(isCurrent) {
    if (this.isProjecting) return;
    this.isProjecting = true;
    for (let next = this.queue.shift(); next !== undefined; next = this.queue.shift()) {
      const series = this.#state.series.find((one) => one.series === next);
      this.projecting = next;
      if (series !== undefined) await this.#project(series, isCurrent);
      if (!isCurrent()) return;
      this.projecting = '';
    }
    this.isProjecting = false;
    // After a stop a single series may have been asked for.
    const isWhole = !this.#state.series.some((one) => this.#isOpen(one.series) || !this.#state.shots[one.series]?.first);
    if (!this.isTaking) this.#tell({ kind: 'working', work: isWhole ? 'done' : 'stopped' });
  }

  /**
   * All frames of a series as three pictures, by the one worker that holds them.
   * @param {WallSeries} series
   * @param {() => boolean} isCurrent
   */
  async #project(series, isCurrent) {
    const { easel } = this.host.engine;
    const name = series.series;
    let [taken, done, left] = [0, 0, 0];
    this.#progress(name, 0, series.frames, true);
    for (const one of series.instances) {
      const blob = this.host.blob(one.input);
      const onReading = (/** @type {number} */ bytes) =>
        this.#progress(name, done + one.frames * Math.min(1, bytes / Math.max(1, blob.size)), series.frames, false);
      const answer = await easel.ask({ kind: 'project', blob, first: taken === 0 }, { onReading });
      if (!isCurrent()) return;
      if (answer.kind === 'lost') return this.#projectedNone(name);
      if (answer.kind === 'projected') taken += answer.frames;
      done += one.frames;
      left = done - taken;
      this.#progress(name, done, series.frames, false);
    }
    if (taken === 0) return this.#projectedNone(name);
    for (const of of PROJECTIONS) {
      const answer = await easel.ask({ kind: 'projection', of });
      if (!isCurrent()) return;
      if (answer.kind !== 'projection-shown') return this.#projectedNone(name);
      this.shelf.put(keyOf({ series: name, place: 0, view: of, center: null, width: null }), answer.shown);
      this.#tell({ kind: 'shot', series: name, of, small: smallOf(answer.shown, SMALL_PX) });
    }
    this.projected.set(name, taken);
    if (left > 0) this.#tell({ kind: 'left-out', series: name, frames: left });
    this.#looked(name);
    if (this.#state.wish?.series === name) await this.#show();
  }

  /** @param {string} series */
  #projectedNone(series) {
    for (const of of PROJECTIONS) this.#tell({ kind: 'shot', series, of, small: 'failed' });
    if (this.#state.wish?.series === series) void this.#show();
  }

  /**
   * @param {string} series
   * @param {number} done
   * @param {number} of
   * @param {boolean} isFirst
   */
  #progress(series, done, of, isFirst) {
    const now = Date.now();
    if (!isFirst && now - this.toldMs < SHOW_EVERY_MS) return;
    this.toldMs = now;
    this.#tell({ kind: 'projecting', projecting: { series, done: Math.floor(done), of } });
  }

  /**
   * One frame, from the shelf or from the engine.
   * @param {WallSeries} series
   * @param {Wish} wish
   * @returns {Promise<ShownFrame | null>} `null` if it cannot be shown
   */
  async #frame(series, wish) {
    const key = keyOf(wish);
    const kept = this.shelf.get(key);
    const at = placeAt(series, wish.place);
    if (at === null) return null;
    if (kept === null) {
      const { turn } = this;
      const ask = { blob: this.host.blob(at.input), frame: at.frame, center: wish.center, width: wish.width };
      const answer = await this.host.engine.bench.ask({ kind: 'show-frame', ...ask });
      if (answer.kind !== 'frame-shown' || turn !== this.turn) return null;
      this.shelf.put(key, answer.shown);
    }
    const places = this.places.get(series.series) ?? new Set();
    this.places.set(series.series, places.add(wish.place));
    this.#looked(series.series);
    return this.shelf.get(key);
  }

  /** @param {string} series */
  #looked(series) {
    const frames = Math.max(this.places.get(series)?.size ?? 0, this.projected.get(series) ?? 0);
    this.#tell({ kind: 'looked', series, frames });
  }

  /** Shows what is wished for now; what was wished in between is left out. */
  #show() {
    if (this.isShowing) return;
    return this.#work(async (isCurrent) => {
      this.isShowing = true;
      let { wish } = this.#state;
      while (wish !== null) {
        const asked = wish;
        const series = this.#state.series.find((one) => one.series === asked.series);
        if (series === undefined) break;
        const isProjection = asked.view !== 'frame';
        const failed = this.#state.shots[asked.series]?.maximum === 'failed';
        const shown = isProjection ? this.shelf.get(keyOf(asked)) : await this.#frame(series, asked);
        if (!isCurrent()) return;
        const isWaiting = isProjection && shown === null && !failed;
        if (isWaiting) this.#projectFirst(asked.series, isCurrent);
        else this.#tell({ kind: 'shown', wish: asked, shown });
        wish = this.#state.wish === asked ? null : this.#state.wish;
      }
      this.isShowing = false;
    });
  }

  /**
   * The projection of an open series goes before the others.
   * @param {string} series
   * @param {() => boolean} isCurrent
   */
  #projectFirst(series, isCurrent) {
    if (this.projecting === series) return;
    this.queue = [series, ...this.queue.filter((other) => other !== series)];
    if (this.isProjecting) return;
    this.#tell({ kind: 'working', work: 'running' });
    void this.#work(() => this.#projections(isCurrent));
  }

  /**
   * A file of boxes: the engine reads it first, then it joins what was drawn.
   * @param {File} file
   */
  #load(file) {
    return this.#work(async (isCurrent) => {
      const text = file.size > MOST_BYTES ? null : await file.arrayBuffer().then(decodeTemplate).catch(() => null);
      if (text === null) return this.#tell({ kind: 'noticed', notice: 'boxes-unread' });
      const answer = await this.host.engine.desk.ask({ kind: 'wall', policy: { ...this.host.policy(), boxes: text } });
      if (!isCurrent()) return;
      if (answer.kind !== 'walled') return this.#tell({ kind: 'noticed', notice: 'boxes-refused' });
      const { boxes } = this.host.state().choices;
      this.#tell({ kind: 'loaded', ...fromTemplate(text, answer.series, boxes) });
    });
  }

  /**
   * Carries out one piece of work; what was ended on purpose is no failure.
   * @param {(isCurrent: () => boolean) => Promise<void>} work
   */
  async #work(work) {
    const { turn } = this;
    try {
      await work(() => turn === this.turn);
    } catch (error) {
      if (error instanceof Ended || turn !== this.turn) return;
      this.host.tell({ kind: 'failed', failure: error instanceof NoEngine ? 'no-engine' : 'engine-ended' });
    }
  }
}

/**
 * @param {never} value
 * @returns {never}
 */
function never(value) {
  throw new TypeError(`not handled: ${typeof value}`);
}
