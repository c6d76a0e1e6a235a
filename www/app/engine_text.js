/**
 * What stands behind the script in the page as text: the engine, and in one of the
 * two pages the engine that reads letters. Taken out, it is not kept twice.
 */

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
  return text === '' ? null : new Blob([text]);
}

export async function engineText() {
  return (await taken('safelight-engine')) ?? new Blob([]);
}

/** `null`: this page does not look for text. */
export function readerText() {
  return taken('safelight-reader');
}
