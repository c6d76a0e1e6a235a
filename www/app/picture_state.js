/**
 * The part of the state that belongs to the pictures: what is on the wall, what
 * is open, which boxes were drawn. Pure, as state.js.
 *
 * @typedef {import('./boxes.js').DrawnBox} DrawnBox
 * @typedef {import('./boxes.js').Pixels} Pixels
 * @typedef {import('./boxes.js').Seen} Seen
 * @typedef {import('./engine_api.d.ts').ProjectionKind} ProjectionKind
 * @typedef {import('./engine_api.d.ts').ShownFrame} ShownFrame
 * @typedef {import('./engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('./state.js').State} State
 */

/** @typedef {'first' | 'middle' | 'last' | ProjectionKind} Shot one of the small pictures of a series */
/** @typedef {'frame' | ProjectionKind} View what the large picture shows */

/**
 * What the large picture is to show.
 * @typedef {{ series: string, place: number, view: View, center: number | null, width: number | null }} Wish
 */

/** @typedef {{ boxes: DrawnBox[], seen: Seen[], dismissed: string[] }} Said */
/** @typedef {'boxes-refused' | 'boxes-unread'} PictureNotice */

/**
 * @typedef {object} PictureState
 * @property {WallSeries[] | null} series `null`: the engine is being asked
 * @property {Record<string, Partial<Record<Shot, Pixels | 'failed'>>>} shots by series
 * @property {Record<string, number>} looked frames that were shown or projected, by series
 * @property {Record<string, number>} leftOut frames that did not fit a projection, by series
 * @property {'running' | 'stopped' | 'done'} work on the small pictures
 * @property {{ series: string, done: number, of: number } | null} projecting
 * @property {Wish | null} wish `null`: no series is open
 * @property {{ wish: Wish, shown: ShownFrame | null } | null} shown without a frame: it cannot be shown
 * @property {Said[]} past what was said before, the last one behind
 * @property {string | null} act the last change; one more of the same is undone with it
 * @property {PictureNotice | null} notice
 * @property {{ taken: number, foreign: number } | null} loaded boxes of a file
 */

/**
 * @typedef {(
 *   | { kind: 'entered' }
 *   | { kind: 'walled'; series: WallSeries[] }
 *   | { kind: 'shot'; series: string; of: Shot; small: Pixels | 'failed' }
 *   | { kind: 'looked'; series: string; frames: number }
 *   | { kind: 'left-out'; series: string; frames: number }
 *   | { kind: 'projecting'; projecting: PictureState['projecting'] }
 *   | { kind: 'working'; work: PictureState['work'] }
 *   | { kind: 'wished'; wish: Wish | null }
 *   | { kind: 'shown'; wish: Wish; shown: ShownFrame | null }
 *   | { kind: 'drawn'; boxes: DrawnBox[]; act: string | null }
 *   | { kind: 'dismissed'; keys: string[] }
 *   | { kind: 'checked'; series: string; isChecked: boolean }
 *   | { kind: 'undone' }
 *   | { kind: 'loaded'; boxes: DrawnBox[]; foreign: number }
 *   | { kind: 'noticed'; notice: PictureNotice | null }
 *   | { kind: 'left' }
 * )} PictureEvent
 */

/** @type {PictureState} */
const fresh = {
  series: null, shots: {}, looked: {}, leftOut: {}, work: 'done', projecting: null, wish: null, shown: null, past: [], act: null, notice: null, loaded: null,
};

/**
 * @param {State} state
 * @param {PictureEvent} event
 * @returns {State}
 */
export function pictured(state, event) {
  const pictures = state.pictures ?? fresh;
  const change = (/** @type {Partial<PictureState>} */ changed) => ({ ...state, pictures: { ...pictures, ...changed } });
  switch (event.kind) {
    case 'entered':
      return { ...change({ wish: null, shown: null, past: [], act: null, notice: null, loaded: null }), phase: 'pictures', notice: null };
    case 'walled':
      return change({ series: event.series });
    case 'shot': {
      const shots = { ...pictures.shots[event.series], [event.of]: event.small };
      return change({ shots: { ...pictures.shots, [event.series]: shots } });
    }
    case 'looked':
      return seenMore(change({ looked: { ...pictures.looked, [event.series]: event.frames } }), event.series, event.frames);
    case 'left-out':
      return change({ leftOut: { ...pictures.leftOut, [event.series]: event.frames } });
    case 'projecting':
      return change({ projecting: event.projecting });
    case 'working':
      return change({ work: event.work, projecting: null });
    case 'wished':
      return change({ wish: event.wish, shown: event.wish?.series === pictures.wish?.series ? pictures.shown : null });
    case 'shown':
      return change({ shown: { wish: event.wish, shown: event.shown } });
    case 'drawn':
      return say(state, pictures, { boxes: event.boxes }, event.act);
    case 'dismissed':
      return say(state, pictures, { dismissed: [...state.choices.dismissed, ...event.keys] }, null);
    case 'checked': {
      const others = state.choices.seen.filter((one) => one.series !== event.series);
      const own = { series: event.series, frames: pictures.looked[event.series] ?? 0 };
      return say(state, pictures, { seen: event.isChecked ? [...others, own] : others }, null);
    }
    case 'undone': {
      const before = pictures.past.at(-1);
      if (before === undefined) return state;
      const undone = change({ past: pictures.past.slice(0, -1), act: null, notice: null, loaded: null });
      return { ...undone, choices: { ...state.choices, ...before } };
    }
    case 'loaded': {
      const next = say(state, pictures, { boxes: [...state.choices.boxes, ...event.boxes] }, null);
      return { ...next, pictures: { ...(next.pictures ?? fresh), loaded: { taken: event.boxes.length, foreign: event.foreign } } };
    }
    case 'noticed':
      return change({ notice: event.notice, loaded: null });
    case 'left':
      return { ...change({ wish: null, shown: null, work: pictures.work === 'running' ? 'stopped' : pictures.work, projecting: null }),
        phase: 'reviewing', thinking: state.inventory !== null };
    default:
      return never(event);
  }
}

/**
 * @param {State} state
 * @param {PictureState} pictures
 * @param {Partial<Said>} said
 * @param {string | null} act
 * @returns {State}
 */
function say(state, pictures, said, act) {
  const { boxes, seen, dismissed } = state.choices;
  const goesOn = act !== null && act === pictures.act;
  const past = goesOn ? pictures.past : [...pictures.past, { boxes, seen, dismissed }];
  return { ...state, choices: { ...state.choices, ...said }, pictures: { ...pictures, past, act, notice: null, loaded: null } };
}

/**
 * A checked series of which more was looked at since.
 * @param {State} state
 * @param {string} series
 * @param {number} frames
 * @returns {State}
 */
function seenMore(state, series, frames) {
  const seen = state.choices.seen.map((one) => (one.series === series ? { series, frames: Math.max(frames, one.frames) } : one));
  return { ...state, choices: { ...state.choices, seen } };
}

/**
 * @param {never} value
 * @returns {never}
 */
function never(value) {
  throw new TypeError(`not handled: ${typeof value}`);
}
