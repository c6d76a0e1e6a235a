/**
 * Two real browsers behind one small set of verbs: Chromium by playwright-core,
 * Firefox by puppeteer-core over BiDi.
 */
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';

/** Keep the browser's own business off the wire, so that what is seen is the page's. */
const CHROMIUM_ARGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter,Translate',
];

/**
 * @param {'chromium' | 'firefox'} name
 * @param {{ proxy?: string, direct?: string, viewport?: { width: number, height: number }, colorScheme?: 'dark' | 'light', language?: string }} [how]
 *   proxy: where every request goes, `host:port`; direct: the one `host:port` that does not;
 *   language: the first that the browser asks pages for
 */
export async function open(name, how = {}) {
  return name === 'chromium' ? openChromium(how) : openFirefox(how);
}

async function openChromium(how) {
  const proxy = how.proxy
    ? [`--proxy-server=http://${how.proxy}`, `--proxy-bypass-list=<-loopback>${how.direct ? `;${how.direct}` : ''}`]
    : [];
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...CHROMIUM_ARGS, ...proxy],
  });
  const context = await browser.newContext({
    acceptDownloads: true,
    viewport: how.viewport ?? { width: 1280, height: 800 },
    colorScheme: how.colorScheme ?? 'dark',
    locale: how.language ?? 'en-US',
  });
  const page = await context.newPage();
  const heard = listen(page);
  return {
    name: 'chromium',
    page,
    heard,
    goto: (url) => page.goto(url),
    evaluate: (work, argument) => page.evaluate(work, argument),
    click: (css) => page.locator(css).first().click(),
    see: (css, timeout = 60_000) => page.locator(css).first().waitFor({ state: 'visible', timeout }),
    text: (css) => page.locator(css).first().innerText(),
    type: (css, text) => page.locator(css).first().fill(text),
    choose: (css, paths) => page.locator(css).first().setInputFiles(paths),
    select: (css, value) => page.locator(css).first().selectOption(value),
    press: (key) => page.keyboard.press(key),
    /** Clicks and gives the path of what was saved, with the name that the page chose. */
    async save(css, folder) {
      return this.saved(() => page.locator(css).first().click(), folder);
    },
    /** The same for a click anywhere, in a frame too. */
    async saved(click, folder) {
      const [download] = await Promise.all([page.waitForEvent('download'), click()]);
      const path = join(folder, `chromium-${download.suggestedFilename()}`);
      await download.saveAs(path);
      return { path, name: download.suggestedFilename() };
    },
    close: () => browser.close(),
  };
}

async function openFirefox(how) {
  const downloads = await mkdtemp(join(tmpdir(), 'safelight-firefox-'));
  const [host, port] = (how.proxy ?? ':0').split(':');
  const proxy = how.proxy
    ? {
        'network.proxy.type': 1,
        'network.proxy.http': host,
        'network.proxy.http_port': Number(port),
        'network.proxy.ssl': host,
        'network.proxy.ssl_port': Number(port),
        'network.proxy.allow_hijacking_localhost': true,
        'network.proxy.no_proxies_on': how.direct ?? '',
      }
    : {};
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    extraPrefsFirefox: {
      // Under remote control Firefox relaxes its file rules: the test must see what people see.
      'remote.prefs.recommended': false,
      'security.fileuri.strict_origin_policy': true,
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.download.alwaysOpenPanel': false,
      'browser.shell.checkDefaultBrowser': false,
      'browser.startup.page': 0,
      'datareporting.policy.dataSubmissionEnabled': false,
      'toolkit.telemetry.enabled': false,
      'app.update.enabled': false,
      'intl.accept_languages': `${how.language ?? 'en-US'}, en`,
      ...proxy,
    },
  });
  const page = await browser.newPage();
  await page.setViewport(how.viewport ?? { width: 1280, height: 800 });
  const heard = listen(page);
  const within = (css) => `>>> ${css}`;
  return {
    name: 'firefox',
    page,
    heard,
    goto: (url) => page.goto(url),
    evaluate: (work, argument) => page.evaluate(work, argument),
    click: async (css) => (await page.waitForSelector(within(css), { visible: true })).click(),
    see: (css, timeout = 60_000) => page.waitForSelector(within(css), { visible: true, timeout }),
    text: async (css) => (await page.waitForSelector(within(css))).evaluate((element) => element.innerText),
    async type(css, text) {
      const element = await page.waitForSelector(within(css));
      await element.focus();
      await page.keyboard.type(text);
    },
    choose: async (css, paths) => (await page.waitForSelector(within(css))).uploadFile(...paths),
    select: async (css, value) => (await page.waitForSelector(within(css))).select(value),
    press: (key) => page.keyboard.press(key),
    async save(css) {
      return this.saved(async () => (await page.waitForSelector(within(css), { visible: true })).click());
    },
    async saved(click) {
      await click();
      const name = await finishedDownload(downloads);
      return { path: join(downloads, name), name };
    },
    close: async () => {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

/** Everything the page says aloud: it should say nothing. */
function listen(page) {
  /** @type {string[]} */
  const heard = [];
  page.on('console', (message) => heard.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  return heard;
}

/** Waits until a download is there whole. */
async function finishedDownload(folder) {
  for (let round = 0; round < 300; round += 1) {
    const names = await readdir(folder);
    const done = names.find((name) => name.endsWith('.zip'));
    if (done && !names.some((name) => name.endsWith('.part')) && (await stat(join(folder, done))).size > 0) return done;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no download came');
}
