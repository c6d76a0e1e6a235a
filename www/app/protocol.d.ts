/**
 * The contract between page and worker. Files travel as `Blob` handles, never
 * as bytes; opaque results of the engine are moved, not copied.
 */
import type { Finished, Inventory, Policy, Reason, SampleFile, ZipEntry } from './engine_api.d.ts';

/** Page to worker. One at a time for each worker. */
export type Ask =
  | { kind: 'start'; job: number; engine: WebAssembly.Module | Blob }
  | { kind: 'greet'; job: number }
  | { kind: 'open'; job: number; blob: Blob; extension: string }
  | { kind: 'inflate'; job: number; blob: Blob; entry: number }
  | { kind: 'refuse'; job: number; reason: Reason }
  | { kind: 'hold'; job: number; surveyed: Uint8Array[] }
  | { kind: 'inventory'; job: number; policy: Policy }
  | { kind: 'plan'; job: number; policy: Policy; seed: Uint8Array }
  | { kind: 'load'; job: number; plan: Uint8Array }
  | { kind: 'clean'; job: number; blob: Blob; input: number }
  | { kind: 'finish'; job: number; plan: Uint8Array; outcomes: (Uint8Array | null)[] }
  | { kind: 'sample'; job: number };

/** Worker to page: `reading` any number of times, then exactly one of the others. */
export type Answer =
  | { kind: 'reading'; job: number; bytes: number }
  | { kind: 'started'; job: number; engine: WebAssembly.Module }
  | { kind: 'greeted'; job: number; version: string }
  | { kind: 'surveyed'; job: number; surveyed: Uint8Array }
  | { kind: 'entries'; job: number; entries: ZipEntry[] }
  | { kind: 'inflated'; job: number; blob: Blob }
  | { kind: 'held'; job: number }
  | { kind: 'inventoried'; job: number; inventory: Inventory }
  | { kind: 'planned'; job: number; plan: Uint8Array }
  | { kind: 'loaded'; job: number }
  | { kind: 'cleaned'; job: number; outcome: Uint8Array }
  | { kind: 'finished'; job: number; finished: Finished }
  | { kind: 'sampled'; job: number; files: SampleFile[] }
  /** The engine said no: the worker goes on. */
  | { kind: 'refused'; job: number }
  /** The engine ended in the middle: the worker must be replaced. */
  | { kind: 'lost'; job: number };
