/**
 * What every JavaScript platform we run on has and ES2023 does not name. The rooms `shared` and `core` compile with this
 * file and without DOM or Node types, so nothing that belongs to one platform can slip in.
 */
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean })
  readonly encoding: string
  decode(input?: ArrayBufferView | ArrayBuffer, options?: { stream?: boolean }): string
}
declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
declare class URL {
  constructor(url: string, base?: string)
  static canParse(url: string, base?: string): boolean
  readonly href: string
  readonly protocol: string
  readonly hostname: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
  readonly origin: string
  readonly searchParams: { get(name: string): string | null }
}
interface AbortSignal {
  readonly aborted: boolean
  readonly reason: unknown
}
