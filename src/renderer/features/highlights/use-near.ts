import { type RefObject, useEffect, useState } from 'react'

/** How far outside of what is seen something counts as near, CSS pixels. */
const near = 800

const waiting = new WeakMap<Element, () => void>()

function makeObserver(): IntersectionObserver {
  // `scrollMargin` counts in a pane that scrolls, where `rootMargin` does not; the types do not know it yet.
  const options: IntersectionObserverInit & { readonly scrollMargin: string } = { scrollMargin: `${near}px` }
  return new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) if (isIntersecting) waiting.get(target)?.()
  }, options)
}

let observer: IntersectionObserver | null = null

/** Whether an element has ever come near to what is seen; `already`: it counts as near from the start. */
export function useNear(element: RefObject<Element | null>, already: boolean): boolean {
  const [isNear, setNear] = useState(already)
  if (already && !isNear) setNear(true)
  useEffect(() => {
    const { current } = element
    if (isNear || current === null) return
    observer ??= makeObserver()
    const watching = observer
    waiting.set(current, () => setNear(true))
    watching.observe(current)
    return () => watching.unobserve(current)
  }, [element, isNear])
  return isNear
}
