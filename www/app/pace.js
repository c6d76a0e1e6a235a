/**
 * How fast a run is and when it will be done, as soon as that can be said.
 *
 * @typedef {import('./state.js').Progress} Progress
 */
import { fraction } from './state.js';

/** Before this much time and this share of the work a rate is a guess. */
const SETTLED_MS = 2_500;
const SETTLED_SHARE = 0.02;

/**
 * What was there before the clock started, as when a run goes on, is not counted.
 * @param {Progress} progress
 * @returns {{ bytesPerSecond: number | null, secondsLeft: number | null }} null: cannot be said yet
 */
export function paceOf(progress) {
  const elapsedMs = progress.nowMs - progress.startedMs;
  const done = fraction(progress);
  const fresh = done - fraction({ ...progress, filesDone: progress.filesBefore, bytesDone: progress.bytesBefore });
  if (elapsedMs < SETTLED_MS || fresh < SETTLED_SHARE) return { bytesPerSecond: null, secondsLeft: null };
  return {
    bytesPerSecond: progress.bytes > 0 ? ((progress.bytesDone - progress.bytesBefore) * 1000) / elapsedMs : null,
    secondsLeft: (elapsedMs * (1 - done)) / fresh / 1000,
  };
}
