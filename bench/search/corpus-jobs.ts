/** Reads the articles' files, in a process of its own, so that its memory is nobody else's. */
import { answerJob } from './child'
import { extract } from './corpus'
import { writeDocuments } from './documents'
import type { CorpusFigures } from './figures'

answerJob({
  async extract({ folder, prepared }: { folder: string; prepared: string }): Promise<CorpusFigures['extraction']> {
    const { articles, files, readMs, extractMs } = await extract(folder)
    writeDocuments(prepared, articles)
    return { files, readMs, extractMs }
  },
})
