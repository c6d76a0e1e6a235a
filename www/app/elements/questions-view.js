/**
 * What the drop holds that may be a mistake: each question with its answers.
 * The run waits until every one has one.
 *
 * @typedef {import('../engine_api.d.ts').Asked} Asked
 * @typedef {import('../engine_api.d.ts').Answer} Answer
 * @typedef {import('../engine_api.d.ts').Question} Question
 */
import { html, nothing } from 'lit';
import { words } from '../words.js';
import './face-look.js';
import { Part } from './part.js';

export class QuestionsView extends Part {
  static properties = { questions: { attribute: false }, answers: { attribute: false }, faces: { attribute: false } };

  constructor() {
    super();
    /** @type {Asked[]} */
    this.questions = [];
    /** @type {Partial<Record<Question, Answer>>} */
    this.answers = {};
    /** @type {import('../state.js').State['faces']} */
    this.faces = null;
  }

  /** @param {Asked} asked */
  #question(asked) {
    const { question } = asked;
    const say = words.questions[question];
    const answer = this.answers[question] ?? null;
    const differs = words.questions.differs(asked.differs);
    const result = answer === null ? words.questions.open : words.questions.answered;
    return html`
      <fieldset class="panel" data-part="question" data-question=${question} data-state=${answer === null ? 'open' : 'answered'}
        aria-describedby="question-${question}">
        <legend class="panel__legend">${say.legend(asked.count)}</legend>
        <p class="panel__help">${say.help} ${asked.same > 0 ? words.questions.same(asked.same) : nothing}
          ${question === 'head-volumes' || question === 'face-photographs' ? this.more('faces') : nothing}
          ${differs === '' ? nothing : html`<strong data-part="differs">${words.questions.differsLabel} ${differs}.</strong>`}</p>
        ${asked.choices.map((choice) => html`
          <label class="option">
            <input type="radio" name="question-${question}" .value=${choice} .checked=${answer === choice}
              @change=${() => this.want({ kind: 'answer', question, answer: choice })} />
            <span class="option__name">${words.questions.answers[choice].name}</span>
            <span class="option__text">${words.questions.answers[choice].text}</span>
          </label>
        `)}
        ${answer === 'deface' ? html`<safelight-face-look .faces=${this.faces}></safelight-face-look>` : nothing}
        <p class="question__result" id="question-${question}" role="status" data-risk=${answer === null ? 'some' : 'none'}>${result}</p>
      </fieldset>
    `;
  }

  render() {
    return this.questions.map((asked) => this.#question(asked));
  }
}
customElements.define('safelight-questions-view', QuestionsView);
