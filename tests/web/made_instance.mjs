/** Instances of made-up patients, explicit little endian (PS3.5 §7.1.2, PS3.10 §7.1). */

/** CT Image Storage. */
export const CT = '1.2.840.10008.5.1.4.1.1.2';

/** @param {number} tag @param {string} vr @param {string | Buffer} value */
export function element(tag, vr, value) {
  const isLong = vr === 'SQ';
  const text = Buffer.from(value);
  const body = text.length % 2 === 0 ? text : Buffer.concat([text, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
  const head = Buffer.alloc(isLong ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  if (isLong) head.writeUInt32LE(body.length, 8);
  else head.writeUInt16LE(body.length, 6);
  return Buffer.concat([head, body]);
}

/** @param {Buffer[]} elements one item */
export function item(...elements) {
  const body = Buffer.concat(elements);
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** A file of these elements, which ascend. @param {string} uid @param {Buffer[]} elements */
export function part10(uid, ...elements) {
  const group = Buffer.concat([element(0x00020002, 'UI', CT), element(0x00020003, 'UI', uid), element(0x00020010, 'UI', '1.2.840.10008.1.2.1')]);
  const length = element(0x00020000, 'UL', Buffer.alloc(4));
  length.writeUInt32LE(group.length, 8);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), length, group, ...elements]);
}
