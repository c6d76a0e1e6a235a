/**
 * The worker: the only file that calls the engine. Ask in, Answer out.
 *
 * It is a classic script: the engine's glue stands before it in the same Blob
 * and has made the global `wasm_bindgen`. It holds one source at a time and
 * reads it synchronously, because the engine asks for bytes in the middle of
 * its work.
 *
 * @typedef {import('./app/protocol.d.ts').Ask} Ask
 * @typedef {import('./app/protocol.d.ts').Answer} Answer
 * @typedef {import('./app/protocol.d.ts').Layout} Layout
 * @typedef {import('./app/protocol.d.ts').Packed} Packed
 * @typedef {import('./app/engine_api.d.ts').EngineGlobal} EngineGlobal
 * @typedef {import('./app/engine_api.d.ts').CleanerLike} CleanerLike
 * @typedef {import('./app/engine_api.d.ts').PackageStreamLike} PackageStreamLike
 * @typedef {import('./app/engine_api.d.ts').ProjectorLike} ProjectorLike
 * @typedef {import('./app/engine_api.d.ts').NetworksLike} NetworksLike
 * @typedef {import('./app/engine_api.d.ts').ReaderGlobal} ReaderGlobal
 * @typedef {import('./app/engine_api.d.ts').ScreenerLike} ScreenerLike
 */

import { decompress } from 'fzstd';

/** Small reads are served from a window of this size. */
const WINDOW_BYTES = 256 * 1024;
/** A file up to this size is read at once for cleaning: each reading leaves something behind for the browser to collect. */
const WHOLE_BYTES = 1024 * 1024;
/** How often a running job tells how far it has read. */
const REPORT_EVERY_MS = 150;
/** @type {EngineGlobal} */
// @ts-ignore the glue in front of this script declares it
const engine = wasm_bindgen;
/** The engine that reads letters; the page without it has no such glue. @type {ReaderGlobal | null} */
// @ts-ignore the glue in front of this script declares it
const reading = typeof reader_bindgen === 'undefined' ? null : reader_bindgen;
/** SHA-256 of the engine's file, for the certificate. */
let sha256 = '';
/** @type {CleanerLike | null} */
let cleaner = null;
/** @type {PackageStreamLike | null} */
let press = null;
/** @type {ProjectorLike | null} */
let projector = null;
/** @type {ScreenerLike | null} */
let screener = null;
/** The reading engine has ended in the middle. */
let isReaderLost = false;
/** @type {Uint8Array[]} */
let held = [];
/** @type {Map<number, Uint8Array>} */
const kept = new Map();

/** What was last read, and the window that is in use: given back as soon as others come. */
const lent = { read: new Uint8Array(0), window: new Uint8Array(0) };

/** Nobody listens at its other end, and it is closed: what is moved there is gone. */
const nowhere = new MessageChannel().port1;
nowhere.close();

/**
 * Gives memory back now. Browsers collect it late: hundreds of megabytes of a large
 * file would wait for that. The bytes were copied by whoever asked for them.
 * @param {Uint8Array} bytes
 */
function giveBack(bytes) {
  if (bytes.byteLength > 0) nowhere.postMessage(null, [bytes.buffer]);
}

/** Reads a Blob at a place, with a window ahead for the many small reads of a header. */
class BlobSource {
  /**
   * @param {Blob} blob
   * @param {number} job
   * @param {number} [windowBytes]
   */
  constructor(blob, job, windowBytes = WINDOW_BYTES) {
    this.windowBytes = windowBytes;
    this.size = blob.size;
    this.blob = blob;
    this.job = job;
    this.reader = new FileReaderSync();
    this.window = new Uint8Array(0);
    this.windowStart = 0;
    this.bytesRead = 0;
    this.reported = Date.now();
  }

  /**
   * @param {number} offset
   * @param {number} length
   * @returns {Uint8Array}
   */
  read(offset, length) {
    const inWindow = offset >= this.windowStart && offset + length <= this.windowStart + this.window.length;
    if (!inWindow) {
      if (length >= this.windowBytes) {
        giveBack(lent.read);
        lent.read = this.load(offset, length);
        return lent.read;
      }
      giveBack(lent.window);
      this.window = this.load(offset, Math.min(this.windowBytes, this.size - offset));
      lent.window = this.window;
      this.windowStart = offset;
    }
    const start = offset - this.windowStart;
    return this.window.subarray(start, start + length);
  }

  /**
   * @param {number} offset
   * @param {number} length
   */
  load(offset, length) {
    const bytes = this.bytesAt(offset, length);
    this.bytesRead += bytes.length;
    const now = Date.now();
    if (now - this.reported >= REPORT_EVERY_MS) {
      this.reported = now;
      answer({ kind: 'reading', job: this.job, bytes: Math.min(this.bytesRead, this.size) });
    }
    return bytes;
  }

  /**
   * A file that cannot be read (medium gone, file changed since it was picked)
   * gives no bytes: the engine then refuses it. Nothing may be thrown through
   * the engine, its memory would be left half written.
   * @param {number} offset
   * @param {number} length
   */
  bytesAt(offset, length) {
    try {
      return new Uint8Array(this.reader.readAsArrayBuffer(this.blob.slice(offset, offset + length)));
    } catch {
      return new Uint8Array(0);
    }
  }
}

/**
 * @param {Answer} message
 * @param {Transferable[]} [moved]
 */
function answer(message, moved = []) {
  self.postMessage(message, { transfer: moved });
}

/**
 * Compiles the engine once; later workers get the compiled module.
 * @param {WebAssembly.Module | Blob} packed
 * @returns {Promise<{ module: WebAssembly.Module, bytes: Uint8Array | null }>} with the bytes if it was compiled here
 */
async function moduleOf(packed) {
  if (packed instanceof WebAssembly.Module) return { module: packed, bytes: null };
  const bytes = unsqueezed(await packed.text());
  return { module: await WebAssembly.compile(bytes), bytes };
}

/**
 * @param {string} base64 of what Zstandard packed
 * @returns {Uint8Array<ArrayBuffer>}
 */
function unsqueezed(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return /** @type {Uint8Array<ArrayBuffer>} */ (decompress(bytes));
}

/**
 * Brings up the engine that reads letters. It is given pixels and gives lines:
 * whose they are, it is not told.
 * @param {Blob} packed its file, the detector, the recogniser and the letters, a line each
 * @returns {Promise<Pick<NetworksLike, 'read'>>}
 */
async function readerOf(packed) {
  if (reading === null) throw new TypeError('no reader in this page');
  const [file, ...models] = (await packed.text()).trim().split('\n').map(unsqueezed);
  const [detector, recogniser, letters] = models;
  if (!file || !detector || !recogniser || !letters) throw new TypeError('not the parts of a reader');
  await reading({ module_or_path: await WebAssembly.compile(file) });
  const networks = new reading.PictureReader(detector, recogniser, letters);
  return {
    read: (samples, width, height, parts) => {
      try {
        return networks.read(samples, width, height, parts);
      } catch (error) {
        isReaderLost = isTrap(error);
        throw error;
      }
    },
  };
}

/**
 * All frames of a series over each other; an instance that cannot be decoded is counted.
 * @param {ScreenerLike} screener
 * @param {number} job
 * @param {Blob[]} blobs
 * @param {string} modality
 */
function screenSeries(screener, job, blobs, modality) {
  let unread = 0;
  blobs.forEach((blob, instance) => {
    try {
      screener.add(new BlobSource(blob, job), instance);
    } catch (error) {
      if (typeof error !== 'string') throw error;
      unread += 1;
    }
    answer({ kind: 'at', job, done: instance + 1 });
  });
  return answer({ kind: 'screened', job, sheets: screener.layers(modality), unread });
}

/**
 * What becomes of the header values of some inputs.
 * @param {CleanerLike} cleaner
 * @param {number} job
 * @param {Blob[]} blobs
 * @param {number[]} inputs
 */
function compareHeaders(cleaner, job, blobs, inputs) {
  const headers = new engine.HeaderRows();
  blobs.forEach((blob, n) => {
    headers.add(cleaner, new BlobSource(blob, job), inputs[n] ?? -1);
    answer({ kind: 'at', job, done: n + 1 });
  });
  const packed = headers.pack();
  const texts = headers.rows().kept.map(({ text }) => text);
  headers.free();
  return answer({ kind: 'headers-compared', job, packed, texts }, [packed.buffer]);
}

/**
 * @param {number} job
 * @param {Uint8Array[]} parts
 * @param {number} lost
 */
function joinHeaders(job, parts, lost) {
  const headers = new engine.HeaderRows();
  for (const part of parts) headers.join(part);
  for (let n = 0; n < lost; n += 1) headers.add_failed();
  const table = headers.rows();
  headers.free();
  return answer({ kind: 'headers-joined', job, table });
}

/**
 * SHA-256 of the engine that runs, by itself: the browser's own needs https.
 * @param {Uint8Array} bytes
 */
function sumOf(bytes) {
  const sum = new engine.Sha256Sum();
  for (let at = 0; at < bytes.length; at += WINDOW_BYTES) sum.update(bytes.subarray(at, at + WINDOW_BYTES));
  return sum.hex();
}

/**
 * A zip of files gives its entries, anything else its survey. An office
 * document, though a zip, is surveyed: the engine knows by the content.
 * @param {number} job
 * @param {BlobSource} source
 * @param {string} extension
 */
function open(job, source, extension) {
  if (!engine.is_zip(source)) return surveyed(job, engine.survey(source, extension));
  try {
    return answer({ kind: 'entries', job, entries: engine.zip_entries(source) });
  } catch (error) {
    return refusedOrThrow(job, error);
  }
}

/**
 * @param {number} job
 * @param {BlobSource} zip
 * @param {number} entry
 */
function inflate(job, zip, entry) {
  try {
    const bytes = /** @type {BlobPart} */ (engine.inflate_entry(zip, entry));
    return answer({ kind: 'inflated', job, blob: new Blob([bytes]) });
  } catch (error) {
    return refusedOrThrow(job, error);
  }
}

/**
 * The engine refuses by the code of a reason; what it throws otherwise goes on.
 * @param {number} job
 * @param {unknown} error
 */
function refusedOrThrow(job, error) {
  if (typeof error !== 'string') throw error;
  return surveyed(job, engine.survey_refused(error));
}

/**
 * @param {number} job
 * @param {Uint8Array} bytes
 */
function surveyed(job, bytes) {
  return answer({ kind: 'surveyed', job, surveyed: bytes }, [bytes.buffer]);
}

/**
 * @param {Packed} packed
 * @returns {Uint8Array[]}
 */
function unpacked({ bytes, lengths }) {
  let start = 0;
  return Array.from(lengths, (length) => bytes.subarray(start, (start += length)));
}

/**
 * What goes into the package of an input: the browser keeps it, not the page. Stretches
 * of the input are not read for it.
 * @param {Blob} input
 * @param {Uint8Array} bytes that the engine wrote
 * @param {Float64Array} parts offset in the input (-1: the next of `bytes`), length; and so on
 */
function madeOf(input, bytes, parts) {
  /** @type {BlobPart[]} */
  const pieces = [];
  let taken = 0;
  for (let at = 0; at < parts.length; at += 2) {
    const [offset = 0, length = 0] = parts.subarray(at, at + 2);
    if (offset >= 0) pieces.push(input.slice(offset, offset + length));
    else pieces.push(/** @type {BlobPart} */ (bytes.subarray(taken, (taken += length))));
  }
  return new Blob(pieces);
}

/**
 * @param {number} job
 * @param {PackageStreamLike | null} press
 * @param {(Uint8Array | Blob)[]} parts
 * @param {boolean} isLast
 */
function pressed(job, press, parts, isLast) {
  if (press === null) return answer({ kind: 'refused', job });
  try {
    const reader = new FileReaderSync();
    const chunks = parts.map((part) => {
      const bytes = part instanceof Blob ? new Uint8Array(reader.readAsArrayBuffer(part)) : part;
      const chunk = press.push(bytes);
      giveBack(bytes);
      return chunk;
    });
    if (isLast) chunks.push(press.finish());
    return answer({ kind: 'pressed', job, chunks }, chunks.map((chunk) => chunk.buffer));
  } catch (error) {
    // Also what the browser says of a file that is gone, or not as it was when it was picked.
    if (error === 'changed' || error instanceof DOMException) return answer({ kind: 'changed', job });
    throw error;
  }
}

/**
 * @param {Ask} ask
 * @returns {Promise<void>}
 */
async function carryOut(ask) {
  const { job } = ask;
  switch (ask.kind) {
    case 'start': {
      const { module, bytes } = await moduleOf(ask.engine);
      await engine({ module_or_path: module });
      sha256 = bytes === null ? ask.sha256 : sumOf(bytes);
      return answer({ kind: 'started', job, engine: module, sha256 });
    }
    case 'sum':
      return answer({ kind: 'summed', job, sha256: sumOf(new Uint8Array(await ask.blob.arrayBuffer())) });
    case 'greet':
      return answer({ kind: 'greeted', job, version: engine.version() });
    case 'open':
      return open(job, new BlobSource(ask.blob, job), ask.extension);
    case 'inflate':
      return inflate(job, new BlobSource(ask.blob, job), ask.entry);
    case 'look-for-face':
      return surveyed(job, engine.look_for_face(new BlobSource(ask.blob, job), ask.surveyed));
    case 'to-look-at':
      return answer({ kind: 'looks-wanted', job, inputs: engine.to_look_at(held, ask.policy) });
    case 'show-faces': {
      const faces = engine.show_faces(held, ask.policy);
      return answer({ kind: 'faces-shown', job, faces }, faces.flatMap((face) => face.pictures.map((picture) => picture.grey.buffer)));
    }
    case 'refuse':
      return surveyed(job, engine.survey_refused(ask.reason));
    case 'hold':
      held = unpacked(ask.surveyed);
      return answer({ kind: 'held', job });
    case 'inventory':
      return answer({ kind: 'inventoried', job, inventory: engine.inventory(held, ask.policy) });
    case 'wall':
      return answer({ kind: 'walled', job, series: engine.wall(held, ask.policy) });
    case 'show-frame': {
      const source = new BlobSource(ask.blob, job);
      const shown = engine.show_frame(source, ask.frame, ask.center ?? undefined, ask.width ?? undefined);
      return answer({ kind: 'frame-shown', job, shown }, [shown.rgba.buffer]);
    }
    case 'project': {
      if (ask.first) {
        projector?.free();
        projector = new engine.Projector();
      }
      if (projector === null) return answer({ kind: 'refused', job });
      const frames = projector.add(new BlobSource(ask.blob, job));
      return answer({ kind: 'projected', job, frames, leftOut: projector.left_out });
    }
    case 'projection': {
      if (projector === null) return answer({ kind: 'refused', job });
      const shown = projector.picture(ask.of);
      return answer({ kind: 'projection-shown', job, shown }, [shown.rgba.buffer]);
    }
    case 'known': {
      const known = engine.known_values(held);
      return answer({ kind: 'known-values', job, known }, [known.buffer]);
    }
    case 'reader': {
      const reader = await readerOf(ask.reader);
      screener = new engine.Screener(ask.known, reader);
      return answer({ kind: 'reader-ready', job });
    }
    case 'screen-frames': {
      if (screener === null) return answer({ kind: 'refused', job });
      const told = (/** @type {number} */ done) => answer({ kind: 'at', job, done });
      const sheet = screener.frames(new BlobSource(ask.blob, job), ask.instance, ask.modality, ask.from, ask.to, told);
      return answer({ kind: 'screened', job, sheets: [sheet], unread: 0 });
    }
    case 'screen-series': {
      if (screener === null) return answer({ kind: 'refused', job });
      return screenSeries(screener, job, ask.blobs, ask.modality);
    }
    case 'gather':
      return answer({ kind: 'gathered', job, places: engine.found_places(ask.sheets, ask.unread) });
    case 'plan': {
      const after = ask.earlier.length > 0;
      const policy = { ...ask.policy, engine_sha256: sha256 };
      const plan = after
        ? engine.make_plan_after(held, policy, ask.seed, ask.earlier)
        : engine.make_plan(held, policy, ask.seed);
      return answer({ kind: 'planned', job, plan }, [plan.buffer]);
    }
    case 'unlock': {
      const earlier = engine.read_crosswalk(ask.zip, ask.passphrase);
      return answer({ kind: 'unlocked', job, earlier }, [earlier.buffer]);
    }
    case 'lock': {
      const zip = engine.write_crosswalk(ask.plan, ask.earlier, ask.passphrase, ask.salt);
      return answer({ kind: 'locked', job, zip }, [zip.buffer]);
    }
    case 'try-key':
      engine.check_signing_key(ask.pem);
      return answer({ kind: 'key-tried', job });
    case 'check':
      return answer({ kind: 'checked', job, report: engine.check_package(new BlobSource(ask.blob, job), ask.expected) });
    case 'load':
      cleaner?.free();
      cleaner = new engine.Cleaner(ask.plan);
      return answer({ kind: 'loaded', job });
    case 'clean': {
      if (cleaner === null) return answer({ kind: 'refused', job });
      const windowBytes = ask.blob.size <= WHOLE_BYTES ? WHOLE_BYTES : WINDOW_BYTES;
      const { outcome, bytes, parts } = cleaner.run(new BlobSource(ask.blob, job, windowBytes), ask.input);
      return answer({ kind: 'cleaned', job, outcome, made: madeOf(ask.blob, bytes, parts) }, [outcome.buffer]);
    }
    case 'view': {
      if (cleaner === null) return answer({ kind: 'refused', job });
      return answer({ kind: 'viewed', job, view: cleaner.view(new BlobSource(ask.blob, job), ask.input, ask.review) });
    }
    case 'compare-headers': {
      if (cleaner === null) return answer({ kind: 'refused', job });
      return compareHeaders(cleaner, job, ask.blobs, ask.inputs);
    }
    case 'join-headers':
      return joinHeaders(job, ask.parts, ask.lost);
    case 'keep':
      kept.set(ask.input, ask.outcome);
      return answer({ kind: 'kept', job });
    case 'finish': {
      // Held by a worker that is gone.
      if (ask.inputs.some((said, input) => said === 'kept' && !kept.has(input))) return answer({ kind: 'refused', job });
      const outcomes = ask.inputs.map((said, input) => (said === 'kept' ? (kept.get(input) ?? null) : said));
      kept.clear();
      const { bytes, places, summary, certificate, opening } = engine.finish(ask.plan, outcomes);
      summary.reasons = certificate.assessment.reasons.map(({ reason, count }) => ({ reason, count }));
      return answer({ kind: 'finished', job, layout: { bytes, places }, summary, opening, certificate }, [bytes.buffer, places.buffer]);
    }
    case 'press':
      if (ask.begin !== null) {
        press?.free();
        press = new engine.PackageStream(ask.begin);
      }
      return pressed(job, press, ask.parts, ask.isLast);
    case 'sample': {
      const files = engine.sample_files();
      return answer({ kind: 'sampled', job, files }, files.map((file) => file.bytes.buffer));
    }
    default:
      return never(ask);
  }
}

/**
 * True for what the machine throws (a trap, memory or stack at its end): it
 * leaves the engine's memory in an unknown state. What the engine itself
 * throws is a refusal. `InternalError` is Firefox's name for a full stack.
 * @param {unknown} error
 */
function isTrap(error) {
  return (
    error instanceof WebAssembly.RuntimeError ||
    error instanceof RangeError ||
    (error instanceof Error && error.name === 'InternalError')
  );
}

/**
 * @param {never} ask
 * @returns {never}
 */
function never(ask) {
  throw new TypeError(`no such ask: ${JSON.stringify(Object.keys(ask))}`);
}

/**
 * @param {number} requests
 * @param {number} blocked
 */
function watched(requests, blocked) {
  /** @type {import('./app/protocol.d.ts').Watched} */
  const message = { kind: 'watched', requests, blocked };
  self.postMessage(message);
}

/** What leaves a worker, or is stopped there, its page does not see by itself. */
new PerformanceObserver((list) => {
  const requests = list.getEntries().filter((entry) => /^(https?|wss?|ftp):/.test(entry.name)).length;
  if (requests > 0) watched(requests, 0);
}).observe({ type: 'resource', buffered: true });
self.addEventListener('securitypolicyviolation', () => watched(0, 1));

self.onmessage = async (/** @type {MessageEvent<Ask>} */ event) => {
  const { job } = event.data;
  try {
    await carryOut(event.data);
  } catch (error) {
    answer({ kind: isTrap(error) || isReaderLost ? 'lost' : 'refused', job });
  }
};
