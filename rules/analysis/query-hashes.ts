/** Finds values that are appended to a URL as `?hash=` or a similar parameter. */
import { QUERY_CARRIERS } from '../../src/navixy/carriers.ts';
import type { Node } from '../syntax/ast.ts';
import { type Chunk, type Sequence, type Value, toText } from '../syntax/values.ts';

/** A hash in a query string: `…?hash=` followed by the chunk. */
export interface QueryHash {
  readonly carrier: string;
  /** The operand that inserts the value. */
  readonly site: Node;
  readonly chunk: Chunk;
  /** The known part of the address before the query parameter. */
  readonly address: Sequence;
}

const JOINED = new RegExp(`[?&](?:amp;)?(${[...QUERY_CARRIERS].join('|')})=$`);
/** Characters outside a URL, so a URL within HTML or prose is found. */
const BOUNDARY = /[\s"'`<>(),;]/;
/** The query up to the carrier; values may contain unescaped characters, such as dates with a space. */
const QUERY = /^[\w.%[\]\uFFFC-]*(?:=[^&<>\r\n`]*)?(?:&[\w.;%[\]\uFFFC-]*(?:=[^&<>\r\n`]*)?)*$/;

/**
 * @returns the values after `?hash=` or a similar parameter, over all alternatives; one operand may occur with several
 *   addresses
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
        found.push({ carrier, site: chunk.site, chunk, address: dropStart(before, start) });
    }
  }
  return found;
}

/** @returns the start of the address at the end of a text */
function startOfAddress(text: string): number {
  const question = text.lastIndexOf('?');
  const end = question !== -1 && QUERY.test(text.slice(question + 1)) ? question : text.length;
  for (let at = end - 1; at >= 0; at -= 1) if (BOUNDARY.test(text[at]!)) return at + 1;
  return 0;
}

/** @returns the chunks without the first `length` characters; a hole counts as one */
function dropStart(sequence: Sequence, length: number): Sequence {
  let left = length;
  return sequence.flatMap((chunk) => {
    const own = toText([chunk]).length;
    const dropped = Math.min(left, own);
    left -= dropped;
    if (dropped === 0) return [chunk];
    return dropped === own ? [] : [{ ...chunk, text: toText([chunk]).slice(dropped) }];
  });
}
