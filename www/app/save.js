/**
 * The finished zip: put together from the engine's bytes and slices of the
 * person's own files. Nothing is copied before the browser writes it.
 *
 * @typedef {import('./protocol.d.ts').Layout} Layout
 *
 * @typedef {Uint8Array | Blob} Part
 */

/** Says nothing about the patient, the day or the site. */
export const PACKAGE_NAME = 'safelight-package.zip';
/** Files that are kept apart from it. */
export const CROSSWALK_NAME = 'safelight-crosswalk-KEEP-APART.zip';
export const COMMITMENT_NAME = 'safelight-commitment-KEEP-APART.json';
/** Pieces put together before the page may answer in between. */
const BATCH = 120;
/** Read at once. */
const STEP_BYTES = 4 * 1024 * 1024;
const STEP_PARTS = 64;

/**
 * @param {Layout} layout
 * @param {(Blob | undefined)[]} made what goes into the package of every input
 * @returns {Part[]}
 */
export function partsOf({ bytes, places }, made) {
  /** @type {Part[]} */
  const parts = [];
  for (let at = 0; at < places.length; at += 3) {
    const [input = -1, offset = 0, length = 0] = places.subarray(at, at + 3);
    parts.push(input < 0 ? bytes.subarray(offset, offset + length) : stretchOf(made[input], offset, length));
  }
  return parts;
}

/**
 * @param {Part[]} parts
 * @returns {Promise<Blob>}
 */
export async function packageOf(parts) {
  /** @type {Blob[]} */
  const batches = [];
  for (let first = 0; first < parts.length; first += BATCH) {
    batches.push(new Blob(/** @type {BlobPart[]} */ (parts.slice(first, first + BATCH))));
    await breath();
  }
  return new Blob(batches, { type: 'application/zip' });
}

/** @param {Part} part */
export function sizeOf(part) {
  return part instanceof Blob ? part.size : part.length;
}

/**
 * The parts in steps of a few megabytes and a few files: what is read at once.
 * @param {Part[]} parts
 * @returns {Generator<{ parts: Part[], isLast: boolean }>}
 */
export function* stepsOf(parts) {
  /** @type {Part[]} */
  let step = [];
  let bytes = 0;
  for (const part of parts) {
    for (let at = 0; at < sizeOf(part); at += STEP_BYTES) {
      if (bytes >= STEP_BYTES || step.length >= STEP_PARTS) {
        yield { parts: step, isLast: false };
        step = [];
        bytes = 0;
      }
      // A copy of its own: with a view the whole buffer would travel.
      const piece = part.slice(at, at + STEP_BYTES);
      step.push(piece);
      bytes += sizeOf(piece);
    }
  }
  yield { parts: step, isLast: true };
}

/**
 * To cut asks the browser's other process and waits for it: what is whole is not cut.
 * @param {Blob | undefined} made
 * @param {number} offset
 * @param {number} length
 */
function stretchOf(made, offset, length) {
  if (made === undefined || offset + length > made.size) throw new RangeError('a piece of no input');
  return length === made.size ? made : made.slice(offset, offset + length);
}

/**
 * Lets the page draw and take clicks. A message and no timer: browsers hold a
 * chain of timers back, 4 ms each.
 * @returns {Promise<void>}
 */
export function breath() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
