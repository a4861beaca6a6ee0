import type { DetectOptions, Detection, LocatedDetection } from './types.ts';

/**
 * Judges every run of 32 hex digits in a text.
 * @param text the whole document; a fragment has less context and is judged more cautiously
 * @returns detections at or above `options.minimumConfidence`, in order of position
 */
export function detect(text: string, options?: DetectOptions): Detection[] {
  void text; void options;
  return [];
}

/** Whether {@link detectInBytes} could find anything: one skip scan, gigabytes a second, no decoding. */
export function mayHoldHash(bytes: Uint8Array): boolean {
  void bytes;
  return false;
}

/**
 * The same for a document of unknown encoding (UTF-8, UTF-16 in both orders, latin-1, binary).
 * @returns detections with positions as an editor shows them
 */
export function detectInBytes(bytes: Uint8Array, options?: DetectOptions): LocatedDetection[] {
  void bytes; void options;
  return [];
}
