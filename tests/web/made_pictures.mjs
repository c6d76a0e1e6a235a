/** A made-up ultrasound with a name in its pictures, and a made-up CT: files as a test writes them. */

/**
 * One element, explicit little endian by PS3.5 7.1.2.
 * @param {number} tag
 * @param {string} vr
 * @param {string | number | Uint8Array} value
 */
function element(tag, vr, value) {
  const isLong = ['OB', 'OW', 'SQ', 'UN'].includes(vr);
  let body = Buffer.from([]);
  if (typeof value === 'number') {
    body = Buffer.alloc(2);
    body.writeUInt16LE(value);
  } else if (typeof value === 'string') {
    body = Buffer.from(value + (value.length % 2 === 0 ? '' : vr === 'UI' ? '\0' : ' '), 'latin1');
  } else {
    body = Buffer.concat([Buffer.from(value), Buffer.alloc(value.length % 2)]);
  }
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(body.length, 8);
  else head.writeUInt16LE(body.length, 6);
  return Buffer.concat([head, body]);
}

/**
 * @typedef {object} Made
 * @property {string} modality
 * @property {string} sopClass
 * @property {number} series
 * @property {number} number
 * @property {number} frames
 * @property {number} columns
 * @property {number} rows
 * @property {number} bits
 * @property {Uint8Array} pixels
 */

/** @param {Made} made */
export function fileOf({ modality, sopClass, series, number, frames, columns, rows, bits, pixels }) {
  const instance = `2.999.77.${series}.${number}`;
  const meta = [[0x00020002, 'UI', sopClass], [0x00020003, 'UI', instance], [0x00020010, 'UI', '1.2.840.10008.1.2.1']];
  const data = [
    [0x00080016, 'UI', sopClass], [0x00080018, 'UI', instance], [0x00080020, 'DA', '20240312'], [0x00080060, 'CS', modality],
    [0x00080070, 'LO', 'ACME'], [0x00081030, 'LO', 'ABDOMEN'], [0x0008103e, 'LO', modality === 'US' ? 'LIVER' : 'AXIAL'], [0x00081090, 'LO', 'ECHO 5'],
    [0x00100010, 'PN', 'Grant^Oda'], [0x00100020, 'LO', 'QX-4471902'], [0x0020000d, 'UI', '2.999.77'], [0x0020000e, 'UI', `2.999.77.${series}`],
    [0x00200013, 'IS', String(number)], [0x00280002, 'US', 1], [0x00280004, 'CS', 'MONOCHROME2'],
    ...(frames > 1 ? [[0x00280008, 'IS', String(frames)]] : []),
    [0x00280010, 'US', rows], [0x00280011, 'US', columns], [0x00280100, 'US', bits], [0x00280101, 'US', bits], [0x00280102, 'US', bits - 1],
    [0x00280103, 'US', 0], [0x7fe00010, bits === 8 ? 'OB' : 'OW', pixels],
  ];
  const encoded = (rows) => rows.map(([tag, vr, value]) => element(tag, vr, value));
  const group = Buffer.concat(encoded(meta));
  const length = Buffer.from([2, 0, 0, 0, 0x55, 0x4c, 4, 0, 0, 0, 0, 0]);
  length.writeUInt32LE(group.length, 8);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length, group, ...encoded(data)]);
}

export const COLUMNS = 240;
export const ROWS = 160;
/** Where the letters stand. */
export const LETTERS = { left: 10, top: 8, width: 106, height: 14 };

/** Letters of 5 by 7 dots. */
const DOTS = {
  O: [0x0e, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0e], D: [0x1e, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1e], A: [0x0e, 0x11, 0x11, 0x1f, 0x11, 0x11, 0x11],
  G: [0x0e, 0x11, 0x10, 0x17, 0x11, 0x11, 0x0f], R: [0x1e, 0x11, 0x11, 0x1e, 0x14, 0x12, 0x11], N: [0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11],
  T: [0x1f, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04],
};

/**
 * Letters into one frame of 8 bits.
 * @param {Uint8Array} pixels
 * @param {number} columns
 * @param {string} text
 * @param {{ left: number, top: number }} at
 * @param {number} dot pixels on its edge
 */
export function write(pixels, columns, text, { left, top }, dot) {
  [...text].forEach((letter, at) => {
    (DOTS[letter] ?? []).forEach((row, y) => {
      for (let x = 0; x < 5; x += 1) {
        if (((row >> (4 - x)) & 1) === 0) continue;
        for (let down = 0; down < dot; down += 1) {
          const start = (top + y * dot + down) * columns + left + (at * 6 + x) * dot;
          pixels.fill(250, start, start + dot);
        }
      }
    });
  });
}

/** A sector of echoes, seeded by the frame; the name on every frame. */
function echoes(frames) {
  const pixels = new Uint8Array(frames * ROWS * COLUMNS);
  for (let frame = 0; frame < frames; frame += 1) {
    for (let y = 0; y < ROWS; y += 1) {
      for (let x = 0; x < COLUMNS; x += 1) {
        const [across, down] = [x - COLUMNS / 2, y - 20];
        const isSector = down > 0 && Math.abs(across) < down * 0.8 && across * across + down * down < 130 * 130;
        const noise = ((x * 73 + y * 151 + frame * 57 + ((x * y) % 41) * 29) >>> 0) % 97;
        pixels[(frame * ROWS + y) * COLUMNS + x] = isSector ? 30 + noise : 6;
      }
    }
    write(pixels.subarray(frame * ROWS * COLUMNS), COLUMNS, 'GRANT ODA', LETTERS, 2);
  }
  return pixels;
}

/** A disc in 16 bits. */
function slice(number) {
  const cells = new Uint16Array(64 * 64);
  cells.forEach((_, at) => {
    const [x, y] = [(at % 64) - 32, Math.floor(at / 64) - 32];
    cells[at] = x * x + y * y < 700 ? 900 + ((x * 31 + y * 17 + number * 7) & 127) : 20;
  });
  return new Uint8Array(cells.buffer);
}

/**
 * An ultrasound series of a cine and a still, and a CT series of two slices.
 * @returns {{ name: string, key: string, pixels: Uint8Array, bytes: Buffer }[]}
 */
export function madeFiles() {
  const echo = { modality: 'US', sopClass: '1.2.840.10008.5.1.4.1.1.3.1', series: 1, columns: COLUMNS, rows: ROWS, bits: 8 };
  const still = { modality: 'US', sopClass: '1.2.840.10008.5.1.4.1.1.6.1', series: 1, columns: COLUMNS, rows: ROWS, bits: 8 };
  const ct = { modality: 'CT', sopClass: '1.2.840.10008.5.1.4.1.1.2', series: 2, columns: 64, rows: 64, bits: 16, frames: 1 };
  const all = [
    { ...echo, number: 1, frames: 3, pixels: echoes(3) },
    { ...still, number: 2, frames: 1, pixels: echoes(1) },
    { ...ct, number: 1, pixels: slice(1) },
    { ...ct, number: 2, pixels: slice(2) },
  ];
  return all.map((made) => ({ name: `${made.modality}-${made.number}.dcm`, key: `${made.modality} ${made.number}`, pixels: made.pixels, bytes: fileOf(made) }));
}
