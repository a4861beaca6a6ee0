// Translates the error codes of the file system into words; no other file does this.

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system can only be read',
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EISDIR: 'it is a folder',
  EEXIST: 'it is there already',
  ENOTEMPTY: 'the folder is not empty',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the path is too long',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would become too large',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOMEM: 'there is not enough memory',
  EBUSY: 'it is in use',
  ETXTBSY: 'it is in use',
  EAGAIN: 'it is in use',
  EXDEV: 'it lies on another disk',
  EIO: 'the disk reports an error',
  ENXIO: 'there is nothing at its other end',
  ENODEV: 'there is no such device',
  EPIPE: 'nobody reads it any more',
  ESTALE: 'the network drive no longer has it',
  ETIMEDOUT: 'the network drive does not answer',
  EINVAL: 'the system does not allow it there',
  ENOTSUP: 'the system does not allow it there',
  // Node's code for a path with a NUL byte.
  ERR_INVALID_ARG_VALUE: 'no file can have such a name',
};

/** If a path must be created, this code does not mean that something is missing. */
const REASONS_WRITING: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of the path is a file',
  ENOENT: 'the folder is not there',
  ENXIO: 'nobody reads it',
};

/** @returns the reason of a failed system call, without the path, which is shown separately */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.message : (REASONS[code] ?? code);
}

/** @returns the reason of a failed write */
export function reasonNotWritten(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return REASONS_WRITING[code] ?? reasonOf(error);
}
