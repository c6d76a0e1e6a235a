/**
 * The portal's side of the frame. After the first answer everything goes through
 * a channel that belongs to the very document that answered.
 *
 * @typedef {import('./frame.d.ts').FrameHandlers} FrameHandlers
 * @typedef {import('./frame.d.ts').SafelightFrame} SafelightFrame
 */
const PROTOCOL = 1;
/** Until the frame has loaded nobody hears a hello. */
const HELLO_EVERY_MS = 200;

/**
 * @param {HTMLIFrameElement} frame
 * @param {FrameHandlers} [handlers]
 * @param {AbortSignal} [signal] gives up waiting
 * @returns {Promise<SafelightFrame>}
 */
export async function connect(frame, handlers = {}, signal) {
  signal?.throwIfAborted();
  const isOpaque = frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin');
  const origin = isOpaque ? 'null' : new URL(frame.src, document.baseURI).origin;
  const hello = { safelight: PROTOCOL, kind: 'hello', takesPackage: handlers.onPackage !== undefined };
  // An opaque origin cannot be addressed; a hello tells nothing.
  const greet = () => frame.contentWindow?.postMessage(hello, isOpaque ? '*' : origin);
  const port = await new Promise((resolve, reject) => {
    const greeting = setInterval(greet, HELLO_EVERY_MS);
    const end = () => {
      clearInterval(greeting);
      window.removeEventListener('message', hear);
      signal?.removeEventListener('abort', stop);
    };
    const stop = () => {
      end();
      reject(signal?.reason);
    };
    const hear = (/** @type {MessageEvent} */ event) => {
      if (event.source !== frame.contentWindow || event.origin !== origin || event.data?.safelight !== PROTOCOL) return;
      if (event.data.kind === 'welcome' && event.ports[0]) {
        end();
        resolve(event.ports[0]);
      } else if (event.data.kind === 'refused') {
        end();
        reject(new Error(String(event.data.code)));
      }
    };
    window.addEventListener('message', hear);
    signal?.addEventListener('abort', stop, { once: true });
    greet();
  });
  return talkOver(port, handlers);
}

/**
 * @param {MessagePort} port
 * @param {FrameHandlers} handlers
 * @returns {SafelightFrame}
 */
function talkOver(port, handlers) {
  /** @type {Map<number, { resolve: () => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  port.onmessage = ({ data }) => {
    if (data?.safelight !== PROTOCOL) return;
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    switch (data.kind) {
      case 'accepted':
        return asked?.resolve();
      case 'refused':
        return asked?.reject(new Error(String(data.code)));
      case 'progress':
        return handlers.onProgress?.(data.detail);
      case 'phase':
        return handlers.onPhase?.(data.detail.phase);
      case 'result':
        return handlers.onResult?.(data.detail);
      case 'package':
        return handlers.onPackage?.(data.detail.blob);
      default:
        // A later version may say more.
    }
  };
  const say = (/** @type {object} */ message) => new Promise((/** @type {(value: void) => void} */ resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    port.postMessage({ safelight: PROTOCOL, id: last, ...message });
  });
  return {
    addFiles: (files) => say({ kind: 'files', files: [...files].map((one) => (one instanceof File ? { name: one.name, data: one } : one)) }),
    choosePurpose: (purpose) => say({ kind: 'purpose', purpose }),
    clear: () => say({ kind: 'clear' }),
    close: () => port.close(),
  };
}
