/**
 * The finished zip: put together from the engine's bytes and slices of the
 * person's own files. Nothing is copied before the browser writes it.
 *
 * @typedef {import('./engine_api.d.ts').Piece} Piece
 */

/** Says nothing about the patient, the day or the site. */
export const PACKAGE_NAME = 'safelight-package.zip';

/**
 * @param {Piece[]} pieces
 * @param {Blob[]} inputs
 * @returns {Blob}
 */
export function packageOf(pieces, inputs) {
  const parts = pieces.map((piece) => {
    if ('bytes' in piece) return /** @type {BlobPart} */ (piece.bytes);
    const input = inputs[piece.input];
    if (input === undefined) throw new RangeError('a piece of no input');
    return input.slice(piece.offset, piece.offset + piece.length);
  });
  return new Blob(parts, { type: 'application/zip' });
}
