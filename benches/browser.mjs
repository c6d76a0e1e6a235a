/**
 * Rates of the page in Chromium beside what the same browser allows and beside another
 * library in it, on the same made-up data, in turn, some rounds of each; the median
 * counts. Keeps what it measured in build/bench/browser.json for benches/results.py.
 *
 *   node benches/browser.mjs FOLDER...       (each a data set; ROUNDS=3)
 *
 * `dcmjs` is looked for in build/bench-node (scripts/bench.sh installs it).
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { root, scratch, serve, servePage } from '../tests/web/surroundings.mjs';
import { carryOut, DCMJS, LIMIT, PAGE, WORKER } from './limit_page.mjs';
import { privateOfTabs } from './memory_of.mjs';
import { browserOn, version, visit } from './visit.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
/** Slower ones are asked once. */
const PATIENCE_S = 60;
const LOOK_EVERY_MS = 250;

const modules = join(root, 'build/bench-node/node_modules');
const library = join(modules, 'dcmjs/package.json');
const folder = await scratch();

async function dcmjsWorker() {
  const entry = join(folder, 'dcmjs_worker.mjs');
  writeFileSync(entry, DCMJS);
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife', platform: 'browser', nodePaths: [modules], logLevel: 'error' });
  return `${outputFiles[0]?.text ?? ''}\n${WORKER}`;
}

/** @type {Record<string, (study: string) => Promise<{ seconds: number }>>} */
const tools = {
  safelight: (study) => withBrowser(servePage, (browser, url) => visit(browser, url, study)),
  limit: (study) => beside(study, LIMIT + WORKER),
};
/** @type {Record<string, string>} */
const versions = { browser: await version() };
if (existsSync(library)) {
  const script = await dcmjsWorker();
  tools.dcmjs = (study) => beside(study, script);
  versions.dcmjs = JSON.parse(readFileSync(library, 'utf8')).version;
}

/**
 * @template T
 * @param {() => Promise<{ url: string, close: () => void }>} begin
 * @param {(browser: import('playwright-core').BrowserContext, url: string) => Promise<T>} work
 */
async function withBrowser(begin, work) {
  const served = await begin();
  const profile = join(folder, 'profile');
  const browser = await browserOn(profile);
  try {
    return await work(browser, served.url);
  } finally {
    await browser.close();
    served.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * @param {string} study
 * @param {string} script of the workers
 */
function beside(study, script) {
  return withBrowser(() => serve(PAGE), async (browser, url) => {
    const page = await browser.newPage();
    page.setDefaultTimeout(1_800_000);
    await page.goto(url);
    await page.locator('input').setInputFiles(study);
    return { seconds: await page.evaluate(carryOut, { script }) };
  });
}

const sets = [];
for (const study of process.argv.slice(2)) {
  const files = readdirSync(study).map((name) => statSync(join(study, name)).size);
  /** @type {Record<string, { seconds: number[], memory_mb: number, failed?: string, stages?: object }>} */
  const seen = Object.fromEntries(Object.keys(tools).map((tool) => [tool, { seconds: [], memory_mb: 0 }]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [tool, work] of Object.entries(tools)) {
      const row = seen[tool];
      if (row === undefined || row.failed || (row.seconds[0] ?? 0) > PATIENCE_S) continue;
      const watch = setInterval(() => { row.memory_mb = Math.max(row.memory_mb, Math.round(privateOfTabs())); }, LOOK_EVERY_MS);
      try {
        const { seconds, ...stages } = await work(study);
        row.seconds.push(Number(seconds.toFixed(2)));
        if (Object.keys(stages).length > 0) row.stages = stages;
      } catch (error) {
        row.failed = String(error).split('\n')[0];
      }
      clearInterval(watch);
      console.log(basename(study), tool, JSON.stringify(row));
    }
  }
  sets.push({ name: basename(study), files: files.length, megabytes: Math.round(files.reduce((sum, size) => sum + size, 0) / 1e6), tools: seen });
}
rmSync(folder, { recursive: true, force: true });
const out = join(root, 'build/bench');
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'browser.json'), JSON.stringify({ versions, day: new Date().toISOString().slice(0, 10), rounds: ROUNDS, sets }, null, 1));
