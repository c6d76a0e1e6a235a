/** The portal's side of the frame. */
import type { Phase, ProgressDetail, Purpose, ResultDetail } from './element.d.ts';

export type RefusalCode = 'unknown-version' | 'unknown-kind' | 'malformed' | 'too-many-files' | 'busy';

export interface FrameHandlers {
  onProgress?: (progress: ProgressDetail) => void;
  onPhase?: (phase: Phase) => void;
  onResult?: (result: ResultDetail) => void;
  /** Shows a button in the frame; called only after the person pressed it. */
  onPackage?: (blob: Blob) => void;
}

export interface SafelightFrame {
  /** Files go in as if they were dropped. Rejects with a `RefusalCode` as message. */
  addFiles(files: Iterable<File | { name: string; data: Blob | ArrayBuffer }>): Promise<void>;
  choosePurpose(purpose: Purpose): Promise<void>;
  clear(): Promise<void>;
  close(): void;
}

/** Waits for the frame to load and answer; `origin` is `'null'` for a sandboxed frame. */
export function connect(frame: HTMLIFrameElement, handlers?: FrameHandlers, signal?: AbortSignal): Promise<SafelightFrame>;
