/**
 * Reads an accession list as people have it: pasted, a text file, a sheet.
 *
 * @typedef {object} AccessionList
 * @property {string[]} numbers in their order, each once
 * @property {number} repeated how many were there more than once
 */

/** Larger than any list of one case; keeps a wrongly picked file from stalling the page. */
export const MOST_BYTES = 4 * 1024 * 1024;
const MOST_NUMBERS = 100_000;
/** Longer than SH (PS3.5 Table 6.2-1: 16), shorter than a sentence. */
const LONGEST = 64;
const SEPARATORS = ',;\t|';

/**
 * Entries stand between line ends, commas, semicolons, tabs or bars; quotes go.
 * If a heading names an accession column, only that column counts. Blanks
 * separate only where every piece looks like a number of its own.
 * @param {string} text
 * @returns {AccessionList | null} null if there is none
 */
export function readList(text) {
  const rows = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map(cellsOf);
  const column = headingColumn(rows);
  const cells = column === null ? rows.flat() : rows.map((row) => row[column] ?? '');
  /** @type {Map<string, string>} */
  const seen = new Map();
  let repeated = 0;
  for (const cell of cells.flatMap(pieces)) {
    const key = cell.toUpperCase();
    if (cell === '' || cell.length > LONGEST || isHeading(cell)) continue;
    if (seen.has(key)) repeated += 1;
    else if (seen.size < MOST_NUMBERS) seen.set(key, cell);
  }
  return seen.size === 0 ? null : { numbers: [...seen.values()], repeated };
}

/**
 * Text of a list file. A sheet program may write UTF-16.
 * @param {ArrayBuffer} bytes
 */
export function decodeList(bytes) {
  const head = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/**
 * Cells of one line; a separator inside double quotes is part of its cell.
 * @param {string} line
 * @returns {string[]}
 */
function cellsOf(line) {
  const cells = [''];
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (!isQuoted && SEPARATORS.includes(letter)) cells.push('');
    else cells[cells.length - 1] += letter;
  }
  return cells.map((cell) => cell.trim().replace(/^'+|'+$/g, '').trim());
}

/** @param {string[][]} rows */
function headingColumn(rows) {
  const first = rows.find((row) => row.some((cell) => cell !== '')) ?? [];
  if (first.length < 2) return null;
  const column = first.findIndex(isHeading);
  return column < 0 ? null : column;
}

/** @param {string} cell */
function isHeading(cell) {
  return /accession/i.test(cell) && !/[0-9]/.test(cell);
}

/** @param {string} cell */
function pieces(cell) {
  const split = cell.split(/\s+/);
  return split.every((piece) => /[0-9]/.test(piece)) ? split : [cell];
}
