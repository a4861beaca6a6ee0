/** Writes JSON in pieces, for reports larger than the longest string. */
import { jsonText } from '../text/clean.ts';

const INDENT = '  ';

/** A list that is written item by item. */
export class JsonList {
  readonly items: Iterable<unknown>;

  constructor(items: Iterable<unknown>) {
    this.items = items;
  }
}

/**
 * @param value plain data; objects, and arrays of one object, may contain a {@link JsonList}
 * @returns the same text as {@link jsonText} with an indent of two, in pieces
 */
export function* jsonParts(value: unknown, indent = ''): Generator<string> {
  const inner = indent + INDENT;
  if (value instanceof JsonList) {
    let isFirst = true;
    for (const item of value.items) {
      yield isFirst ? `[\n${inner}` : `,\n${inner}`;
      isFirst = false;
      yield* jsonParts(item, inner);
    }
    yield isFirst ? '[]' : `\n${indent}]`;
  } else if (!holdsList(value)) yield jsonText(value, INDENT.length).replaceAll('\n', `\n${indent}`);
  else if (Array.isArray(value)) yield* jsonParts(new JsonList(value), indent);
  else {
    let isFirst = true;
    for (const [key, one] of Object.entries(value)) {
      if (one === undefined) continue;
      yield `${isFirst ? '{' : ','}\n${inner}${jsonText(key)}: `;
      isFirst = false;
      yield* jsonParts(one, inner);
    }
    yield `\n${indent}}`;
  }
}

/** Whether an object contains such a list, also inside arrays of one item. */
function holdsList(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length === 1 && holdsList(value[0]);
  return Object.values(value).some(
    (one) => one instanceof JsonList || (Array.isArray(one) && one.length === 1 && holdsList(one[0])),
  );
}
