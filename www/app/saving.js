/**
 * The way of the finished package to the disk. Slices of the person's files are
 * read again while it is written: the engine compares every entry with what was
 * checked, and a file that changed in between ends the package. Nothing that is
 * not whole can be saved.
 *
 * @typedef {import('./save.js').Part} Part
 * @typedef {import('./state.js').Progress} Progress
 * @typedef {import('./protocol.d.ts').Packing} Packing
 * @typedef {Window & { showSaveFilePicker?: (how: object) => Promise<FileSystemFileHandle> }} PickerWindow
 * @typedef {{ write(chunk: Uint8Array<ArrayBuffer>): Promise<void> | void }} Sink
 */
import { Ended } from './engine.js';
import { packageOf, PACKAGE_NAME, sizeOf, stepsOf } from './save.js';
import { Shelf } from './shelf.js';

/** So much of a package may be in memory. */
export const IN_MEMORY_BYTES = 64 * 1024 * 1024;

/** Closed: what is moved there is gone, and its memory with it. */
const nowhere = new MessageChannel().port1;
nowhere.close();

/** Why a package could not be written; holds the code of a notice. */
export class SaveFailed extends Error {
  /** @param {'save-changed' | 'save-failed'} notice */
  constructor(notice) {
    super(notice);
    this.notice = notice;
  }
}

export class Saving {
  /**
   * @param {import('./engine.js').Engine} engine
   * @param {Shelf | null} shelf null: this page puts nothing on the disk by itself
   */
  constructor(engine, shelf) {
    this.engine = engine;
    this.shelf = shelf;
    /** @type {Part[]} the parts of the package, stored */
    this.parts = [];
    /** @type {Packing} */
    this.packing = 'stored';
    /** Counts up whenever what is being written no longer matters. */
    this.turn = 0;
  }

  /**
   * What this browser can do here; the first call also empties the shelf.
   * @returns {Promise<import('./state.js').Means>}
   */
  async means() {
    if (this.shelf !== null && (await this.shelf.isThere())) await this.shelf.sweep().catch(() => {});
    else this.shelf = null;
    return { picker: hasPicker(), slices: 'showSaveFilePicker' in window, shelf: this.shelf !== null };
  }

  /**
   * Makes the package that the person can save. Chromium keeps slices as slices and
   * looks whether a file changed when it reads them; for all others, and for a
   * smaller package, it is written now: a small one to memory, a large one to the
   * shelf. Without a shelf a large one stays slices, which such a browser may copy.
   * @param {Part[]} parts
   * @param {Packing} packing
   * @param {(bytes: number) => void} onBytes how many of the parts are read
   * @returns {Promise<Blob>}
   */
  async make(parts, packing, onBytes) {
    this.parts = parts;
    this.packing = packing;
    const bytes = parts.reduce((sum, part) => sum + sizeOf(part), 0);
    const isLarge = bytes > IN_MEMORY_BYTES;
    if (packing === 'stored' && ('showSaveFilePicker' in window || (isLarge && this.shelf === null))) return packageOf(parts);
    if (isLarge && this.shelf !== null) {
      const blob = await this.#shelved(this.shelf, onBytes);
      if (blob !== null) return blob;
      if (packing === 'stored') return packageOf(parts);
    }
    /** @type {Blob[]} */
    const blobs = [];
    await this.#press(packing, { write: (chunk) => void blobs.push(new Blob([chunk])) }, onBytes);
    return new Blob(blobs, { type: 'application/zip' });
  }

  /**
   * Asks where to, and writes there. To be called within the click: later the
   * browser does not ask. The file gets its content when all of it is written.
   * @param {(bytes: number) => void} onBytes
   * @param {() => void} onBegin the person has chosen
   * @returns {Promise<boolean>} false: the person chose no place
   */
  async saveAs(onBytes, onBegin) {
    const picking = /** @type {PickerWindow} */ (window).showSaveFilePicker?.({
      suggestedName: PACKAGE_NAME,
      types: [{ accept: { 'application/zip': ['.zip'] } }],
    });
    /** @type {FileSystemFileHandle | undefined} */
    let handle;
    try {
      handle = await picking;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return false;
      throw new SaveFailed('save-failed');
    }
    if (handle === undefined) throw new SaveFailed('save-failed');
    onBegin();
    const out = await writable(handle);
    try {
      await this.#press(this.packing, out, onBytes);
      await out.close();
    } catch (error) {
      await out.abort().catch(() => {});
      await removeIfEmpty(handle);
      if (error instanceof Ended || error instanceof SaveFailed) throw error;
      throw new SaveFailed('save-failed');
    }
    return true;
  }

  /** Ends what is being written. */
  stop() {
    this.turn += 1;
    this.engine.press.end();
  }

  /** Forgets the package, on the disk too. */
  forget() {
    this.stop();
    this.parts = [];
    void this.shelf?.clear().catch(() => {});
  }

  /**
   * @param {Shelf} shelf
   * @param {(bytes: number) => void} onBytes
   * @returns {Promise<Blob | null>} null: the browser gives it no room
   */
  async #shelved(shelf, onBytes) {
    /** @type {FileSystemWritableFileStream | null} */
    let out = null;
    try {
      const begun = await shelf.begin();
      out = begun.out;
      await this.#press(this.packing, out, onBytes);
      await out.close();
      return (await begun.file()).slice(0, undefined, 'application/zip');
    } catch (error) {
      await out?.abort().catch(() => {});
      await shelf.clear();
      if (error instanceof Ended || error instanceof SaveFailed) throw error;
      return null;
    }
  }

  /**
   * Sends the parts through the engine to the sink; reading goes on while it writes.
   * @param {Packing} packing
   * @param {Sink} sink
   * @param {(bytes: number) => void} onBytes
   */
  async #press(packing, sink, onBytes) {
    const { turn } = this;
    /** @type {Packing | null} */
    let begin = packing;
    let writing = Promise.resolve();
    let read = 0;
    for (const { parts, isLast } of stepsOf(this.parts)) {
      const answer = await this.engine.press.ask({ kind: 'press', begin, parts, isLast });
      begin = null;
      if (turn !== this.turn) throw new Ended();
      if (answer.kind !== 'pressed') throw new SaveFailed(answer.kind === 'changed' ? 'save-changed' : 'save-failed');
      await writing;
      writing = writeAll(sink, answer.chunks);
      // Looked at in the next round; till then a rejection is not unhandled.
      writing.catch(() => {});
      read += parts.reduce((sum, part) => sum + sizeOf(part), 0);
      onBytes(read);
    }
    await writing;
    if (turn !== this.turn) throw new Ended();
    this.engine.press.end();
  }
}

/**
 * @param {Sink} sink
 * @param {Uint8Array<ArrayBuffer>[]} chunks
 */
async function writeAll(sink, chunks) {
  for (const chunk of chunks) {
    await sink.write(chunk);
    // Written: the browser would collect it late.
    nowhere.postMessage(null, [chunk.buffer]);
  }
}

/** A page in a frame may not ask for a place. */
function hasPicker() {
  return 'showSaveFilePicker' in window && window.parent === window;
}

/** @param {FileSystemFileHandle} handle */
async function writable(handle) {
  try {
    return await handle.createWritable();
  } catch {
    throw new SaveFailed('save-failed');
  }
}

/**
 * The browser makes an empty file where the person chose a new name.
 * @param {FileSystemFileHandle & { remove?: () => Promise<void> }} handle
 */
async function removeIfEmpty(handle) {
  try {
    if ((await handle.getFile()).size === 0) await handle.remove?.();
  } catch {
    // The place is gone; so is the file.
  }
}
