/** What the pages of both shells may do: the Content-Security-Policies, and the headers that stand on every answer. */
import { createHash } from 'node:crypto'

/**
 * The one style element that React Aria adds to a page (a constant, in its usePress): allowed by
 * its hash, so that no other inline style is. A test reads it back out of the installed package.
 */
export const reactAriaStyle = `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`

const hashSource = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** The app page's policy; `connectSources` are what it may connect to besides its own origin (the browser shell's socket). */
export function appPolicy(connectSources: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${hashSource(reactAriaStyle)}`,
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connectSources].join(' '),
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ')
}

/**
 * The policy of what an article brings along: the frame it is shown in and the images it shows. Never `allow-scripts`: framed
 * or visited directly, nothing in it runs; `allow-same-origin` lets the app read and fill the frame.
 */
export const articlePolicy = [
  'sandbox allow-same-origin',
  "default-src 'none'",
  "img-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** The policy of everything that is not a page: nothing at all. */
export const nothingPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Headers of every answer: types are what they say, nothing leaks to or is read by another site, nothing is kept. */
export const commonHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}
