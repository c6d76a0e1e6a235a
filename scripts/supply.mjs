// What Safelight is made of: the third-party notices (notices.html) and a bill of
// materials (sbom.cdx.json, CycloneDX 1.5), of the two lockfiles and notices/data.tsv.
//
//   node scripts/supply.mjs [OUT FOLDER]
//
// It holds what `cargo metadata` says is linked into the engines and the command, and the
// npm packages of the page; what only builds or tests is not handed out and not listed.
// A package of another registry, without a check sum, or under a licence that is not in
// ALLOWED ends it with 1. The same lockfiles give the same bytes.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Licences that ask for no more than a notice. */
export const ALLOWED = new Set([
  '0BSD', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'CC0-1.0',
  'MIT', 'MIT-0', 'OFL-1.1', 'Unicode-3.0', 'Unlicense', 'Zlib',
]);

/** What is handed out is built for these; null is every system that the command is built on. */
const PLATFORMS = ['wasm32-unknown-unknown', null];

/**
 * Does an SPDX expression leave a choice that is allowed? `/` is an old way to write OR.
 * @param {string} expression
 * @returns {boolean}
 */
export function isAllowed(expression) {
  const words = expression.replaceAll('/', ' OR ').match(/[()]|[^\s()]+/g) ?? [];
  let at = 0;
  const atom = () => {
    if (words[at] === '(') {
      at += 1;
      const inside = either();
      if (words[at] !== ')') throw new Error(`"${expression}" is no licence expression`);
      at += 1;
      return inside;
    }
    let name = words[at] ?? '';
    at += 1;
    if (words[at] === 'WITH') {
      name += ` WITH ${words[at + 1]}`;
      at += 2;
    }
    return ALLOWED.has(name);
  };
  const both = () => {
    let all = atom();
    while (words[at] === 'AND') {
      at += 1;
      all = atom() && all;
    }
    return all;
  };
  const either = () => {
    let any = both();
    while (words[at] === 'OR') {
      at += 1;
      any = both() || any;
    }
    return any;
  };
  const answer = either();
  if (at !== words.length) throw new Error(`"${expression}" is no licence expression`);
  return answer;
}

/** @typedef {{ kind: 'cargo' | 'npm' | 'data', name: string, version: string, licence: string, sum: { alg: string, content: string } | null, texts: string[], use: string, needs: string[] }} Part */

const byName = (one, other) => (one < other ? -1 : Number(one > other));
const keyOf = (part) => (part.kind === 'data' ? `data:${part.name}` : `pkg:${part.kind}/${part.name.replace('@', '%40')}@${part.version}`);

/** Files of a package that say under which terms it is given, in the order of their names. */
function textsIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((file) => file.isFile() && /^(licen[cs]e|copying|notice|unlicense|copyright)/i.test(file.name))
    .map((file) => file.name)
    .sort(byName)
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** A package without such a file is taken under a text that asks for it: Apache-2.0, else BSD-3-Clause, with its authors. */
function textsOf(own) {
  const found = textsIn(dirname(own.manifest_path));
  if (found.length > 0 || own.license === 'CC0-1.0') return found;
  const words = own.license.match(/[\w.-]+/g) ?? [];
  const standard = words.includes('Apache-2.0') ? 'LICENSE-APACHE' : words.includes('BSD-3-Clause') ? 'notices/bsd-3-clause.txt' : null;
  if (standard === null) throw new Error(`${own.name} ${own.version} brings no text of its licence, ${own.license}`);
  const text = readFileSync(join(root, standard), 'utf8');
  return [text.replace('{{authors}}', own.authors.join(', ') || `the authors of ${own.name}`)];
}

/** Check sums of Cargo.lock by name and version. */
function cargoSums() {
  const sums = new Map();
  for (const block of readFileSync(join(root, 'Cargo.lock'), 'utf8').split('[[package]]').slice(1)) {
    const field = (/** @type {string} */ name) => block.match(new RegExp(`^${name} = "(.*)"$`, 'm'))?.[1];
    sums.set(`${field('name')} ${field('version')}`, { source: field('source'), sum: field('checksum') });
  }
  return sums;
}

/** What is linked into engine, reader and command: no build scripts' and no tests' packages. @returns {Part[]} */
function crates() {
  const sums = cargoSums();
  /** @type {Map<string, Part>} */
  const parts = new Map();
  for (const platform of PLATFORMS) {
    const words = ['metadata', '--quiet', '--format-version', '1', '--locked', ...(platform === null ? [] : ['--filter-platform', platform])];
    const said = JSON.parse(execFileSync('cargo', words, { cwd: root, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }).toString());
    const packages = new Map(said.packages.map((one) => [one.id, one]));
    const nodes = new Map(said.resolve.nodes.map((one) => [one.id, one]));
    const seen = new Set(said.workspace_members);
    for (const id of seen) {
      const linked = nodes.get(id).deps.filter((one) => one.dep_kinds.some((how) => how.kind === null && (platform !== null || !isForBrowsers(how.target))));
      for (const one of linked) seen.add(one.pkg);
      const own = packages.get(id);
      if (own.source === null) continue;
      const locked = sums.get(`${own.name} ${own.version}`);
      if (locked?.sum === undefined || !own.source.startsWith('registry+')) throw new Error(`${own.name} ${own.version} is no package of a registry with a check sum`);
      if (!own.license) throw new Error(`${own.name} ${own.version} names no licence`);
      const part = {
        kind: /** @type {const} */ ('cargo'), name: own.name, version: own.version, licence: own.license.replaceAll('/', ' OR '),
        sum: { alg: 'SHA-256', content: locked.sum }, texts: textsOf(own), use: '',
        needs: linked.map((one) => packages.get(one.pkg)).map((one) => `pkg:cargo/${one.name}@${one.version}`),
      };
      const earlier = parts.get(keyOf(part));
      parts.set(keyOf(part), { ...part, needs: [...new Set([...(earlier?.needs ?? []), ...part.needs])].sort(byName) });
    }
  }
  return [...parts.values()];
}

/** Is a dependency asked for where the command is not built? @param {string | null} target */
function isForBrowsers(target) {
  return target !== null && /wasm/.test(target) && !/not\(/.test(target);
}

/** The packages whose scripts stand in the page. @returns {Part[]} */
function npmPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages).filter(([folder, one]) => folder !== '' && !one.dev && !one.devOptional).map(([folder, one]) => {
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    if (!one.integrity?.startsWith('sha512-')) throw new Error(`${name} has no check sum`);
    if (!one.license) throw new Error(`${name} names no licence`);
    return {
      kind: /** @type {const} */ ('npm'), name, version: one.version, licence: one.license,
      sum: { alg: 'SHA-512', content: Buffer.from(one.integrity.slice('sha512-'.length), 'base64').toString('hex') },
      texts: textsOf({ name, version: one.version, license: one.license, authors: [], manifest_path: join(root, folder, 'package.json') }), use: '', needs: Object.keys(one.dependencies ?? {}).map((needed) => `pkg:npm/${needed.replace('@', '%40')}@${packages[`node_modules/${needed}`].version}`),
    };
  });
}

/** Lists, fonts and models that no lockfile names. @returns {Part[]} */
function data() {
  const rows = readFileSync(join(root, 'notices/data.tsv'), 'utf8').trim().split('\n').filter((line) => !line.startsWith('#')).slice(1);
  return rows.map((row) => {
    const [name = '', version = '', licence = '', text = '', use = ''] = row.split('\t');
    return { kind: /** @type {const} */ ('data'), name, version, licence, sum: null, texts: [readFileSync(join(root, text), 'utf8')], use, needs: [] };
  });
}

/** CycloneDX 1.5, without the time of writing: the lockfiles are what it is made of. @param {Part[]} parts @param {string} version */
function bill(parts, version) {
  const own = `pkg:generic/safelight@${version}`;
  const known = new Set(parts.map(keyOf));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: { 'bom-ref': own, type: 'application', name: 'safelight', version, licenses: [{ expression: 'MIT OR Apache-2.0' }] },
    },
    components: parts.map((part) => ({
      'bom-ref': keyOf(part),
      type: part.kind === 'data' ? 'data' : 'library',
      name: part.name,
      version: part.version,
      ...(part.use ? { description: part.use } : {}),
      ...(part.sum ? { hashes: [part.sum] } : {}),
      licenses: [{ expression: part.licence }],
      ...(part.kind === 'data' ? {} : { purl: keyOf(part) }),
    })),
    dependencies: [
      { ref: own, dependsOn: parts.map(keyOf) },
      ...parts.map((part) => ({ ref: keyOf(part), dependsOn: part.needs.filter((one) => known.has(one)) })),
    ],
  };
}

const plain = (/** @type {string} */ text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One page without scripts: who made what, then each text once. @param {Part[]} parts @param {string} version */
function notices(parts, version) {
  /** @type {Map<string, { number: number, text: string }>} */
  const texts = new Map();
  const numberOf = (/** @type {string} */ text) => {
    const folded = text.replace(/\s+/g, ' ').trim();
    const kept = texts.get(folded) ?? { number: texts.size + 1, text: text.replaceAll('\r', '').trim() };
    texts.set(folded, kept);
    return kept.number;
  };
  const rows = parts.map((part) => {
    const links = part.texts.map(numberOf).map((number) => `<a href="#text-${number}">${number}</a>`).join(', ');
    return `<tr><td>${plain(part.name)}</td><td>${plain(part.version)}</td><td>${plain(part.licence)}</td><td>${links || 'none is asked for'}</td><td>${plain(part.use)}</td></tr>`;
  });
  const blocks = [...texts.values()].map(({ number, text }) => `<section id="text-${number}"><h3>Text ${number}</h3>\n<pre>${plain(text)}</pre></section>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'">
<meta name="viewport" content="width=device-width">
<title>Safelight ${version}: third-party notices</title>
<style>${STYLE}</style>
<main>
<h1>Third-party notices</h1>
<p>Safelight ${version} is built of the ${parts.length} parts below. Each is used as its authors gave it, under the licence named beside it; where there is a choice, Safelight takes whichever of them asks for no more than this notice.</p>
<table><caption>Parts</caption><thead><tr><th>Name</th><th>Version</th><th>Licence</th><th>Texts</th><th>Use</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>
<h2>Texts</h2>
${blocks.join('\n')}
</main>
</html>
`;
}

const STYLE = 'body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color-scheme:light dark}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{text-align:start;padding:.2rem .8rem .2rem 0;vertical-align:top}caption{text-align:start;font-weight:600}pre{white-space:pre-wrap;font-size:13px}';

/** Everything that is handed out and not ours, by kind and name. @returns {Part[]} */
function partsOf() {
  const parts = [...crates(), ...npmPackages(), ...data()];
  const refused = parts.filter((part) => !isAllowed(part.licence)).map((part) => `${part.name} ${part.version}: ${part.licence}`);
  if (refused.length > 0) throw new Error(`licences that are not allowed: ${refused.join('; ')}`);
  return parts.sort((one, other) => byName(keyOf(one), keyOf(other)));
}

/** @returns {{ count: number, bill: string, notices: string }} */
export function supply() {
  const { version } = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));
  const parts = partsOf();
  return { count: parts.length, bill: `${JSON.stringify(bill(parts, version), null, 1)}\n`, notices: notices(parts, version) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const out = process.argv[2] ?? join(root, 'pkg');
  const made = supply();
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'sbom.cdx.json'), made.bill);
  writeFileSync(join(out, 'notices.html'), made.notices);
  console.log(`${out}: ${made.count} parts that are not ours`);
}
