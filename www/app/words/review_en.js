/** The sentences of the review of reports, in English. */

const number = new Intl.NumberFormat('en');

/** Rules that look at what stands beside a text. */
const BESIDE = /^(title|credential|role|cue|act|typist|head|greeting|spoken|behind|header)/;
/** Rules that look at labels, columns and segments. */
const LABELS = /^(labelled|table|segment|element|name-with-carets|name-list)/;

export const review = {
  open: 'Review the report',
  openMore: 'optional: see what was found, keep or mark text',
  title: 'Review of the report',
  lead: 'Left the original, right what will be written. Original text is shown on this screen only.',
  reading: 'Reading the report …',
  report: 'Report',
  entry: (/** @type {string} */ name) => `In the package: ${name}`,
  original: 'Original',
  output: 'Output',
  page: (/** @type {number} */ n) => `Page ${number.format(n)}`,
  back: 'Back',
  lookedAt: 'I have looked at this report from beginning to end',
  lookedAtMore: 'The certificate says so.',
  run: 'De-identify',
  withheld: 'As it stands, the check would find a known value in the output and withhold this report. Take back your last decisions.',
  counts: (/** @type {{ removed: number, kept: number, marked: number }} */ n) =>
    `${number.format(n.removed)} removed, ${number.format(n.kept)} kept, ${number.format(n.marked)} marked by you`,

  list: {
    title: 'Found in this report',
    search: 'Search',
    order: 'Order',
    orders: { certainty: 'Least certain first', place: 'As they stand' },
    none: 'Nothing found has these letters.',
    tally: (/** @type {number} */ n, /** @type {number} */ all) => `${number.format(n)} of ${number.format(all)}`,
  },

  span: {
    title: 'Chosen text',
    none: 'Choose a marked text on the left, or one of the list.',
    letter: 'Identifier',
    rule: 'Found by',
    certainty: 'How sure',
    page: 'Page',
    becomes: 'Becomes',
    state: 'Decision',
    known: 'A header or a labelled place tells this value. To keep the text, say why.',
    searched: 'The check looks for this value in every written byte, whoever wants to keep it: it would withhold the report. It cannot be kept.',
    reason: 'Why it may stay',
    chooseReason: 'Choose a reason',
    kind: 'Kind',
    everywhere: 'For all the same text, in all reports',
    accept: 'Accept',
    reject: 'Reject, keep the text',
    unmark: 'Take the mark back',
    relabel: 'Relabel',
    undo: 'Undo',
    next: 'Next',
    previous: 'Previous',
  },

  mark: {
    title: 'Mark an identifier',
    help: 'Select it in the original, or type it.',
    text: 'Text',
    button: 'Mark',
  },

  keys: {
    legend: 'Keys',
    on: 'Single keys are on',
    help: 'Show the keys',
    rows: [
      ['N', 'next'],
      ['P', 'previous'],
      ['A', 'accept'],
      ['R', 'reject; asks for the reason where one is needed'],
      ['E', 'relabel: goes to the list of kinds'],
      ['M', 'mark what is selected in the original'],
      ['U', 'undo'],
      ['?', 'show or hide this list'],
    ],
  },

  certainty: { sure: 'sure', likely: 'likely', unsure: 'not sure' },
  states: {
    proposed: 'proposed, will be removed',
    accepted: 'accepted, will be removed',
    rejected: 'rejected, the text stays',
    relabelled: 'relabelled, will be removed',
    added: 'marked by you, will be removed',
  },
  /** Shown beside a text, so that its state is not a color alone. */
  signs: { proposed: '', accepted: '✓', rejected: '✕', relabelled: '✎', added: '+' },
  sameText: 'by a decision about the same text',
  letters: /** @type {Record<string, string>} */ ({
    A: 'Name', B: 'Place smaller than a State', C: 'Date, or age of 90 and over', D: 'Telephone', E: 'Fax', F: 'Email',
    G: 'Social security number', H: 'Medical record number', I: 'Health plan number', J: 'Account', K: 'Licence',
    L: 'Vehicle', M: 'Device', N: 'Web address', O: 'Network address', P: 'Biometric', Q: 'Photograph', R: 'Other number or code',
  }),
  kinds: {
    patient: 'Patient', clinician: 'Clinician or staff', relative: 'Relative or friend', name: 'Other name',
    location: 'Street, city, county', zip: 'ZIP code', institution: 'Hospital, employer, school', date: 'Date', time: 'Time of day',
    age: 'Age of 90 and over', phone: 'Telephone', fax: 'Fax', email: 'Email', ssn: 'Social security number',
    mrn: 'Medical record number', plan: 'Health plan number', account: 'Account number', license: 'Licence or certificate',
    vehicle: 'Vehicle or plate', device: 'Device serial or lot', url: 'Web address', ip: 'Network address',
    biometric: 'Finger or voice print', photo: 'Photograph', id: 'Other number or code',
  },
  reasons: {
    'same-word-other-meaning': 'The same word with another meaning',
    'clinical-term': 'A clinical term, sign, score or eponym',
    'public-person-or-place': 'A public person or place, nobody’s in this case',
    'product-or-maker': 'A product or its maker',
    'number-of-a-finding': 'A measurement, grade, level or image number',
    'no-calendar-day': 'No calendar day: an interval, a season, a plain year',
  },
  /** @param {string} detector */
  rule: (detector) => {
    const name = detector.replaceAll('-', ' ');
    if (detector === 'marked-by-person') return 'you';
    if (detector.startsWith('known')) return `a known value (${name})`;
    if (LABELS.test(detector)) return `its label (${name})`;
    if (detector.startsWith('learned')) return `a small model (${name})`;
    if (BESIDE.test(detector)) return `what stands beside it (${name})`;
    return `its form (${name})`;
  },

  said: {
    accepted: 'Accepted.',
    rejected: 'Rejected, the text stays.',
    relabelled: 'Relabelled.',
    marked: 'Marked.',
    unmarked: 'The mark is taken back.',
    undone: 'The last decision is taken back.',
    nothingToUndo: 'There is no decision to take back.',
    needsReason: 'Choose a reason first: this is a known value.',
    cannotBeKept: 'This cannot be kept: the check looks for it.',
    refused: 'That decision cannot be carried out: the check would find a known value. It is taken back.',
    nothingSelected: 'Select text in the original first, or type it.',
    notThere: 'That text does not stand free in this report.',
    moved: (/** @type {string} */ text, /** @type {number} */ place, /** @type {number} */ all) => `${text}, ${number.format(place)} of ${number.format(all)}`,
  },
};
