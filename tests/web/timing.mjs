/**
 * Figures of a visit in Chromium by the browser's own clocks: when the page can be
 * used after it was opened, how long what a person does waits for an answer.
 */
import { open } from './browsers.mjs';

/** Runs inside the page, before anything of it does. */
function watch() {
  window.opening = { long: [], firstControl: null };
  new PerformanceObserver((list) => window.opening.long.push(...list.getEntries().map((one) => one.startTime + one.duration)))
    .observe({ type: 'longtask', buffered: true });
  const look = () => {
    const app = document.querySelector('safelight-app, safelight-check-app');
    const control = app?.shadowRoot?.querySelector('input[type=file], button:not([disabled])');
    if (control) window.opening.firstControl = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs inside the page. As Lighthouse counts: the first control, or the end of the last long task, whichever comes later. */
function opened() {
  const [navigation] = performance.getEntriesByType('navigation');
  const { long, firstControl } = window.opening;
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity;
  return {
    first_paint_ms: Math.round(paint),
    first_control_ms: firstControl === null ? null : Math.round(firstControl),
    loaded_ms: Math.round(navigation.loadEventEnd),
    interactive_ms: Math.round(Math.max(firstControl ?? Infinity, paint, ...long)),
  };
}

/**
 * Opens a page anew, as often as asked, each time in a new browser.
 * @param {string} url
 * @param {number} times
 * @returns {Promise<ReturnType<typeof opened>[]>}
 */
export async function openings(url, times) {
  const all = [];
  for (let round = 0; round < times; round += 1) {
    const visitor = await open('chromium');
    try {
      await visitor.page.addInitScript(watch);
      await visitor.goto(url);
      // Long enough that the quiet behind the last long task is real.
      await visitor.page.waitForTimeout(2_500);
      all.push(await visitor.evaluate(opened));
    } finally {
      await visitor.close();
    }
  }
  return all;
}

/**
 * Acts as an impatient person would until the end: keys and pointer, over and over.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<{ events: number, delay_ms: number, answered_ms: number }>>} ends it and tells the longest
 *   wait before the page began to answer, and until the answer was on the screen
 */
export async function impatience(page) {
  await page.evaluate(() => {
    window.events = [];
    new PerformanceObserver((list) => window.events.push(...list.getEntries().map((one) => [one.processingStart - one.startTime, one.duration])))
      .observe({ type: 'event', durationThreshold: 16 });
    // Entries below the threshold of the browser do not come: every event is counted here.
    window.eventsSeen = 0;
    for (const kind of ['keydown', 'pointerdown']) window.addEventListener(kind, () => (window.eventsSeen += 1), true);
  });
  let isOver = false;
  const acting = (async () => {
    for (let round = 0; !isOver; round += 1) {
      await page.keyboard.press(round % 2 === 0 ? 'Tab' : 'Shift+Tab').catch(() => {});
      await page.mouse.click(4, 4 + (round % 7)).catch(() => {});
      await page.waitForTimeout(70);
    }
  })();
  return async () => {
    isOver = true;
    await acting;
    return page.evaluate(() => ({
      events: window.eventsSeen,
      delay_ms: Math.round(Math.max(0, ...window.events.map(([delay]) => delay))),
      answered_ms: Math.round(Math.max(0, ...window.events.map(([, duration]) => duration))),
    }));
  };
}
