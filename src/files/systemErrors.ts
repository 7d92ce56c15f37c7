/** What the system's codes mean, as a part of a sentence. */
const meanings = new Map<string, string>([
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EROFS', 'the file system is read-only'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the system allows no larger file'],
  ['ENOENT', 'there is no such file or folder'],
  ['ENOTDIR', 'a part of the path is a file'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'a file of that name is in the way'],
  ['ENOTEMPTY', 'something else is writing into that folder'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ELOOP', 'its symbolic links run in a circle'],
  ['EBUSY', 'another program, or the system itself, is using it'],
  ['ETXTBSY', 'it is a program that is running'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['EIO', 'the disk failed'],
  ['ENXIO', 'there is no such device'],
  ['ENODEV', 'there is no such device'],
  ['ENOTCONN', 'the network drive does not answer'],
  ['ESTALE', 'the network drive has lost the file'],
  ['ETIMEDOUT', 'the network drive does not answer'],
  ['ENOTSUP', 'the file system cannot do that'],
  ['ENOSYS', 'the file system cannot do that'],
  ['EINVAL', 'the file system cannot do that'],
  ['EXDEV', 'it is on another disk'],
  ['EMLINK', 'the file system allows no more links'],
  ['ENOMEM', 'memory is used up'],
  ['EAGAIN', 'the system has nothing left to give'],
]);

/** The system's code for an error, such as ENOENT; undefined for an error that is not the system's. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && (typeof syscall === 'string' || meanings.has(code)) ? code : undefined;
}

/** What a code means, as a part of a sentence. */
export function meaningOf(code: string): string {
  return meanings.get(code) ?? `the system says ${code}`;
}
