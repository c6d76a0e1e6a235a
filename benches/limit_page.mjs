/**
 * What is put beside the page in the same browser, as a page of its own: a folder is
 * chosen, and workers take the files in turn and write into the browser's own disk.
 *
 *   limit        read, CRC-32, SHA-256 by the browser's own code, write
 *   dcmjs        read into objects, other values for a few names, written anew
 */

/** The text of the page. */
export const PAGE = '<!doctype html><title>bench</title><input type=file webkitdirectory>';

/** Runs in the page: gives the files to workers made of a script, tells the seconds. */
export async function carryOut({ script, how }) {
  const files = [...document.querySelector('input').files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const width = Math.min(navigator.hardwareConcurrency, 4);
  const started = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: width }, (_, seat) => new Promise((done, failed) => {
    const worker = new Worker(url);
    const give = () => worker.postMessage(next < files.length ? { file: files[next++] } : { end: true });
    worker.onmessage = ({ data }) => {
      if (data === 'next') return give();
      worker.terminate();
      if (data === 'end') done(null);
      else failed(new Error(data));
    };
    worker.onerror = (event) => failed(new Error(event.message));
    worker.postMessage({ begin: `bench-${seat}`, how });
  })));
  return (performance.now() - started) / 1000;
}

/** What both workers share. `work(file, write)` is put in front. */
export const WORKER = `
let out = null;
let at = 0;
const write = (bytes) => { at += out.write(bytes, { at }); };
self.onmessage = async ({ data }) => {
  try {
    if (data.begin) {
      const disk = await navigator.storage.getDirectory();
      out = await (await disk.getFileHandle(data.begin, { create: true })).createSyncAccessHandle();
      out.truncate(0);
      return self.postMessage('next');
    }
    if (data.end) {
      out.flush();
      out.truncate(0);
      out.close();
      return self.postMessage('end');
    }
    await work(data.file, write);
    self.postMessage('next');
  } catch (error) {
    self.postMessage(String(error));
  }
};
`;

/** Read, sums, write. CRC-32 by 16 tables; SHA-256 is the browser's. */
export const LIMIT = `
const tables = Array.from({ length: 16 }, () => new Uint32Array(256));
for (let n = 0; n < 256; n += 1) {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  tables[0][n] = c >>> 0;
}
for (let n = 0; n < 256; n += 1) {
  for (let t = 1; t < 16; t += 1) tables[t][n] = tables[0][tables[t - 1][n] & 255] ^ (tables[t - 1][n] >>> 8);
}
const [t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15] = tables;
let sums = 0;
function crc32(bytes, crc) {
  let at = 0;
  for (const end = bytes.length - 15; at < end; at += 16) {
    crc = t15[bytes[at] ^ (crc & 255)] ^ t14[bytes[at + 1] ^ ((crc >>> 8) & 255)] ^ t13[bytes[at + 2] ^ ((crc >>> 16) & 255)] ^ t12[bytes[at + 3] ^ (crc >>> 24)]
      ^ t11[bytes[at + 4]] ^ t10[bytes[at + 5]] ^ t9[bytes[at + 6]] ^ t8[bytes[at + 7]] ^ t7[bytes[at + 8]] ^ t6[bytes[at + 9]] ^ t5[bytes[at + 10]] ^ t4[bytes[at + 11]]
      ^ t3[bytes[at + 12]] ^ t2[bytes[at + 13]] ^ t1[bytes[at + 14]] ^ t0[bytes[at + 15]];
  }
  for (; at < bytes.length; at += 1) crc = t0[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
  return crc;
}
const STEP = 4 * 1024 * 1024;
const reader = new FileReaderSync();
async function work(file, write) {
  let crc = -1;
  for (let start = 0; start < file.size; start += STEP) {
    const bytes = new Uint8Array(reader.readAsArrayBuffer(file.slice(start, start + STEP)));
    const sum = crypto.subtle.digest('SHA-256', bytes);
    crc = crc32(bytes, crc);
    write(bytes);
    sums ^= new Uint32Array(await sum)[0] ^ crc;
  }
}
`;

/** What esbuild makes a worker of, with dcmjs in it. */
export const DCMJS = `
import dcmjs from 'dcmjs';
const { DicomMessage } = dcmjs.data;
const named = ['00100010', '00100020', '00080050', '00080080', '00080090'];
globalThis.work = async (file, write) => {
  const read = DicomMessage.readFile(await file.arrayBuffer());
  for (const tag of named) if (read.dict[tag]) read.dict[tag].Value = ['X'];
  write(new Uint8Array(read.write()));
};
`;
