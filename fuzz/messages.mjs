/**
 * Random messages for the decoders of the frame and of the engine alone:
 *
 *   node fuzz/messages.mjs SECONDS [SEED]
 *
 * A message is grown from words of the protocol and strange values, and damaged at
 * random places. A finding is a throw, an answer of another shape than declared, an
 * answer that shares an object with the message, or a message that is taken although
 * a field in it is not of the protocol. Prints the seed that makes it again.
 */
import { decodeHello, decodePolicy, decodeSaid, isPurpose, PROTOCOL } from '../www/app/embed/messages.js';

const seconds = Number(process.argv[2] ?? 10);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
/** Mulberry32: the same seed gives the same messages. */
let state = seed;
function next() {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
const pick = (list) => list[Math.floor(next() * list.length)];

const KEYS = ['safelight', 'kind', 'id', 'files', 'purpose', 'takesPackage', 'name', 'data', 'burnedIn', 'atRisk', 'reportStyle', 'answers', 'accessions',
  'split-study', 'head-volumes', '__proto__', 'constructor', 'length', 'toString', 'then', '', '0'];
const WORDS = ['hello', 'files', 'purpose', 'clear', 'teaching', 'research', 'second-opinion', 'medicolegal', 'yes', 'no', 'unsure', 'withhold', 'include', 'keep', 'deface',
  'one-person', 'tags', 'years', '__proto__', 'Quill^Oda', '\u{d800}', 'x'.repeat(1025)];
const BLOB = new Blob(['x']);

function value(depth) {
  switch (Math.floor(next() * (depth > 3 ? 9 : 13))) {
    case 0: return PROTOCOL;
    case 1: return pick([undefined, null, NaN, -0, 1.5, 2 ** 53, -1, Infinity]);
    case 2: return Math.floor(next() * 1000);
    case 3: return next() < 0.5;
    case 4: case 5: return pick(WORDS);
    case 6: return BLOB;
    case 7: return new ArrayBuffer(2);
    case 8: return pick([12n, Symbol.iterator, () => 1, new Date(0), /x/, new Map(), new Set([1]), new Uint8Array(2), Object.create(null)]);
    case 9: case 10: return Array.from({ length: Math.floor(next() * 4) }, () => value(depth + 1));
    default: return object(depth + 1);
  }
}

function object(depth) {
  const made = {};
  for (let n = Math.floor(next() * 6); n > 0; n -= 1) Object.defineProperty(made, pick(KEYS), { value: value(depth), enumerable: next() < 0.95, configurable: true, writable: true });
  return made;
}

const GOOD = [
  () => ({ safelight: PROTOCOL, kind: 'hello', takesPackage: next() < 0.5 }),
  () => ({ safelight: PROTOCOL, kind: 'files', id: 1, files: Array.from({ length: 1 + Math.floor(next() * 3) }, () => ({ name: pick(WORDS), data: BLOB })) }),
  () => ({ safelight: PROTOCOL, kind: 'purpose', id: 2, purpose: pick(WORDS) }),
  () => ({ safelight: PROTOCOL, kind: 'clear', id: 3 }),
  () => ({ purpose: pick(WORDS), burnedIn: pick(WORDS), answers: { 'head-volumes': pick(WORDS) }, accessions: ['A', pick(WORDS)] }),
];

function damaged() {
  if (next() < 0.25) return value(0);
  const message = pick(GOOD)();
  for (let n = Math.floor(next() * 3); n > 0; n -= 1) {
    const holder = next() < 0.7 ? message : pick([message, ...Object.values(message).filter((one) => typeof one === 'object' && one !== null && one !== BLOB)]);
    // A Uint8Array or a frozen thing does not take every change.
    try {
      if (next() < 0.3) delete holder[pick(Object.keys(holder))];
      else holder[pick(KEYS)] = value(0);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    }
  }
  return message;
}

const PROTOCOL_KEYS = { hello: ['safelight', 'kind', 'takesPackage'], files: ['safelight', 'kind', 'id', 'files'], purpose: ['safelight', 'kind', 'id', 'purpose'], clear: ['safelight', 'kind', 'id'] };
const POLICY_KEYS = ['purpose', 'burnedIn', 'atRisk', 'reportStyle', 'answers', 'accessions'];
const CODES = ['unknown-version', 'unknown-kind', 'malformed', 'too-many-files'];
const own = (message, keys) => Object.keys(message).every((key) => keys.includes(key));

/** @returns {string | null} what is wrong */
function judge(message) {
  const hello = decodeHello(message);
  if (typeof hello === 'string' ? !CODES.includes(hello) : hello !== null && (typeof hello.takesPackage !== 'boolean' || !own(message, PROTOCOL_KEYS.hello))) return 'hello';
  const said = decodeSaid(message);
  if ('code' in said) {
    if (!CODES.includes(said.code) || !(said.id === null || Number.isSafeInteger(said.id))) return 'a refusal of another shape';
  } else {
    const { kind, id } = said.said;
    if (!Number.isSafeInteger(id) || !own(message, PROTOCOL_KEYS[kind] ?? [])) return `${kind} with a field that is none of its own`;
    if (kind === 'purpose' && !isPurpose(said.said.purpose)) return 'no purpose';
    if (kind === 'files' && said.said.files.some((file, n) => typeof file.name !== 'string' || !(file.data instanceof Blob) || file === message.files[n])) return 'no file';
    taken += 1;
  }
  const policy = decodePolicy(message);
  if (policy !== null) {
    if (!own(message, POLICY_KEYS) || !isPurpose(policy.purpose) || !['withhold', 'include'].includes(policy.atRisk) || policy === message) return 'policy';
    if (policy.accessions !== null && (policy.accessions === message.accessions || policy.accessions.some((one) => typeof one !== 'string'))) return 'accessions';
    taken += 1;
  }
  return null;
}

let runs = 0;
let taken = 0;
const until = performance.now() + seconds * 1000;
while (runs % 4096 !== 0 || performance.now() < until) {
  const before = state;
  const message = damaged();
  let wrong;
  try {
    wrong = judge(message);
  } catch (error) {
    wrong = `thrown: ${error}`;
  }
  runs += 1;
  if (wrong !== null) {
    console.log(`messages: FOUND after ${runs} runs: ${wrong}; again: node fuzz/messages.mjs 1 ${before}`);
    console.dir(message, { depth: 4 });
    process.exit(1);
  }
}
if (taken === 0) {
  console.log('messages: no message was taken, so nothing was tried');
  process.exit(1);
}
console.log(`messages   ${runs} runs, ${taken} taken, seed ${seed}: clean`);
