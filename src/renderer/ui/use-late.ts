import { useEffect, useState } from 'react'

/** Whether the component has been there for longer than so many milliseconds: what is over sooner needs no word. */
export function useLate(milliseconds: number): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return late
}
