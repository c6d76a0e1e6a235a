/**
 * The second look at the slices of a head whose face is to be cut out, and what the
 * person sees of it: the skin before and after.
 *
 * @typedef {import('./engine.js').Engine} Engine
 * @typedef {import('./engine_api.d.ts').Policy} Policy
 * @typedef {import('./visit.js').Leaf} Leaf
 */

/**
 * Slices whose face is to be cut are looked at once, before the plan; the surveys that
 * come back are held in the place of the others. A look that is lost leaves its series
 * withheld: the engine cuts nothing that it did not see whole.
 * @param {Engine} engine
 * @param {Leaf[]} all
 * @param {Policy} policy
 * @param {(leaves: Leaf[], look: (leaf: Leaf) => Promise<void>) => Promise<unknown>} each
 */
export async function lookForFaces(engine, all, policy, each) {
  const wanted = await engine.desk.ask({ kind: 'to-look-at', policy });
  if (wanted.kind !== 'looks-wanted') return;
  const leaves = wanted.inputs.flatMap((input) => all[input] ?? []).filter((leaf) => leaf.isLookedAt !== true);
  if (leaves.length === 0) return;
  await each(leaves, async (leaf) => {
    const answer = await engine.bench.ask({ kind: 'look-for-face', blob: leaf.blob, surveyed: leaf.surveyed });
    if (answer.kind !== 'surveyed') return;
    leaf.surveyed.fill(0);
    leaf.surveyed = answer.surveyed;
    leaf.isLookedAt = true;
  });
  engine.rest();
  engine.hold(all.map((leaf) => leaf.surveyed));
}

/**
 * Shows the skin of every series whose face is cut. It stays in the page: the pictures
 * before the cut are the person.
 * @param {{ engine: Engine, leaves: Leaf[], tell: (event: import('./state.js').Event) => void }} visit
 * @param {Policy} policy
 * @param {(leaves: Leaf[], look: (leaf: Leaf) => Promise<void>) => Promise<unknown>} each
 * @param {() => boolean} isCurrent
 */
export async function showFaces(visit, policy, each, isCurrent) {
  visit.tell({ kind: 'faces', faces: 'waits' });
  await lookForFaces(visit.engine, visit.leaves, policy, each);
  if (!isCurrent()) return;
  const answer = await visit.engine.desk.ask({ kind: 'show-faces', policy });
  if (!isCurrent()) return;
  visit.tell({ kind: 'faces', faces: answer.kind === 'faces-shown' ? answer.faces : null });
}

/**
 * Zeroes what was shown.
 * @param {import('./state.js').State['faces']} faces
 */
export function forgetFaces(faces) {
  if (faces === null || faces === 'waits') return;
  for (const { pictures } of faces) for (const { grey } of pictures) grey.fill(0);
}
