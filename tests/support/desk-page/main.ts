import '../../../src/renderer/client/zod-setup'
import { fakeLectern } from '../fake-bridge'
import { isTrouble } from '../fake-trouble'

// `?articles=0&shell=browser&indexing=1&theme=dark` shows the other faces, `?trouble=refused` what can go wrong; the event
// `trouble` with a name in its detail makes it go wrong later, and `recount` tells that everything has to be counted again.
const asked = new URLSearchParams(window.location.search)
let trouble = asked.get('trouble')
window.addEventListener('trouble', (event) => {
  trouble = (event as CustomEvent<string | null>).detail
})
Object.defineProperty(window, 'lectern', {
  value: fakeLectern({
    articles: Number(asked.get('articles') ?? 20_000),
    shell: asked.get('shell') === 'browser' ? 'browser' : 'desktop',
    indexing: asked.has('indexing'),
    trouble: () => (isTrouble(trouble) ? trouble : null),
  }),
})
await import('../../../src/renderer/main')
