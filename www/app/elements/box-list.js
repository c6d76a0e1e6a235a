/**
 * The boxes of a series: by numbers, as a list, with their reach, what the
 * engine suggests, and templates.
 *
 * Tells by events: `add` (an area), `edit` (an area), `choose` (a number),
 * `scope` (a reach), `remove`, `undo`, `use` (suggestions), `load` (a file).
 *
 * @typedef {import('../boxes.js').Area} Area
 * @typedef {import('../boxes.js').BoxScope} BoxScope
 * @typedef {import('../boxes.js').DrawnBox} DrawnBox
 * @typedef {import('../engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('../engine_api.d.ts').Suggestion} Suggestion
 */
import { html, nothing } from 'lit';
import { isSameArea, scopeOf, TEMPLATE_NAME, templateText } from '../boxes.js';
import { words } from '../words.js';
import { field, Part } from './part.js';

/** @type {BoxScope[]} */
const SCOPES = ['frame', 'instance', 'series', 'device'];
/** @type {(keyof Area)[]} */
const SIDES = ['left', 'top', 'width', 'height'];

export class BoxList extends Part {
  static properties = {
    series: { attribute: false },
    boxes: { attribute: false },
    all: { attribute: false },
    current: { type: Number },
    scope: { type: String },
    onFrame: { type: Boolean },
    notice: { attribute: false },
    loaded: { attribute: false },
    canUndo: { attribute: false },
  };

  constructor() {
    super();
    /** @type {WallSeries | null} */
    this.series = null;
    /** @type {DrawnBox[]} those of this series */
    this.boxes = [];
    /** @type {DrawnBox[]} */
    this.all = [];
    this.current = 0;
    /** @type {BoxScope} */
    this.scope = 'series';
    /** A single frame is shown, no projection. */
    this.onFrame = true;
    /** @type {import('../picture_state.js').PictureNotice | null} */
    this.notice = null;
    /** @type {{ taken: number, foreign: number } | null} */
    this.loaded = null;
    this.canUndo = false;
    this.template = '';
  }

  get #chosen() {
    return this.boxes.find((box) => box.id === this.current) ?? null;
  }

  /** The numbers are those of the chosen box, whoever moved it. @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('boxes') && !changed.has('current')) return;
    const chosen = this.#chosen;
    if (chosen === null) return;
    for (const side of SIDES) {
      const input = /** @type {HTMLInputElement | null} */ (this.querySelector(`[data-part=box-${side}]`));
      if (input && input.getRootNode() instanceof ShadowRoot && input.valueAsNumber !== chosen[side]) input.value = String(chosen[side]);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.template !== '') URL.revokeObjectURL(this.template);
    this.template = '';
  }

  /**
   * @param {string} name
   * @param {unknown} [detail]
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  /** @returns {Area} what stands in the fields; a field that is no number gives NaN */
  #typed() {
    const of = (/** @type {string} */ side) =>
      /** @type {HTMLInputElement | null} */ (this.querySelector(`[data-part=box-${side}]`))?.valueAsNumber ?? NaN;
    return { left: of('left'), top: of('top'), width: of('width'), height: of('height') };
  }

  #fields() {
    const { list } = words.pictures;
    return html`
      <form class="box-form" @submit=${(/** @type {Event} */ event) => { event.preventDefault(); this.#tell('add', this.#typed()); }}>
        <fieldset>
          <legend class="panel__legend">${list.fields}</legend>
          <p class="panel__help">${list.fieldsHelp}</p>
          <div class="box-form__fields">
            ${SIDES.map((side) => html`<label class="field">${list[side]}
              <input type="number" class="text" data-part="box-${side}" inputmode="numeric" step="1" min=${side === 'left' || side === 'top' ? 0 : 1} required /></label>`)}
          </div>
        </fieldset>
        <label class="field">${list.scope}
          <select class="text" data-part="scope" @change=${(/** @type {Event} */ event) => this.#tell('scope', field(event).value)}>
            ${SCOPES.map((scope) => html`<option value=${scope} ?selected=${scope === this.scope} ?disabled=${!this.#canReach(scope)}>${list.scopes[scope]}</option>`)}
          </select></label>
        ${this.#scopeHelp()}
        <div class="buttons">
          <button type="submit" class="button" data-part="add-box">${list.add}</button>
          <button type="button" class="button" data-part="change-box" ?disabled=${this.#chosen === null}
            @click=${() => this.#tell('edit', this.#typed())}>${list.change}</button>
        </div>
      </form>
    `;
  }

  /** @param {BoxScope} scope */
  #canReach(scope) {
    if (scope === 'device') return (this.series?.device ?? null) !== null;
    return scope === 'series' || this.onFrame;
  }

  #scopeHelp() {
    const { scopeHelp } = words.pictures.list;
    const sizes = new Set((this.series?.instances ?? []).map((one) => `${one.columns} ${one.rows}`));
    const said = [
      ...(this.#canReach('device') ? [] : [scopeHelp.noDevice]),
      ...(this.onFrame ? [] : [scopeHelp.projection]),
      ...(sizes.size > 1 ? [scopeHelp.sizes] : []),
    ];
    return said.length === 0 ? nothing : html`<p class="panel__help">${said.join(' ')}</p>`;
  }

  #rows() {
    const { list } = words.pictures;
    return html`
      <h2 class="panel__legend" id="boxes-title">${list.title}<span class="count">${words.number(this.boxes.length)}</span></h2>
      ${this.boxes.length === 0 ? html`<p class="panel__help">${list.none}</p>` : html`
        <ul class="box-rows" aria-labelledby="boxes-title">${this.boxes.map((box) => html`
          <li><button type="button" class="box-row" data-part="box" data-box=${box.id} aria-pressed=${box.id === this.current ? 'true' : 'false'}
            @click=${() => this.#tell('choose', box.id)}>
            <span>${list.box(box.id, box)}</span><span class="quiet">${list.reaches[scopeOf(box)]}</span></button></li>`)}</ul>
        <div class="buttons">
          <button type="button" class="button button--small" data-part="remove-box" ?disabled=${this.#chosen === null}
            @click=${() => this.#tell('remove')}>${list.remove}</button>
          <button type="button" class="button button--small" data-part="undo-box" ?disabled=${!this.canUndo} aria-keyshortcuts="Control+Z"
            @click=${() => this.#tell('undo')}>${words.pictures.undo}</button>
        </div>`}
    `;
  }

  /** @param {Suggestion[]} suggestions */
  #suggestions(suggestions) {
    const { list } = words.pictures;
    const isUsed = (/** @type {Suggestion} */ one) => this.boxes.some((box) => isSameArea(box, one));
    const open = suggestions.filter((one) => !isUsed(one));
    return html`
      <section class="panel" aria-labelledby="suggestions-title">
        <h2 class="panel__legend" id="suggestions-title">${list.suggestions}<span class="count">${words.number(suggestions.length)}</span></h2>
        <ul class="box-rows">${suggestions.map((one, n) => html`
          <li class="box-row box-row--suggestion">
            <span>${list.place(n + 1, one)}<span class="quiet">${[list.from[one.from] ?? '', one.label].filter((part) => part !== '').join(', ')}</span></span>
            ${isUsed(one) ? html`<span class="quiet">${list.used}</span>` : html`<button type="button" class="button button--small" data-part="use"
              aria-label="${list.use}: ${list.place(n + 1, one)}" @click=${() => this.#tell('use', [one])}>${list.use}</button>`}
          </li>`)}</ul>
        <button type="button" class="button button--small" data-part="use-all" ?disabled=${open.length === 0} @click=${() => this.#tell('use', open)}>${list.useAll}</button>
      </section>
    `;
  }

  #saved() {
    if (this.template !== '') URL.revokeObjectURL(this.template);
    this.template = URL.createObjectURL(new Blob([templateText(this.all)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = this.template;
    link.download = TEMPLATE_NAME;
    link.click();
  }

  #template() {
    const { list } = words.pictures;
    const take = (/** @type {Event} */ event) => {
      const [file] = field(event).files ?? [];
      if (file) this.#tell('load', file);
      field(event).value = '';
    };
    const has = this.all.some((box) => box.reach === 'device');
    return html`
      <section class="panel" aria-labelledby="template-title">
        <h2 class="panel__legend" id="template-title">${list.template}</h2>
        <p class="panel__help">${list.templateHelp}</p>
        <div class="buttons">
          <button type="button" class="button button--small" data-part="save-boxes" ?disabled=${!has} @click=${() => this.#saved()}>${list.save}</button>
          <button type="button" class="button button--small" data-part="load-boxes"
            @click=${() => /** @type {HTMLElement | null} */ (this.querySelector('[data-part=boxes-file]'))?.click()}>${list.load}</button>
          <input type="file" hidden accept=".json,application/json" data-part="boxes-file" aria-label=${list.load} @change=${take} />
        </div>
        <p role="status" data-part="template-said">${this.notice ? list.notices[this.notice] : this.loaded ? list.loaded(this.loaded.taken, this.loaded.foreign) : nothing}</p>
      </section>
    `;
  }

  render() {
    const { series } = this;
    if (series === null) return nothing;
    return html`
      <section class="panel">${this.#rows()}${this.#fields()}</section>
      ${series.suggestions.length > 0 ? this.#suggestions(series.suggestions) : nothing}
      ${this.#template()}
    `;
  }
}
customElements.define('safelight-box-list', BoxList);
