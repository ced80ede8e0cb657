/**
 * The port of last time, taken again where nobody asks for another. A browser keeps unsaved text by the address of the page:
 * under another port it would be out of reach.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const fileIn = (cacheDir: string): string => join(cacheDir, 'serve-port')

/** The port that the browser shell had last time; 0 (any free one) where that is not known. Ports below 1024 are nobody's choice. */
export async function lastPort(cacheDir: string): Promise<number> {
  const text = await readFile(fileIn(cacheDir), 'utf8').catch(() => '')
  const port = /^\d{4,5}\n$/.test(text) ? Number(text) : 0
  return port >= 1024 && port <= 65_535 ? port : 0
}

/** Remembers the port. Where that fails, the next start takes any free one. */
export async function keepPort(cacheDir: string, port: number): Promise<void> {
  await mkdir(cacheDir, { recursive: true })
    .then(() => writeFile(fileIn(cacheDir), `${port}\n`))
    .catch(() => undefined)
}
