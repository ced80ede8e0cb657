/** Bytes in memory that threads share: large segments go to the merge worker and come back without being copied. */

/** Room for so many bytes. */
export const sharedBytes = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length))

/** A copy of bytes. */
export function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const copy = sharedBytes(bytes.length)
  copy.set(bytes)
  return copy
}
