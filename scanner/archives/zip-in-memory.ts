// Opens a zip inside another container: a zip is read from its end, so it is kept in memory.
import { LARGE_MEMORY } from '../io/buffer-pool.ts';
import { size as asWords } from '../text/numbers.ts';
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { MemorySource } from './byte-source.ts';
import { UNPACK } from '../model/archive-limits.ts';
import type { Input, Items, Opening } from './archive-interfaces.ts';
import type { Place } from '../model/archive-path.ts';
import { UnreadableArchive } from './archive-errors.ts';
import { zipMembers } from './zip.ts';

/** @param depth nesting depth of the zip */
export async function* openZip(opening: Opening, input: Input, place: Place, depth: number): Items {
  const { budget, documents } = opening;
  if ('source' in input) {
    if (depth > 0) yield* documents.document(input.source.read(0, input.source.size), place);
    yield* opening.members(zipMembers(input.source, budget), place, depth);
    return;
  }
  // A zip that will not fit is not tried, because it would only take memory from the scan of its raw bytes.
  if (input.size !== undefined && !budget.mayHold(input.size)) yield* unheld(opening, input.reader, place, depth);
  const room = LARGE_MEMORY.take();
  try {
    const { whole, failure } = await gather(input.reader, room, budget);
    if (whole === undefined) return yield* unheld(opening, input.reader, place, depth);
    try {
      yield* documents.document(whole, place);
      yield* opening.members(zipMembers(new MemorySource(whole), budget), place, depth);
    } finally {
      budget.release(whole.length);
    }
    if (failure !== undefined) throw failure;
  } finally {
    LARGE_MEMORY.give(room);
  }
}

/**
 * A zip for which there is no memory.
 * @throws UnreadableArchive
 */
async function* unheld(
  opening: Opening,
  reader: ByteReader,
  place: Place,
  depth: number,
): AsyncGenerator<ScanDocument | Skipped, never> {
  yield* opening.leaf(reader, place, depth, false);
  const { memory } = opening.limits;
  throw new UnreadableArchive(
    `a zip of more than ${asWords(memory)} within something else`,
    `${UNPACK}, or raise the limit: --archive-limits memory=${memory * 8}`,
  );
}

/**
 * @param room receives the bytes if they fit
 * @returns all bytes in one buffer, and why there are not more; nothing, with the reader unchanged, if there is no
 *   memory
 */
async function gather(
  reader: ByteReader,
  room: Buffer,
  budget: Budget,
): Promise<{ whole?: Buffer; failure?: unknown }> {
  let whole = room;
  let held = 0;
  let failure: unknown;
  try {
    for (let chunk = await reader.chunk(); chunk !== undefined; chunk = await reader.chunk()) {
      if (!budget.hold(chunk.length)) {
        budget.release(held);
        for (const one of [chunk, whole.subarray(0, held)]) reader.unread(one);
        return {};
      }
      if (held + chunk.length > whole.length)
        whole = Buffer.concat([whole.subarray(0, held)], Math.min(budget.limits.memory, 2 * (held + chunk.length)));
      chunk.copy(whole, held);
      held += chunk.length;
    }
  } catch (error) {
    failure = error;
  }
  return { whole: whole.subarray(0, held), failure };
}
