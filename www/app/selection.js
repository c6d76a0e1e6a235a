/**
 * What is selected inside a shadow root, as bytes of the text: every element
 * that holds a stretch of it says in `data-start` where it begins.
 */
import { bytesOf } from './review.js';

/** @typedef {{ start: number, end: number }} Stretch */

/**
 * @param {ShadowRoot} root
 * @param {Element} within nothing outside of it counts
 * @returns {Stretch | null}
 */
export function selectedIn(root, within) {
  const range = rangeOf(root);
  if (range === null || range.collapsed) return null;
  const start = byteAt(range.startContainer, range.startOffset, within);
  const end = byteAt(range.endContainer, range.endOffset, within);
  return start === null || end === null || end <= start ? null : { start, end };
}

/**
 * Browsers disagree on how a selection in a shadow tree is told.
 * @param {ShadowRoot} root
 * @returns {StaticRange | Range | null}
 */
function rangeOf(root) {
  const selection = document.getSelection();
  if (selection && 'getComposedRanges' in selection) {
    /** @typedef {{ getComposedRanges(how: { shadowRoots: ShadowRoot[] }): StaticRange[] }} Composed */
    const told = /** @type {Composed} */ (/** @type {unknown} */ (selection)).getComposedRanges({ shadowRoots: [root] })[0];
    if (told) return told;
  }
  const own = /** @type {{ getSelection?: () => Selection | null }} */ (root).getSelection?.() ?? selection;
  return own !== null && own.rangeCount > 0 ? own.getRangeAt(0) : null;
}

/**
 * @param {Node} node
 * @param {number} offset
 * @param {Element} within
 * @returns {number | null}
 */
function byteAt(node, offset, within) {
  const text = node.nodeType === Node.TEXT_NODE ? node : (node.childNodes[offset] ?? node);
  const holder = (text instanceof Element ? text : text.parentElement)?.closest('[data-start]')
    ?? /** @type {Element | null} */ (text instanceof Element ? text.querySelector('[data-start]') : null);
  if (!holder || !within.contains(holder)) return null;
  const start = Number(holder.getAttribute('data-start'));
  if (node.nodeType !== Node.TEXT_NODE) return start;
  return start + bytesOf((node.textContent ?? '').slice(0, offset));
}
