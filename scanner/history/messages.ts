// Makes documents from the message and the headers of a commit or tag.
import type { ScanDocument } from '../model/document.ts';
import type { LeadingRefs, Origin } from '../model/finding.ts';
import { messageStart, readCommit } from '../git/commit.ts';
import type { ObjectHeader } from '../git/object-parser.ts';

/**
 * Makes two documents from a commit or tag, headers and message, so line numbers refer to the message.
 * @param refs refs that contain it, if known
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
