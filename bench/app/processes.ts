import { readdirSync, readFileSync } from 'node:fs'

/** Memory (its proportional share, PSS) of a process and all below it, MiB, with that of the library process apart; null where there is no /proc. */
export function memoryBelow(root: number): { readonly all: number; readonly library: number } | null {
  const below = processesBelow(root)
  if (below === null) return null
  let all = 0
  let library = 0
  for (const pid of below) {
    const kib = Number(/^Pss:\s+(\d+) kB/m.exec(tryRead(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
    all += kib / 1024
    const command = tryRead(`/proc/${pid}/cmdline`)
    if (command.includes('library-process') || command.includes('utility-sub-type=node.mojom.NodeService'))
      library += kib / 1024
  }
  return { all, library }
}

/** Processor time that a process and all below it have had so far, milliseconds; null where there is no /proc. Ticks are 10 ms. */
export function workBelow(root: number): number | null {
  const below = processesBelow(root)
  if (below === null) return null
  const ticks = below.map((pid) => {
    const [, user = 0, system = 0] =
      /^\d+ \(.*\) \S (?:\S+ ){10}(\d+) (\d+) /s.exec(tryRead(`/proc/${pid}/stat`))?.map(Number) ?? []
    return user + system
  })
  return ticks.reduce((sum, each) => sum + each, 0) * 10
}

/** A process and all below it; null where there is no /proc. */
function processesBelow(root: number): readonly number[] | null {
  const parents = new Map<number, number>()
  try {
    for (const name of readdirSync('/proc')) {
      if (!/^\d+$/.test(name)) continue
      const stat = tryRead(`/proc/${name}/stat`)
      // The program's name stands in brackets and may hold anything.
      const parent = /^\d+ \(.*\) \S (\d+) /s.exec(stat)?.[1]
      if (parent !== undefined) parents.set(Number(name), Number(parent))
    }
  } catch {
    return null
  }
  if (parents.size === 0) return null
  const isBelow = (pid: number): boolean => pid === root || (parents.has(pid) && isBelow(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(isBelow)
}

function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
