/**
 * What a page around the app may say, read by exact shape: every input gives an
 * answer, nothing throws. A message with a field that is not named here is refused,
 * so that a slip of the pen is not taken for silence.
 *
 * @typedef {import('../engine_api.d.ts').Preset} Preset
 * @typedef {import('./frame.d.ts').RefusalCode} RefusalCode
 * @typedef {import('./engine.d.ts').DeidentifyPolicy} DeidentifyPolicy
 *
 * @typedef {(
 *   | { kind: 'files', id: number, files: { name: string, data: Blob }[] }
 *   | { kind: 'purpose', id: number, purpose: Preset }
 *   | { kind: 'clear', id: number }
 * )} Said
 */

/** Of the messages; counts up when a field changes its meaning. */
export const PROTOCOL = 1;
export const MOST_FILES = 200_000;
const LONGEST_NAME = 1024;
const MOST_NUMBERS = 100_000;

/** @type {readonly string[]} */
const PURPOSES = ['second-opinion', 'teaching', 'medicolegal', 'research'];
/** @type {Record<string, readonly string[]>} src/question.rs */
const ANSWERS = {
  'split-study': ['one-person', 'two-persons'],
  'mixed-patients': ['separate'],
  'shared-accession': ['is-right'],
  'repeated-instance': ['keep-first', 'keep-all'],
  'other-patient': ['withhold', 'belongs'],
  'other-examination': ['keep', 'withhold'],
  'face-photographs': ['withhold', 'no-face'],
  'head-volumes': ['keep', 'deface', 'withhold'],
};

/**
 * @param {unknown} value
 * @returns {value is Preset}
 */
export function isPurpose(value) {
  return typeof value === 'string' && PURPOSES.includes(value);
}

/**
 * The first message of a page around the frame: its version, and whether it
 * takes the package.
 * @param {unknown} message
 * @returns {{ takesPackage: boolean } | RefusalCode | null} null: not meant for this program
 */
export function decodeHello(message) {
  const fields = fieldsOf(message);
  if (fields === null || !fields.has('safelight')) return null;
  if (fields.get('safelight') !== PROTOCOL) return 'unknown-version';
  if (fields.get('kind') !== 'hello') return 'unknown-kind';
  const takesPackage = fields.get('takesPackage') ?? false;
  if (typeof takesPackage !== 'boolean' || !has(fields, ['safelight', 'kind', 'takesPackage'])) return 'malformed';
  return { takesPackage };
}

/**
 * @param {unknown} message
 * @returns {{ said: Said } | { code: RefusalCode, id: number | null }}
 */
export function decodeSaid(message) {
  const fields = fieldsOf(message);
  if (fields === null) return { code: 'malformed', id: null };
  const asked = fields.get('id');
  const id = typeof asked === 'number' && Number.isSafeInteger(asked) ? asked : null;
  if (fields.get('safelight') !== PROTOCOL) return { code: 'unknown-version', id };
  if (id === null) return { code: 'malformed', id };
  switch (fields.get('kind')) {
    case 'files':
      return decodeFiles(fields, id);
    case 'purpose': {
      const purpose = fields.get('purpose');
      if (!isPurpose(purpose) || !has(fields, ['safelight', 'kind', 'id', 'purpose'])) return { code: 'malformed', id };
      return { said: { kind: 'purpose', id, purpose } };
    }
    case 'clear':
      return has(fields, ['safelight', 'kind', 'id']) ? { said: { kind: 'clear', id } } : { code: 'malformed', id };
    default:
      return { code: 'unknown-kind', id };
  }
}

/**
 * @param {Map<string, unknown>} fields
 * @param {number} id
 * @returns {ReturnType<typeof decodeSaid>}
 */
function decodeFiles(fields, id) {
  const list = arrayOf(fields.get('files'));
  if (list === null || !has(fields, ['safelight', 'kind', 'id', 'files'])) return { code: 'malformed', id };
  if (list.length > MOST_FILES) return { code: 'too-many-files', id };
  const files = [];
  for (const one of list) {
    const file = fileOf(one);
    if (file === null) return { code: 'malformed', id };
    files.push(file);
  }
  return files.length === 0 ? { code: 'malformed', id } : { said: { kind: 'files', id, files } };
}

/**
 * @param {unknown} value
 * @returns {{ name: string, data: Blob } | null}
 */
function fileOf(value) {
  const fields = fieldsOf(value);
  if (fields === null || !has(fields, ['name', 'data'])) return null;
  const name = fields.get('name');
  const data = fields.get('data');
  if (typeof name !== 'string' || name.length > LONGEST_NAME) return null;
  if (data instanceof Blob) return { name, data };
  return data instanceof ArrayBuffer ? { name, data: new Blob([data]) } : null;
}

/**
 * The policy of `deidentify`, with what is not said as documented.
 * @param {unknown} policy
 * @returns {Omit<Required<DeidentifyPolicy>, 'burnedIn' | 'accessions'> & { burnedIn: 'yes' | 'no' | 'unsure' | null, accessions: string[] | null } | null}
 */
export function decodePolicy(policy) {
  const fields = fieldsOf(policy);
  if (fields === null || !has(fields, ['purpose', 'burnedIn', 'atRisk', 'reportStyle', 'answers', 'accessions'])) return null;
  const purpose = fields.get('purpose');
  const burnedIn = oneOf(fields, 'burnedIn', /** @type {const} */ (['yes', 'no', 'unsure']), null);
  const atRisk = oneOf(fields, 'atRisk', /** @type {const} */ (['withhold', 'include']), 'withhold');
  const reportStyle = oneOf(fields, 'reportStyle', /** @type {const} */ (['tags', 'pseudonyms', 'years']), 'tags');
  const answers = fieldsOf(fields.get('answers') ?? {});
  const listed = fields.get('accessions') ?? null;
  const accessions = arrayOf(listed);
  if (!isPurpose(purpose) || burnedIn === undefined || !atRisk || !reportStyle || answers === null) return null;
  for (const [question, answer] of answers) {
    if (!Object.hasOwn(ANSWERS, question) || !ANSWERS[question]?.includes(/** @type {string} */ (answer))) return null;
  }
  if (listed !== null && !isListOfNumbers(accessions)) return null;
  return {
    purpose, burnedIn, atRisk, reportStyle,
    answers: Object.fromEntries(answers),
    accessions: isListOfNumbers(accessions) ? [...new Set(accessions)] : null,
  };
}

/**
 * The elements of an array in one of our own, one more than may be at most: a sender
 * in the same page can have changed what its array does.
 * @param {unknown} value
 * @returns {unknown[] | null}
 */
function arrayOf(value) {
  if (!Array.isArray(value)) return null;
  try {
    return Array.from({ length: Math.min(value.length, MOST_FILES + 1) }, (_, n) => /** @type {unknown} */ (value[n]));
  } catch {
    return null;
  }
}

/**
 * @param {unknown[] | null} value
 * @returns {value is string[]}
 */
function isListOfNumbers(value) {
  return value !== null && value.length <= MOST_NUMBERS && value.every((one) => typeof one === 'string' && one.length <= LONGEST_NAME);
}

/**
 * @template {string} T
 * @template D
 * @param {Map<string, unknown>} fields
 * @param {string} name
 * @param {readonly T[]} choices
 * @param {D} otherwise if the field is not there
 * @returns {T | D | undefined} undefined: none of the choices
 */
function oneOf(fields, name, choices, otherwise) {
  const value = fields.get(name);
  return value === undefined ? otherwise : choices.find((choice) => choice === value);
}

/**
 * The fields of a plain object, read once: what is looked at is what is used.
 * @param {unknown} value
 * @returns {Map<string, unknown> | null}
 */
function fieldsOf(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  try {
    const kind = Object.getPrototypeOf(value);
    if (kind !== null && Object.getPrototypeOf(kind) !== null) return null;
    return new Map(Object.entries(value));
  } catch {
    return null;
  }
}

/**
 * @param {Map<string, unknown>} fields
 * @param {string[]} names every field that there may be
 */
function has(fields, names) {
  return [...fields.keys()].every((name) => names.includes(name));
}
