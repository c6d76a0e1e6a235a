/** The engine without an interface. */
import type { Counts, OpenQuestion, ProgressDetail, Purpose } from './element.d.ts';

export interface DeidentifyPolicy {
  purpose: Purpose;
  /** Whether text is burned into the pictures. Not said: pictures that may show text are withheld, and the question stays open. */
  burnedIn?: 'yes' | 'no' | 'unsure';
  /** What becomes of pictures that may show text; `withhold` if not said. */
  atRisk?: 'withhold' | 'include';
  /** What stands in report text in the place of what was found; `tags` if not said. */
  reportStyle?: 'tags' | 'pseudonyms' | 'years';
  /** Answers to questions that a drop may raise. One without an answer stops the run. */
  answers?: Partial<{
    'split-study': 'one-person' | 'two-persons';
    'mixed-patients': 'separate';
    'shared-accession': 'is-right';
    'repeated-instance': 'keep-first' | 'keep-all';
    'other-patient': 'withhold' | 'belongs';
    'other-examination': 'keep' | 'withhold';
    'face-photographs': 'withhold' | 'no-face';
    'head-volumes': 'keep' | 'deface' | 'withhold';
  }>;
  /** Accession numbers to look for; the certificate counts them. */
  accessions?: string[];
}

export interface DeidentifyOptions {
  onProgress?: (progress: ProgressDetail) => void;
  signal?: AbortSignal;
}

export interface DeidentifyResult {
  /** The zip; null if a question stopped the run, or if every file was withheld. */
  package: Blob | null;
  /** schema/certificate-1.schema.json; null if the run was stopped. */
  certificate: object | null;
  counts: Counts | null;
  /** What nobody has answered. */
  questions: OpenQuestion[];
}

/** `code`: policy, nothing-found, is-a-package, nothing-to-write, no-engine, engine-ended. */
export class SafelightError extends Error {
  readonly code: string;
}

/** Rejects with a `SafelightError`, or with the reason of the signal. */
export function deidentify(files: Iterable<Blob>, policy: DeidentifyPolicy, options?: DeidentifyOptions): Promise<DeidentifyResult>;
