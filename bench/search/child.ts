/** The side of a measurement that runs in a process of its own: it takes one job, answers and ends. */

/** Answers the one job this process was started for, by its name. */
export function answerJob(jobs: Readonly<Record<string, (input: never) => unknown>>): void {
  process.once('message', (message: { readonly job: string; readonly input: never }) => {
    Promise.resolve()
      .then(() => {
        const work = jobs[message.job]
        if (work === undefined) throw new RangeError(`There is no job ${message.job}.`)
        return work(message.input)
      })
      .then(
        (value) => process.send?.({ ok: true, value }, () => process.exit(0)),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
  })
}
