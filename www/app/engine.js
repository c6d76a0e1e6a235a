/**
 * The workers: the only file that talks to them.
 *
 * The desk is one worker that holds what the survey found and thinks about the
 * drop as a whole. The bench is a pool that works on files. The easel is one
 * worker that lays many pictures over each other. The press is one worker that sends the
 * finished package through the engine. The lens is a pool that looks for
 * text in pictures; each of its workers has the engine that reads letters too. A worker that traps
 * or falls silent is ended and replaced; its job comes back as `lost` and
 * everything else goes on. Cancel ends every worker at once.
 *
 * @typedef {import('./protocol.d.ts').Ask} Ask
 * @typedef {import('./protocol.d.ts').Watched} Watched
 * @typedef {import('./protocol.d.ts').Answer} Answer
 */
import { trustedUrl } from './trusted.js';

/** No more workers than this on the bench: memory grows with each. */
const MOST_WORKERS = 4;
/** The networks take 130 MB of each worker. */
const MOST_READERS = 3;
/** A job that reads nothing for this long is given up. */
const SILENCE_MS = 120_000;
/** A file may be worked on for so long, and longer by a second for every megabyte. */
const FILE_MS = 600_000;
const FILE_MS_PER_BYTE = 1 / 1_000;
const WATCH_EVERY_MS = 5_000;
/** A watch that comes this late: the computer slept, and so did the workers. A page in the background is watched every minute. */
const SLEPT_MS = 90_000;

/** The run was ended by the person, or the page was cleared. */
export class Ended extends Error {}
/** The engine does not start in this browser. */
export class NoEngine extends Error {}

/**
 * How long a file may be worked on.
 * @param {Blob} blob
 */
export function limitOf(blob) {
  return FILE_MS + blob.size * FILE_MS_PER_BYTE;
}

/**
 * @template T
 * @typedef {T extends unknown ? Omit<T, 'job'> : never} WithoutJob
 */
/** @typedef {WithoutJob<Ask>} Job */

/**
 * @typedef {object} Task
 * @property {number} job
 * @property {Job} ask
 * @property {Transferable[]} moved
 * @property {number} limitMs given up after this time, however much it reads
 * @property {(bytes: number) => void} onReading
 * @property {(done: number) => void} onStep
 * @property {(answer: Answer) => void} resolve
 * @property {(reason: Error) => void} reject
 */

/** @typedef {{ onReading?: (bytes: number) => void, onStep?: (done: number) => void, moved?: Transferable[], limitMs?: number }} How */

/**
 * What every worker is made from. `engine` is packed at first and compiled as
 * soon as one worker has done so.
 * @typedef {{ url: string, engine: WebAssembly.Module | Promise<Blob>, sha256: string, onWatched: (watched: Watched) => void }} Code
 */

/** One worker and what it is doing. */
class Seat {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    /** @type {Task | null} */
    this.task = null;
    this.heard = Date.now();
    this.given = this.heard;
    /** Takes tasks: the engine is up and the pool's first ask is answered. */
    this.open = false;
  }

  /** @param {Task} task */
  give(task) {
    this.task = task;
    this.heard = Date.now();
    this.given = this.heard;
    this.worker.postMessage({ ...task.ask, job: task.job }, task.moved);
  }

  end() {
    this.worker.terminate();
    this.open = false;
  }
}

class Pool {
  /**
   * @param {Code} code
   * @param {number} width
   */
  constructor(code, width) {
    this.code = code;
    this.width = width;
    /** @type {Seat[]} */
    this.seats = [];
    /** @type {Task[]} */
    this.queue = [];
    this.jobs = 0;
    this.watch = 0;
    this.watched = 0;
    /** @type {Job | null} */
    this.first = null;
  }

  /**
   * One job on whichever worker is free.
   * @param {Job} ask
   * @param {How} [how]
   * @returns {Promise<Answer>}
   */
  ask(ask, how = {}) {
    return new Promise((resolve, reject) => {
      this.queue.push(this.#task(ask, resolve, reject, how));
      this.#deal();
    });
  }

  /**
   * Starts anew, with workers that carry out this ask before any other.
   * @param {Job | null} ask
   */
  begin(ask) {
    this.end();
    this.first = ask;
  }

  /** Ends all workers now. What was asked and not answered is rejected with [`Ended`]. */
  end() {
    const tasks = [...this.queue, ...this.seats.flatMap((seat) => (seat.task ? [seat.task] : []))];
    this.queue = [];
    for (const seat of this.seats) seat.end();
    this.seats = [];
    // Copies of what files said: nobody reads them again.
    if (this.first?.kind === 'hold') this.first.surveyed.bytes.fill(0);
    this.first = null;
    clearInterval(this.watch);
    this.watch = 0;
    for (const task of tasks) task.reject(new Ended());
  }

  /**
   * @param {Job} ask
   * @param {(answer: Answer) => void} resolve
   * @param {(reason: Error) => void} reject
   * @param {How} [how]
   * @returns {Task}
   */
  #task(ask, resolve, reject, { onReading = () => {}, onStep = () => {}, moved = [], limitMs = Infinity } = {}) {
    this.jobs += 1;
    return { job: this.jobs, ask, moved, limitMs, onReading, onStep, resolve, reject };
  }

  #deal() {
    for (const seat of this.seats) {
      const task = seat.open && seat.task === null ? this.queue.shift() : undefined;
      if (task) seat.give(task);
    }
    if (this.queue.length === 0) return;
    if (this.watch === 0) {
      this.watched = Date.now();
      this.watch = window.setInterval(() => this.#watch(), WATCH_EVERY_MS);
    }
    // The others wait for the first worker, which compiles the engine for all.
    const compiled = this.code.engine instanceof WebAssembly.Module;
    const room = this.seats.length === 0 || (compiled && this.seats.length < this.width);
    const starting = this.seats.filter((seat) => !seat.open).length;
    if (room && this.queue.length > starting) {
      this.#open();
      this.#deal();
    }
  }

  #open() {
    const seat = new Seat(new Worker(this.code.url));
    this.seats.push(seat);
    seat.worker.onmessage = (/** @type {MessageEvent<Answer | Watched>} */ { data }) => {
      if (data.kind === 'watched') this.code.onWatched(data);
      else this.#hear(seat, data);
    };
    seat.worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(seat);
    };
    this.#prepare(seat).catch((error) => this.#giveUp(error));
  }

  /**
   * Engine first, then the pool's own first ask if there is one.
   * @param {Seat} seat
   */
  async #prepare(seat) {
    const started = await this.#direct(seat, { kind: 'start', engine: await this.code.engine, sha256: this.code.sha256 });
    if (started.kind !== 'started') throw new NoEngine();
    this.code.engine = started.engine;
    this.code.sha256 = started.sha256;
    if (this.first !== null) {
      const done = await this.#direct(seat, this.first);
      if (done.kind === 'lost' || done.kind === 'refused') throw new NoEngine();
    }
    seat.open = true;
    this.#deal();
  }

  /**
   * @param {Seat} seat
   * @param {Job} ask
   * @returns {Promise<Answer>}
   */
  #direct(seat, ask) {
    return new Promise((resolve, reject) => seat.give(this.#task(ask, resolve, reject)));
  }

  /**
   * @param {Seat} seat
   * @param {Answer} answer
   */
  #hear(seat, answer) {
    const { task } = seat;
    if (task === null || task.job !== answer.job) return;
    seat.heard = Date.now();
    if (answer.kind === 'reading') return task.onReading(answer.bytes);
    if (answer.kind === 'at') return task.onStep(answer.done);
    if (answer.kind === 'lost') return this.#lose(seat);
    seat.task = null;
    task.resolve(answer);
    this.#deal();
  }

  /**
   * The worker's memory can no longer be trusted: it is ended, another takes its place.
   * @param {Seat} seat
   * @param {boolean} [isLate]
   */
  #lose(seat, isLate = false) {
    const { task, open } = seat;
    seat.end();
    seat.task = null;
    this.seats = this.seats.filter((other) => other !== seat);
    task?.resolve({ kind: 'lost', job: task.job, isLate });
    // One that never came up is not tried again: see #giveUp.
    if (open) this.#deal();
  }

  /**
   * A worker did not come up. The others carry on; without others nothing can.
   * @param {Error} error
   */
  #giveUp(error) {
    if (error instanceof Ended || this.seats.some((seat) => seat.open)) return;
    const tasks = this.queue;
    this.queue = [];
    for (const task of tasks) task.reject(error);
  }

  #watch() {
    const now = Date.now();
    const slept = now - this.watched;
    this.watched = now;
    for (const seat of this.seats) {
      if (slept > SLEPT_MS) {
        seat.heard += slept;
        seat.given += slept;
      }
      const isLate = now - seat.heard > SILENCE_MS || now - seat.given > (seat.task?.limitMs ?? Infinity);
      if (seat.task !== null && isLate) this.#lose(seat, true);
    }
  }
}

/**
 * Made once for a page: several engines may run the same code.
 * @param {string} script text of the worker: glue and worker.js
 * @param {Promise<Blob>} engine base64 of the engine, packed by Zstandard
 * @returns {Code}
 */
export function codeOf(script, engine) {
  return { url: trustedUrl(URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))), engine, sha256: '', onWatched: () => {} };
}

export class Engine {
  /**
   * @param {Code} code
   * @param {Promise<Blob | null>} [reader] the engine that reads letters and its models, if this page has them
   */
  constructor(code, reader = Promise.resolve(null)) {
    this.code = code;
    this.width = Math.max(1, Math.min(navigator.hardwareConcurrency || 2, MOST_WORKERS));
    this.desk = new Pool(this.code, 1);
    this.bench = new Pool(this.code, this.width);
    this.easel = new Pool(this.code, 1);
    this.press = new Pool(this.code, 1);
    this.reader = reader;
    this.lens = new Pool(this.code, Math.min(this.width, MOST_READERS));
  }

  /**
   * Puts on the desk what the survey found, in the order of the inputs.
   * @param {Uint8Array[]} surveyed
   */
  hold(surveyed) {
    this.desk.begin({ kind: 'hold', surveyed: packed(surveyed) });
  }

  /**
   * Gives every worker of the bench the plan of the run.
   * @param {Uint8Array} plan
   */
  usePlan(plan) {
    this.bench.begin({ kind: 'load', plan });
  }

  /** Ends the workers that worked on files; their memory goes back. */
  rest() {
    this.bench.end();
  }

  /** Ends everything now. */
  end() {
    this.bench.end();
    this.easel.end();
    this.press.end();
    this.lens.end();
    this.desk.end();
  }
}

/**
 * @param {Uint8Array[]} parts
 * @returns {import('./protocol.d.ts').Packed}
 */
function packed(parts) {
  const lengths = Uint32Array.from(parts, (part) => part.length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let start = 0;
  for (const part of parts) {
    bytes.set(part, start);
    start += part.length;
  }
  return { bytes, lengths };
}
