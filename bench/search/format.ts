/** How figures are written. */
import type { Spread } from './measure'

/** Milliseconds. */
export const ms = (value: number): string =>
  value >= 100 ? `${Math.round(value).toLocaleString('en')} ms` : `${value.toFixed(value >= 10 ? 1 : 2)} ms`
export const mib = (value: number): string => `${Math.round(value)} MiB`
export const times = (value: number): string => `${value.toFixed(value >= 10 ? 0 : 2)}×`
export const many = (value: number): string => Math.round(value).toLocaleString('en')
export const perSecond = (articles: number, milliseconds: number): number => (1000 * articles) / milliseconds
export const spread = ({ p50, p95 }: Spread): string => `${ms(p50)} / ${ms(p95)}`
export const quality = (value: number): string => value.toFixed(4)

/** Text in a cell of a table. */
export const inCell = (text: string): string => text.replaceAll('|', '\\|')
