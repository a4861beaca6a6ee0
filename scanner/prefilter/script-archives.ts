// Finds what is packed behind the text of a script: an installer that unpacks itself.
import { bySignature, type Recognised } from './signature-table.ts';
import { isTarHeader, TAR_BLOCK } from './tar-header.ts';

/** How far into a script something is looked for. Bytes. */
export const SCRIPT = 1024 * 1024;

/** What a script has behind it. */
export interface Behind {
  /** Where it begins, in bytes from the start of the script. */
  readonly at: number;
  readonly recognised: Recognised;
  /** Whether it is only known that it is no text; a zip is known by its end, which is further on. */
  readonly isUnknown: boolean;
}

/** How streams begin that are strong enough to be looked for anywhere. */
const STARTS = [
  '\x1f\x8b\x08',
  'BZh',
  '\xfd7zXZ\0',
  '\x28\xb5\x2f\xfd',
  'LZIP',
  '7z\xbc\xaf\x27\x1c',
  'Rar!\x1a\x07',
  '\x04\x22\x4d\x18',
  '\x89LZO\0\r\n\x1a\n',
].map((start) => Buffer.from(start, 'latin1'));
/** More than a signature looks at. Bytes. */
const TELLING = 256;
const TAR_MAGIC = Buffer.from('ustar');
const TAR_MAGIC_AT = 257;

/**
 * @param bytes the first {@link SCRIPT} bytes, or more, or all there are
 * @returns undefined for what is no script, or text to its end
 */
export function archiveBehindScript(bytes: Uint8Array): Behind | undefined {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return undefined;
  const script = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SCRIPT));
  const found = [...STARTS.map((start) => firstOf(script, start)), firstTar(script)].filter((one) => one !== undefined);
  if (found.length > 0) return found.reduce((first, one) => (one.at < first.at ? one : first));
  const at = script.indexOf(0);
  return at < 0 ? undefined : { at, recognised: { unsupported: 'script with data behind it' }, isUnknown: true };
}

function firstOf(script: Buffer, start: Buffer): Behind | undefined {
  for (let at = script.indexOf(start); at >= 0; at = script.indexOf(start, at + 1)) {
    const recognised = bySignature(script.subarray(at, at + TELLING), undefined);
    if (recognised !== undefined) return { at, recognised, isUnknown: false };
  }
  return undefined;
}

function firstTar(script: Buffer): Behind | undefined {
  for (let magic = script.indexOf(TAR_MAGIC); magic >= 0; magic = script.indexOf(TAR_MAGIC, magic + 1)) {
    const at = magic - TAR_MAGIC_AT;
    if (at > 0 && isTarHeader(script.subarray(at, at + TAR_BLOCK)))
      return { at, recognised: { format: 'tar' }, isUnknown: false };
  }
  return undefined;
}
