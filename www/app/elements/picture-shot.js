/**
 * One small picture of a series. Its caption is what a screen reader hears.
 *
 * @typedef {import('../boxes.js').Pixels} Pixels
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';

/**
 * Draws pixels on a canvas of their size.
 * @param {HTMLCanvasElement} canvas
 * @param {Pixels} pixels
 */
export function draw(canvas, { width, height, rgba }) {
  canvas.width = width;
  canvas.height = height;
  const levels = new Uint8ClampedArray(rgba.buffer, rgba.byteOffset, rgba.length);
  canvas.getContext('2d')?.putImageData(new ImageData(levels, width, height), 0, 0);
}

export class PictureShot extends Part {
  static properties = { pixels: { attribute: false }, of: { type: String } };

  constructor() {
    super();
    /** @type {Pixels | 'failed' | null} */
    this.pixels = null;
    /** @type {import('../picture_state.js').Shot} */
    this.of = 'first';
  }

  /** A canvas that is taken off the page keeps no picture. */
  disconnectedCallback() {
    super.disconnectedCallback();
    const canvas = this.querySelector('canvas');
    if (canvas) [canvas.width, canvas.height] = [0, 0];
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate('pixels', null);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    const canvas = this.querySelector('canvas');
    if (changed.has('pixels') && canvas && this.pixels !== null && this.pixels !== 'failed') draw(canvas, this.pixels);
  }

  render() {
    const { pictures } = words;
    const { pixels } = this;
    const caption = pictures.shots[this.of];
    const isThere = pixels !== null && pixels !== 'failed';
    return html`
      <span class="shot" data-of=${this.of} data-state=${isThere ? 'there' : (pixels ?? 'waits')}>
        <span class="shot__frame">
          ${isThere ? html`<canvas class="shot__picture" aria-hidden="true"></canvas>` : nothing}
          ${isThere ? nothing : html`<span class="shot__none">${pixels === 'failed' ? pictures.shotFailed : html`<span class="visually-hidden">${pictures.shotWaits}</span>`}</span>`}
        </span>
        <span class="shot__caption">${caption}</span>
      </span>
    `;
  }
}
customElements.define('safelight-picture-shot', PictureShot);
