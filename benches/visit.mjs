/** A whole visit of the page in Chromium, for the benches: read, clean and check, save. */
import { chromium } from 'playwright-core';

const STEP_LIMIT_MS = 1_800_000;
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

/**
 * A browser with a disk of its own: one without keeps its files in memory.
 * @param {string} profile folder, new
 */
export function browserOn(profile) {
  return chromium.launchPersistentContext(profile, { executablePath: EXECUTABLE, args: ARGS });
}

export async function version() {
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGS });
  const found = `Chromium ${browser.version()}`;
  await browser.close();
  return found;
}

/** Runs in the page: a place that the person chose, on the browser's own disk. */
function choosePlace() {
  window.showSaveFilePicker = async () => (await navigator.storage.getDirectory()).getFileHandle('picked.zip', { create: true });
  // Giving the paths to the browser is the driver's work, not the page's.
  // `input` leaves the shadow root, `change` does not.
  window.addEventListener('input', () => { window.chosenAt ??= Date.now(); }, true);
}

/** Runs in the page: how large what was saved is. */
async function savedBytes() {
  const handle = await (await navigator.storage.getDirectory()).getFileHandle('picked.zip');
  return (await handle.getFile()).size;
}

/**
 * @param {import('playwright-core').BrowserContext} browser
 * @param {string} url
 * @param {string} study folder
 * @param {(stage: 'ready' | 'running' | 'saving') => void} [onStage]
 * @returns {Promise<{ seconds: number, readSeconds: number, runSeconds: number, saveSeconds: number, saved: number }>}
 */
export async function visit(browser, url, study, onStage = () => {}) {
  const page = await browser.newPage();
  await page.addInitScript(choosePlace);
  await page.goto(url);
  const see = (/** @type {string} */ css) => page.locator(css).first().waitFor({ state: 'visible', timeout: STEP_LIMIT_MS });
  const click = async (/** @type {string} */ css) => {
    const now = Date.now();
    await page.locator(css).first().click();
    return now;
  };
  await see('.target');
  onStage('ready');
  await page.locator('input[data-pick=folder]').setInputFiles(study);
  await see('[data-part=run]');
  const readSeconds = (Date.now() - (await page.evaluate(() => window.chosenAt))) / 1000;
  onStage('running');
  const run = await click('[data-part=run]');
  await see('[data-part=save-as]');
  const runSeconds = (Date.now() - run) / 1000;
  onStage('saving');
  const save = await click('[data-part=save-as]');
  await see('[data-part=written]');
  const saveSeconds = (Date.now() - save) / 1000;
  const saved = await page.evaluate(savedBytes);
  await page.close();
  return { seconds: readSeconds + runSeconds + saveSeconds, readSeconds, runSeconds, saveSeconds, saved };
}
