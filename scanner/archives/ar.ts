// Reads the members of an `ar` archive, such as a Debian package or a static library.
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { nameOf, type Member, type Members } from './member.ts';

const MAGIC_LENGTH = 8;
const HEADER_LENGTH = 60;
/** Maximum length of a list of names, or of a name before the data. Bytes. */
const LONGEST_NAMES = 16 * 1024 * 1024;
const REPAIR = 'Repair or replace the archive, or delete it if nobody needs it.';

/** Yields the members of an archive, with GNU and BSD long names. */
export async function* arMembers(reader: ByteReader, budget: Budget): Members {
  await reader.skip(MAGIC_LENGTH);
  let names: Buffer = Buffer.alloc(0);
  for (let header = await reader.read(HEADER_LENGTH); header.length > 0; header = await reader.read(HEADER_LENGTH)) {
    await budget.breathe();
    budget.member();
    const digits = header.toString('latin1', 48, 58).trim();
    if (header.length < HEADER_LENGTH || header[58] !== 0x60 || !/^\d+$/.test(digits)) {
      reader.check();
      yield {
        name: '',
        trouble: { reason: 'it is damaged (a header is wrong); the rest was scanned as it is', remedy: REPAIR },
      };
      reader.unread(header);
      yield { name: '(rest)', content: reader.rest() } satisfies Member;
      return;
    }
    const size = Number(digits);
    const given = nameOf(header.subarray(0, 16)).trimEnd();
    const before = Number(/^#1\/(\d+)$/.exec(given)?.[1] ?? 0);
    let passed = 0;
    if (given === '//' && size <= LONGEST_NAMES) {
      names = Buffer.from(await reader.read(size));
      passed = names.length;
      yield { name: given, texts: [names] };
    } else {
      const own =
        before > 0 && before <= Math.min(size, LONGEST_NAMES) ? Buffer.from(await reader.read(before)) : undefined;
      passed = own?.length ?? 0;
      const name = own === undefined ? named(given, names) : nameOf(own).replace(/\0+$/, '');
      if (size - passed > budget.maxSize) yield { name, trouble: budget.tooLarge };
      else yield { name, content: reader.part(size - passed, (bytes) => (passed += bytes)) };
    }
    passed += await reader.skip(size - passed);
    if (passed < size) {
      reader.check();
      yield { name: '', trouble: { reason: `it is cut off in "${given}"`, remedy: REPAIR } };
      return;
    }
    await reader.skip(size % 2);
  }
}

/** @param names the list of names that are too long for a header */
function named(given: string, names: Buffer): string {
  const at = /^\/(\d+)$/.exec(given)?.[1];
  if (at === undefined) return given.replace(/(?<=.)\/$/, '');
  const end = names.indexOf(10, Number(at));
  return nameOf(names.subarray(Number(at), end < 0 ? names.length : end)).replace(/\/$/, '');
}
