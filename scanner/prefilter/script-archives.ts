// Finds an archive behind the text of a script, as in a self-extracting installer.
import { recogniseSignature, type Recognised } from './signature-table.ts';
import { isTarHeader, TAR_BLOCK } from './tar-header.ts';

/** How far into a script archives are searched for. Bytes. */
export const SCRIPT_LIMIT = 1024 * 1024;

/** Data behind the text of a script. */
export interface ScriptArchive {
  /** Offset from the start of the script, in bytes. */
  readonly at: number;
  readonly recognised: Recognised;
  /** Whether the data is only known not to be text. A zip is recognised by its end, which is further on. */
  readonly isUnknown: boolean;
}

/** Signatures distinctive enough to be searched for at any offset. */
const SIGNATURES = [
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
/** More than any signature reads. Bytes. */
const SIGNATURE_READ = 256;
const TAR_MAGIC = Buffer.from('ustar');
const TAR_MAGIC_AT = 257;

/**
 * @param bytes at least the first {@link SCRIPT_LIMIT} bytes, or the whole file if shorter
 * @returns undefined if this is not a script, or is text to its end
 */
export function findScriptArchive(bytes: Uint8Array): ScriptArchive | undefined {
  if (bytes[0] !== 0x23 || bytes[1] !== 0x21) return undefined;
  const script = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SCRIPT_LIMIT));
  const found = [...SIGNATURES.map((start) => findSignature(script, start)), findTar(script)].filter(
    (archive) => archive !== undefined,
  );
  if (found.length > 0) return found.reduce((first, archive) => (archive.at < first.at ? archive : first));
  const at = script.indexOf(0);
  return at < 0 ? undefined : { at, recognised: { unsupported: 'script with data behind it' }, isUnknown: true };
}

function findSignature(script: Buffer, start: Buffer): ScriptArchive | undefined {
  for (let at = script.indexOf(start); at >= 0; at = script.indexOf(start, at + 1)) {
    const recognised = recogniseSignature(script.subarray(at, at + SIGNATURE_READ), undefined);
    if (recognised !== undefined) return { at, recognised, isUnknown: false };
  }
  return undefined;
}

function findTar(script: Buffer): ScriptArchive | undefined {
  for (let magic = script.indexOf(TAR_MAGIC); magic >= 0; magic = script.indexOf(TAR_MAGIC, magic + 1)) {
    const at = magic - TAR_MAGIC_AT;
    if (at > 0 && isTarHeader(script.subarray(at, at + TAR_BLOCK)))
      return { at, recognised: { format: 'tar' }, isUnknown: false };
  }
  return undefined;
}
