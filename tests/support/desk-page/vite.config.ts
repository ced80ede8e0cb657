import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The desk in any browser, on a made-up library: `npx vite -c tests/support/desk-page/vite.config.ts`. */
export default defineConfig({
  root: import.meta.dirname,
  server: { fs: { allow: [resolve(import.meta.dirname, '../../..')] } },
  plugins: [
    react(),
    {
      name: 'article-frames',
      configureServer(server) {
        server.middlewares.use((request, response, next) => {
          const path = request.url ?? ''
          if (path.startsWith('/reader.css'))
            request.url = `/@fs${resolve(import.meta.dirname, '../../../src/renderer/styles/reader.css')}?direct`
          if (!path.startsWith('/article/')) return next()
          response.setHeader('Content-Type', 'text/html; charset=utf-8')
          response.end(
            '<!doctype html><html><head><meta charset="utf-8"><title>Reader</title>' +
              '<link rel="stylesheet" href="/reader.css"></head><body><article></article></body></html>',
          )
        })
      },
    },
  ],
})
