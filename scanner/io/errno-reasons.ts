// What a file system says when it cannot do something, in words: the one place where its codes are read.

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
  // Of Node, for a path with a NUL in it.
  ERR_INVALID_ARG_VALUE: 'no file can have such a name',
};

/** In the way of a path that is to be made, it is not that something is missing. */
const REASONS_WRITING: Readonly<Record<string, string>> = {
  ENOTDIR: 'a part of the path is a file',
  ENOENT: 'the folder is not there',
  ENXIO: 'nobody reads it',
};

/** The words for a failed system call, without the path, which stands beside it anyway. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code === undefined ? error.message : (REASONS[code] ?? code);
}

/** The same for what was to be written. */
export function reasonNotWritten(error: unknown): string {
  const { code = '' } = error as NodeJS.ErrnoException;
  return REASONS_WRITING[code] ?? reasonOf(error);
}
