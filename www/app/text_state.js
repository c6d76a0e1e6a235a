/**
 * The part of the state that belongs to the search for text in pictures. Pure, as
 * state.js.
 *
 * @typedef {import('./engine_api.d.ts').FoundPlace} FoundPlace
 * @typedef {import('./engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('./state.js').State} State
 */

/**
 * @typedef {object} TextState
 * @property {'running' | 'stopped' | 'done' | 'failed'} work
 * @property {WallSeries[]} wall the series that are looked through, the riskiest first
 * @property {number} frames that were looked at
 * @property {Record<string, FoundPlace[]>} found by series; a series that is not in it was not looked through
 * @property {Record<string, number>} unread instances that could not be read, by series
 */

/**
 * @typedef {(
 *   | { kind: 'began'; wall: WallSeries[] }
 *   | { kind: 'at'; frames: number }
 *   | { kind: 'found'; series: string; places: FoundPlace[]; unread: number }
 *   | { kind: 'working'; work: TextState['work'] }
 * )} TextEvent
 */

/**
 * @param {State} state
 * @param {TextEvent} event
 * @returns {State}
 */
export function searched(state, event) {
  if (event.kind === 'began') return { ...state, texts: { work: 'running', wall: event.wall, frames: 0, found: {}, unread: {} } };
  const { texts } = state;
  if (texts === null) return state;
  switch (event.kind) {
    case 'at':
      return { ...state, texts: { ...texts, frames: event.frames } };
    case 'found': {
      const found = { ...texts.found, [event.series]: event.places };
      const unread = event.unread > 0 ? { ...texts.unread, [event.series]: event.unread } : texts.unread;
      return { ...state, texts: { ...texts, found, unread } };
    }
    case 'working':
      return { ...state, texts: { ...texts, work: event.work, frames: 0 } };
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
