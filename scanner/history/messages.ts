import type { ScanDocument } from '../document.ts';
import type { Origin } from '../finding.ts';
import { messageStart, readCommit } from '../git/commit.ts';
import type { ObjectHeader } from '../git/object-parser.ts';

/** A commit or tag as documents: headers and message apart, so that a line number is one of the message. */
export function messageDocuments(header: ObjectHeader, object: Buffer, root: string): ScanDocument[] {
  const start = messageStart(object);
  const facts = readCommit(object);
  const origin: Origin = header.type === 'commit' ? { type: 'message', commit: header.oid, ...facts } : { type: 'message', blob: header.oid, ...facts };
  const part = (path: string, bytes: Buffer): ScanDocument => ({ path, root, origin, bytes: Buffer.from(bytes) });
  return [part(`${header.type}:${header.oid}`, object.subarray(start)), part(`${header.type}:${header.oid}#headers`, object.subarray(0, start))];
}
