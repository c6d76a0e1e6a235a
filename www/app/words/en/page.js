/**
 * Every sentence that the person reads, in English. Other languages have the
 * same shape; tests/web/languages.test.mjs says what is missing where.
 */
import { counted, day, duration, number, percent, size } from './forms.js';
import { advice } from './advice.js';
import { embed } from './embed.js';
import { help } from './help.js';
import { proof } from './proof.js';
import { apart, check } from './package.js';
import { pictures } from './pictures.js';
import { headers } from './headers.js';
import { review } from './review.js';
import { texts } from './texts.js';

const files = (/** @type {number} */ n) => counted(n, 'file', 'files');
const images = (/** @type {number} */ n) => counted(n, 'instance', 'instances');

/** Kinds of identity, as the engine counts them, with their names. */
const kindNames = /** @type {const} */ ([
  ['name', 'name'],
  ['patient_id', 'patient ID'],
  ['birth_date', 'birth date'],
  ['accession', 'accession number'],
  ['exam_date', 'examination date'],
]);

export const en = {
  apart,
  check,
  language: 'en',
  /** What the language calls itself. */
  ownName: 'English',
  direction: 'ltr',
  number,
  day,
  /** A name and what stands behind it. */
  labelled: (/** @type {string} */ name, /** @type {string} */ text) => `${name}: ${text}`,
  files,
  size,
  embed,
  help,
  proof,
  pictures,
  headers,
  review,
  texts,

  app: {
    name: 'Safelight',
    language: 'Language',
    purpose: 'De-identifies a study and its report on this computer',
    clear: 'Clear everything',
    skip: 'Skip to the work area',
    engineVersion: (/** @type {string} */ version) => `Version ${version}`,
    requests: (/** @type {number} */ n) => `${counted(n, 'network request', 'network requests')} since this page opened`,
    blocked: (/** @type {number} */ n) => `${counted(n, 'attempt', 'attempts')} blocked by the page's own rules`,
    stays: 'Your files stay on this computer',
  },

  clear: {
    title: 'Clear everything?',
    text: 'Files, lists, answers and the finished package are forgotten. What you saved stays where you saved it. Your original files are not touched.',
    yes: 'Clear',
    no: 'Keep',
  },

  drop: {
    title: 'Remove identifiers from a study and its report',
    lead: 'Add the images and the report. You get one zip with the de-identified study, the de-identified report and a certificate that lists what was done.',
    target: 'Drop a folder, files or a zip here',
    targetMore: 'DICOM files of any kind, reports as PDF, Word or text, CD folders',
    folder: 'Choose folder',
    files: 'Choose files or zip',
    sample: 'Try the sample study',
    uploadNote:
      'Choosing a folder, your browser may ask whether to “upload” its files. That is the browser’s word for letting this page read them. Nothing is sent anywhere.',
    more: 'Add more files',
    moreFolder: 'Add a folder',
    facts: [
      {
        title: 'What is done',
        text: 'Names, numbers, dates, places and private elements are removed or replaced in every header, at any depth. Pixel data stay identical. Reports are rewritten as new documents from the cleaned text.',
      },
      {
        title: 'What is checked',
        text: 'Each finished file is read again and searched for every identifying value that the headers and reports gave. A file with a hit is withheld and listed.',
      },
      {
        title: 'What stays with you',
        text: 'Text burned into pictures, faces that can be rebuilt from thin slices, rare cases: you look, you decide. The certificate says what was not assessed.',
      },
      {
        title: 'Check it yourself',
        text: 'Take this computer off the network and run it: nothing changes. The foot of this page counts network requests, and its own policy blocks connections, forms and frames.',
      },
    ],
  },

  notice: {
    cancelled: 'Stopped. Nothing was written; your files and answers are still here.',
    'nothing-found': 'No files were found in what you added.',
    'drop-failed': 'Your browser did not hand over what you dropped. Use “Choose folder” or “Choose files or zip” instead.',
    'nothing-to-review': 'As answered, every report is withheld: there is nothing to look at.',
    'review-failed': 'What you decided about the reports does not fit these files any more and was dropped. Open the review again.',
    'list-too-large': 'That file is too large to be a list of accession numbers.',
    'file-failed': 'That file could not be read.',
    'save-changed': 'A file that you added has changed or is gone since it was checked. Nothing was saved. Clear everything and start again with the files as they are now.',
    'save-failed': 'The package could not be written: the disk may be full, gone or locked. Nothing half-written was kept. Choose another place and try again.',
    dismiss: 'Dismiss',
  },

  failure: {
    title: 'Stopped',
    'no-engine':
      'The engine does not start in this browser. It needs WebAssembly and workers; a current Firefox, Chrome, Edge or Safari has both.',
    'engine-ended': 'The engine ended while working on these files as a whole. Nothing was written.',
    again: 'Start over',
  },

  inventory: {
    title: 'What you added',
    totals: (/** @type {{ patients: number, studies: number, series: number, instances: number, reports: number }} */ n) =>
      [
        counted(n.patients, 'patient', 'patients'),
        counted(n.studies, 'study', 'studies'),
        counted(n.series, 'series', 'series'),
        images(n.instances),
        counted(n.reports, 'report', 'reports'),
      ],
    noPatientName: 'No name in the header',
    patientId: 'ID',
    studyDate: 'Date',
    accession: 'Accession',
    none: 'none',
    noDescription: 'Study without description',
    showSeries: (/** @type {number} */ n) => `Show all ${number(n)} series`,
    columns: { modality: 'Modality', series: 'Series', instances: 'Instances', frames: 'Frames' },
    noSeriesDescription: 'Series without description',
    onScreenOnly: 'Names are shown on this screen only, so that you can tell that this is the right case.',
    reports: 'Reports',
    reportKinds: { pdf: 'PDF', docx: 'Word', text: 'Text', rtf: 'RTF', hl7: 'HL7 v2', fhir: 'FHIR' },
    pages: (/** @type {number} */ n) => counted(n, 'page', 'pages'),
    compared: {
      'no-study': '',
      'says-nothing': 'states no identity that can be compared with the study',
      agrees: 'agrees with the study',
      'agrees-with-doubt': 'agrees with the study, with a small difference',
      'other-examination': 'of another examination; differs',
      'other-patient': 'differs from the study',
    },
    kinds: {
      name: 'name',
      'patient-id': 'patient ID',
      'birth-date': 'birth date',
      accession: 'accession number',
      'exam-date': 'examination date',
    },
    documentInside: 'document inside an image file',
    noReport: 'No report among these files. You can add one.',
    noStudy: 'No DICOM files among these. You can add them.',
    empty: 'None of these files can be used. The list below says why.',
  },

  /** About the language of a report; `notEnglish` where the engine found another one. */
  narrative: {
    limit: 'That names in running text are found is proven for reports in English only.',
    notEnglish:
      'Names in running text are looked for by rules that are proven for English only. In a report in another language known values and patterns are removed, and the certificate makes no statement about its text: read the new report from beginning to end and mark what is left.',
    rare: 'These words suggest a rare case. They stay in the report: none of them is a listed identifier. If people could tell from them who it is, Safe Harbor is not enough: think of Expert Determination.',
    rareKinds: { diagnosis: 'Rare diagnosis', 'first-case': 'First or only case', 'only-place': 'Only place', 'public-person': 'Public person', 'known-event': 'Event in the news', 'small-group': 'Small group by age or birth' },
    rareMore: (/** @type {number} */ n) => `and ${counted(n, 'more expression', 'more expressions')} in this report`,
  },

  questions: {
    open: 'No answer yet: the run waits. If it is a mistake, start over with the right files.',
    answered: 'You can change the answer until the run.',
    same: (/** @type {number} */ n) => `${files(n)} ${n === 1 ? 'has' : 'have'} the same content as an earlier one.`,
    'split-study': {
      legend: (/** @type {number} */ n) => `${counted(n, 'study stands', 'studies stand')} under more than one patient`,
      help: 'The same study carries different patient IDs or names. Is that one person?',
    },
    'mixed-patients': {
      legend: (/** @type {number} */ n) => `These files belong to ${number(n)} different patients`,
      help: 'A package is meant for one. Do they belong together?',
    },
    'shared-accession': {
      legend: (/** @type {number} */ n) =>
        `${counted(n, 'accession number stands', 'accession numbers stand')} for more than one study`,
      help: 'Several studies under one number may be one examination in parts, or a mistake.',
    },
    'repeated-instance': {
      legend: (/** @type {number} */ n) => `${files(n)} ${n === 1 ? 'repeats' : 'repeat'} an object that is already there`,
      help: 'They carry the same identifier (SOP Instance UID) as an earlier file.',
    },
    'other-patient': {
      legend: (/** @type {number} */ n) =>
        `${counted(n, 'report states', 'reports state')} another patient than the study, or another birth date`,
      help: 'A report of somebody else must not go with this study. The list of reports below says which it is; look at it before you answer.',
    },
    'other-examination': {
      legend: (/** @type {number} */ n) => `${counted(n, 'report is', 'reports are')} of another examination than the study`,
      help: 'The accession number or the examination date is not that of the study. An earlier report of the same patient may be meant to go with it.',
    },
    'face-photographs': {
      legend: (/** @type {number} */ n) => `${counted(n, 'photograph', 'photographs')} can show a face`,
      help: 'A full-face photograph is an identifier by itself. Look at every one before you let them go.',
    },
    'head-volumes': {
      legend: (/** @type {number} */ n) => `${counted(n, 'series', 'series')} of head or neck`,
      help: 'The skin can be rendered from thin slices, and a face be recognised. The pictures are only changed if you have the face cut out. For one colleague they are mostly needed; for the public they should stay out.',
    },
    faceLook: {
      show: 'Show the face before and after',
      waits: 'The slices are being looked at.',
      shown: (/** @type {number} */ n) => `${counted(n, 'series', 'series')} shown. The pictures before the cut show the person; they stay in this page and are not written.`,
      title: (/** @type {number} */ at, /** @type {number} */ of, /** @type {number} */ slices) => `Series ${number(at)} of ${number(of)}, ${counted(slices, 'slice', 'slices')}: the skin as it is rendered, in steps of 4 mm. Look whether nose, eyes, lips and chin are gone.`,
      none: (/** @type {number} */ at, /** @type {number} */ of) => `Series ${number(at)} of ${number(of)}: the face cannot be cut out, so it stays out of the package.`,
      front: 'From the front',
      side: 'From the left side',
      before: 'before',
      after: 'after',
      alt: (/** @type {string} */ view, /** @type {string} */ when) => `${view}, ${when}`,
    },
    differs: (/** @type {import('../../engine_api.d.ts').KindCounts} */ n) =>
      kindNames.filter(([kind]) => n[kind] > 0).map(([kind, name]) => `${name}: ${number(n[kind])}`).join(', '),
    differsLabel: 'What differs:',
    answers: {
      'one-person': { name: 'One person', text: 'All get the same code.' },
      'two-persons': { name: 'Different persons', text: 'Each gets a code of their own.' },
      separate: { name: 'Continue, each patient apart', text: 'Each gets a code of their own; the certificate says how many patients.' },
      'is-right': { name: 'That is right', text: 'All studies get the same code as their accession number.' },
      'keep-first': { name: 'Keep the first', text: 'The others stay out of the package and are listed.' },
      'keep-all': { name: 'Keep all', text: 'Every one is written under its own name.' },
      withhold: { name: 'Withhold', text: 'They stay out of the package and are listed.' },
      belongs: { name: 'They belong to the study', text: 'They are written; the certificate says that a person decided so.' },
      keep: { name: 'Keep', text: 'They are written as they are; the certificate counts them.' },
      deface: { name: 'Cut the face out', text: 'All in front of a curve behind the forehead becomes air, by geometry; nose, lips and chin go, the brain stays. Look at the result: ears, jaw and skull stay too. For CT; MR, and a series where this cannot be done, stays out.' },
      'no-face': { name: 'Nobody can be recognised', text: 'I looked at every one. They are written; the certificate says that a person decided so.' },
    },
  },

  burnedIn: {
    legend: 'Is text burned into the pictures of this study?',
    help: 'Look for names, dates or numbers that are part of the picture itself, as on ultrasound, screenshots and scanned film.',
    answers: { yes: 'Yes', no: 'No', unsure: 'Not sure' },
    declared: (/** @type {number} */ n) => `${images(n)} ${n === 1 ? 'says' : 'say'} so in the header.`,
    class: (/** @type {number} */ n) => `${images(n)} ${n === 1 ? 'is' : 'are'} of a kind that usually carries text.`,
    atRisk: {
      withhold: (/** @type {number} */ n) => `As answered, ${images(n)} will be withheld.`,
      include: (/** @type {number} */ n) => `As answered, ${images(n)} will be included with pixels not checked.`,
    },
    noRisk: 'As answered, nothing is withheld because of its pixels.',
  },

  atRisk: {
    legend: 'Pictures that may show text',
    help: 'Pictures without a box, in a series that you have not checked. “Look at the pictures” is where you draw boxes.',
    withhold: 'Withhold them',
    withholdMore: 'They stay out of the package and are listed.',
    include: 'Include them',
    includeMore: 'The certificate’s status will say that pixels were not checked.',
  },

  purpose: {
    legend: 'Purpose',
    presets: {
      'second-opinion': {
        name: 'Second opinion',
        text: 'Dates to the year, intervals kept. Sex, age, size and weight stay.',
      },
      teaching: {
        name: 'Teaching',
        text: 'All dates removed. Only sex and age of the patient stay.',
      },
      medicolegal: {
        name: 'Medicolegal',
        text: 'The rules of second opinion, for a record that others will examine.',
      },
      research: {
        name: 'Research',
        text: 'Dates moved by a random number of days. Safe Harbor is not claimed.',
      },
    },
  },

  packing: {
    legend: 'Size of the zip',
    ways: {
      stored: { name: 'Faster', text: 'Pixel data go into the zip as they are.' },
      deflated: { name: 'Smaller file', text: 'What can be packed closer is packed closer. It takes longer.' },
    },
  },

  reportStyle: {
    legend: 'Report text',
    help: 'What stands in a report in the place of what is removed. The new PDF shows it on a tinted ground.',
    styles: {
      tags: { name: 'Words in brackets', text: '[PATIENT], [DATE 2023], [PHONE].' },
      pseudonyms: {
        name: 'Made-up names',
        text: 'Each person gets one made-up name in all reports, as “Corenosk Balenquor”; dates become years where the purpose keeps them. All else: words in brackets.',
      },
      years: { name: 'Bare years', text: 'Dates become years where the purpose keeps them. All else: words in brackets.' },
    },
  },

  accessions: {
    legend: 'Accession list',
    help: 'Optional. Paste numbers or load a .txt or .csv file; the certificate then says which were found.',
    label: 'Accession numbers',
    placeholder: 'One per line, or separated by commas',
    load: 'Load list',
    read: (/** @type {number} */ n, /** @type {number} */ repeated) =>
      repeated === 0
        ? `${counted(n, 'number', 'numbers')}`
        : `${counted(n, 'number', 'numbers')}, ${counted(repeated, 'repetition', 'repetitions')} left out`,
    states: {
      found: 'found',
      partial: 'partly found',
      missing: 'missing',
      'not-on-list': 'not on your list',
    },
    counts: (/** @type {number} */ series, /** @type {number} */ instances) =>
      `${counted(series, 'series', 'series')}, ${images(instances)}`,
    notInDrop: (/** @type {number} */ n) => `the headers announce ${number(n)} more`,
    tally: (/** @type {{ found: number, partial: number, missing: number, extra: number }} */ n) =>
      [
        `${number(n.found)} found`,
        n.partial > 0 ? `${number(n.partial)} partly found` : '',
        n.missing > 0 ? `${number(n.missing)} missing` : '',
        n.extra > 0 ? `${number(n.extra)} not on your list` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
  },

  refused: {
    title: (/** @type {number} */ n) => `${files(n)} cannot be used`,
    titleDone: (/** @type {number} */ n) => `${files(n)} not in the package`,
    more: (/** @type {number} */ n) => `Show ${number(n)} more`,
    at: (/** @type {string} */ tag) => `at element ${tag}`,
    unknownInput: 'File',
    reasons: {
      'unknown-kind': 'Not a DICOM file, a report or a zip',
      'empty-file': 'The file is empty',
      unreadable: 'The file could not be read, or the archive is damaged',
      truncated: 'The file ends in the middle; it may not have been copied completely',
      malformed: 'An element does not follow the DICOM standard',
      'over-limit': 'Larger, or nested deeper, than the limits of this program',
      'transfer-syntax': 'The transfer syntax is not known',
      'missing-uid': 'A required UID is missing or not valid',
      'media-directory': 'A CD’s index file (DICOMDIR); a new one is written instead',
      voice: 'A recorded voice; a voice identifies its speaker',
      'private-sop-class': 'A vendor’s private kind of object; nothing is known about its content',
      'encapsulated-document': 'A document inside a DICOM file, of a kind that is not read',
      'burned-in': 'Text may be burned into the picture, and nothing was hidden',
      'no-text': 'No readable text; scanned pages are not read in this version',
      encrypted: 'The document is encrypted',
      'pixels-not-hidden': 'The boxes lie outside of the picture, or the picture cannot be decoded',
      'text-readable': 'A name, number or date can still be read in the picture',
      'other-patient': 'The report states another patient than the study, or another birth date',
      'other-examination': 'The report is of another examination than the study, and you withheld it',
      'face-likeness': 'A face can be seen in the picture or rendered from the series',
      'face-not-removed': 'The face could not be cut out: it needs a regular stack of CT slices with the whole skull',
      repeated: 'The same object stands in an earlier file, which is kept as you answered',
      'review-mismatch': 'The decisions of the review cannot be carried out on this report',
      'text-changed': 'Text outside the removed places would not stay as it was',
      'leak-found': 'The check found an identifying value in the result',
      'not-verified': 'The result could not be read again',
      'worker-lost': 'The engine ended on this file; the others went on',
      'time-limit': 'The engine did not finish this file within the time that a file may take; the others went on',
    },
    advice,
    otherReason: 'Withheld',
  },

  run: {
    button: 'De-identify',
    anew: 'Start again',
    resume: (/** @type {number} */ n) => `Go on with the remaining ${files(n)}`,
    paused: (/** @type {number} */ done, /** @type {number} */ all) => `${number(done)} of ${files(all)} ${done === 1 ? 'is' : 'are'} done and kept.`,
    memory: (/** @type {number} */ bytes) => `This browser puts the package together in memory: it may need up to ${size(bytes)}.`,
    summary: (/** @type {number} */ n, /** @type {number} */ bytes) => `${files(n)}, ${size(bytes)}`,
    willWithhold: (/** @type {number} */ n) => `${files(n)} will stay out`,
    allIn: 'all can be used',
    thinking: 'Counting again …',
    obstacle: {
      'nothing-to-write': 'There is no file that can be de-identified.',
      'open-question': 'Answer the question about these files first.',
      'text-search': 'Text is still being looked for in the pictures. Wait, or stop looking.',
      'text-found': 'Names, numbers or dates were found in the pictures. Hide them, or say that they may stay.',
    },
  },

  progress: {
    title: { reading: 'Reading headers', running: 'De-identifying' },
    stages: {
      listing: 'Listing files',
      headers: 'Reading headers',
      planning: 'Making the plan',
      cleaning: 'Cleaning and checking each file',
      packing: 'Writing certificate and package',
    },
    files: (/** @type {number} */ done, /** @type {number} */ all) => `${number(done)} of ${files(all)}`,
    bytes: (/** @type {number} */ done, /** @type {number} */ all) => `${size(done)} of ${size(all)}`,
    found: (/** @type {number} */ n) => `${files(n)} found`,
    rate: (/** @type {number} */ perSecond) => `${size(perSecond)}/s`,
    left: (/** @type {number} */ seconds) => `about ${duration(seconds)} left`,
    labels: { files: 'Files', bytes: 'Data', rate: 'Rate', left: 'Time left' },
    estimating: 'estimating',
    cancel: 'Cancel',
    spoken: (/** @type {string} */ stage, /** @type {number} */ done) => `${stage}: ${percent(done)}`,
  },

  result: {
    titleAll: 'The package is ready',
    titlePartial: (/** @type {number} */ n) => `The package is ready; ${files(n)} stayed out`,
    titleNone: 'Nothing came out',
    noneText: 'Every file was withheld. The list says why; you can change your answers and run again.',
    save: 'Save package',
    saveMore: (/** @type {number} */ bytes) => `zip, ${size(bytes)}`,
    saved: 'Handed to your browser for saving. Look into its downloads.',
    saveAs: 'Choose where to save',
    saveAsMore: 'written straight to disk',
    writing: 'Writing the package',
    written: 'Written whole to the place that you chose; every entry was compared with what was checked.',
    again: 'Change answers',
    status: 'Status on the certificate',
    /** Shown in every language but English. */
    english: 'The package is in English: the certificate with its status, a document for US law (45 CFR 164.514), and the words in brackets in the report. What stands here is a translation that does not replace it.',
    why: 'Reasons on the certificate',
    statuses: /** @type {Record<string, string>} */ ({
      'ISSUED - ACTUAL KNOWLEDGE NOT YET ATTESTED':
        'The listed actions and checks were carried out. You still have to look at the result and state that you know of nothing in it that could identify the patient.',
      'ISSUED WITH EXCEPTIONS':
        'The listed actions and checks were carried out, with exceptions that the certificate names. You still have to look at the result.',
      'SAFE HARBOR NOT CLAIMED':
        'The listed actions were carried out. The result is not claimed to follow the Safe Harbor method; the certificate says why.',
    }),
    numbers: {
      in: 'Files in',
      instances: 'Instances out',
      reports: 'Reports out',
      withheld: 'Withheld',
      values: 'Values removed or replaced',
      atRisk: 'Included, pixels not checked',
    },
    nextTitle: 'Before you pass it on',
    next: [
      'Unpack the zip and read the certificate.',
      'Look at the pictures for text that is part of the image.',
      'Read the new report from beginning to end.',
      'Think of what cannot be found by a program: a rare case, a story in the news, a face that thin slices show.',
    ],
    accessions: 'Accession list',
  },
};
