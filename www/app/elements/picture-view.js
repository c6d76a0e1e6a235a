/**
 * One series: a large picture, ways through its frames, and its boxes.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {import('../boxes.js').Area} Area
 * @typedef {import('../boxes.js').BoxScope} BoxScope
 * @typedef {import('../boxes.js').DrawnBox} DrawnBox
 * @typedef {import('../boxes.js').Place} Place
 * @typedef {import('../engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('../picture_state.js').Wish} Wish
 * @typedef {import('./picture-film.js').Press} Press
 * @typedef {import('./picture-film.js').Zoom} Zoom
 */
import { html, nothing } from 'lit';
import { isIn, isOn, moved, newBox, placeAt, scopeOf, within, withScope } from '../boxes.js';
import { placesAt, stateOf } from '../found.js';
import { PROJECTIONS } from '../pictures.js';
import { words } from '../words.js';
import './box-list.js';
import './found-list.js';
import { field, Part } from './part.js';
import './picture-film.js';

/** @type {Wish['view'][]} */
const VIEWS = ['frame', ...PROJECTIONS];
/** @type {Zoom[]} */
const ZOOMS = ['fit', 'one', 'two'];
/** A new box by a key is this part of the picture. */
const NEW_PART = 4;

export class PictureView extends Part {
  static properties = { state: { attribute: false }, current: { state: true }, scope: { state: true }, solid: { state: true }, zoom: { state: true }, help: { state: true } };

  constructor() {
    super();
    /** @type {State | null} */
    this.state = null;
    /** Number of the chosen box, or 0. */
    this.current = 0;
    /** What a new box is for. @type {BoxScope} */
    this.scope = 'series';
    this.solid = false;
    /** @type {Zoom} */
    this.zoom = 'fit';
    this.help = false;
  }

  /** @returns {{ wish: Wish, series: WallSeries, wall: WallSeries[], boxes: DrawnBox[] } | null} */
  get #now() {
    const { pictures, choices } = this.state ?? {};
    const wish = pictures?.wish ?? null;
    const series = pictures?.series?.find((one) => one.series === wish?.series);
    return wish === null || series === undefined || !choices ? null : { wish, series, wall: pictures?.series ?? [], boxes: choices.boxes };
  }

  /** @returns {Place | null} `null`: a projection is shown */
  get #place() {
    const now = this.#now;
    return now === null || now.wish.view !== 'frame' ? null : placeAt(now.series, now.wish.place);
  }

  /** @returns {import('../boxes.js').Size} */
  get #size() {
    const now = this.#now;
    const first = now?.series.instances[0];
    return this.#place?.size ?? { columns: first?.columns ?? 1, rows: first?.rows ?? 1 };
  }

  get #chosen() {
    return this.#now?.boxes.find((box) => box.id === this.current) ?? null;
  }

  willUpdate() {
    const now = this.#now;
    if (now === null) return;
    const chosen = this.#chosen;
    if (chosen !== null && !isIn(chosen, now.series)) this.current = 0;
    // What cannot be drawn on a projection is for the series there.
    if (this.#place === null && (this.scope === 'frame' || this.scope === 'instance')) this.scope = 'series';
    if (now.series.device === null && this.scope === 'device') this.scope = 'series';
  }

  /** @param {string} text */
  #say(text) {
    this.dispatchEvent(new CustomEvent('told', { detail: text, bubbles: true }));
  }

  /** @param {import('../pictures.js').PictureIntent} intent */
  #wish(intent) {
    this.want({ kind: 'pictures', intent });
  }

  /**
   * @param {Partial<Wish>} change
   */
  #show(change) {
    this.#wish({ kind: 'show', change });
  }

  /**
   * @param {DrawnBox} box
   * @param {(box: string, reach: string) => string} sentence
   */
  #sayBox(box, sentence) {
    const { list } = words.pictures;
    this.#say(sentence(list.box(box.id, box), list.scopes[scopeOf(box)]));
  }

  /** @param {Area} area */
  #add(area) {
    const now = this.#now;
    const { said } = words.pictures;
    const isNumbers = [area.left, area.top, area.width, area.height].every((one) => Number.isFinite(one));
    const inside = isNumbers ? within(area, this.#size) : null;
    if (now === null || inside === null) return this.#say(said.beside);
    const box = newBox(now.boxes, inside, this.scope, now.series, this.#place);
    if (box === null) return this.#say(said.cannot);
    this.current = box.id;
    this.#sayBox(box, said.added);
    this.#wish({ kind: 'draw', boxes: [...now.boxes, box], act: null });
  }

  /**
   * @param {DrawnBox} box
   * @param {string | null} act
   */
  #put(box, act) {
    const boxes = (this.#now?.boxes ?? []).map((one) => (one.id === box.id ? box : one));
    this.#wish({ kind: 'draw', boxes, act });
  }

  /** @param {Area} area */
  #change(area) {
    const chosen = this.#chosen;
    const { said } = words.pictures;
    if (chosen === null) return this.#say(said.noneChosen);
    const isNumbers = [area.left, area.top, area.width, area.height].every((one) => Number.isFinite(one));
    const inside = isNumbers ? within(area, this.#size) : null;
    if (inside === null) return this.#say(said.beside);
    const box = { ...chosen, ...inside };
    this.#sayBox(box, said.changed);
    this.#put(box, null);
  }

  /** @param {{ right: number, down: number, by: 'key' | 'drag' }} shift */
  #shift({ right, down, by }) {
    const chosen = this.#chosen;
    if (chosen === null || (right === 0 && down === 0)) return;
    const area = moved(chosen, right, down, this.#size);
    this.#say(words.pictures.said.moved(area));
    // Presses of a key one after the other are one change for the undo.
    this.#put({ ...chosen, ...area }, by === 'key' ? `nudge ${chosen.id}` : null);
  }

  #remove() {
    const chosen = this.#chosen;
    const { said } = words.pictures;
    if (chosen === null) return this.#say(said.noneChosen);
    this.#say(said.removed(chosen.id));
    this.current = 0;
    this.#wish({ kind: 'draw', boxes: (this.#now?.boxes ?? []).filter((box) => box.id !== chosen.id), act: null });
  }

  /** @param {BoxScope} scope */
  #setScope(scope) {
    const now = this.#now;
    const chosen = this.#chosen;
    this.scope = scope;
    if (now === null || chosen === null) return;
    const box = withScope(chosen, scope, now.series, this.#place);
    if (box === null) return this.#say(words.pictures.said.cannot);
    this.#sayBox(box, words.pictures.said.changed);
    this.#put(box, null);
  }

  /** @param {number} id */
  #choose(id) {
    this.current = id;
    const chosen = this.#chosen;
    const now = this.#now;
    if (chosen === null || now === null) return;
    this.scope = scopeOf(chosen);
    this.#sayBox(chosen, words.pictures.said.chosen);
    // A box of another frame: that frame is shown.
    if (isOn(chosen, now.series, this.#place)) return;
    const place = Array.from({ length: now.series.frames }, (_, n) => n).find((n) => isOn(chosen, now.series, placeAt(now.series, n)));
    if (place !== undefined) this.#show({ place, view: 'frame' });
  }

  /** @param {Area[]} areas */
  #use(areas) {
    const now = this.#now;
    if (now === null) return;
    let boxes = now.boxes;
    for (const area of areas) {
      const inside = within(area, this.#size);
      const box = inside === null ? null : newBox(boxes, inside, this.scope, now.series, this.#place);
      if (box !== null) boxes = [...boxes, box];
    }
    this.#say(words.pictures.said.used(boxes.length - now.boxes.length));
    this.#wish({ kind: 'draw', boxes, act: null });
  }

  /** @param {number} by */
  #step(by) {
    const now = this.#now;
    if (now === null) return;
    const from = now.wish.view === 'frame' ? now.wish.place + by : now.wish.place;
    const place = Math.max(0, Math.min(now.series.frames - 1, from));
    this.#say(words.pictures.viewer.place(place + 1, now.series.frames));
    this.#show({ place, view: 'frame' });
  }

  /** @param {number} by */
  #stepBox(by) {
    const now = this.#now;
    const own = now?.boxes.filter((box) => isOn(box, now.series, this.#place)) ?? [];
    const at = own.findIndex((box) => box.id === this.current);
    const next = own[at < 0 ? (by > 0 ? 0 : own.length - 1) : (at + by + own.length) % own.length];
    if (next === undefined) return this.#say(words.pictures.said.noneChosen);
    this.#choose(next.id);
  }

  #toggleSolid() {
    this.solid = !this.solid;
    this.#say(this.solid ? words.pictures.said.solid : words.pictures.said.outlined);
  }

  /** @param {Press} press */
  #press(press) {
    switch (press) {
      case 'new': {
        const { columns, rows } = this.#size;
        const [width, height] = [Math.max(1, Math.round(columns / NEW_PART)), Math.max(1, Math.round(rows / NEW_PART))];
        return this.#add({ left: Math.floor((columns - width) / 2), top: Math.floor((rows - height) / 2), width, height });
      }
      case 'next-box':
        return this.#stepBox(1);
      case 'previous-box':
        return this.#stepBox(-1);
      case 'solid':
        return this.#toggleSolid();
      case 'remove':
        return this.#remove();
      case 'next':
        return this.#step(1);
      case 'previous':
        return this.#step(-1);
      default:
        return undefined;
    }
  }

  /**
   * @param {string} part
   * @param {string} legend
   * @param {readonly string[]} all
   * @param {string} chosen
   * @param {Record<string, string>} say
   * @param {(one: string) => void} choose
   */
  #segments(part, legend, all, chosen, say, choose) {
    return html`
      <fieldset class="tool" data-part=${part}>
        <legend class="tool__legend">${legend}</legend>
        <div class="segments">
          ${all.map((one) => html`<label class="segments__one">
            <input type="radio" name="picture-${part}" .value=${one} .checked=${one === chosen} @change=${() => choose(one)} /><span>${say[one]}</span></label>`)}
        </div>
      </fieldset>
    `;
  }

  /**
   * @param {WallSeries} series
   * @param {Wish} wish
   */
  #frames(series, wish) {
    const { viewer } = words.pictures;
    if (series.frames < 2) return nothing;
    const place = viewer.place(wish.place + 1, series.frames);
    const what = wish.view === 'frame' ? place : viewer.projection(viewer.views[wish.view], series.frames - (this.state?.pictures?.leftOut[series.series] ?? 0));
    return html`
      <div class="tool tool--wide">
        <button type="button" class="button button--small" data-part="previous-frame" aria-label=${viewer.previous} ?disabled=${wish.place === 0} @click=${() => this.#step(-1)}>‹</button>
        <input type="range" class="slider" data-part="frame" min="1" max=${series.frames} step="1" .value=${String(wish.place + 1)} aria-label=${viewer.frame} aria-valuetext=${place}
          @input=${(/** @type {Event} */ event) => this.#show({ place: field(event).valueAsNumber - 1, view: 'frame' })} />
        <button type="button" class="button button--small" data-part="next-frame" aria-label=${viewer.next} ?disabled=${wish.place >= series.frames - 1} @click=${() => this.#step(1)}>›</button>
        <output class="quiet" data-part="place">${what}</output>
      </div>
    `;
  }

  /** @param {Wish} wish */
  #window(wish) {
    const { viewer } = words.pictures;
    const shown = this.state?.pictures?.shown?.shown ?? null;
    if (wish.view !== 'frame' || shown === null || shown.window === null || shown.center === null) return nothing;
    const { center, window } = shown;
    const set = () => {
      const of = (/** @type {string} */ part) => /** @type {HTMLInputElement | null} */ (this.querySelector(`[data-part=${part}]`))?.valueAsNumber ?? NaN;
      const [own, width] = [of('center'), of('width')];
      if (Number.isFinite(own) && width > 0) this.#show({ center: own, width });
    };
    return html`
      <fieldset class="tool" data-part="window">
        <legend class="tool__legend">${viewer.window}</legend>
        <label class="field field--short">${viewer.center}<input type="number" step="any" class="text" data-part="center" .value=${String(Math.round(center * 100) / 100)} @change=${set} /></label>
        <label class="field field--short">${viewer.width}<input type="number" step="any" min="0" class="text" data-part="width" .value=${String(Math.round(window * 100) / 100)} @change=${set} /></label>
        <button type="button" class="button button--small" data-part="own-window" ?disabled=${wish.width === null} @click=${() => this.#show({ center: null, width: null })}>${viewer.ownWindow}</button>
      </fieldset>
    `;
  }

  /**
   * @param {WallSeries} series
   * @param {Wish} wish
   * @param {DrawnBox[]} onIt
   */
  #film(series, wish, onIt) {
    const { viewer, list } = words.pictures;
    const answer = this.state?.pictures?.shown ?? null;
    // An older picture stays until the new one is there, but never one of another kind.
    const isOwn = answer?.wish.series === wish.series && (answer.wish.view === wish.view);
    const shown = isOwn ? answer.shown : null;
    const failed = isOwn && answer.shown === null;
    const what = wish.view === 'frame' ? viewer.place(wish.place + 1, series.frames) : viewer.projection(viewer.views[wish.view], shown?.frames ?? series.frames);
    const waits = failed ? viewer.failed : wish.view === 'frame' ? viewer.loading : viewer.waits;
    return html`
      <safelight-picture-film .shown=${shown} .size=${this.#size} .boxes=${onIt} .found=${this.#found(series)} .current=${this.current} .solid=${this.solid} .zoom=${this.zoom}
        .label=${viewer.label(words.pictures.nameOf(series), what, onIt.map((box) => list.box(box.id, box)))} .waits=${waits}
        @draw=${(/** @type {CustomEvent<Area>} */ event) => this.#add(event.detail)}
        @shift=${(/** @type {CustomEvent<{ right: number, down: number, by: 'key' | 'drag' }>} */ event) => this.#shift(event.detail)}
        @press=${(/** @type {CustomEvent<Press>} */ event) => this.#press(event.detail)}
        @choose=${(/** @type {CustomEvent<number>} */ event) => this.#choose(event.detail)}></safelight-picture-film>
    `;
  }

  /**
   * What was found on this picture and has no box.
   * @param {WallSeries} series
   */
  #found(series) {
    const { texts, choices } = /** @type {State} */ (this.state);
    const found = placesAt(texts?.found[series.series] ?? [], series, this.#place);
    return found.filter((place) => stateOf(place, series, choices) !== 'hidden');
  }

  /**
   * @param {WallSeries} series
   * @param {WallSeries[]} wall
   */
  #head(series, wall) {
    const { viewer } = words.pictures;
    const at = wall.indexOf(series);
    const go = (/** @type {number} */ by) => {
      const next = wall[at + by];
      if (next) this.#wish({ kind: 'open', series: next.series });
    };
    return html`
      <div class="viewer__head">
        <button type="button" class="button" data-part="close-series" @click=${() => this.#wish({ kind: 'close' })}>${viewer.toWall}</button>
        <h1 class="title" id="wall-title" tabindex="-1" data-focus>${words.pictures.nameOf(series)}</h1>
        <div class="buttons">
          <button type="button" class="button button--small" data-part="previous-series" ?disabled=${at <= 0} @click=${() => go(-1)}>${viewer.previousSeries}</button>
          <button type="button" class="button button--small" data-part="next-series" ?disabled=${at >= wall.length - 1} @click=${() => go(1)}>${viewer.nextSeries}</button>
        </div>
      </div>
    `;
  }

  /** @param {WallSeries} series */
  #checked(series) {
    const { pictures } = words;
    const looked = this.state?.pictures?.looked[series.series] ?? 0;
    const isChecked = this.state?.choices.seen.some((one) => one.series === series.series) ?? false;
    const check = (/** @type {Event} */ event) => {
      const now = field(event).checked;
      this.#say(now ? pictures.said.checked(looked) : pictures.said.unchecked);
      this.#wish({ kind: 'check', series: series.series, isChecked: now });
    };
    return html`
      <div class="viewer__checked">
        <label class="check"><input type="checkbox" data-part="checked" ?disabled=${looked === 0} .checked=${isChecked} @change=${check} />${pictures.checkedMore(words.pictures.nameOf(series))}</label>
        <p class="quiet">${pictures.checkedHelp(looked)} ${series.not_shown > 0 ? pictures.notShown(series.not_shown) : nothing}</p>
      </div>
    `;
  }

  render() {
    const now = this.#now;
    if (now === null) return nothing;
    const { series, wish, wall, boxes } = now;
    const { viewer, keys } = words.pictures;
    const own = boxes.filter((box) => isIn(box, series));
    const onIt = own.filter((box) => isOn(box, series, this.#place));
    const { notice = null, loaded = null } = this.state?.pictures ?? {};
    const texts = this.state?.texts ?? null;
    return html`
      ${this.#head(series, wall)}
      <div class="viewer">
        <div class="viewer__main">
          <div class="tools">
            ${series.frames > 1
              ? this.#segments('view', viewer.view, VIEWS, wish.view, viewer.views, (one) => this.#show({ view: /** @type {Wish['view']} */ (one) }))
              : nothing}
            ${this.#segments('zoom', viewer.zoom, ZOOMS, this.zoom, viewer.zooms, (one) => { this.zoom = /** @type {Zoom} */ (one); })}
            ${this.#window(wish)}
          </div>
          ${this.#film(series, wish, onIt)}
          <div class="tools">
            ${this.#frames(series, wish)}
            <label class="check"><input type="checkbox" data-part="solid" .checked=${this.solid} @change=${() => this.#toggleSolid()} />${viewer.solid}</label>
            <button type="button" class="button button--small" data-part="keys-help" aria-expanded=${this.help ? 'true' : 'false'} @click=${() => { this.help = !this.help; }}>${keys.help}</button>
          </div>
          ${this.help ? html`<dl class="keys" aria-label=${keys.legend}>${keys.rows.map(([key, text]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${text}</dd></div>`)}</dl>` : nothing}
          ${this.#checked(series)}
        </div>
        <div class="viewer__side">
        ${texts === null ? nothing : html`<safelight-found-list .series=${series} .found=${texts.found[series.series] ?? null}
          .unread=${texts.unread[series.series] ?? 0} .choices=${this.state?.choices ?? null}></safelight-found-list>`}
        <safelight-box-list .series=${series} .boxes=${own} .all=${boxes} .current=${this.current} .scope=${this.scope} .onFrame=${wish.view === 'frame'} .canUndo=${(this.state?.pictures?.past.length ?? 0) > 0} .notice=${notice} .loaded=${loaded}
          @add=${(/** @type {CustomEvent<Area>} */ event) => this.#add(event.detail)}
          @edit=${(/** @type {CustomEvent<Area>} */ event) => this.#change(event.detail)}
          @choose=${(/** @type {CustomEvent<number>} */ event) => this.#choose(event.detail)}
          @scope=${(/** @type {CustomEvent<BoxScope>} */ event) => this.#setScope(event.detail)}
          @remove=${() => this.#remove()}
          @use=${(/** @type {CustomEvent<Area[]>} */ event) => this.#use(event.detail)}
          @load=${(/** @type {CustomEvent<File>} */ event) => { if (event.detail instanceof File) this.#wish({ kind: 'load', file: event.detail }); }}></safelight-box-list>
        </div>
      </div>
    `;
  }
}
customElements.define('safelight-picture-view', PictureView);
