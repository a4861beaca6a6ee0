import type { Node } from './ast.ts';
import { type Chunk, type Sequence, type Value, toText } from './values.ts';

/** Query parameters that carry a hash on this platform. */
export const CARRIERS: ReadonlySet<string> = new Set(['hash', 'session_key', 'panel_session_key']);

/** A hash joined to a query string: `…?hash=` and then the chunk. */
export interface QueryHash {
  readonly carrier: string;
  /** The operand that puts the value in. */
  readonly site: Node;
  readonly chunk: Chunk;
  /** The address before the query parameter, as far back as it reaches. */
  readonly address: Sequence;
}

const JOINED = /[?&](hash|session_key|panel_session_key)=$/;
/** What cannot stand inside an address, so that a URL within HTML or prose is found by itself. */
const BOUNDARY = /[\s"'`<>(),;]/;

/** @returns the places where a value follows `?hash=` or the like, over all alternatives: one operand may show up with several addresses */
export function findQueryHashes(value: Value): QueryHash[] {
  const found: QueryHash[] = [];
  for (const sequence of value) {
    for (const [index, chunk] of sequence.entries()) {
      if (index === 0 || chunk.text === '') continue;
      const address = addressBefore(sequence, index);
      const text = toText(address);
      const [, carrier] = JOINED.exec(text) ?? [];
      // Without a `?` it is a form body: `login=x&hash=…`.
      if (carrier !== undefined && text.includes('?')) found.push({ carrier, site: chunk.site, chunk, address });
    }
  }
  return found;
}

function addressBefore(sequence: Sequence, end: number): Sequence {
  const address: Chunk[] = [];
  for (let index = end - 1; index >= 0; index -= 1) {
    const chunk = sequence[index]!;
    const cut = chunk.text === undefined ? -1 : lastBoundary(chunk.text);
    if (cut === -1) {
      address.unshift(chunk);
      continue;
    }
    address.unshift({ ...chunk, text: chunk.text!.slice(cut + 1) });
    break;
  }
  return address;
}

function lastBoundary(text: string): number {
  for (let index = text.length - 1; index >= 0; index -= 1) if (BOUNDARY.test(text[index]!)) return index;
  return -1;
}
