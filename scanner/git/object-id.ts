// Verifies that an object's content matches its id.
import { createHash, type Hash } from 'node:crypto';
import type { ObjectHeader } from './object-parser.ts';

/** A hash for an object id, already updated with the object's header. */
export function hashFor({ oid, type, size }: ObjectHeader): Hash {
  return createHash(oid.length === 40 ? 'sha1' : 'sha256').update(`${type} ${size}\0`, 'latin1');
}

/** Whether an object matches its id; git does not check that when it prints an object. */
export function matchesId(header: ObjectHeader, bytes: Uint8Array): boolean {
  return hashFor(header).update(bytes).digest('hex') === header.oid;
}
