/** Runs `child.ts` as processes of their own, for the tests of a file. */
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll } from 'vitest'

/** The system's user without rights. Root may write where nobody else can, so what is about permissions runs as that user. */
const nobody = 65_534
const asOther = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

/** What the child says, line by line. */
export type Said = Readonly<Record<string, unknown>>

export interface RunOptions {
  readonly uid?: number
  readonly gid?: number
  /** A command and its words that the child's own command line is added to. */
  readonly through?: readonly [string, readonly string[]]
}

/** Runs the child to its end; resolves with all that it said, rejects where it does not end with 0. */
function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Promise<readonly Said[]> {
  return new Promise((resolve, reject) => {
    const { through = [process.execPath, []], ...rest } = options
    const [command, first] = through
    const child = spawn(command, [...first, program, ...args], { ...rest, stdio: ['ignore', 'pipe', 'pipe'] })
    let [said, errors] = ['', '']
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      errors += chunk
    })
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
    })
    child.on('error', reject)
    child.on('close', (code) => {
      if (code !== 0) return reject(new Error(`child: ${code} ${errors}`))
      resolve(
        said
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line)),
      )
    })
  })
}

/** Builds the child before the tests of a file. `asOther`: what a process is started with that has no rights of root. */
export function childProgram(): {
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<readonly Said[]>
  readonly asOther: typeof asOther
} {
  let program = ''
  beforeAll(async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'lectern-child-'))
    await build({
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      build: {
        ssr: join(import.meta.dirname, 'child.ts'),
        outDir,
        emptyOutDir: true,
        target: 'node20',
        minify: false,
        rollupOptions: { output: { format: 'es', entryFileNames: 'child.mjs' } },
      },
      ssr: { noExternal: true },
    })
    await chmod(outDir, 0o755)
    program = join(outDir, 'child.mjs')
  }, 60_000)
  afterAll(() => rm(join(program, '..'), { recursive: true, force: true }))
  return { run: (args, options) => runProgram(program, args, options), asOther }
}
