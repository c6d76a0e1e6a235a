/** The sentences of the pictures, in English. */

const number = new Intl.NumberFormat('en');
const plural = new Intl.PluralRules('en');

/**
 * @param {number} count
 * @param {string} one
 * @param {string} other
 */
const counted = (count, one, other) => `${number.format(count)} ${plural.select(count) === 'one' ? one : other}`;
const frames = (/** @type {number} */ n) => counted(n, 'frame', 'frames');
const boxes = (/** @type {number} */ n) => counted(n, 'box', 'boxes');

/** @typedef {{ left: number, top: number, width: number, height: number }} Area */
const area = (/** @type {Area} */ at) => `left ${at.left}, top ${at.top}, width ${at.width}, height ${at.height}`;

export const pictures = {
  open: 'Look at the pictures',
  need: (/** @type {number} */ n) => (n === 0 ? 'No series needs a look as answered.' : `${counted(n, 'series needs', 'series need')} a look.`),
  rules: {
    yes: 'You said yes: every picture of this study is withheld unless a box is on it or its series is checked.',
    unsure: 'Not sure: pictures that say so in the header, or are of a kind that usually carries text, are withheld unless a box is on them or their series is checked. The others are taken as they are.',
    no: 'You said no: only pictures that say themselves that they carry text are withheld, unless a box is on them or their series is checked.',
  },
  title: 'The pictures',
  lead: 'Look for names, dates and numbers in the pictures. What is burned into any frame of a series shows in its darkest or brightest picture. Draw boxes over it, or mark the series as checked.',
  reading: 'Listing the pictures …',
  none: 'None of these pictures can be shown.',
  back: 'Back to the choices',
  counts: (/** @type {{ series: number, checked: number, boxes: number }} */ n) =>
    `${counted(n.series, 'series', 'series')}, ${number.format(n.checked)} checked, ${boxes(n.boxes)}`,
  undo: 'Undo',
  stop: 'Stop',
  goOn: 'Go on',
  work: {
    running: 'Loading pictures …',
    stopped: 'Stopped. What is there can be looked at.',
    done: 'All pictures are there.',
    projecting: (/** @type {string} */ name, /** @type {number} */ done, /** @type {number} */ of) =>
      `Laying the frames of ${name} over each other: ${number.format(done)} of ${number.format(of)}`,
  },
  noDescription: 'no description',
  /** How a series is called on this screen. */
  nameOf: (/** @type {{ modality: string, description: string }} */ series) => [series.modality, series.description || 'no description'].filter((part) => part !== '').join(', '),
  risks: {
    declared: 'The header says that text is burned in.',
    class: 'Pictures of this kind usually carry text.',
    low: 'Nothing in the header speaks for text.',
  },
  states: {
    open: 'Needs a look',
    checked: 'Checked',
    boxed: 'Has boxes',
    partly: 'Boxes on some pictures only',
    quiet: 'No look needed',
  },
  frames,
  boxes,
  instances: (/** @type {number} */ n) => counted(n, 'instance', 'instances'),
  notShown: (/** @type {number} */ n) => `${counted(n, 'instance is', 'instances are')} video, which is not shown here. Look at ${n === 1 ? 'it' : 'them'} elsewhere before you check the series.`,
  leftOut: (/** @type {number} */ n) => `${counted(n, 'frame is', 'frames are')} of another size or cannot be read, and not in the darkest, mean and brightest picture. Look at ${n === 1 ? 'it' : 'them'} one by one.`,
  shots: { first: 'First', middle: 'Middle', last: 'Last', minimum: 'Darkest', mean: 'Mean', maximum: 'Brightest' },
  shotWaits: 'not there yet',
  shotFailed: 'cannot be shown',
  openSeries: (/** @type {string} */ name) => `Open ${name}.`,
  checked: 'Checked',
  checkedMore: (/** @type {string} */ name) => `Checked: I have looked at ${name}`,
  checkedHelp: (/** @type {number} */ n) => `The certificate says that you looked at ${frames(n)}. Pictures with a box say that nothing is burned in only if their series is checked too.`,

  viewer: {
    toWall: 'All series',
    previousSeries: 'Previous series',
    nextSeries: 'Next series',
    place: (/** @type {number} */ n, /** @type {number} */ of) => `Frame ${number.format(n)} of ${number.format(of)}`,
    frame: 'Frame',
    previous: 'Previous frame',
    next: 'Next frame',
    view: 'Picture',
    views: { frame: 'Frame', minimum: 'Darkest', mean: 'Mean', maximum: 'Brightest' },
    window: 'Window',
    center: 'Center',
    width: 'Width',
    ownWindow: 'As stored',
    zoom: 'Size',
    zooms: { fit: 'Fit', one: '100 percent', two: '200 percent' },
    solid: 'Show boxes as they will be written',
    loading: 'Loading …',
    failed: 'This picture cannot be shown.',
    film: 'Picture with boxes. Arrow keys move the chosen box.',
    label: (/** @type {string} */ name, /** @type {string} */ what, /** @type {string[]} */ list) =>
      `${name}. ${what}. ${list.length === 0 ? 'No box on it.' : `${boxes(list.length)} on it: ${list.join('; ')}.`}`,
    projection: (/** @type {string} */ view, /** @type {number} */ n) => `${view} level of ${frames(n)}`,
    waits: 'The frames of this series are being laid over each other …',
  },

  keys: {
    help: 'Show the keys',
    legend: 'Keys, while the picture has the focus',
    rows: [
      ['B', 'new box in the middle'],
      ['N', 'next box'],
      ['P', 'previous box'],
      ['Arrows', 'move the chosen box by 1 pixel, with Shift by 10'],
      ['Delete', 'remove the chosen box'],
      ['Page Down', 'next frame'],
      ['Page Up', 'previous frame'],
      ['S', 'show boxes as they will be written'],
      ['Ctrl Z', 'undo, anywhere'],
    ],
  },

  list: {
    title: 'Boxes here',
    none: 'No box on this series. Drag over the picture, press B in it, or type numbers.',
    box: (/** @type {number} */ n, /** @type {Area} */ at) => `Box ${number.format(n)}: ${area(at)}`,
    place: (/** @type {number} */ n, /** @type {Area} */ at) => `Place ${number.format(n)}: ${area(at)}`,
    fields: 'Box by numbers',
    fieldsHelp: 'Pixels from the upper left corner.',
    left: 'Left',
    top: 'Top',
    width: 'Width',
    height: 'Height',
    add: 'Add box',
    change: 'Change chosen box',
    remove: 'Remove chosen box',
    scope: 'A box is for',
    scopes: { frame: 'this frame', instance: 'this picture (instance), all its frames', series: 'this series', device: 'same device and size' },
    reaches: { frame: 'one frame', instance: 'one instance', series: 'series', device: 'device and size' },
    scopeHelp: {
      noDevice: 'Same device and size: not here, the series names no single device and size.',
      projection: 'One frame or one picture: choose a frame first.',
      sizes: 'The pictures of this series differ in size. A box that lies beside a picture keeps that file out of the package.',
    },
    suggestions: 'Where text is likely',
    from: { 'device-table': 'known device', 'ultrasound-region': '' },
    use: 'Use',
    useAll: 'Use all',
    used: 'used',
    template: 'Template',
    templateHelp: 'Boxes for the same device and size can be saved and used for other studies.',
    save: 'Save template',
    load: 'Load boxes',
    notices: {
      'boxes-refused': 'That file is not a file of boxes, or one of its boxes is not of the form. Nothing was taken from it.',
      'boxes-unread': 'That file could not be read, or is too large.',
    },
    loaded: (/** @type {number} */ taken, /** @type {number} */ foreign) =>
      `${boxes(taken)} taken.${foreign > 0 ? ` ${counted(foreign, 'fits', 'fit')} no picture here.` : ''}`,
  },

  said: {
    added: (/** @type {string} */ box, /** @type {string} */ reach) => `${box}, for ${reach}. Added.`,
    moved: (/** @type {Area} */ at) => `Moved: ${area(at)}.`,
    changed: (/** @type {string} */ box, /** @type {string} */ reach) => `${box}, for ${reach}. Changed.`,
    chosen: (/** @type {string} */ box, /** @type {string} */ reach) => `${box}, for ${reach}.`,
    removed: (/** @type {number} */ n) => `Box ${number.format(n)} removed.`,
    noneChosen: 'No box is chosen.',
    beside: 'These numbers give no box in the picture. Nothing was added.',
    cannot: 'Not from here: choose a frame first.',
    undone: 'The last change is taken back.',
    nothingToUndo: 'There is nothing to take back.',
    checked: (/** @type {number} */ n) => `Checked, ${frames(n)} looked at.`,
    unchecked: 'No longer checked.',
    used: (/** @type {number} */ n) => `${boxes(n)} added.`,
    solid: 'Boxes are shown as they will be written.',
    outlined: 'Boxes are shown as outlines.',
  },
};
