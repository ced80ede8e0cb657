import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** One way in which the guard against hostile articles could fail, as edits of the sources; each must be found as it stands. */
interface Weakening {
  readonly name: string
  readonly edits: readonly { readonly file: string; readonly find: string | RegExp; readonly put: string }[]
}

const moreElements = `'script', 'iframe', 'object', 'embed', 'form', 'input', 'button', 'style', 'meta', 'base', 'link', 'video', 'svg', 'hr', 'div']`
const allowElements = { file: 'src/shared/tree.ts', find: /'hr', 'div'\]/, put: moreElements }
const allowAttributes = (names: string) => ({
  file: 'src/shared/tree.ts',
  find: /'rowspan',\s*'start',/,
  put: `'rowspan', 'start', ${names},`,
})

/** Each opens one hole through every layer that would otherwise cover for the others. */
export const weakenings: readonly Weakening[] = [
  {
    name: 'elements that run or load are let through',
    edits: [
      allowElements,
      ...[
        ["['script', 'scripts'],", ''],
        ["...fates('styles', 'style'),", ''],
        ["'iframe frame ", "'frame "],
        ["'object embed applet svg ", "'applet "],
        ["'input button ", "'"],
      ].map(([find = '', put = '']) => ({ file: 'src/core/formats/html-elements.ts', find, put })),
    ],
  },
  {
    name: 'event handlers are let through',
    edits: [
      allowAttributes(`'onerror', 'onload', 'onclick', 'onmouseover', 'onfocus', 'ontoggle'`),
      {
        file: 'src/core/formats/html-attributes.ts',
        find: "if (key.startsWith('on')) context.block('handlers')",
        put: 'if (/^on(error|load|click|mouseover|focus|toggle)$/.test(key)) (result as Record<string, string>)[key] = value',
      },
    ],
  },
  {
    name: 'links to any scheme are let through',
    edits: [
      {
        file: 'src/core/formats/html-attributes.ts',
        find: "if (['http:', 'https:', 'mailto:'].includes(url.protocol))",
        put: 'if (url.protocol)',
      },
      {
        file: 'src/renderer/features/reader/tree-dom.ts',
        find: '/^(https?:|mailto:|#)/i.test(href)',
        put: 'href.length > 0',
      },
    ],
  },
  {
    name: 'pictures from elsewhere are let through',
    edits: [
      {
        file: 'src/core/formats/html-attributes.ts',
        find: /if \(\/\^\(\?:https\?\|ftp\):.*\n\s*block\('remote images'\)\n\s*return null/,
        put: 'if (/^(?:https?|ftp):|^[\\\\/]{2}/i.test(address)) {\n    return address',
      },
      {
        file: 'src/renderer/features/reader/tree-dom.ts',
        find: "element.setAttribute('src', addressOf(value))",
        put: "element.setAttribute('src', /^https?:/.test(value) ? value : addressOf(value))",
      },
    ],
  },
  {
    name: 'titles and snippets are drawn as HTML',
    edits: [
      {
        file: 'src/renderer/ui/marked-text.tsx',
        find: 'if (marks.length === 0) return text',
        put: 'if (marks.length === 0) return <span dangerouslySetInnerHTML={{ __html: text }} />',
      },
    ],
  },
  {
    name: 'the article frame may run scripts',
    edits: [
      {
        file: 'src/library/shell/page-policies.ts',
        find: "'sandbox allow-same-origin',",
        put: "'sandbox allow-same-origin allow-scripts',",
      },
      {
        file: 'src/renderer/features/reader/article-frame.tsx',
        find: 'sandbox="allow-same-origin"',
        put: 'sandbox="allow-same-origin allow-scripts"',
      },
    ],
  },
]

/** Copies the sources to `folder`, weakens them and builds them there. Throws when an edit no longer finds its place. */
export function buildWeakened(folder: string, { edits }: Weakening): void {
  mkdirSync(folder, { recursive: true })
  for (const name of [
    'src',
    'samples',
    'package.json',
    'electron.vite.config.ts',
    'scripts/programs.mjs',
    'tsconfig.json',
    'tsconfig.base.json',
  ])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'tsconfig.json'), '{ "extends": "./tsconfig.base.json", "files": [] }')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const { file, find, put } of edits) {
    const path = join(folder, file)
    const before = readFileSync(path, 'utf8')
    const after = before.replace(find, () => put)
    if (after === before) throw new Error(`${file} no longer has what this weakening replaces: ${find}`)
    writeFileSync(path, after)
  }
  execFileSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: folder,
    stdio: 'pipe',
  })
}
