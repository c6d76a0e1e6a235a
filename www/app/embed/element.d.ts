/** `<safelight-app>`: importing the module defines the element. */

export type Purpose = 'second-opinion' | 'teaching' | 'medicolegal' | 'research';

/** Figures of a run. Codes and numbers; no value of an input. */
export interface Counts {
  /** The status line of the certificate. */
  status: string;
  filesIn: number;
  instancesOut: number;
  reportsOut: number;
  withheld: number;
  /** By the code of the reason. */
  withheldBy: Record<string, number>;
  includedAtRisk: number;
  valuesChanged: number;
}

export interface ProgressDetail {
  stage: 'listing' | 'headers' | 'planning' | 'cleaning' | 'packing';
  /** Of this stage, 0 to 1; a stage that has counted nothing yet is at 0. */
  share: number;
  filesDone: number;
  files: number;
  bytesDone: number;
  bytes: number;
  /** Of this stage so far; null where no bytes are counted, and until it can be said. */
  bytesPerSecond: number | null;
  /** Of this stage; null until it can be said. */
  secondsLeft: number | null;
}

export type Phase =
  | 'empty' | 'reading' | 'reviewing' | 'reports' | 'headers' | 'pictures' | 'running' | 'done' | 'checked' | 'failed';

export interface ResultDetail {
  counts: Counts;
  /** schema/certificate-1.schema.json */
  certificate: object;
}

/** What nobody has answered. A blocking one keeps the engine from running. */
export interface OpenQuestion {
  question: string;
  count: number;
  answers: string[];
  isBlocking: boolean;
}

export interface SafelightElementEventMap {
  progress: CustomEvent<ProgressDetail>;
  phase: CustomEvent<{ phase: Phase }>;
  result: CustomEvent<ResultDetail>;
  /** Only after the person pressed the button that says so. */
  package: CustomEvent<{ blob: Blob }>;
}

export class SafelightElement extends HTMLElement {
  /** Attribute `purpose`: chosen at the start; the person may choose another. */
  purpose: Purpose | null;
  /** Attribute `takes-package`: shows the button that hands the package to this page. */
  takesPackage: boolean;
  /** Goes in as if it were dropped. Throws `InvalidStateError` while the app is at work. */
  addFiles(files: Iterable<Blob>): void;
  /** Forgets the case without asking. */
  clear(): void;
  addEventListener<K extends keyof SafelightElementEventMap>(
    type: K, listener: (this: SafelightElement, event: SafelightElementEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'safelight-app': SafelightElement;
  }
}
