/** Finds literals that are sent as a hash elsewhere in the file. */
import { detect } from '../../src/detect.ts';
import { HASH_FIELD, SCHEME, endsWithScheme } from '../../src/navixy/carriers.ts';
import type { Detection } from '../../src/types.ts';
import type { Analysis } from './analysis.ts';
import { type Node, unwrap } from '../syntax/ast.ts';
import { frameHashes, sdkHashes } from './sent-credentials.ts';
import { findQueryHashes } from './query-hashes.ts';
import type { TypeInformation } from './type-information.ts';
import type { Chunk, Value } from '../syntax/values.ts';

/** A literal that reaches a place for hashes only, with the verdict for that place. */
export interface TracedHash {
  readonly start: number;
  readonly end: number;
  readonly detection: Detection;
}

const VALUE = /^[\da-f]{32}$/i;

/**
 * Finds hashes whose own context does not identify them, because their use is elsewhere in the file: `"NVX " + KEY`,
 * `?hash=${KEY}`, `{ hash: KEY }` in a call, the SDK's `user.hash`.
 */
export function findTracedHashes(analysis: Analysis): TracedHash[] {
  const found = new Map<number, TracedHash>();
  for (const chunk of findHashChunks(analysis)) {
    const flowed = readChunk(chunk, analysis);
    if (flowed && !found.has(flowed.start)) found.set(flowed.start, flowed);
  }
  return [...found.values()];
}

function findHashChunks(analysis: Analysis): Chunk[] {
  const { index, evaluator, platform, requests } = analysis;
  const chunks: Chunk[] = [];
  for (const node of index.strings) {
    const value = evaluator.evaluate(node);
    chunks.push(...afterScheme(value));
    for (const one of findQueryHashes(value)) {
      if (one.carrier === 'panel_session_key' || platform.endpoint(one.address)) chunks.push(one.chunk);
    }
  }
  const carried: Node[] = [...sdkHashes(analysis), ...frameHashes(analysis)];
  for (const request of requests) {
    for (const one of findQueryHashes(request.address)) chunks.push(one.chunk);
    const named = analysis.entries([...request.query, ...request.body, ...request.loose]);
    carried.push(...named.filter(({ name }) => name === HASH_FIELD).map(({ value }) => value));
  }
  for (const node of carried) {
    chunks.push(...evaluator.evaluate(node).flatMap((sequence) => (sequence.length === 1 ? sequence : [])));
  }
  return chunks;
}

/** @returns the chunks after the `NVX ` scheme */
function afterScheme(value: Value): Chunk[] {
  return value.flatMap((sequence) =>
    sequence.filter((_, index) => index > 0 && endsWithScheme(sequence[index - 1]?.text ?? '')),
  );
}

/**
 * @returns the position of the value in the text, if the chunk is a literal, and the verdict of `detect` on it as a
 *   hash
 */
function readChunk(chunk: Chunk, { sourceCode, types }: Analysis): TracedHash | undefined {
  const value = chunk.text;
  if (value === undefined || !VALUE.test(value)) return undefined;
  const origin = unwrap(chunk.origin);
  if (types && (origin.type === 'Identifier' || origin.type === 'MemberExpression'))
    return readImported(value, origin, types);
  if (origin.type !== 'Literal' && origin.type !== 'TemplateElement') return undefined;
  const [from, to] = origin.range;
  const at = sourceCode.text.slice(from, to + 1).indexOf(value);
  return at === -1 ? undefined : judgeAsHash(value, from + at, from + at + value.length);
}

/** A value that another file assigns to an uninformative name; only its use here identifies it. */
function readImported(value: string, origin: Node, types: TypeInformation): TracedHash | undefined {
  const declared = types.declarationOf(origin);
  if (!declared) return undefined;
  const { text, path, start, end } = declared;
  const isReportedThere = detect(text, { path }).some((one) => one.start >= start && one.end <= end);
  return isReportedThere ? undefined : judgeAsHash(value, ...origin.range);
}

/** Judges a value as a hash. Documented samples and placeholders stay harmless. */
function judgeAsHash(value: string, start: number, end: number): TracedHash | undefined {
  const [detection] = detect(`Authorization: ${SCHEME}${value}\n`, { minimumConfidence: 'low' });
  return detection && { start, end, detection };
}
