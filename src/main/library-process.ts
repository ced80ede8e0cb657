/** The library process of the desktop: a utility process of Electron, watched over by the common supervisor. */
import { join } from 'node:path'
import { utilityProcess } from 'electron'
import { utilityChildPort } from '#library/shell/ports'
import { type SupervisedHost, type SupervisorOptions, superviseLibrary } from '#library/shell/supervisor'

/** Starts it; only after `ready`. */
export function setupLibrary(start: SupervisorOptions['start'], notify: SupervisorOptions['notify']): SupervisedHost {
  return superviseLibrary({
    spawn: () => {
      const child = utilityProcess.fork(join(import.meta.dirname, 'library-process.js'), [], {
        serviceName: 'Lectern library',
        stdio: 'inherit',
      })
      return { port: utilityChildPort(child), kill: () => void child.kill() }
    },
    start,
    notify,
    now: () => performance.now(),
  })
}
