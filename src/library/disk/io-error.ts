/** Refusals of the file system, in the reader's words. */
import { basename, dirname } from 'node:path'
import { LecternError } from '#shared/result'

/** The file system's own code of an error (`ENOSPC`), also where it was wrapped by `ioError`; else undefined. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof LecternError) return codeOf(error.cause)
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Whether an error says that there is nothing at a path. */
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'

/** Puts a refusal of the file system in the reader's words. */
export function ioError(verb: 'read' | 'write' | 'make' | 'move', path: string, cause: unknown): LecternError {
  if (cause instanceof LecternError) return cause
  const reason = reasons[codeOf(cause) ?? ''] ?? (cause instanceof Error ? cause.message : String(cause))
  return new LecternError('io', `Could not ${verb} “${basename(path)}” in ${dirname(path)}: ${reason}.`, { cause })
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'permission was denied',
  EPERM: 'the system does not permit it',
  ENOENT: 'the folder is not there any more',
  EEXIST: 'a file of that name is already there',
  EISDIR: 'a folder of that name is in the way',
  ENOTDIR: 'a file is in the place of the folder',
  EMFILE: 'too many files are open',
  EIO: 'the disk reported a fault',
}
