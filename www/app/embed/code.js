/** Worker and engine of the package for portals: made once, however many apps stand on a page. */
import engine from 'safelight:engine';
import script from 'safelight:worker';
import { codeOf } from '../engine.js';

/** @type {ReturnType<typeof codeOf> | null} */
let code = null;

export function packagedCode() {
  code ??= codeOf(script, Promise.resolve(new Blob([engine])));
  return code;
}
