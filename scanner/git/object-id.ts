import { createHash, type Hash } from 'node:crypto';
import type { ObjectHeader } from './object-parser.ts';

/** The hash that an object's id is made of, with its header in it already. */
export function hashFor({ oid, type, size }: ObjectHeader): Hash {
  return createHash(oid.length === 40 ? 'sha1' : 'sha256').update(`${type} ${size}\0`, 'latin1');
}

/** Whether an object is the one that its id names. git does not ask itself that when it prints one. */
export function isItself(header: ObjectHeader, bytes: Uint8Array): boolean {
  return hashFor(header).update(bytes).digest('hex') === header.oid;
}
