// How lists stand in the cells of a column: brackets, what stands between the items, and both ways between a cell and its items.
import type {Texts} from '../numbers/read-numbers.ts'

/** Items keep their own quotes, so a cell comes out as it went in. */
export interface ListStyle {
  /** Before the first item, such as `[`; often nothing. */
  readonly open: string
  readonly close: string
  /** Between two items, with its blanks: `, `. */
  readonly separator: string
}

const MARKS = ['|', ';', ','] as const
const BRACKETS = [
  ['[', ']'],
  ['{', '}'],
  ['(', ')'],
] as const
/** Distinct texts looked at to find the style. */
const PROBES = 400
/** Share of the cells that a style must give back exactly. */
const MOSTLY = 0.95
/** Share of the cells that hold two items or more, where no brackets say that they are lists. */
const LEAST_SEVERAL = 0.2

/** The style in which the texts are lists; `mark` is what a user says stands between the items. */
export function findListStyle({text, indices}: Texts, mark?: string): ListStyle | undefined {
  const every = Math.max(1, Math.ceil(indices.length / PROBES))
  const probes = [...indices].filter((_, i) => i % every === 0).map(text)
  const asked = mark === undefined ? MARKS : [mark]
  const styles = asked.flatMap(core => {
    const ends = [...BRACKETS, [core, core], ['', core], ['', '']] as const
    const found = ends.find(
      ([open, close]) =>
        probes.filter(probe => isWithin(probe, open, close)).length >= MOSTLY * probes.length,
    )
    if (found === undefined) return []
    const [open, close] = found
    const several = probes.filter(probe => (itemsOf(probe, {open, close, separator: core})?.length ?? 0) > 1)
    return [{open, close, separator: separatorIn(several, core), several: several.length}]
  })
  const best = styles.toSorted((a, b) => b.several - a.several)[0]
  if (best === undefined) return undefined
  const {several, ...style} = best
  const bracketed = BRACKETS.some(([open]) => open === style.open)
  if (mark === undefined && several < (bracketed ? 1 : LEAST_SEVERAL * probes.length)) return undefined
  const exact = probes.filter(probe => {
    const items = itemsOf(probe, style)
    return items !== undefined && writeItems(items, style) === probe
  })
  return exact.length >= MOSTLY * probes.length ? style : undefined
}

const isWithin = (text: string, open: string, close: string): boolean =>
  text.length >= open.length + close.length && text.startsWith(open) && text.endsWith(close)

/** The mark with the blanks that most often stand round it. */
function separatorIn(texts: readonly string[], mark: string): string {
  const core = mark.trim() === '' ? mark : mark.trim()
  const found = new Map<string, number>()
  for (const text of texts)
    for (const piece of text.matchAll(new RegExp(` *${escaped(core)} *`, 'g')))
      found.set(piece[0], (found.get(piece[0]) ?? 0) + 1)
  return [...found].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? mark
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** The items of a cell, without the blanks around them; undefined where it is no list: brackets or an item are not there. */
export function itemsOf(text: string, {open, close, separator}: ListStyle): string[] | undefined {
  if (!isWithin(text, open, close)) return undefined
  const inner = text.slice(open.length, text.length - close.length)
  if (inner.trim() === '') return open === '' ? undefined : []
  const mark = separator.trim() === '' ? separator : separator.trim()
  const items = (open === '' ? inner.split(mark) : splitQuoted(inner, mark)).map(item => item.trim())
  return items.includes('') ? undefined : items
}

/** Marks within quotes belong to the item. */
function splitQuoted(text: string, mark: string): string[] {
  const items: string[] = []
  let from = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quote !== '') {
      if (character === '\\') at++
      else if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && text.slice(from, at).trim() === '')
      quote = character
    else if (text.startsWith(mark, at)) {
      items.push(text.slice(from, at))
      from = at + mark.length
      at = from - 1
    }
  }
  return [...items, text.slice(from)]
}

export const writeItems = (items: readonly string[], {open, close, separator}: ListStyle): string =>
  open + items.join(separator) + close
