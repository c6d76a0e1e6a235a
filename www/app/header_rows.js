/**
 * What is shown of the headers: which rows, in which groups. Pure.
 *
 * @typedef {import('./engine_api.d.ts').HeaderRow} HeaderRow
 * @typedef {import('./engine_api.d.ts').HeaderText} HeaderText
 * @typedef {'all' | 'changed' | 'kept' | 'removed'} Filter
 */

/** @type {Filter[]} */
export const FILTERS = ['all', 'changed', 'kept', 'removed'];

/**
 * @param {HeaderRow} row
 * @returns {Exclude<Filter, 'all'>}
 */
export function fateOf({ done }) {
  if (done === 'kept') return 'kept';
  return done === 'removed' || done === 'emptied' ? 'removed' : 'changed';
}

/** A row by its place and what was there; holds the value, so it stays in memory. @param {HeaderRow} row */
export function keyOf({ path, done, before, after }) {
  return JSON.stringify([path.map(({ tag, creator }) => [tag, creator]), done, before, after]);
}

/** @param {string} text */
const small = (text) => text.toLowerCase();

/**
 * @param {HeaderRow[]} rows
 * @param {Filter} filter
 * @param {string} query
 */
export function chosen(rows, filter, query) {
  const wanted = small(query.trim());
  const has = (/** @type {HeaderRow} */ row) =>
    [...row.path.flatMap(({ tag, keyword, creator }) => [tag, keyword, creator ?? '']), row.before.text, row.after?.text ?? '']
      .some((text) => small(text).includes(wanted));
  return rows.filter((row) => (filter === 'all' || fateOf(row) === filter) && (wanted === '' || has(row)));
}

/**
 * @param {HeaderText[]} texts
 * @param {string} query
 */
export function chosenTexts(texts, query) {
  const wanted = small(query.trim());
  return texts.filter(({ text, attributes }) =>
    small(text).includes(wanted) || attributes.some(({ tag, keyword }) => small(`${tag} ${keyword}`).includes(wanted)));
}

/** Code Value, Coding Scheme Designator and Version, Long and URN Code Value, Template Identifier. */
const CODES = ['(0008,0100)', '(0008,0102)', '(0008,0103)', '(0008,0119)', '(0008,0120)', '(0040,DB00)'];

/**
 * Free text in front of codes; among each as the engine gives them, the rarest first.
 * @param {HeaderText[]} texts
 */
export function freeTextFirst(texts) {
  const isCode = (/** @type {HeaderText} */ { attributes }) => attributes.every(({ tag }) => CODES.includes(tag));
  return [...texts.filter((one) => !isCode(one)), ...texts.filter(isCode)];
}

/**
 * Rows by letter, in the order of the rule; without a letter last.
 * @param {HeaderRow[]} rows
 * @returns {[string | null, HeaderRow[]][]}
 */
export function byLetter(rows) {
  /** @type {Map<string | null, HeaderRow[]>} */
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.letter);
    if (group) group.push(row);
    else groups.set(row.letter, [row]);
  }
  return [...groups].sort(([one], [other]) => (one ?? 'Z').localeCompare(other ?? 'Z'));
}
