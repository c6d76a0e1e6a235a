/**
 * The contract between page and worker. Files travel as `Blob` handles, never
 * as bytes; opaque results of the engine are moved, not copied.
 */
import type {
  FoundPlace, HeaderTable, Inventory, PackageReport, Policy, ProjectionKind, Reason, ReportView, Review, SampleFile, ShownFace, ShownFrame, Summary, WallSeries,
  ZipEntry,
} from './engine_api.d.ts';

/** Many opaque results as one: moving thousands of small buffers would hold the page up. */
export interface Packed {
  bytes: Uint8Array;
  lengths: Uint32Array;
}

/** The finished zip: three numbers for each piece, in order. */
export interface Layout {
  /** All bytes that the engine wrote, one after the other. */
  bytes: Uint8Array;
  /** Input (-1: from `bytes`), offset, length; and so on. */
  places: Float64Array;
}

/** How entries lie in the zip. */
export type Packing = 'stored' | 'deflated';

/** What the page has of an input: its outcome is on the desk, or why there is none. */
export type Kept = 'kept' | Reason;

/** Worker to page, without an ask: what the browser counted in the worker since it told last. */
export interface Watched {
  kind: 'watched';
  requests: number;
  blocked: number;
}

/** Page to worker. One at a time for each worker. */
export type Ask =
  | { kind: 'start'; job: number; engine: WebAssembly.Module | Blob; sha256: string }
  /** SHA-256 of a few megabytes. */
  | { kind: 'sum'; job: number; blob: Blob }
  | { kind: 'greet'; job: number }
  | { kind: 'open'; job: number; blob: Blob; extension: string }
  | { kind: 'inflate'; job: number; blob: Blob; entry: number }
  | { kind: 'refuse'; job: number; reason: Reason }
  | { kind: 'hold'; job: number; surveyed: Packed }
  | { kind: 'inventory'; job: number; policy: Policy }
  | { kind: 'wall'; job: number; policy: Policy }
  /** One frame, from 0, by a window of the person's or its own. */
  | { kind: 'show-frame'; job: number; blob: Blob; frame: number; center: number | null; width: number | null }
  /** All frames of one more instance; `first` begins a new projection. Of the worker that is asked: use the desk. */
  | { kind: 'project'; job: number; blob: Blob; first: boolean }
  | { kind: 'projection'; job: number; of: ProjectionKind }
  | { kind: 'known'; job: number }
  /** Makes the worker one that reads letters: `reader` holds its engine and the models, `known` is for the judging. */
  | { kind: 'reader'; job: number; reader: Blob; known: Uint8Array }
  /** Reads frames of one instance, from 0, `to` is the first that is not read. */
  | { kind: 'screen-frames'; job: number; blob: Blob; instance: number; modality: string; from: number; to: number }
  /** Reads all frames of a series over each other. */
  | { kind: 'screen-series'; job: number; blobs: Blob[]; modality: string }
  | { kind: 'gather'; job: number; sheets: Uint8Array[]; unread: number }
  | { kind: 'to-look-at'; job: number; policy: Policy }
  | { kind: 'show-faces'; job: number; policy: Policy }
  | { kind: 'look-for-face'; job: number; blob: Blob; surveyed: Uint8Array }
  | { kind: 'plan'; job: number; policy: Policy; seed: Uint8Array; earlier: Uint8Array }
  | { kind: 'unlock'; job: number; zip: Uint8Array; passphrase: string }
  | { kind: 'lock'; job: number; plan: Uint8Array; earlier: Uint8Array; passphrase: string; salt: Uint8Array }
  | { kind: 'try-key'; job: number; pem: string }
  | { kind: 'check'; job: number; blob: Blob; expected: string }
  | { kind: 'load'; job: number; plan: Uint8Array }
  | { kind: 'clean'; job: number; blob: Blob; input: number }
  | { kind: 'view'; job: number; blob: Blob; input: number; review: Review }
  /** Header values of some inputs, by the plan of the worker. */
  | { kind: 'compare-headers'; job: number; blobs: Blob[]; inputs: number[] }
  /** Joins what the workers packed; `lost`: inputs on which one ended. */
  | { kind: 'join-headers'; job: number; parts: Uint8Array[]; lost: number }
  | { kind: 'keep'; job: number; input: number; outcome: Uint8Array }
  | { kind: 'finish'; job: number; plan: Uint8Array; inputs: Kept[] }
  /** More of the finished zip in its order; `begin` starts a new one. Of the worker that is asked: use a pool of one. */
  | { kind: 'press'; job: number; begin: Packing | null; parts: (Uint8Array | Blob)[]; isLast: boolean }
  | { kind: 'sample'; job: number };

/** Worker to page: `reading` and `at` any number of times, then exactly one of the others. */
export type Answer =
  | { kind: 'reading'; job: number; bytes: number }
  | { kind: 'started'; job: number; engine: WebAssembly.Module; sha256: string }
  | { kind: 'summed'; job: number; sha256: string }
  | { kind: 'greeted'; job: number; version: string }
  | { kind: 'surveyed'; job: number; surveyed: Uint8Array }
  | { kind: 'entries'; job: number; entries: ZipEntry[] }
  | { kind: 'inflated'; job: number; blob: Blob }
  | { kind: 'held'; job: number }
  | { kind: 'inventoried'; job: number; inventory: Inventory }
  | { kind: 'walled'; job: number; series: WallSeries[] }
  | { kind: 'frame-shown'; job: number; shown: ShownFrame }
  /** How many of its frames fitted, and how many of all were left out so far. */
  | { kind: 'projected'; job: number; frames: number; leftOut: number }
  | { kind: 'projection-shown'; job: number; shown: ShownFrame }
  | { kind: 'known-values'; job: number; known: Uint8Array }
  | { kind: 'reader-ready'; job: number }
  /** How far a job is: frames or instances. */
  | { kind: 'at'; job: number; done: number }
  /** Opaque sheets, and how many instances could not be decoded. */
  | { kind: 'screened'; job: number; sheets: Uint8Array[]; unread: number }
  | { kind: 'gathered'; job: number; places: FoundPlace[] }
  | { kind: 'looks-wanted'; job: number; inputs: number[] }
  | { kind: 'faces-shown'; job: number; faces: ShownFace[] }
  | { kind: 'planned'; job: number; plan: Uint8Array }
  | { kind: 'unlocked'; job: number; earlier: Uint8Array }
  | { kind: 'locked'; job: number; zip: Uint8Array }
  | { kind: 'key-tried'; job: number }
  | { kind: 'checked'; job: number; report: PackageReport }
  | { kind: 'loaded'; job: number }
  | { kind: 'cleaned'; job: number; outcome: Uint8Array; made: Blob }
  | { kind: 'viewed'; job: number; view: ReportView | null }
  /** Packed, and the texts that stay. */
  | { kind: 'headers-compared'; job: number; packed: Uint8Array; texts: string[] }
  | { kind: 'headers-joined'; job: number; table: HeaderTable }
  | { kind: 'kept'; job: number }
  | { kind: 'finished'; job: number; layout: Layout; summary: Summary; opening: string | null; certificate: object }
  /** To be written, in this order. */
  | { kind: 'pressed'; job: number; chunks: Uint8Array<ArrayBuffer>[] }
  /** An input is not what was checked, or cannot be read any more: nothing of the zip may be used. */
  | { kind: 'changed'; job: number }
  | { kind: 'sampled'; job: number; files: SampleFile[] }
  /** The engine said no: the worker goes on. */
  | { kind: 'refused'; job: number }
  /** The engine ended in the middle: the worker must be replaced. `isLate`: it was ended, it took too long. */
  | { kind: 'lost'; job: number; isLate?: boolean };
