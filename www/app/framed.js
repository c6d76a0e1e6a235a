/**
 * The start of embed.html: the page for a frame inside a portal.
 *
 * Who may talk to it stands in this script, so under the hash of the policy, and
 * nowhere else: no address, attribute or message can add to it. A page around it
 * says hello; one on the list gets one end of a channel, addressed to its exact
 * origin, and all that follows goes through that channel, which ends with either
 * document. Any other page gets no answer, and the person is told.
 */
import parents from 'safelight:parents';
import { FrameWait } from './elements/frame-wait.js';
import { decodeHello, decodeSaid, PROTOCOL } from './embed/messages.js';
import { changesOf } from './embed/outward.js';
import { makePage } from './page.js';
import { initial, never } from './state.js';

/** @type {readonly string[]} */
const allowed = JSON.parse(parents);
/** @type {MessagePort | null} */
let port = null;
let told = initial;

const { visit, app } = makePage((state) => {
  for (const { kind, detail } of changesOf(told, state)) tell({ kind, detail });
  told = state;
}, null);
visit.onHandOver = (blob) => tell({ kind: 'package', detail: { blob } });

const wait = new FrameWait();
document.body.append(window.parent === window ? app : wait);

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || window.parent === window) return;
  const hello = decodeHello(event.data);
  if (hello === null) return;
  if (!allowed.includes(event.origin)) {
    wait.foreign = event.origin;
    return;
  }
  const refused = typeof hello === 'string' ? hello : port === null ? null : 'busy';
  if (refused !== null) return window.parent.postMessage({ safelight: PROTOCOL, kind: 'refused', id: null, code: refused }, event.origin);
  if (typeof hello === 'string') return;
  const { port1, port2 } = new MessageChannel();
  port = port1;
  port.onmessage = ({ data }) => hear(data);
  port.onmessageerror = () => tell({ kind: 'refused', id: null, code: 'malformed' });
  window.parent.postMessage({ safelight: PROTOCOL, kind: 'welcome' }, event.origin, [port2]);
  visit.tell({ kind: 'taker-named', taker: hello.takesPackage ? event.origin : null });
  wait.replaceWith(app);
});

/** @param {object} message */
function tell(message) {
  port?.postMessage({ safelight: PROTOCOL, ...message });
}

/** @param {unknown} message */
function hear(message) {
  const decoded = decodeSaid(message);
  if ('code' in decoded) return tell({ kind: 'refused', ...decoded });
  const { said } = decoded;
  tell(carryOut(said) ? { kind: 'accepted', id: said.id } : { kind: 'refused', id: said.id, code: 'busy' });
}

/**
 * @param {import('./embed/messages.js').Said} said
 * @returns {boolean} false: not now
 */
function carryOut(said) {
  switch (said.kind) {
    case 'files':
      if (!app.takesFiles) return false;
      void visit.want({ kind: 'add', found: said.files.map(({ name, data }) => ({ path: name, blob: data })) });
      return true;
    case 'purpose':
      if (!app.takesFiles) return false;
      void visit.want({ kind: 'preset', preset: said.purpose });
      return true;
    case 'clear':
      visit.clear();
      return true;
    default:
      return never(said);
  }
}
