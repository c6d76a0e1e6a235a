/**
 * The finished zip: put together from the engine's bytes and slices of the
 * person's own files. Nothing is copied before the browser writes it.
 *
 * @typedef {import('./protocol.d.ts').Layout} Layout
 */

/** Says nothing about the patient, the day or the site. */
export const PACKAGE_NAME = 'safelight-package.zip';
/** Files that are kept apart from it. */
export const CROSSWALK_NAME = 'safelight-crosswalk-KEEP-APART.zip';
export const COMMITMENT_NAME = 'safelight-commitment-KEEP-APART.json';
/** Pieces put together before the page may answer in between. */
const BATCH = 120;

/**
 * @param {Layout} layout
 * @param {Blob[]} inputs
 * @returns {Promise<Blob>}
 */
export async function packageOf({ bytes, places }, inputs) {
  /** @type {Blob[]} */
  const batches = [];
  for (let first = 0; first < places.length; first += BATCH * 3) {
    const parts = [];
    for (let at = first; at < Math.min(first + BATCH * 3, places.length); at += 3) {
      const [input = -1, offset = 0, length = 0] = places.subarray(at, at + 3);
      parts.push(input < 0 ? bytes.subarray(offset, offset + length) : sliceOf(inputs[input], offset, length));
    }
    batches.push(new Blob(/** @type {BlobPart[]} */ (parts)));
    await breath();
  }
  return new Blob(batches, { type: 'application/zip' });
}

/**
 * @param {Blob | undefined} blob
 * @param {number} offset
 * @param {number} length
 */
function sliceOf(blob, offset, length) {
  if (blob === undefined) throw new RangeError('a piece of no input');
  return blob.slice(offset, offset + length);
}

/** Lets the page draw and take clicks. */
export function breath() {
  return new Promise((resolve) => setTimeout(resolve));
}
