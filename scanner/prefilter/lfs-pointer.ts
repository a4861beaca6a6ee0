// Reads what git LFS keeps in the place of a large file.

/** git LFS itself reads no longer pointer. Bytes. */
const LONGEST = 1024;
/** The address of today, and two from before it had one name. */
const VERSION =
  /^version (?:https:\/\/git-lfs\.github\.com\/spec\/v1|https:\/\/hawser\.github\.com\/spec\/v1|http:\/\/git-media\.io\/v\/2)$/;
const OID = /^oid sha256:([0-9a-f]{64})$/;
const LINE = /^[a-z0-9.-]+ \S.*$/;

/**
 * @param head the first bytes, or all there are
 * @param size of the whole in bytes
 * @returns the SHA-256 of the content in hex; undefined for any other text, also one that quotes a pointer
 */
export function lfsPointer(head: Buffer, size: number): string | undefined {
  if (size > LONGEST || head.length < size) return undefined;
  const [version = '', ...lines] = head.toString('latin1', 0, size).trim().split(/\r?\n/);
  if (
    !VERSION.test(version) ||
    !lines.every((line) => LINE.test(line)) ||
    !lines.some((line) => /^size \d+$/.test(line))
  )
    return undefined;
  return lines.map((line) => OID.exec(line)?.[1]).find((oid) => oid !== undefined);
}
