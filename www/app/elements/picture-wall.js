/**
 * The pictures: every series with its small pictures, the riskiest first, or
 * one of them opened.
 *
 * @typedef {import('../state.js').State} State
 * @typedef {import('../engine_api.d.ts').WallSeries} WallSeries
 * @typedef {import('../picture_state.js').Shot} Shot
 */
import { html, nothing } from 'lit';
import { isIn } from '../boxes.js';
import { stateOf } from '../found.js';
import { PROJECTIONS, shotsOf } from '../pictures.js';
import { words } from '../words.js';
import { field, Part, toTop } from './part.js';
import './picture-shot.js';
import './picture-view.js';
import './text-look.js';

export class PictureWall extends Part {
  static properties = { state: { attribute: false }, spoken: { state: true } };

  constructor() {
    super();
    /** @type {State | null} */
    this.state = null;
    this.spoken = '';
    /** Which series was open: the keyboard goes back to it. */
    this.lastOpen = '';
  }

  forgetSaid() {
    this.spoken = '';
  }

  /** @param {import('../pictures.js').PictureIntent} intent */
  #wish(intent) {
    this.want({ kind: 'pictures', intent });
  }

  /** Carries the keyboard into a series that opens and back to where it was. */
  updated() {
    const open = this.state?.pictures?.wish?.series ?? '';
    if (open === this.lastOpen) return;
    const opener = [...this.querySelectorAll('[data-part=open-series]')].find((one) => one.getAttribute('data-series') === this.lastOpen);
    const heading = /** @type {HTMLElement | null} */ (open === '' ? (opener ?? null) : this.querySelector('[data-focus]'));
    this.lastOpen = open;
    void this.updateComplete.then(() => {
      (open === '' ? heading : /** @type {HTMLElement | null} */ (this.querySelector('[data-focus]')))?.focus();
      if (open !== '') toTop(this);
    });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const writes = event.target instanceof Element && event.target.closest('input:not([type=checkbox], [type=radio], [type=range])') !== null;
    if (writes || event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    this.#undo();
  }

  #undo() {
    const { said } = words.pictures;
    const has = (this.state?.pictures?.past.length ?? 0) > 0;
    this.spoken = has ? said.undone : said.nothingToUndo;
    if (has) this.#wish({ kind: 'undo' });
  }

  /**
   * @param {WallSeries} series
   * @param {boolean} isChecked
   */
  #check(series, isChecked) {
    const { said } = words.pictures;
    this.spoken = isChecked ? said.checked(this.state?.pictures?.looked[series.series] ?? 0) : said.unchecked;
    this.#wish({ kind: 'check', series: series.series, isChecked });
  }

  /**
   * What stands between this series and the package.
   * @param {WallSeries} series
   * @returns {keyof typeof words.pictures.states}
   */
  #stateOf(series) {
    const { boxes = [], seen = [] } = this.state?.choices ?? {};
    if (seen.some((one) => one.series === series.series)) return 'checked';
    const own = boxes.filter((box) => isIn(box, series));
    const isWhole = own.some((box) => box.reach !== 'instance')
      || series.instances.every((one) => own.some((box) => box.instance === one.instance));
    if (own.length > 0) return isWhole || series.at_risk === 0 ? 'boxed' : 'partly';
    return series.at_risk > 0 ? 'open' : 'quiet';
  }

  /**
   * A click on one of the small pictures opens that one, the keyboard the first.
   * @param {WallSeries} series
   * @param {Event} event
   */
  #open(series, event) {
    const of = event.target instanceof Element ? event.target.closest('[data-of]')?.getAttribute('data-of') : null;
    const place = shotsOf(series.frames).find(([shot]) => shot === of)?.[1] ?? 0;
    const view = PROJECTIONS.find((one) => one === of) ?? 'frame';
    this.spoken = '';
    this.#wish({ kind: 'open', series: series.series, place, view });
  }

  /**
   * @param {WallSeries} series
   * @param {number} place
   */
  #card(series, place) {
    const { pictures } = words;
    const { choices, pictures: shown } = /** @type {State} */ (this.state);
    const name = pictures.nameOf(series);
    const shots = shown?.shots[series.series] ?? {};
    /** @type {Shot[]} */
    const kinds = [...shotsOf(series.frames).map(([of]) => of), ...(series.frames > 1 ? PROJECTIONS : [])];
    const boxes = choices.boxes.filter((box) => isIn(box, series)).length;
    const looked = shown?.looked[series.series] ?? 0;
    const leftOut = shown?.leftOut[series.series] ?? 0;
    const state = this.#stateOf(series);
    return html`
      <li class="reel" data-risk=${series.risk} data-state=${state}>
        <div class="reel__head">
          <h2 class="reel__title" id="reel-${place}"><span class="code">${series.modality}</span> <bdi>${series.description || pictures.noDescription}</bdi></h2>
          <p class="reel__state" data-state=${state}>${pictures.states[state]}</p>
          <p class="reel__facts">${pictures.frames(series.frames)} · ${pictures.instances(series.instances.length)} · ${pictures.boxes(boxes)}</p>
          <p class="reel__facts">${pictures.risks[series.risk]}
            ${this.#texts(series)}
            ${series.not_shown > 0 ? pictures.notShown(series.not_shown) : nothing} ${leftOut > 0 ? pictures.leftOut(leftOut) : nothing}</p>
        </div>
        <button type="button" class="reel__shots" data-part="open-series" data-series=${series.series}
          @click=${(/** @type {Event} */ event) => this.#open(series, event)}>
          <span class="visually-hidden">${pictures.openSeries(name)}</span>
          ${kinds.map((of) => html`<safelight-picture-shot .pixels=${shots[of] ?? null} of=${of}></safelight-picture-shot>`)}
        </button>
        <label class="check"><input type="checkbox" data-part="checked" aria-label=${pictures.checkedMore(name)} ?disabled=${looked === 0}
          .checked=${choices.seen.some((one) => one.series === series.series)}
          @change=${(/** @type {Event} */ event) => this.#check(series, field(event).checked)} />${pictures.checked}</label>
      </li>
    `;
  }

  /** @param {WallSeries} series */
  #texts(series) {
    const { texts, choices } = /** @type {State} */ (this.state);
    const found = texts?.found[series.series] ?? [];
    if (found.length === 0) return nothing;
    const open = found.filter((place) => stateOf(place, series, choices) === 'open');
    const isNamed = open.some((place) => place.verdict === 'identifier');
    return html`<span class="reel__texts" data-part="reel-texts" data-named=${isNamed ? 'yes' : 'no'}>${words.texts.onCard(open.length, found.length)}</span>`;
  }

  #work() {
    const { pictures } = words;
    const { work, projecting, series } = /** @type {import('../picture_state.js').PictureState} */ (this.state?.pictures);
    const one = series?.find((other) => other.series === projecting?.series);
    return html`
      <div class="wall__work">
        ${work === 'running'
          ? html`<progress class="bar" max="100" aria-label=${pictures.work.running}
              .value=${projecting && projecting.of > 0 ? Math.floor((projecting.done * 100) / projecting.of) : 0}></progress>`
          : nothing}
        <p class="quiet" data-part="work" data-work=${work}>${work === 'running' && projecting && one
          ? pictures.work.projecting(pictures.nameOf(one), projecting.done, projecting.of) : pictures.work[work]}</p>
        ${work === 'done' ? nothing : html`<button type="button" class="button button--small" data-part="work-switch"
          @click=${() => this.#wish({ kind: work === 'running' ? 'stop' : 'go-on' })}>${work === 'running' ? pictures.stop : pictures.goOn}</button>`}
      </div>
    `;
  }

  /** @param {State} state */
  #wall(state) {
    const { pictures } = words;
    const wall = state.pictures?.series ?? null;
    return html`
      <div class="wall__head">
        <h1 class="title" id="wall-title" tabindex="-1" data-focus>${pictures.title}</h1>
        <p class="panel__help">${pictures.lead} ${this.more('burned-in')}</p>
      </div>
      ${wall === null ? html`<p role="status">${pictures.reading}</p>` : html`
        ${this.#work()}
        <safelight-text-look .state=${state} .onWall=${true}></safelight-text-look>
        ${wall.length === 0 ? html`<p>${pictures.none}</p>` : html`<ul class="wall__series">${wall.map((one, place) => this.#card(one, place))}</ul>`}
      `}
    `;
  }

  /** @param {State} state */
  #bar(state) {
    const { pictures } = words;
    const wall = state.pictures?.series ?? [];
    const counts = { series: wall.length, checked: state.choices.seen.length, boxes: state.choices.boxes.length };
    return html`
      <div class="run">
        <p class="run__text"><strong data-part="counts">${pictures.counts(counts)}</strong></p>
        <div class="buttons">
          <button type="button" class="button button--large" data-part="undo-picture" ?disabled=${(state.pictures?.past.length ?? 0) === 0}
            aria-keyshortcuts="Control+Z" @click=${() => this.#undo()}>${pictures.undo}</button>
          <button type="button" class="button button--strong button--large" data-part="leave-pictures"
            @click=${() => this.#wish({ kind: 'leave' })}>${pictures.back}</button>
        </div>
      </div>
    `;
  }

  render() {
    const { state } = this;
    if (state === null || state.pictures === null) return nothing;
    const wish = state.pictures.wish;
    return html`
      <section class="wall" aria-labelledby="wall-title" data-open=${wish === null ? 'no' : 'yes'} @keydown=${this.#key} @undo=${() => this.#undo()} @told=${(/** @type {CustomEvent<string>} */ event) => { this.spoken = event.detail; }}>
        <p class="wall__said" role="status" data-part="said">${this.spoken}</p>
        ${wish === null ? this.#wall(state) : html`<safelight-picture-view .state=${state}></safelight-picture-view>`}
        ${this.#bar(state)}
      </section>
    `;
  }
}
customElements.define('safelight-picture-wall', PictureWall);
