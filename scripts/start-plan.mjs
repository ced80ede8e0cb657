/** Decides, from what is known of this machine, how Lectern starts. Nothing here looks at the machine itself. */

/**
 * @typedef {object} Facts What was found out about this machine.
 * @property {NodeJS.Platform} platform
 * @property {boolean} isRoot
 * @property {boolean} noSandbox LECTERN_NO_SANDBOX=1: the reader accepts a window without Electron's sandbox.
 * @property {'x11' | 'wayland' | 'none'} display Only asked on Linux.
 * @property {string | null} program Electron's executable; null where there is none.
 * @property {string | null} fetchProblem Why fetching it failed, in a few words; null where that was not tried.
 * @property {string | null} override ELECTRON_OVERRIDE_DIST_PATH.
 * @property {readonly string[]} missingLibraries System libraries that Electron needs and the system lacks.
 * @property {'ready' | 'forbidden'} sandbox Whether the system lets an ordinary user's Electron start its sandbox.
 */

/**
 * @typedef {{ readonly kind: 'desktop', readonly program: string, readonly switches: readonly string[] }
 *   | { readonly kind: 'fetch' }
 *   | { readonly kind: 'browser', readonly because: string }} Plan
 * `fetch`: try once to fetch Electron's runtime, then ask again. `because` is one sentence with the fix.
 */

/** @param {Facts} facts @returns {Plan} */
export function planStart(facts) {
  const { program, switches, because } = {
    program: facts.program,
    switches: switchesFor(facts),
    because: obstacle(facts),
  }
  if (because !== null) return { kind: 'browser', because }
  if (program === null) return { kind: 'fetch' }
  return { kind: 'desktop', program, switches }
}

/** What stands in the way of a window, cheapest to find out first; null where nothing does or only the runtime is missing yet. */
function obstacle(facts) {
  const { platform, isRoot, noSandbox, display, program, fetchProblem, override, missingLibraries, sandbox } = facts
  if (platform === 'linux' && display === 'none')
    return 'There is no display for a window here (neither DISPLAY nor WAYLAND_DISPLAY is set); to get one, start Lectern from a desktop session.'
  if (platform === 'linux' && isRoot && !noSandbox)
    return 'Electron’s sandbox does not run as root; start Lectern as an ordinary user, or set LECTERN_NO_SANDBOX=1 to go without the sandbox.'
  if (program === null && override !== null)
    return `ELECTRON_OVERRIDE_DIST_PATH names ${override}, but there is no Electron in it; correct or unset it.`
  if (program === null && fetchProblem !== null)
    return `Electron’s runtime is not installed and could not be fetched (${fetchProblem}); set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to a folder that holds the runtime.`
  if (program !== null && missingLibraries.length > 0)
    return `Electron needs system libraries that are missing here: ${missingLibraries.join(', ')}; install them with the system’s package manager.`
  if (program !== null && platform === 'linux' && sandbox === 'forbidden' && !noSandbox)
    return `This system does not let Electron start its sandbox; to allow it, make ${helper(program)} belong to root with mode 4755 (sudo chown root:root …; sudo chmod 4755 …), or set LECTERN_NO_SANDBOX=1 to go without.`
  return null
}

const helper = (program) => program.replace(/[^/]*$/, 'chrome-sandbox')

function switchesFor({ platform, noSandbox, display }) {
  if (platform !== 'linux') return []
  // Electron before 38 does not look for Wayland by itself.
  return [...(noSandbox ? ['--no-sandbox'] : []), ...(display === 'wayland' ? ['--ozone-platform=wayland'] : [])]
}
