/**
 * Looks for text in the pictures of the drop, the riskiest series first, as soon as
 * the drop is read. Only a page that holds the networks does.
 *
 * @typedef {import('./engine_api.d.ts').FoundPlace} FoundPlace
 * @typedef {import('./engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('./engine.js').Job} Job
 * @typedef {import('./pictures.js').Host} Host
 * @typedef {import('./text_state.js').TextEvent} TextEvent
 */
import { Ended } from './engine.js';
import { openSeries, keyOf, withAll, withBoxes } from './found.js';

/** Frames that one worker takes at once: of each piece the first is read whole. */
const PIECE = 32;
/** Progress is shown this often. */
const SHOW_EVERY_MS = 150;

/**
 * What the person wants of the text that was found.
 * @typedef {(
 *   | { kind: 'stop' }
 *   | { kind: 'go-on' }
 *   | { kind: 'accept-all' }
 *   | { kind: 'accept'; series: WallSeries; places: FoundPlace[] }
 *   | { kind: 'dismiss'; series: WallSeries; places: FoundPlace[] }
 * )} TextIntent
 */

/** @typedef {{ series: WallSeries, frames: number, steps: number, instances: number[], ask: () => Job }} Task `steps`: how often the worker will tell */
/** @typedef {{ left: number, sheets: Uint8Array[], unread: Set<number>, lost: number }} Gathered */

export class TextSearch {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    /** Counts up whenever work that is under way no longer matters. */
    this.turn = 0;
    this.toldMs = 0;
  }

  /** Begins with a new drop. */
  async begin() {
    this.forget();
    const { turn } = this;
    const reader = await this.host.engine.reader;
    if (reader === null || turn !== this.turn) return;
    const { desk } = this.host.engine;
    await this.#work(async (isCurrent) => {
      const answer = await desk.ask({ kind: 'wall', policy: this.host.policy() });
      if (!isCurrent() || answer.kind !== 'walled') return;
      this.#tell({ kind: 'began', wall: answer.series });
      await this.#search(isCurrent);
    });
  }

  /** @param {TextIntent} intent */
  want(intent) {
    const state = this.host.state();
    const { boxes } = state.choices;
    switch (intent.kind) {
      case 'stop':
        return this.stop();
      case 'go-on':
        return this.#work((isCurrent) => this.#search(isCurrent));
      case 'accept-all':
        return this.#draw(withAll(openSeries(state), boxes));
      case 'accept':
        return this.#draw(intent.places.reduce((all, place) => withBoxes(place, intent.series, all), boxes));
      case 'dismiss':
        this.host.tell({ kind: 'pictures', event: { kind: 'dismissed', keys: intent.places.map((place) => keyOf(intent.series.series, place)) } });
        return this.host.think();
      default:
        return never(intent);
    }
  }

  /** Ends what is under way; what was found stays. */
  stop() {
    this.forget();
    if (this.host.state().texts !== null) this.#tell({ kind: 'working', work: 'stopped' });
  }

  /** Ends what is under way. */
  forget() {
    this.turn += 1;
    this.host.engine.lens.end();
  }

  /** @param {import('./boxes.js').DrawnBox[]} boxes */
  #draw(boxes) {
    this.host.tell({ kind: 'pictures', event: { kind: 'drawn', boxes, act: null } });
    return this.host.think();
  }

  /** @param {TextEvent} event */
  #tell(event) {
    this.host.tell({ kind: 'texts', event });
  }

  /** @param {() => boolean} isCurrent */
  async #search(isCurrent) {
    const { desk, lens, reader: promised } = this.host.engine;
    const reader = await promised;
    const { texts } = this.host.state();
    if (reader === null || texts === null || !isCurrent()) return;
    this.#tell({ kind: 'working', work: 'running' });
    const answer = await desk.ask({ kind: 'known' });
    if (!isCurrent()) return;
    if (answer.kind !== 'known-values') return this.#tell({ kind: 'working', work: 'failed' });
    lens.begin({ kind: 'reader', reader, known: answer.known });
    const wall = texts.wall.filter((series) => texts.found[series.series] === undefined);
    const tasks = wall.flatMap((series) => this.#tasks(series));
    /** @type {Map<string, Gathered>} */
    const gathered = new Map();
    for (const { series } of tasks) {
      const own = gathered.get(series.series) ?? { left: 0, sheets: [], unread: new Set(), lost: 0 };
      gathered.set(series.series, { ...own, left: own.left + 1 });
    }
    const progress = { done: 0, now: new Map() };
    const take = async () => {
      for (let task = tasks.shift(); task !== undefined && isCurrent(); task = tasks.shift()) {
        await this.#carryOut(task, /** @type {Gathered} */ (gathered.get(task.series.series)), progress, isCurrent);
      }
    };
    await Promise.all(Array.from({ length: lens.width }, take));
    if (!isCurrent()) return;
    lens.end();
    this.#tell({ kind: 'working', work: 'done' });
  }

  /**
   * @param {Task} task
   * @param {Gathered} own
   * @param {{ done: number, now: Map<Task, number> }} progress frames
   * @param {() => boolean} isCurrent
   */
  async #carryOut(task, own, progress, isCurrent) {
    const show = () => this.#show(progress.done + [...progress.now.values()].reduce((sum, frames) => sum + frames, 0));
    const onStep = (/** @type {number} */ done) => {
      progress.now.set(task, (task.frames * Math.min(done, task.steps)) / task.steps);
      if (isCurrent()) show();
    };
    const answer = await this.host.engine.lens.ask(task.ask(), { onStep });
    if (!isCurrent()) return;
    progress.now.delete(task);
    progress.done += task.frames;
    if (answer.kind === 'screened') {
      own.sheets.push(...answer.sheets);
      own.lost += answer.unread;
    } else {
      for (const instance of task.instances) own.unread.add(instance);
    }
    own.left -= 1;
    if (own.left > 0) return;
    const unread = own.unread.size + own.lost;
    const sheets = own.sheets.splice(0);
    const places = await this.host.engine.desk.ask({ kind: 'gather', sheets, unread });
    if (!isCurrent()) return;
    const isRead = places.kind === 'gathered';
    this.#tell({ kind: 'found', series: task.series.series, places: isRead ? places.places : [], unread: isRead ? unread : task.series.instances.length });
  }

  /** @param {number} frames */
  #show(frames) {
    const now = Date.now();
    if (now - this.toldMs < SHOW_EVERY_MS) return;
    this.toldMs = now;
    this.#tell({ kind: 'at', frames });
  }

  /**
   * Pictures that usually hold text are read frame by frame; of any other series all
   * frames over each other.
   * @param {WallSeries} series
   * @returns {Task[]}
   */
  #tasks(series) {
    const { modality, instances } = series;
    const blob = (/** @type {number} */ instance) => this.host.blob(instances[instance]?.input ?? -1);
    if (series.risk === 'low' && series.frames > 1) {
      const all = instances.map((_, n) => n);
      return [{
        series, frames: series.frames, steps: instances.length, instances: all,
        ask: () => ({ kind: 'screen-series', blobs: all.map(blob), modality }),
      }];
    }
    return instances.flatMap((one, instance) => {
      const pieces = Math.ceil(one.frames / PIECE);
      return Array.from({ length: pieces }, (_, n) => {
        const from = Math.floor((one.frames * n) / pieces);
        const to = Math.floor((one.frames * (n + 1)) / pieces);
        /** @type {Task} */
        const task = {
          series, frames: to - from, steps: to - from, instances: [instance],
          ask: () => ({ kind: 'screen-frames', blob: blob(instance), instance, modality, from, to }),
        };
        return task;
      });
    });
  }

  /** @param {(isCurrent: () => boolean) => Promise<void>} work */
  async #work(work) {
    const { turn } = this;
    try {
      await work(() => turn === this.turn);
    } catch (error) {
      // The page goes on without it: a person can look for themselves.
      if (!(error instanceof Ended) && turn === this.turn) this.#tell({ kind: 'working', work: 'failed' });
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
