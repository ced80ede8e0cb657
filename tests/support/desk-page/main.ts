import '../../../src/renderer/client/zod-setup'
import { fakeLectern } from '../fake-bridge'

// `?articles=0&shell=browser&indexing=1&theme=dark` shows the other faces.
const asked = new URLSearchParams(window.location.search)
Object.defineProperty(window, 'lectern', {
  value: fakeLectern({
    articles: Number(asked.get('articles') ?? 20_000),
    shell: asked.get('shell') === 'browser' ? 'browser' : 'desktop',
    indexing: asked.has('indexing'),
  }),
})
await import('../../../src/renderer/main')
