/** Where a value joins an address as `?hash=` or the like. */
import { QUERY_CARRIERS } from '../../src/navixy/carriers.ts';
import type { Node } from '../syntax/ast.ts';
import { type Chunk, type Sequence, type Value, toText } from '../syntax/values.ts';

/** A hash joined to a query string: `…?hash=` and then the chunk. */
export interface QueryHash {
  readonly carrier: string;
  /** The operand that puts the value in. */
  readonly site: Node;
  readonly chunk: Chunk;
  /** The address before the query parameter, as far back as it reaches. */
  readonly address: Sequence;
}

const JOINED = new RegExp(`[?&](?:amp;)?(${[...QUERY_CARRIERS].join('|')})=$`);
/** What cannot stand inside an address, so that a URL within HTML or prose is found by itself. */
const BOUNDARY = /[\s"'`<>(),;]/;
/** What follows the `?` up to the carrier; values may hold what should have been escaped: dates with a space. */
const QUERY = /^[\w.%[\]\uFFFC-]*(?:=[^&<>\r\n`]*)?(?:&[\w.;%[\]\uFFFC-]*(?:=[^&<>\r\n`]*)?)*$/;

/**
 * @returns the places where a value follows `?hash=` or the like, over all alternatives: one operand may show up with
 * several addresses
 */
export function findQueryHashes(value: Value): QueryHash[] {
  const found: QueryHash[] = [];
  for (const sequence of value) {
    for (const [index, chunk] of sequence.entries()) {
      if (index === 0 || chunk.text === '' || sequence[index - 1]!.text?.endsWith('=') !== true) continue;
      const before = sequence.slice(0, index);
      const text = toText(before);
      const [, carrier] = JOINED.exec(text) ?? [];
      if (carrier === undefined) continue;
      const start = startOfAddress(text);
      // Without a `?` it is a form body: `login=x&hash=…`.
      if (text.indexOf('?', start) !== -1)
        found.push({ carrier, site: chunk.site, chunk, address: cut(before, start) });
    }
  }
  return found;
}

/** @returns where the address begins that a text ends with */
function startOfAddress(text: string): number {
  const question = text.lastIndexOf('?');
  const end = question !== -1 && QUERY.test(text.slice(question + 1)) ? question : text.length;
  for (let at = end - 1; at >= 0; at -= 1) if (BOUNDARY.test(text[at]!)) return at + 1;
  return 0;
}

/** @returns the chunks without the first `length` characters; a hole is one */
function cut(sequence: Sequence, length: number): Sequence {
  let left = length;
  return sequence.flatMap((chunk) => {
    const own = toText([chunk]).length;
    const dropped = Math.min(left, own);
    left -= dropped;
    if (dropped === 0) return [chunk];
    return dropped === own ? [] : [{ ...chunk, text: toText([chunk]).slice(dropped) }];
  });
}
