/**
 * The skin of the series whose face is cut out, from the front and from the side, before
 * and after, for the person's eye before anything is written.
 *
 * @typedef {import('../engine_api.d.ts').ShownFace} ShownFace
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import { Part } from './part.js';
import { draw } from './picture-shot.js';

/** The order in which the engine gives them. */
const SHOWN = /** @type {const} */ ([['front', 'before'], ['front', 'after'], ['side', 'before'], ['side', 'after']]);

export class FaceLook extends Part {
  static properties = { faces: { attribute: false } };

  constructor() {
    super();
    /** @type {ShownFace[] | 'waits' | null} */
    this.faces = null;
  }

  /** Canvases that are taken off the page keep no picture. */
  disconnectedCallback() {
    super.disconnectedCallback();
    for (const canvas of this.querySelectorAll('canvas')) [canvas.width, canvas.height] = [0, 0];
  }

  connectedCallback() {
    super.connectedCallback();
    this.requestUpdate('faces', null);
  }

  updated() {
    if (this.faces === null || this.faces === 'waits') return;
    const pictures = this.faces.flatMap((face) => face.pictures);
    for (const [place, canvas] of this.querySelectorAll('canvas').entries()) {
      const picture = pictures[place];
      if (!picture) continue;
      const { width, height, grey } = picture;
      const rgba = new Uint8Array(grey.length * 4).fill(255);
      for (const [at, level] of grey.entries()) rgba.fill(level, at * 4, at * 4 + 3);
      draw(canvas, { width, height, rgba });
    }
  }

  /**
   * @param {ShownFace} face
   * @param {number} place
   * @param {number} count
   */
  #series(face, place, count) {
    const say = words.questions.faceLook;
    const title = say.title(place + 1, count, face.slices);
    if (face.pictures.length === 0) return html`<p class="attention" data-part="face-none">${say.none(place + 1, count)}</p>`;
    return html`
      <section class="faces" role="group" aria-label=${title} data-part="face">
        <p class="quiet">${title}</p>
        <div class="faces__row">
          ${SHOWN.map(([view, when]) => html`
            <figure class="shot" data-view=${view} data-when=${when}>
              <span class="shot__frame"><canvas class="shot__picture" role="img" aria-label=${say.alt(say[view], say[when])}></canvas></span>
              <figcaption>${say.alt(say[view], say[when])}</figcaption>
            </figure>`)}
        </div>
      </section>`;
  }

  render() {
    const say = words.questions.faceLook;
    const { faces } = this;
    return html`
      <button type="button" class="button button--small" data-part="show-faces" ?disabled=${faces === 'waits'}
        @click=${() => this.want({ kind: 'show-faces' })}>${say.show}</button>
      <p class="quiet" role="status">${faces === null ? nothing : faces === 'waits' ? say.waits : say.shown(faces.length)}</p>
      ${faces === null || faces === 'waits' ? nothing : faces.map((face, place) => this.#series(face, place, faces.length))}
    `;
  }
}
customElements.define('safelight-face-look', FaceLook);
