import { useEffect, useState } from 'react'

/** Whether something has lasted for longer than so many milliseconds: what is over sooner needs no word. */
export function useLate(lasts: boolean, milliseconds: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!lasts) return setLate(false)
    const timer = setTimeout(() => setLate(true), milliseconds)
    return () => clearTimeout(timer)
  }, [lasts, milliseconds])
  return lasts && late
}
