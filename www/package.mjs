/** The modules for portals, beside the pages: element, engine, and the portal's side of the frame. */
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { here, settings } from './building.mjs';

const ENTRIES = ['element', 'engine', 'frame'];

/**
 * The engine stands once, in a module that both element and engine import.
 * @param {import('./building.mjs').Code} code
 * @param {string} folder
 */
export async function writePackage({ worker, engine }, folder) {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) {
    if (/^shared-\w+\.js$/.test(name)) await rm(join(folder, name));
  }
  const own = settings({ 'safelight:worker': worker, 'safelight:engine': engine });
  const made = await build({
    ...own,
    plugins: [quietLit, ...(own.plugins ?? [])],
    entryPoints: ENTRIES.map((name) => join(here, `app/embed/${name}.js`)),
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    outdir: folder,
    metafile: true,
  });
  for (const name of ENTRIES) await copyFile(join(here, `app/embed/${name}.d.ts`), join(folder, `${name}.d.ts`));
  for (const [path, { bytes }] of Object.entries(made.metafile.outputs)) console.log(`${path}: ${bytes} bytes`);
}

/** Lit counts its copies and keeps what decorators say in global names; a portal's page gets none from us. */
const quietLit = {
  name: 'quiet-lit',
  /** @param {import('esbuild').PluginBuild} plugins */
  setup(plugins) {
    const decorators = /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/g;
    const counters = /\((\w+)\.(lit(Html|Element)|reactiveElement)Versions\?\?=\[\]\)\.push\("[\d.]+"\)/g;
    plugins.onLoad({ filter: /node_modules\/(lit|@lit|lit-html|lit-element)\/.*\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replace(counters, '0').replace(decorators, '').replaceAll('this[Symbol.metadata]', 'null'), loader: 'js' };
    });
  },
};
