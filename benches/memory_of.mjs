/** How much memory the processes of a browser hold that this process started (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It ended while we looked.
  }
}

/** Every process below this one. */
function below() {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // Behind the name, which may hold blanks and brackets: state and parent.
    const parent = Number(read(`/proc/${name}/stat`).replace(/^.*\) \S /s, '').split(' ')[0]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [];
  const open = [process.pid];
  while (open.length > 0) {
    const more = children.get(open.pop() ?? 0) ?? [];
    found.push(...more);
    open.push(...more);
  }
  return found;
}

/**
 * Private memory, in MB, of the processes that `wanted` picks by their arguments.
 * @param {(args: string) => boolean} wanted
 */
function privateOf(wanted) {
  let bytes = 0;
  for (const pid of below()) {
    if (!wanted(read(`/proc/${pid}/cmdline`))) continue;
    const rollup = read(`/proc/${pid}/smaps_rollup`);
    for (const [, kilobytes] of rollup.matchAll(/^Private_(?:Dirty|Clean|Hugetlb):\s+(\d+)/gm)) bytes += Number(kilobytes) * 1024;
  }
  return bytes / 1e6;
}

/** The tabs with their workers. */
export const privateOfTabs = () => privateOf((args) => args.includes('--type=renderer'));

/** The whole browser: tabs, the process that reads and writes files, the others. */
export const privateOfBrowser = () => privateOf((args) => args.includes('chrom'));
