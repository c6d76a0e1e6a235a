/**
 * What may leave the app for a page around it: counts and codes. Every field is
 * named here; a new field of the engine goes nowhere by itself. Names of files,
 * accession numbers and texts are original values and are not among them.
 *
 * @typedef {import('../engine_api.d.ts').Summary} Summary
 * @typedef {import('../engine_api.d.ts').Inventory} Inventory
 * @typedef {import('../state.js').Choices} Choices
 * @typedef {import('../state.js').State} State
 * @typedef {import('../state.js').Progress} Progress
 * @typedef {import('./element.d.ts').Counts} Counts
 * @typedef {import('./element.d.ts').ProgressDetail} ProgressDetail
 * @typedef {import('./element.d.ts').OpenQuestion} OpenQuestion
 */
import { paceOf } from '../pace.js';
import { fraction } from '../state.js';

/**
 * @param {Summary} summary
 * @returns {Counts}
 */
export function countsOf(summary) {
  /** @type {Record<string, number>} */
  const withheldBy = {};
  for (const { reason } of summary.withheld) withheldBy[reason] = (withheldBy[reason] ?? 0) + 1;
  return {
    status: summary.status,
    filesIn: summary.files_in,
    instancesOut: summary.instances_out,
    reportsOut: summary.reports_out,
    withheld: summary.withheld.length,
    withheldBy,
    includedAtRisk: summary.included_at_risk,
    valuesChanged: summary.values_changed,
  };
}

/**
 * @param {Progress} progress
 * @returns {ProgressDetail}
 */
export function progressOf(progress) {
  const { stage, filesDone, files, bytesDone, bytes } = progress;
  return { stage, share: fraction(progress), filesDone, files, bytesDone, bytes, ...paceOf(progress) };
}

/**
 * Questions of the drop without an answer, and the pictures about which nobody
 * has said whether text is burned in.
 * @param {Inventory} inventory
 * @param {Choices} choices
 * @returns {OpenQuestion[]}
 */
export function questionsOf(inventory, choices) {
  /** @type {OpenQuestion[]} */
  const open = inventory.questions
    .filter((asked) => !choices.answers[asked.question])
    .map(({ question, count, choices: answers }) => ({ question, count, answers: [...answers], isBlocking: true }));
  const unsure = inventory.studies.filter((study) => !choices.burnedIn[study.key] && study.at_risk > 0);
  const count = unsure.reduce((sum, study) => sum + study.at_risk, 0);
  if (count > 0) open.push({ question: 'burned-in', count, answers: ['yes', 'no', 'unsure'], isBlocking: false });
  return open;
}

/**
 * What a change of the state tells a page around the app.
 * @param {State} before
 * @param {State} state
 * @returns {{ kind: 'progress' | 'phase' | 'result', detail: object }[]}
 */
export function changesOf(before, state) {
  /** @type {ReturnType<typeof changesOf>} */
  const told = [];
  if (state.progress !== null && state.progress !== before.progress) told.push({ kind: 'progress', detail: progressOf(state.progress) });
  if (state.phase === before.phase) return told;
  told.push({ kind: 'phase', detail: { phase: state.phase } });
  if (state.phase === 'done' && state.summary !== null) {
    told.push({ kind: 'result', detail: { counts: countsOf(state.summary), certificate: structuredClone(state.certificate) } });
  }
  return told;
}
