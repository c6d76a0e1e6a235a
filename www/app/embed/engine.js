/**
 * The engine without an interface, for a portal's own: the visit of the page,
 * driven by a policy instead of a person. The same worker, the same check.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {import('./engine.d.ts').DeidentifyPolicy} DeidentifyPolicy
 * @typedef {import('./engine.d.ts').DeidentifyOptions} DeidentifyOptions
 * @typedef {import('./engine.d.ts').DeidentifyResult} DeidentifyResult
 */
import { Engine } from '../engine.js';
import { Visit } from '../visit.js';
import { packagedCode } from './code.js';
import { countsOf, progressOf, questionsOf } from './outward.js';
import { decodePolicy } from './messages.js';

/** Why no package was made. Holds a code and no value. */
export class SafelightError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(`safelight: ${code}`);
    this.name = 'SafelightError';
    this.code = code;
  }
}

/**
 * @param {Iterable<Blob>} files
 * @param {DeidentifyPolicy} policy
 * @param {DeidentifyOptions} [options]
 * @returns {Promise<DeidentifyResult>}
 */
export async function deidentify(files, policy, { onProgress = () => {}, signal } = {}) {
  signal?.throwIfAborted();
  const chosen = decodePolicy(policy);
  if (chosen === null) throw new SafelightError('policy');
  /** @type {State['progress']} */
  let shown = null;
  const visit = new Visit(new Engine(packagedCode()), ({ progress }) => {
    // Later, so that an error of the portal's is the portal's.
    if (progress !== null && progress !== shown) queueMicrotask(() => onProgress(progressOf(progress)));
    shown = progress;
  });
  const aborted = new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      visit.clear();
      reject(signal.reason);
    }, { once: true });
  });
  // Raced below; without this a late abort is called unhandled.
  aborted.catch(() => {});
  try {
    return await Promise.race([carryOut(visit, [...files], chosen), /** @type {Promise<never>} */ (aborted)]);
  } finally {
    visit.clear();
  }
}

/**
 * @param {Visit} visit
 * @param {Blob[]} files
 * @param {NonNullable<ReturnType<typeof decodePolicy>>} policy
 * @returns {Promise<DeidentifyResult>}
 */
async function carryOut(visit, files, policy) {
  visit.tell({ kind: 'preset-chosen', preset: policy.purpose });
  visit.tell({ kind: 'at-risk-chosen', atRisk: policy.atRisk });
  visit.tell({ kind: 'report-style-chosen', reportStyle: policy.reportStyle });
  for (const [question, answer] of Object.entries(policy.answers)) {
    visit.tell({ kind: 'question-answered', question: /** @type {any} */ (question), answer });
  }
  if (policy.accessions !== null) visit.tell({ kind: 'accessions-given', text: '', list: { numbers: policy.accessions, repeated: 0 } });
  await visit.want({ kind: 'add', found: files.map((blob, place) => ({ path: nameOf(blob, place), blob })) });
  stopOnFailure(visit.state);
  if (visit.state.phase === 'checked') throw new SafelightError('is-a-package');
  if (visit.state.notice !== null) throw new SafelightError(visit.state.notice);
  if (policy.burnedIn !== null) {
    for (const { key } of visit.state.inventory?.studies ?? []) {
      await visit.want({ kind: 'burned-in', study: key, answer: policy.burnedIn });
    }
  }
  const { inventory, choices } = visit.state;
  if (inventory === null) throw new SafelightError('engine-ended');
  const questions = questionsOf(inventory, choices);
  if (questions.some((asked) => asked.isBlocking)) return { package: null, certificate: null, counts: null, questions };
  await visit.want({ kind: 'run' });
  stopOnFailure(visit.state);
  const { summary, certificate } = visit.state;
  if (summary === null) throw new SafelightError('nothing-to-write');
  const isEmpty = summary.instances_out + summary.reports_out === 0;
  return { package: isEmpty ? null : visit.run.made, certificate, counts: countsOf(summary), questions };
}

/** @param {State} state */
function stopOnFailure({ failure }) {
  if (failure !== null) throw new SafelightError(failure);
}

/**
 * The name only tells a text report from others; it goes nowhere.
 * @param {Blob} blob
 * @param {number} place
 */
function nameOf(blob, place) {
  return blob instanceof File ? blob.name : String(place + 1);
}
