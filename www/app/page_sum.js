/**
 * SHA-256 of the page's own file. A page cannot read its file from disk; it can
 * put it together again from what runs: template, policy, script and engine.
 *
 * @typedef {import('./engine.js').Engine} Engine
 */
import { Ended } from './engine.js';

const ATTEMPTS = 5;

/**
 * @param {Engine} engine
 * @param {string} template index.html as it was filled
 * @param {string} script
 * @param {Blob} packed the engine as it stood in the page
 * @param {Blob | null} reader so the engine that reads letters, if it is there
 * @returns {Promise<string | null>} null: the template has a part that is not known here
 */
export async function sumOfPage(engine, template, script, packed, reader) {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
  /** @type {Record<string, BlobPart>} */
  const parts = { policy, script, engine: packed, ...(reader === null ? {} : { reader }) };
  // Text and names take turns.
  const pieces = template.split(/\{\{(\w+)\}\}/);
  if (pieces.some((name, place) => place % 2 === 1 && !Object.hasOwn(parts, name))) return null;
  const blob = new Blob(pieces.map((piece, place) => (place % 2 === 1 ? (parts[piece] ?? '') : piece)));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      const answer = await engine.desk.ask({ kind: 'sum', blob });
      return answer.kind === 'summed' ? answer.sha256 : null;
    } catch (error) {
      // The person was faster: the worker was ended for their files.
      if (!(error instanceof Ended)) return null;
    }
  }
  return null;
}
