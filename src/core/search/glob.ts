/** Patterns with `*` (any run of characters) and `?` (any one), as in `path:`. */

/**
 * The test of whether texts contain what the pattern describes. Each piece between stars is looked for where the one before
 * it ended: the first place will do, so nothing is tried twice and no pattern takes long.
 */
export function globTest(pattern: string): (text: string) => boolean {
  const pieces = pattern.split(/\*+/)
  return (text) => {
    let at = 0
    for (const piece of pieces) {
      const found = indexOfPiece(text, piece, at)
      if (found < 0) return false
      at = found + piece.length
    }
    return true
  }
}

function indexOfPiece(text: string, piece: string, from: number): number {
  if (!piece.includes('?')) return text.indexOf(piece, from)
  for (let start = from; start + piece.length <= text.length; start++) if (fits(text, piece, start)) return start
  return -1
}

function fits(text: string, piece: string, start: number): boolean {
  for (let i = 0; i < piece.length; i++) {
    const unit = piece.charCodeAt(i)
    if (unit !== questionMark && unit !== text.charCodeAt(start + i)) return false
  }
  return true
}

const questionMark = '?'.charCodeAt(0)
