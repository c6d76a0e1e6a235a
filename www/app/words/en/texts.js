/** The sentences about text that was found in pictures, in English. */
import { counted, number } from './forms.js';

const places = (/** @type {number} */ n) => counted(n, 'place', 'places');
const series = (/** @type {number} */ n) => counted(n, 'series', 'series');

export const texts = {
  title: 'Text in the pictures',
  without: 'This page does not look for text in pictures by itself. The larger page, safelight-ocr.html, does.',
  stop: 'Stop looking for text',
  goOn: 'Look for text',
  work: {
    running: (/** @type {number} */ done, /** @type {number} */ of) => `Looking for text in the pictures: ${number(done)} of ${series(of)}`,
    stopped: (/** @type {number} */ done, /** @type {number} */ of) => `Looking for text was stopped: ${number(done)} of ${series(of)} looked through.`,
    failed: (/** @type {number} */ done, /** @type {number} */ of) => `Looking for text did not work: ${number(done)} of ${series(of)} looked through.`,
    done: (/** @type {number} */ done, /** @type {number} */ of) => `Text was looked for in ${number(done)} of ${series(of)}. A machine overlooks some: look at the pictures too.`,
  },
  named: (/** @type {number} */ n) => `${places(n)} in the pictures ${n === 1 ? 'shows' : 'show'} a known name, number or date.`,
  unknown: (/** @type {number} */ n) => `${places(n)} with text that may name somebody.`,
  open: (/** @type {number} */ n, /** @type {number} */ of) => `${places(n)} in ${series(of)} to decide: hide them, or say that they may stay.`,
  acceptAll: (/** @type {number} */ n) => `Hide ${places(n)}`,
  answeredNo: (/** @type {number} */ n) => `You said no, but ${places(n)} in the pictures of this study ${n === 1 ? 'shows' : 'show'} a known name, number or date.`,
  onCard: (/** @type {number} */ open, /** @type {number} */ all) => `Text at ${places(all)}, ${number(open)} to decide`,
  list: 'Text that was found',
  notYet: 'Text was not looked for in this series.',
  nothing: 'No text was found. A machine overlooks some.',
  machine: 'Found by a machine, which overlooks some text and misreads some. It marks no series as checked.',
  unread: (/** @type {number} */ n) => `${counted(n, 'instance', 'instances')} could not be read. Look at ${n === 1 ? 'it' : 'them'} yourself.`,
  unreadable: 'not legible',
  verdicts: { allowed: 'may stay', unknown: 'nothing known of it', identifier: 'names or numbers somebody' },
  states: { stays: 'stays', hidden: 'hidden by a box', dismissed: 'you said it stays', open: 'to decide' },
  onSeries: 'whole series',
  onInstances: (/** @type {number} */ n) => counted(n, 'picture', 'pictures'),
  onFrame: (/** @type {number} */ frame) => `frame ${number(frame)}`,
  onFrames: (/** @type {number} */ n, /** @type {number} */ first) => `${counted(n, 'frame', 'frames')}, the first is ${number(first)}`,
  accept: 'Hide',
  acceptOne: (/** @type {string} */ text) => `Hide: ${text}`,
  dismiss: 'Stays',
  dismissOne: (/** @type {string} */ text) => `Stays: ${text}`,
  dismissAll: 'All of these stay',
};
