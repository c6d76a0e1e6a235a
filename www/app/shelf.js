/**
 * A place on this computer's disk that only this page can read (the origin's
 * private file system): a package that is too large for memory waits there until
 * it is saved. What is put there was checked. It is emptied when the page is
 * cleared, left, and opened again.
 */
const PREFIX = 'safelight-';

export class Shelf {
  constructor() {
    /** @type {string | null} the file that is ours, and locked while we live */
    this.name = null;
    this.release = () => {};
  }

  /** Whether this browser has such a place here: not in a sandboxed frame, not without https, not in some private windows. */
  async isThere() {
    try {
      await navigator.storage.getDirectory();
      return 'locks' in navigator;
    } catch {
      return false;
    }
  }

  /** Throws away what a page left behind that ended before it could. Another page's stays. */
  async sweep() {
    const folder = await navigator.storage.getDirectory();
    const names = /** @type {{ keys(): AsyncIterable<string> }} */ (/** @type {unknown} */ (folder)).keys();
    for await (const name of names) {
      if (!name.startsWith(PREFIX)) continue;
      await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
        if (lock !== null) await folder.removeEntry(name);
      });
    }
  }

  /**
   * A new file; the one before is gone.
   * @returns {Promise<{ out: FileSystemWritableFileStream, file: () => Promise<File> }>}
   */
  async begin() {
    await this.clear();
    const name = PREFIX + crypto.randomUUID();
    this.name = name;
    await new Promise((/** @type {(value: void) => void} */ locked, reject) => {
      navigator.locks.request(name, () => {
        locked();
        return new Promise((/** @type {(value: void) => void} */ release) => (this.release = release));
      }).catch(reject);
    });
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle(name, { create: true });
    return { out: await handle.createWritable(), file: () => handle.getFile() };
  }

  async clear() {
    const { name } = this;
    this.name = null;
    if (name !== null) {
      const folder = await navigator.storage.getDirectory();
      await folder.removeEntry(name).catch(() => {});
    }
    this.release();
    this.release = () => {};
  }
}
