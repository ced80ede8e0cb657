import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

/** One article written by an attacker. */
interface HostileArticle {
  /** The file under `tests/fixtures/hostile`, which keeps an innocent name so that every system can check it out. */
  readonly fixture: string
  /** Its path in the library, where the name itself may be the attack. */
  readonly path: string
  /** Where the attack stands. */
  readonly place: 'body' | 'title' | 'tags' | 'assets' | 'file name'
  /** What it tries, and must not be able to do. */
  readonly mustNot: string
  /** Innocent words of its body: when the reader shows them, the article was really opened. */
  readonly keeps: string
}

const attacks: readonly (readonly [string, HostileArticle['place'], string, string?])[] = [
  ['01-script.html', 'body', 'run script elements, inline, remote or nested'],
  ['02-handlers.html', 'body', 'run event handlers of images, media, details, focus, animation and visibility'],
  ['03-svg.html', 'body', 'run script, animation or foreign content inside an SVG, or fetch through it'],
  ['04-srcdoc.html', 'body', 'run a document of its own given as srcdoc'],
  ['05-refresh.html', 'body', 'navigate or set a cookie or a policy by meta elements'],
  [
    '06-remote-images.html',
    'body',
    'fetch pictures, sets, posters, media, backgrounds or lazy pictures from elsewhere',
  ],
  ['07-base.html', 'body', 'move every relative address to another host'],
  ['08-forms.html', 'body', 'submit a form, take the focus, or clobber names of the document'],
  ['09-frames.html', 'body', 'open frames, objects, embeds, applets, portals or webviews'],
  ['10-links.html', 'body', 'link to javascript:, file:, smb:, our own pages or disguised schemes, or ping'],
  ['11-data.html', 'body', 'smuggle documents, styles and scripts in data: addresses'],
  ['12-mathml.html', 'body', 'break out of MathML when markup is parsed twice'],
  ['13-styles.html', 'body', 'fetch by style sheets, or lay itself over the window'],
  ['14-hints.html', 'body', 'fetch by prefetch, preload, icons, manifests or speculation rules'],
  ['15-mutation.html', 'body', 'change its meaning between two parsers'],
  ['16-title.html', 'title', 'run from title, author, source, date, keywords or language of its meta data'],
  ['17-saved.html', 'assets', 'run a saved drawing or page, or reach a file outside the library'],
  ['18-charset.html', 'body', 'run after being read in an encoding of its choice'],
  ['19-shadow.html', 'body', 'hide in shadow roots, custom elements, old attributes or plaintext'],
  ['20-html.md', 'body', 'run raw HTML inside Markdown'],
  ['21-links.md', 'body', 'run or fetch through Markdown links and pictures'],
  ['22-title.md', 'title', 'run from title, author, date, source or language of its front matter'],
  ['23-tags.md', 'tags', 'run from keywords, or leave the notebook by a keyword that looks like a path'],
  ['24-yaml.md', 'tags', 'explode aliases, reach prototypes or construct objects in front matter'],
  ['25-code.md', 'body', 'run from fences, tables, code or footnotes'],
  ['26-text.txt', 'body', 'be taken for HTML though it is text'],
  ['27-dated-title.txt', 'title', 'run from the standfirst of a dated text'],
  ['28-controls.txt', 'title', 'turn, erase or cut text by control characters and broken bytes'],
  ['29-template.txt', 'title', 'be evaluated as a template'],
  ['30-recursive.html', 'body', 'show the program inside itself, or talk to what lies behind it'],
  ['31-name.txt', 'file name', 'run from its file name', 'names/<img src=x onerror=top.__pwned=31>.txt'],
  ['32-name.txt', 'file name', 'run from its folder name', 'names/<b onmouseover="top.__pwned=32">bold/32.txt'],
  ['33-name.txt', 'file name', 'look like a way out of the folder', 'names/x..%2f..%2f..%2fetc%2fpasswd.txt'],
  ['34-name.md', 'file name', 'run where a title is missing', `names/'"><svg onload=top.__pwned=34>.md`],
  ['35-name.txt', 'file name', 'look like an address', 'names/javascript:top.__pwned=35;?x#y &z.txt'],
  [
    '36-name.txt',
    'file name',
    'be read as pattern, option or line break',
    'names/--help [a-z]{1,2} *? $(touch x) `x`\n.txt',
  ],
]

/** The corpus: every attack on its own, numbered as its file is. */
export const hostileArticles: readonly HostileArticle[] = attacks.map(([fixture, place, mustNot, path]) => ({
  fixture,
  place,
  mustNot,
  path: path ?? fixture,
  keeps: `Sentence ${fixture.slice(0, 2)} stays.`,
}))

const fixtures = join(import.meta.dirname, '../fixtures/hostile')

/** The secret that no article may reach: it lies beside the library, not in it. */
const outsideSecret = 'outside-secret.png'

/**
 * Writes the corpus into `folder/library` and the secret beside it, with every `{{listener}}` replaced by `listener`
 * (`127.0.0.1:port`), where a test listens for what gets out. Returns the library's folder.
 */
export function writeHostileLibrary(folder: string, listener: string): string {
  const library = join(folder, 'library')
  for (const { fixture, path } of hostileArticles) {
    const target = join(library, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, aimed(join(fixtures, fixture), listener))
  }
  const assets = join(library, '17-saved_files')
  mkdirSync(assets)
  for (const name of readdirSync(join(fixtures, '17-saved_files')))
    writeFileSync(join(assets, name), aimed(join(fixtures, '17-saved_files', name), listener))
  cpSync(join(fixtures, '17-saved_files/real.png'), join(folder, outsideSecret))
  symlinkSync(join(folder, outsideSecret), join(assets, 'outside.png'))
  return library
}

/** A fixture's bytes with the listener's address in place; pictures and broken bytes stay as they are. */
function aimed(path: string, listener: string): Buffer {
  const bytes = readFileSync(path)
  if (extname(path) === '.png') return bytes
  return Buffer.from(bytes.toString('latin1').replaceAll('{{listener}}', listener), 'latin1')
}
