// Recognises a Git LFS pointer, the small text that replaces a large file in git.

/** Git LFS itself rejects longer pointers. Bytes. */
const MAX_LENGTH = 1024;
/** The current specification URL and two older ones. */
const VERSION =
  /^version (?:https:\/\/git-lfs\.github\.com\/spec\/v1|https:\/\/hawser\.github\.com\/spec\/v1|http:\/\/git-media\.io\/v\/2)$/;
const OID = /^oid sha256:([0-9a-f]{64})$/;
const LINE = /^[a-z0-9.-]+ \S.*$/;

/**
 * @param head the first bytes, or the whole file
 * @param size of the whole file in bytes
 * @returns the SHA-256 of the content in hex; undefined for any other text, including text that quotes a pointer
 */
export function lfsPointer(head: Buffer, size: number): string | undefined {
  if (size > MAX_LENGTH || head.length < size) return undefined;
  const [version = '', ...lines] = head.toString('latin1', 0, size).trim().split(/\r?\n/);
  if (
    !VERSION.test(version) ||
    !lines.every((line) => LINE.test(line)) ||
    !lines.some((line) => /^size \d+$/.test(line))
  )
    return undefined;
  return lines.map((line) => OID.exec(line)?.[1]).find((oid) => oid !== undefined);
}
