import { useEffect, useState } from 'react'

/** Entries that fill the palette. */
const step = 16

/** How many of a list's entries are drawn: a screenful at once, and as many more after each pause. Another `key` starts anew. */
export function useGrowing(total: number, key: string): number {
  const [grown, setGrown] = useState({ key, count: step })
  const count = grown.key === key ? grown.count : step
  useEffect(() => {
    if (count >= total) return
    const timer = setTimeout(() => setGrown({ key, count: count + step }))
    return () => clearTimeout(timer)
  }, [key, count, total])
  return Math.min(count, total)
}
