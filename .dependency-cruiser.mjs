/**
 * The rooms and the direction of imports: shared <- core <- library <- main | cli; shared <- preload; shared, core <- renderer.
 * Only `main` knows Electron: in plain Node, importing electron or electron-store starts a download attempt.
 */
const room = (name) => `^src/${name}/`
const allowed = {
  shared: ['shared'],
  core: ['shared', 'core'],
  library: ['shared', 'core', 'library'],
  main: ['shared', 'core', 'library', 'main'],
  cli: ['shared', 'core', 'library', 'cli'],
  preload: ['shared', 'preload'],
  renderer: ['shared', 'core', 'renderer'],
}

export default {
  forbidden: [
    ...Object.entries(allowed).map(([name, others]) => ({
      name: `${name}-imports-only-${others.join('-')}`,
      severity: 'error',
      from: { path: room(name) },
      to: { path: '^src/', pathNot: others.map(room) },
    })),
    {
      name: 'pure-rooms-use-no-platform',
      comment: 'core and shared run anywhere: no file system, no clock, no process.',
      severity: 'error',
      from: { path: '^src/(core|shared)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pages-use-no-node',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-main-and-preload-know-electron',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '(^|/)node_modules/(electron|electron-store)/|^electron$' },
    },
    {
      name: 'only-the-client-touches-the-bridge',
      comment:
        'The contract as values (schemas, rpc) enters the renderer in client/ alone; types may be used anywhere.',
      severity: 'error',
      from: { path: '^src/renderer/', pathNot: '^src/renderer/client/' },
      to: { path: '^src/shared/rpc' },
    },
    {
      name: 'pages-analyse-no-words',
      comment: 'Pages colour a query by its form alone; the analysis with its stemmers stays in the library process.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '(^|/)lunr|^src/core/search/(index|stemmers|words|tokens)', reachable: true },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '\\?' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.css', '.json'],
    },
  },
}
