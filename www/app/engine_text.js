/**
 * What stands behind the script in the page as text: the engine, and in one of the
 * two pages the engine that reads letters. Taken out, it is not kept twice.
 */

/** So much becomes bytes in one go, some 10 ms; keys and clicks are answered in between. */
const PIECE = 2_000_000;

async function page() {
  if (document.readyState !== 'loading') return;
  await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/** @param {string} id */
async function taken(id) {
  await page();
  const element = document.getElementById(id);
  const text = element?.textContent ?? '';
  element?.remove();
  const pieces = [];
  for (let start = 0; start < text.length; start += PIECE) {
    pieces.push(new Blob([text.slice(start, start + PIECE)]));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return text === '' ? null : new Blob(pieces);
}

export async function engineText() {
  return (await taken('safelight-engine')) ?? new Blob([]);
}

/** `null`: this page does not look for text. */
export function readerText() {
  return taken('safelight-reader');
}
