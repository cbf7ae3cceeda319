/** What the operating system says, in words; its own message would repeat the path. */
export function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT': return 'no such file or folder';
    case 'EACCES': return 'permission denied';
    case 'EPERM': return 'not permitted';
    case 'EEXIST': return 'it exists already';
    case 'EISDIR': return 'it is a folder';
    case 'ENOTDIR': return 'a part of the path is no folder';
    case 'ELOOP': return 'its links run in a circle';
    case 'ENOSPC': return 'no space is left';
    case 'EROFS': return 'the file system is read-only';
    case 'ENAMETOOLONG': return 'the name is too long';
    case undefined: return 'unknown reason';
    default: return code;
  }
}
