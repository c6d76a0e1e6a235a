/**
 * What was dropped or picked, as a flat list of files. Reads no content.
 *
 * @typedef {{ path: string, blob: Blob }} Found
 */

/** Deeper than any study; ends a folder that contains itself. */
const DEEPEST = 32;
const MOST_FILES = 200_000;
/** The drop had things in it that this browser does not hand over. */
export class DropFailed extends Error {}

/**
 * @param {FileList} list
 * @returns {Found[]}
 */
export function fromInput(list) {
  return inOrder([...list].map((file) => ({ path: file.webkitRelativePath || file.name, blob: file })));
}

/**
 * Files of a drop. Must be called within the event: the browser forgets its
 * items afterwards.
 *
 * `getAsFileSystemHandle` is the only way to a folder in Chromium on `file://`;
 * the entries API is the way in the other browsers.
 * @param {DataTransfer} transfer
 * @param {(files: number) => void} onFound
 * @returns {Promise<Found[]>}
 */
export async function fromDrop(transfer, onFound) {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const loose = [...transfer.files].map((file) => ({ path: file.name, blob: file }));
  /** @type {Found[]} */
  const found = [];
  const add = (/** @type {Found} */ one) => {
    if (found.length >= MOST_FILES) throw new DropFailed();
    found.push(one);
    if (found.length % 250 === 0) onFound(found.length);
  };
  const walks = items.map((item) => walkOf(item, add));
  try {
    for (const walk of walks) await walk();
  } catch {
    if (loose.length === 0 || found.length > 0) throw new DropFailed();
    return inOrder(loose);
  }
  return inOrder(found.length > 0 ? found : loose);
}

/**
 * Takes hold of one item now, walks it when called.
 * @param {DataTransferItem} item
 * @param {(one: Found) => void} add
 * @returns {() => Promise<void>}
 */
function walkOf(item, add) {
  if ('getAsFileSystemHandle' in item) {
    const asking = /** @type {{ getAsFileSystemHandle(): Promise<FileSystemHandle | null> }} */ (item).getAsFileSystemHandle();
    // Looked at later; without this the browser calls a refusal unhandled.
    asking.catch(() => {});
    return async () => {
      const handle = await asking;
      if (handle) await walkHandle(handle, '', 0, add);
    };
  }
  const entry = item.webkitGetAsEntry();
  return async () => {
    if (entry) await walkEntry(entry, 0, add);
  };
}

/**
 * @param {FileSystemHandle} handle
 * @param {string} folder
 * @param {number} depth
 * @param {(one: Found) => void} add
 * @returns {Promise<void>}
 */
async function walkHandle(handle, folder, depth, add) {
  const path = folder + handle.name;
  if (handle.kind === 'file') {
    return add({ path, blob: await /** @type {FileSystemFileHandle} */ (handle).getFile() });
  }
  if (depth >= DEEPEST) throw new DropFailed();
  const children = /** @type {{ values(): AsyncIterable<FileSystemHandle> }} */ (/** @type {unknown} */ (handle)).values();
  for await (const child of children) await walkHandle(child, `${path}/`, depth + 1, add);
}

/**
 * @param {FileSystemEntry} entry
 * @param {number} depth
 * @param {(one: Found) => void} add
 * @returns {Promise<void>}
 */
async function walkEntry(entry, depth, add) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
    return add({ path: entry.fullPath.replace(/^\//, ''), blob: file });
  }
  if (depth >= DEEPEST) throw new DropFailed();
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return;
    for (const child of batch) await walkEntry(child, depth + 1, add);
  }
}

/**
 * The same drop gives the same order, whatever the browser's own is.
 * @param {Found[]} found
 */
export function inOrder(found) {
  return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/**
 * Ending of a name, lower case, without the dot; empty if it has none.
 * @param {string} path
 */
export function extensionOf(path) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 1 ? '' : name.slice(dot + 1).toLowerCase();
}
