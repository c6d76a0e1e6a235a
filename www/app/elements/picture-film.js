/**
 * The large picture with its boxes. A mouse or pen draws and moves boxes; the
 * keys do the same while the picture has the focus.
 *
 * Tells by events: `draw` (an area), `choose` (the number of a box or 0), `shift`
 * (right and down, in pixels), `press` (the name of what a key stands for).
 *
 * @typedef {import('../boxes.js').Area} Area
 * @typedef {import('../boxes.js').DrawnBox} DrawnBox
 * @typedef {import('../boxes.js').Size} Size
 * @typedef {import('../engine_api.d.ts').ShownFrame} ShownFrame
 */
import { html, nothing, svg } from 'lit';
import { moved, within } from '../boxes.js';
import { words } from '../words.js';
import { Part } from './part.js';
import { draw } from './picture-shot.js';

/** A shorter drag is a click. */
const LEAST_DRAG_PX = 3;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, Press>} */
const KEYS = { b: 'new', n: 'next-box', p: 'previous-box', s: 'solid', delete: 'remove', backspace: 'remove', pagedown: 'next', pageup: 'previous' };
/** How far a press of an arrow key goes, with and without Shift. */
const STEPS_PX = { plain: 1, shift: 10 };

/** @typedef {'new' | 'next-box' | 'previous-box' | 'solid' | 'remove' | 'next' | 'previous'} Press */
/** @typedef {'fit' | 'one' | 'two'} Zoom */
/** @typedef {{ x: number, y: number }} Spot */

export class PictureFilm extends Part {
  static properties = {
    shown: { attribute: false },
    size: { attribute: false },
    boxes: { attribute: false },
    found: { attribute: false },
    current: { type: Number },
    solid: { type: Boolean },
    zoom: { type: String },
    label: { type: String },
    waits: { type: String },
    draft: { state: true },
  };

  constructor() {
    super();
    /** @type {ShownFrame | null} */
    this.shown = null;
    /** @type {Size} */
    this.size = { columns: 1, rows: 1 };
    /** @type {DrawnBox[]} those that are on this picture */
    this.boxes = [];
    /** @type {import('../engine_api.d.ts').FoundPlace[]} text that was found on this picture */
    this.found = [];
    this.current = 0;
    this.solid = false;
    /** @type {Zoom} */
    this.zoom = 'fit';
    this.label = '';
    this.waits = '';
    /** @type {Area | null} what is being drawn or moved */
    this.draft = null;
    /** @type {{ from: Spot, box: DrawnBox | null } | null} */
    this.drag = null;
    /** @type {ShownFrame | null} */
    this.drawn = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    const canvas = this.querySelector('canvas');
    if (canvas) [canvas.width, canvas.height] = [0, 0];
    this.drawn = null;
  }

  updated() {
    const canvas = this.querySelector('canvas');
    const sheet = /** @type {HTMLElement | null} */ (this.querySelector('.film__sheet'));
    if (canvas && this.shown !== null && this.shown !== this.drawn) {
      draw(canvas, this.shown);
      this.drawn = this.shown;
    }
    if (sheet === null) return;
    const factor = { fit: 0, one: 1, two: 2 }[this.zoom];
    sheet.style.inlineSize = factor === 0 ? '' : `${this.size.columns * factor}px`;
    sheet.style.blockSize = factor === 0 ? '' : `${this.size.rows * factor}px`;
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /**
   * Where a pointer is, in pixels of the source.
   * @param {PointerEvent} event
   * @returns {Spot | null}
   */
  #spot(event) {
    const overlay = /** @type {SVGSVGElement | null} */ (this.querySelector('.film__boxes'));
    const back = overlay?.getScreenCTM()?.inverse();
    if (!back) return null;
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(back);
    return { x, y };
  }

  /** A finger scrolls: it draws by the numbers or the keys. @param {PointerEvent} event */
  #down(event) {
    const from = this.#spot(event);
    if (from === null || event.button !== 0 || event.pointerType === 'touch') return;
    const id = Number(event.target instanceof Element ? event.target.getAttribute('data-box') : 0) || 0;
    const box = this.boxes.find((one) => one.id === id) ?? null;
    this.drag = { from, box };
    this.#tell('choose', id);
    /** @type {HTMLElement | null} */ (this.querySelector('.film'))?.focus({ preventScroll: true });
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    const to = this.#spot(event);
    if (this.drag === null || to === null) return;
    const { from, box } = this.drag;
    if (box !== null) {
      this.draft = moved(box, to.x - from.x, to.y - from.y, this.size);
      return;
    }
    const area = { left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
    this.draft = area.width < LEAST_DRAG_PX && area.height < LEAST_DRAG_PX ? null : within(area, this.size);
  }

  #up() {
    const { drag, draft } = this;
    this.drag = null;
    this.draft = null;
    if (drag === null || draft === null) return;
    if (drag.box === null) this.#tell('draw', draft);
    else this.#tell('shift', { right: draft.left - drag.box.left, down: draft.top - drag.box.top, by: 'drag' });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrow = ARROWS[event.key];
    const isChosen = this.boxes.some((box) => box.id === this.current);
    // Without a chosen box the arrows scroll a picture that is larger than its frame.
    if (arrow !== undefined && !isChosen) return;
    const step = event.shiftKey ? STEPS_PX.shift : STEPS_PX.plain;
    const press = KEYS[event.key.toLowerCase()];
    if (arrow !== undefined) this.#tell('shift', { right: arrow[0] * step, down: arrow[1] * step, by: 'key' });
    else if (press !== undefined) this.#tell('press', press);
    else return;
    event.preventDefault();
  }

  /** @param {DrawnBox} box */
  #box(box) {
    const isCurrent = box.id === this.current;
    const area = isCurrent && this.draft !== null && this.drag?.box ? this.draft : box;
    return svg`
      <rect class="film__box" data-box=${box.id} data-current=${isCurrent ? 'yes' : 'no'} x=${area.left} y=${area.top} width=${area.width} height=${area.height}></rect>
      ${isCurrent ? svg`<rect class="film__inner" x=${area.left} y=${area.top} width=${area.width} height=${area.height}></rect>` : nothing}
    `;
  }

  render() {
    const { shown, size, draft } = this;
    const isDrawing = draft !== null && this.drag?.box === null;
    return html`
      <div class="film" data-zoom=${this.zoom} data-solid=${this.solid ? 'yes' : 'no'} tabindex="0" role="application" data-part="film"
        aria-label=${words.pictures.viewer.film} @keydown=${this.#key}>
        <div class="film__sheet" data-state=${shown === null ? 'waits' : 'there'}
          @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${() => this.#up()} @pointercancel=${() => { this.drag = null; this.draft = null; }}>
          <canvas class="film__picture" role="img" aria-label=${this.label}></canvas>
          <svg class="film__boxes" viewBox="0 0 ${size.columns} ${size.rows}" aria-hidden="true">
            ${shown === null ? nothing : this.found.map((place) => svg`<rect class="film__found" data-verdict=${place.verdict} x=${place.left} y=${place.top} width=${place.width} height=${place.height}></rect>`)}
            ${shown === null ? nothing : this.boxes.map((box) => this.#box(box))}
            ${isDrawing ? svg`<rect class="film__draft" x=${draft.left} y=${draft.top} width=${draft.width} height=${draft.height}></rect>` : nothing}
          </svg>
        </div>
        ${shown === null ? html`<p class="film__waits">${this.waits}</p>` : nothing}
      </div>
    `;
  }
}
customElements.define('safelight-picture-film', PictureFilm);
