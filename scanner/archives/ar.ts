import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { nameOf, type Members } from './member.ts';
import { Unreadable } from './trouble.ts';

const MAGIC_LENGTH = 8;
const HEADER_LENGTH = 60;

/** The members of an `ar` archive: a Debian package, a static library. */
export async function* arMembers(reader: ByteReader, budget: Budget): Members {
  await reader.skip(MAGIC_LENGTH);
  for (let header = await reader.read(HEADER_LENGTH); header.length > 0; header = await reader.read(HEADER_LENGTH)) {
    await budget.breathe();
    budget.member();
    const digits = header.toString('latin1', 48, 58).trim();
    if (header.length < HEADER_LENGTH || header[58] !== 0x60 || !/^\d+$/.test(digits)) throw new Unreadable('it is damaged (a header is wrong)');
    const size = Number(digits);
    const name = nameOf(header.subarray(0, 16)).trimEnd().replace(/(?<=.)\/$/, '');
    let passed = 0;
    if (size > budget.maxSize) yield { name, trouble: budget.tooLarge };
    else yield { name, content: reader.part(size, (bytes) => (passed += bytes)) };
    passed += await reader.skip(size - passed);
    if (passed < size) throw new Unreadable(`it is cut off in "${name}"`);
    await reader.skip(size % 2);
  }
}
