/**
 * The one place where a script address is made. The browser's policy object of a
 * name can be made only once on a page, however many apps stand on it.
 *
 * @typedef {{ createScriptURL(url: string): string }} Policy
 * @typedef {{ createPolicy(name: string, rules: object): Policy }} TrustedTypes
 */

/** Addresses that this program made or carries. */
const own = new Set(/** @type {string[]} */ ([]));
/** @type {Policy | null} */
let policy = null;

/**
 * @param {string} url
 * @returns {string} what `new Worker` takes: a string, or the browser's trusted form of it
 */
export function trustedUrl(url) {
  const { trustedTypes } = /** @type {{ trustedTypes?: TrustedTypes }} */ (/** @type {unknown} */ (window));
  if (trustedTypes === undefined) return url;
  own.add(url);
  policy ??= trustedTypes.createPolicy('safelight', {
    createScriptURL: (/** @type {string} */ asked) => {
      if (!own.has(asked)) throw new TypeError('only the own scripts');
      return asked;
    },
  });
  return policy.createScriptURL(url);
}
