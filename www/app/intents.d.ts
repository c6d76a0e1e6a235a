/** What the person wants; elements send it, nothing else reaches the visit. */
import type { Answer, AtRisk, BurnedIn, Decision, Preset, Question, ReportStyle, ViewedSpan } from './engine_api.d.ts';
import type { Found } from './files.js';
import type { HeaderIntent } from './headers.js';
import type { Packing } from './protocol.d.ts';
import type { PictureIntent } from './pictures.js';
import type { TextIntent } from './text_search.js';

export type Intent =
  | { kind: 'drop'; transfer: DataTransfer }
  | { kind: 'pick'; files: FileList }
  /** Files that the page around hands in. */
  | { kind: 'add'; found: readonly Found[] }
  | { kind: 'sample' }
  | { kind: 'preset'; preset: Preset }
  | { kind: 'burned-in'; study: string; answer: BurnedIn }
  | { kind: 'at-risk'; atRisk: AtRisk }
  | { kind: 'report-style'; reportStyle: ReportStyle }
  | { kind: 'accession-text'; text: string }
  | { kind: 'accession-file'; file: File }
  | { kind: 'answer'; question: Question; answer: Answer }
  | { kind: 'show-faces' }
  | { kind: 'review' }
  | { kind: 'decide'; report: string; decision: Decision }
  | { kind: 'unmark'; report: string; span: ViewedSpan }
  | { kind: 'looked-at'; report: string; isReviewed: boolean }
  | { kind: 'undo' }
  | { kind: 'turn-to'; report: number }
  | { kind: 'leave-review' }
  | { kind: 'headers'; intent: HeaderIntent }
  | { kind: 'pictures'; intent: PictureIntent }
  | { kind: 'texts'; intent: TextIntent }
  | { kind: 'run' }
  /** Goes on with a run that was stopped. */
  | { kind: 'resume' }
  | { kind: 'packing'; packing: Packing }
  /** Within a click: the browser asks where to. */
  | { kind: 'save-as' }
  | { kind: 'stop-saving' }
  | { kind: 'cancel' }
  | { kind: 'saved' }
  | { kind: 'hand-over' }
  | { kind: 'keep'; what: 'crosswalk' | 'commitment'; on: boolean }
  | { kind: 'open-crosswalk'; file: File; passphrase: string }
  | { kind: 'signing-key'; file: File }
  | { kind: 'lock-crosswalk'; passphrase: string }
  | { kind: 'apart-saved' }
  | { kind: 'check-file'; file: File }
  | { kind: 'check-key'; key: string }
  | { kind: 'reopen' }
  | { kind: 'dismiss' }
  | { kind: 'language'; language: string }
  | { kind: 'ask-clear' }
  | { kind: 'decline-clear' }
  | { kind: 'clear' };
