/** The engine stands behind the script in the page; taken out, its text is not kept twice. */
export async function engineText() {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  const element = document.getElementById('safelight-engine');
  const engine = new Blob([element?.textContent ?? '']);
  element?.remove();
  return engine;
}
