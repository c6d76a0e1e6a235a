/**
 * Made-up DICOM files for the benches of the page: a CT slice of 512 KiB, and one
 * instance of many such frames. Everything in them is made up from their number.
 */
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A frame of 512 x 512 x 16 bit. */
export const FRAME_BYTES = 512 * 1024;
const CT = '1.2.840.10008.5.1.4.1.1.2';
const ENHANCED_CT = '1.2.840.10008.5.1.4.1.1.2.1';
const SERIES_OF = 250;

/** One element of explicit little endian; `length` where the value follows by itself. */
function element(group, number, vr, value, length) {
  const bytes = typeof value === 'string' ? Buffer.from(value.length % 2 ? `${value}${vr === 'UI' ? '\0' : ' '}` : value) : value;
  const isLong = ['OB', 'OW', 'SQ', 'UN'].includes(vr);
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(length ?? bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

const short = (/** @type {number} */ n) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(n);
  return bytes;
};

/** Everything in front of the frames. */
function header(n, sopClass, frames) {
  const uid = `2.999.77.1.${n + 1}`;
  const meta = Buffer.concat([
    element(2, 0x01, 'OB', Buffer.from([0, 1])),
    element(2, 0x02, 'UI', sopClass),
    element(2, 0x03, 'UI', uid),
    element(2, 0x10, 'UI', '1.2.840.10008.1.2.1'),
    element(2, 0x12, 'UI', '2.999.77.9'),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const series = Math.floor(n / SERIES_OF);
  return Buffer.concat([
    Buffer.alloc(128), Buffer.from('DICM'), element(2, 0, 'UL', length), meta,
    element(0x08, 0x08, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
    element(0x08, 0x16, 'UI', sopClass),
    element(0x08, 0x18, 'UI', uid),
    element(0x08, 0x20, 'DA', '20210304'),
    element(0x08, 0x30, 'TM', '101500'),
    element(0x08, 0x50, 'SH', 'BQ-771'),
    element(0x08, 0x60, 'CS', 'CT'),
    element(0x08, 0x70, 'LO', 'Imaginary Maker'),
    element(0x08, 0x80, 'LO', 'Nowhere Infirmary'),
    element(0x08, 0x90, 'PN', 'Brindlewick^Osk'),
    element(0x10, 0x10, 'PN', 'Vornholtz^Emmeline'),
    element(0x10, 0x20, 'LO', 'VX-400913'),
    element(0x10, 0x30, 'DA', '19610217'),
    element(0x10, 0x40, 'CS', 'F'),
    element(0x18, 0x50, 'DS', '1.0'),
    element(0x20, 0x0d, 'UI', '2.999.77.2'),
    element(0x20, 0x0e, 'UI', `2.999.77.3.${series}`),
    element(0x20, 0x11, 'IS', String(series + 1)),
    element(0x20, 0x13, 'IS', String(n + 1)),
    element(0x20, 0x32, 'DS', `0\\0\\${n}`),
    element(0x28, 0x02, 'US', short(1)),
    element(0x28, 0x04, 'CS', 'MONOCHROME2'),
    ...(frames > 1 ? [element(0x28, 0x08, 'IS', String(frames))] : []),
    element(0x28, 0x10, 'US', short(512)),
    element(0x28, 0x11, 'US', short(512)),
    element(0x28, 0x100, 'US', short(16)),
    element(0x28, 0x101, 'US', short(16)),
    element(0x28, 0x102, 'US', short(15)),
    element(0x28, 0x103, 'US', short(0)),
    element(0x7fe0, 0x10, 'OW', Buffer.alloc(0), frames * FRAME_BYTES),
  ]);
}

/** A CT slice whose pixels are `pixels`, with its number written into them. */
export function slice(n, pixels) {
  pixels.writeUInt32LE(n, 0);
  return Buffer.concat([header(n, CT, 1), pixels]);
}

/** Writes `count` slices into a new folder. */
export function writeSlices(folder, count) {
  mkdirSync(folder, { recursive: true });
  const pixels = Buffer.alloc(FRAME_BYTES, 0x21);
  for (let n = 0; n < count; n += 1) writeFileSync(join(folder, `IM${String(n).padStart(6, '0')}`), slice(n, pixels));
}

/** Writes one instance of `frames` frames into a new folder. */
export function writeFrames(folder, frames) {
  mkdirSync(folder, { recursive: true });
  const pixels = Buffer.alloc(FRAME_BYTES, 0x21);
  const file = openSync(join(folder, 'IM000000'), 'w');
  writeSync(file, header(0, ENHANCED_CT, frames));
  for (let n = 0; n < frames; n += 1) {
    pixels.writeUInt32LE(n, 0);
    writeSync(file, pixels);
  }
  closeSync(file);
}
