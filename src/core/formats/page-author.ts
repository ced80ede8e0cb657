/** The author of a page, from the many ways in which pages sign. */
import { fieldOrNull } from '../text/clean'
import { monthNamed } from '../text/month-names'

/** Names that stand for nobody. */
const nobody =
  /^(?:admin(?:istrator)?|author|editor|staff|unknown|anonymous|user|guest|webmaster|follow author|null|none)$/i

/**
 * Tidies a signature: `By Ana Author` is Ana Author; an address, a handle, a lone number or `admin` is nobody; a date, a
 * count or a publisher that a page's layout glued to it is cut off.
 */
export function tidyAuthor(written: string | null | undefined): string | null {
  const line = fieldOrNull(written, 300)
  if (line === null || /^(?:https?:|www\.|@)/i.test(line)) return null
  const name = line
    .replace(
      /^(?:(?:written|posted|published|story|text|words|reported)\s+)?(?:by|von|par|por|di|door|av)\b[:\s]+/i,
      '',
    )
    .replace(/\s*[|•·]\s.*$/, '')
    .replace(/,?\s*(?:on|updated|published|posted)[:\s]+\S*\d.*$/i, '')
  const cut = cutDate(name).replace(/[\s,;:|•·–—-]+$/, '')
  if (cut === '' || (/^[\d\W]+$/u.test(cut) && !/\p{L}/u.test(cut)) || nobody.test(cut)) return null
  return cut.length > 200 ? null : cut
}

/** `Lucas Nolan22 Dec 2016651` is Lucas Nolan: a day or month with a year ends the name. */
function cutDate(name: string): string {
  for (const found of name.matchAll(
    /\d{1,2}[ .]+(\p{L}{3,})\.?,? +\d{4}|(\p{L}{3,})\.? \d{1,2}(?:st|nd|rd|th)?,? +\d{4}/gu,
  ))
    if (monthNamed(found[1] ?? found[2] ?? '') && found.index > 0) return name.slice(0, found.index)
  const numeric = /\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.exec(name)
  return numeric && numeric.index > 0 ? name.slice(0, numeric.index) : name
}
