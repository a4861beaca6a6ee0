import type { ScanDocument } from '../model/document.ts';
import type { LeadingRefs, Origin } from '../model/finding.ts';
import { messageStart, readCommit } from '../git/commit.ts';
import type { ObjectHeader } from '../git/object-parser.ts';

/**
 * A commit or tag as documents: headers and message apart, so that a line number is one of the message.
 * @param refs what leads to it, where that is known
 */
export function messageDocuments(
  header: ObjectHeader,
  object: Buffer,
  root: string,
  refs: LeadingRefs = {},
): ScanDocument[] {
  const start = messageStart(object);
  const { author, email, date, subject } = readCommit(object);
  const what = header.type === 'commit' ? { commit: header.oid } : { blob: header.oid };
  const origin: Origin = { type: 'message', ...what, author, email, date, subject, ...refs };
  const part = (path: string, bytes: Buffer): ScanDocument => ({ path, root, origin, bytes: Buffer.from(bytes) });
  return [
    part(`${header.type}:${header.oid}`, object.subarray(start)),
    part(`${header.type}:${header.oid}#headers`, object.subarray(0, start)),
  ];
}
