/**
 * The part of the state that belongs to the review of the headers.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./engine_api.d.ts').HeaderTable} HeaderTable
 */

/**
 * @typedef {object} HeaderState
 * @property {HeaderTable | null} table `null`: being compared for the first time
 * @property {boolean} working the table is older than what was said
 * @property {number} done files of `files`
 * @property {number} files
 */

/**
 * @typedef {(
 *   | { kind: 'entered' }
 *   | { kind: 'compared'; done: number; files: number }
 *   | { kind: 'shown'; table: HeaderTable }
 *   | { kind: 'said'; texts: string[] }
 *   | { kind: 'left' }
 * )} HeaderEvent
 */

/** @type {HeaderState} */
const fresh = { table: null, working: true, done: 0, files: 0 };

/**
 * @param {State} state
 * @param {HeaderEvent} event
 * @returns {State}
 */
export function headed(state, event) {
  const headers = state.headers ?? fresh;
  switch (event.kind) {
    case 'entered':
      return { ...state, phase: 'headers', notice: null, headers: fresh };
    case 'compared':
      return { ...state, headers: { ...headers, done: event.done, files: event.files } };
    case 'shown':
      return { ...state, headers: { ...headers, table: event.table, working: false } };
    case 'said':
      return { ...state, choices: { ...state.choices, headerTexts: event.texts }, headers: { ...headers, working: true } };
    case 'left':
      return { ...state, phase: 'reviewing', headers: null };
    default:
      return never(event);
  }
}

/**
 * @param {never} value
 * @returns {never}
 */
function never(value) {
  throw new TypeError(`not handled: ${typeof value}`);
}
