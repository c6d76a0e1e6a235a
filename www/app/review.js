/**
 * Decisions about the spans of reports as plain data, and a report cut into
 * the pieces that are shown. Offsets are bytes of UTF-8, as the engine counts.
 *
 * @typedef {import('./engine_api.d.ts').Decision} Decision
 * @typedef {import('./engine_api.d.ts').Kind} Kind
 * @typedef {import('./engine_api.d.ts').ReportReview} ReportReview
 * @typedef {import('./engine_api.d.ts').ReportView} ReportView
 * @typedef {import('./engine_api.d.ts').ViewedSpan} ViewedSpan
 */

/**
 * A stretch of a report: plain text, or one span.
 * @typedef {{ start: number, text: string, span: ViewedSpan | null, page: number | null }} Piece
 *   page: the page that begins with this piece, from 1
 */
/** @typedef {'sure' | 'likely' | 'unsure'} Certainty */
/** @typedef {'certainty' | 'place'} Order */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Bytes of a text as the engine counts them.
 * @param {string} text
 */
export function bytesOf(text) {
  return encoder.encode(text).length;
}

/**
 * @param {ReportView} view
 * @returns {Piece[]}
 */
export function piecesOf(view) {
  const bytes = encoder.encode(view.text);
  const starts = view.page_starts.slice();
  /** @type {Piece[]} */
  const pieces = [];
  const put = (/** @type {number} */ start, /** @type {number} */ end, /** @type {ViewedSpan | null} */ span) => {
    // A page that begins inside a span is named behind it.
    let page = null;
    while (starts.length > 0 && (starts[0] ?? 0) <= start) {
      starts.shift();
      page = view.page_starts.length - starts.length;
    }
    pieces.push({ start, text: decoder.decode(bytes.subarray(start, end)), span, page });
  };
  let done = 0;
  const plain = (/** @type {number} */ end) => {
    while (done < end) {
      const next = starts.find((start) => start > done && start < end) ?? end;
      put(done, next, null);
      done = next;
    }
  };
  for (const span of view.spans) {
    plain(span.start);
    put(span.start, span.end, span);
    done = span.end;
  }
  plain(bytes.length);
  return pieces;
}

/**
 * How sure a rule is, in three words.
 * @param {ViewedSpan} span
 * @returns {Certainty}
 */
export function certaintyOf(span) {
  if (span.confidence >= 90) return 'sure';
  return span.confidence >= 75 ? 'likely' : 'unsure';
}

/**
 * @param {ViewedSpan[]} spans
 * @param {Order} order
 * @param {string} query
 */
export function listed(spans, order, query) {
  const wanted = lettersOf(query);
  const found = wanted === '' ? spans.slice() : spans.filter((span) => lettersOf(span.text).includes(wanted));
  if (order === 'certainty') found.sort((one, other) => one.confidence - other.confidence || one.start - other.start);
  return found;
}

/**
 * Letters and digits, small: for looking, not for deciding.
 * @param {string} text
 */
function lettersOf(text) {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/**
 * The decisions with one more; an older one about the same place goes.
 * @param {ReportReview[]} said
 * @param {string} report
 * @param {Decision} decision
 */
export function withDecision(said, report, decision) {
  return changed(said, report, (one) => ({
    ...one,
    decisions: [...one.decisions.filter((other) => other.span !== decision.span), decision],
  }));
}

/**
 * The decisions without the marks that made a marked span.
 * @param {ReportReview[]} said
 * @param {string} report
 * @param {ViewedSpan} span
 */
export function withoutMark(said, report, span) {
  const isMark = (/** @type {Decision} */ one) => typeof one.act === 'object' && 'add' in one.act;
  const overlaps = (/** @type {Decision} */ one) => {
    const [start = 0, end = 0] = one.span.split('-').map(Number);
    return start < span.end && span.start < end;
  };
  const isSame = (/** @type {Decision} */ one) => one.same_text !== null && lettersOf(one.same_text) === lettersOf(span.text);
  return said.map((one) => ({
    ...one,
    decisions: one.decisions.filter((other) => !(isMark(other) && ((one.report === report && overlaps(other)) || isSame(other)))),
  }));
}

/**
 * @param {ReportReview[]} said
 * @param {string} report
 * @param {boolean} isReviewed
 */
export function withReviewed(said, report, isReviewed) {
  return changed(said, report, (one) => ({ ...one, is_reviewed: isReviewed }));
}

/**
 * @param {ReportReview[]} said
 * @param {string} report
 * @param {(one: ReportReview) => ReportReview} change
 * @returns {ReportReview[]}
 */
function changed(said, report, change) {
  const one = said.find((other) => other.report === report) ?? { report, is_reviewed: false, decisions: [] };
  return [...said.filter((other) => other.report !== report), change(one)];
}

/**
 * A stretch without the blanks around it: its text, and what names it.
 * @param {ReportView} view
 * @param {{ start: number, end: number }} stretch
 */
export function textAt(view, { start, end }) {
  const text = decoder.decode(encoder.encode(view.text).subarray(start, end));
  const from = start + bytesOf(text) - bytesOf(text.trimStart());
  const inner = text.trim();
  return { text: inner, id: inner === '' ? '' : `${from}-${from + bytesOf(inner)}` };
}

/**
 * Where a text stands for the first time outside of what is removed already.
 * @param {ReportView} view
 * @param {string} text
 * @returns {string | null}
 */
export function placeOf(view, text) {
  const low = view.text.toLowerCase();
  // A letter may become longer when it is made small: then only the exact text is looked for.
  const [whole, wanted] = low.length === view.text.length ? [low, text.toLowerCase()] : [view.text, text];
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + 1)) {
    const start = bytesOf(view.text.slice(0, at));
    const end = start + bytesOf(view.text.slice(at, at + wanted.length));
    const isFree = view.spans.every((span) => span.state === 'rejected' || span.end <= start || end <= span.start);
    if (isFree) return `${start}-${end}`;
  }
  return null;
}

/** Rules that look at what stands beside a text. */
const BESIDE = /^(title|credential|role|cue|act|typist|head|greeting|spoken|behind|header)/;
/** Rules that look at labels, columns and segments. */
const LABELS = /^(labelled|table|segment|element|name-with-carets|name-list)/;

/**
 * What a rule looks at, by its name.
 * @param {string} detector
 * @returns {'person' | 'known' | 'label' | 'learned' | 'beside' | 'form'}
 */
export function ruleOf(detector) {
  if (detector === 'marked-by-person') return 'person';
  if (detector.startsWith('known')) return 'known';
  if (LABELS.test(detector)) return 'label';
  if (detector.startsWith('learned')) return 'learned';
  return BESIDE.test(detector) ? 'beside' : 'form';
}
