/** Calls at most once in a while: at once when it was quiet, and at the end of the while for what came meanwhile. */
export interface Throttle {
  call(): void
  /** Makes the outstanding call now, if there is one. */
  flush(): void
  stop(): void
}

/** Makes a throttle; `every` is milliseconds. */
export function throttle(every: number, work: () => void): Throttle {
  let timer: NodeJS.Timeout | null = null
  let outstanding = false
  let stopped = false
  const run = (): void => {
    outstanding = false
    timer = setTimeout(() => {
      timer = null
      if (outstanding) run()
    }, every)
    timer.unref()
    work()
  }
  return {
    call() {
      if (stopped) return
      if (timer === null) run()
      else outstanding = true
    },
    flush() {
      if (!outstanding || stopped) return
      outstanding = false
      work()
    },
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
