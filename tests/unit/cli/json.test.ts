/** What docs/cli.md promises to other programs is what the schemas say. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commandNames } from '../../../src/cli/examples'
import { outputSchemas } from '../../../src/cli/json'

const page = readFileSync(join(import.meta.dirname, '../../../docs/cli.md'), 'utf8')

/** An object as the page writes it: its keys in their order, and what lies in lists of objects. */
function notationOf(schema: unknown): string | null {
  if (schema instanceof z.ZodReadonly) return notationOf(schema.unwrap())
  if (schema instanceof z.ZodTuple) return '[start, end]'
  if (schema instanceof z.ZodArray) {
    const element = notationOf(schema.element)
    return element === null ? null : element.startsWith('{') ? `[${element}]` : `[${element}, …]`
  }
  if (!(schema instanceof z.ZodObject)) return null
  const keys = Object.entries(schema.shape).flatMap(([key, value]) => {
    if (value instanceof z.ZodOptional) return []
    const inside = notationOf(value)
    return [inside === null ? key : `${key}: ${inside}`]
  })
  return `{${keys.join(', ')}}`
}

/** The objects in the page's table, by command. */
const documented = new Map(
  [...page.matchAll(/^\| `([\w ]+)` \| `(\{[^`]*\})`/gm)].map(([, command, object]) => [command, object]),
)

describe('the objects of --json', () => {
  it.each(commandNames)('%s has exactly the keys that docs/cli.md names', (command) => {
    expect(documented.get(command)).toBe(notationOf(outputSchemas[command]))
  })

  it('are documented for these commands and no others', () => {
    expect([...documented.keys()]).toEqual([...commandNames])
  })

  it('an optional key is told beside its object', () => {
    const row = page.split('\n').find((line) => line.startsWith('| `search` | `{'))
    const optional = Object.entries(outputSchemas.search.shape.hits.element.shape).flatMap(([key, value]) =>
      value instanceof z.ZodOptional ? [key] : [],
    )
    expect(optional).toEqual(['folder'])
    for (const key of optional) expect(row).toContain(`\`${key}\``)
  })
})
