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
/** What may stand between two numbers of a line, the surest first. */
const SEPARATORS = ['\t', ';', '|', ','];
/** A title or two may stand above the heading of a sheet. */
const ROWS_WITH_HEADING = 5;
/** Numbers of different lengths are two numbers from this length on. */
const SHORTEST_OF_TWO = 4;

/** @typedef {{ text: string, quoted: boolean }} Cell */

/**
 * Entries stand between line ends, commas, semicolons, tabs or bars; quotes go,
 * and what stands between them is one entry. If a heading names an accession
 * column, only that column counts. Blanks separate only where every piece looks
 * like a number of its own. The engine (src/accession/list.rs) reads by the
 * same rules.
 * @param {string} text
 * @returns {AccessionList | null} null if there is none
 */
export function readList(text) {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const heading = headingOf(lines);
  const cells = heading === null
    ? lines.flatMap((line) => cellsOf(line, SEPARATORS))
    : lines.slice(heading.line + 1).map((line) => cellsOf(line, [heading.separator])[heading.column] ?? { text: '', quoted: false });
  /** @type {Map<string, string>} */
  const seen = new Map();
  let repeated = 0;
  for (const number of cells.filter((cell) => !isHeading(cell.text)).flatMap(pieces)) {
    const key = number.toUpperCase();
    if (number === '' || number.length > LONGEST) continue;
    if (seen.has(key)) repeated += 1;
    else if (seen.size < MOST_NUMBERS) seen.set(key, number);
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
 * @param {string[]} separators
 * @returns {Cell[]}
 */
function cellsOf(line, separators) {
  const cells = [''];
  let isQuoted = false;
  for (const letter of line) {
    if (letter === '"') isQuoted = !isQuoted;
    if (!isQuoted && separators.includes(letter)) cells.push('');
    else cells[cells.length - 1] += letter;
  }
  return cells.map((cell) => cellOf(cell.trim()));
}

/**
 * @param {string} raw
 * @returns {Cell}
 */
function cellOf(raw) {
  const quoted = raw.length >= 2 && raw.startsWith('"') && raw.endsWith('"');
  const inner = raw.replace(/^"+|"+$/g, '').trim().replace(/^'+|'+$/g, '').trim();
  return { text: inner.replaceAll('""', '"'), quoted };
}

/**
 * The row of several cells, one of which names accession numbers.
 * @param {string[]} lines
 */
function headingOf(lines) {
  const filled = [...lines.entries()].filter(([, line]) => line.trim() !== '').slice(0, ROWS_WITH_HEADING);
  for (const [line, text] of filled) {
    for (const separator of SEPARATORS) {
      const cells = cellsOf(text, [separator]);
      const column = cells.findIndex((cell) => isHeading(cell.text));
      if (cells.length > 1 && column >= 0) return { line, column, separator };
    }
  }
  return null;
}

/** @param {string} cell */
function isHeading(cell) {
  if (/[0-9]/.test(cell)) return false;
  return /accession|akzession/i.test(cell) || /^\W*(acc|akz)\W*_*(no|nr|num|number|nummer|#)?[^#a-z]*$/i.test(cell);
}

/**
 * `QX3 QX1 QX2` are three numbers, `CT 2291` and `ACC-00471 1` are one each.
 * @param {Cell} cell
 */
function pieces(cell) {
  const split = cell.text.split(/\s+/).filter((piece) => piece !== '');
  const isNumber = (/** @type {string} */ piece) => /^[0-9]+$/.test(piece);
  const first = split[0] ?? '';
  const alike = split.every((piece) => /[0-9]/.test(piece) && isNumber(piece) === isNumber(first));
  const even = split.every((piece) => piece.length === first.length);
  const long = split.every((piece) => piece.length >= SHORTEST_OF_TWO);
  return !cell.quoted && alike && (even || long) ? split : [cell.text];
}
