// Fields and their values as a stack file has them, on as few lines as they need.
import type {FieldChange, Inputs, Json} from '@inferloop/contract'
import {printableLine} from '../printable.ts'

/** Ids by the names of what they belong to. */
export type NamesOf = (id: string) => string | undefined

const nobody: NamesOf = () => undefined

/** What YAML would read as something else than text. */
const OTHER = /^(?:true|false|null|yes|no|on|off|~|[-+.\d][\d.e_+-]*)$/i
const PLAIN = /^[\w./$-][^\s,[\]"'#]*[^\s,[\]"'#:]$|^\w$/

/** In YAML's short form; references by name, what is known later as the reference it is. */
export function valueText(value: Json | undefined, names: NamesOf = nobody): string {
  if (value === undefined) return 'unset'
  if (typeof value === 'string') return textOf(names(value) ?? value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map((one: Json) => valueText(one, names)).join(', ')}]`
  const fields = value as {readonly [key: string]: Json}
  if (typeof fields['$unknown'] === 'string') return referenceText(fields['$unknown'])
  if (typeof fields['$secret'] === 'string') return `\${secret:${fields['$secret']}}`
  return `{${Object.entries(fields)
    .map(([key, one]) => `${key}: ${valueText(one, names)}`)
    .join(', ')}}`
}

const textOf = (text: string): string => (PLAIN.test(text) && !OTHER.test(text) ? text : JSON.stringify(text))

/** `${net.id}` → `net`; other outputs stay as they are written. */
const referenceText = (text: string): string => textOf(/^\$\{([^.}]+)\.id\}$/.exec(text)?.[1] ?? text)

/** Of values in a change. */
const LONGEST = 60

/** `replicas: 1 → 2`; of secrets that they changed, of what another resource will say what it is made of. */
export function changeText(change: FieldChange, names: NamesOf, longest = LONGEST): string {
  const {path, effect, secret} = change
  const values = secret === true ? 'changed' : valuesText(change, names, longest)
  return printableLine(`${path}: ${values}${effect === 'replace' ? '  forces the replacement' : ''}`)
}

function valuesText({before, after}: FieldChange, names: NamesOf, longest: number): string {
  const [was, is] = [valueText(before, names), valueText(after, names)]
  if (sameParts(was, is)) return `${cut(is, longest)}, made anew`
  const isText = typeof after === 'object' && after !== null && is.includes('${') && '$unknown' in after
  if (isText && before !== undefined) return `${cut(is, 2 * longest)}, known later`
  return `${cut(was, longest)} → ${cut(is, longest)}`
}

/** Lists of references are in the order of ids, which are others by then. */
const sameParts = (a: string, b: string): boolean => partsOf(a) === partsOf(b)
const partsOf = (list: string): string =>
  list
    .replace(/^\[|\]$/g, '')
    .split(', ')
    .toSorted()
    .join(', ')

/** `key: value` side by side, long ones last, at most `most` lines of `width`; what does not fit ends with an ellipsis. */
export function fieldLines(wanted: Inputs, width: number, most: number): readonly string[] {
  const said = Object.entries(wanted).map(([key, value]) => printableLine(`${key}: ${valueText(value)}`))
  const lines: string[] = []
  for (const text of [
    ...said.filter(one => one.length <= width / 2),
    ...said.filter(one => one.length > width / 2),
  ]) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 2 + text.length <= width)
      lines[lines.length - 1] = `${last}  ${text}`
    else lines.push(cut(text, width))
  }
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), cut(`${lines[most - 1]}  …`, width)]
}

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, Math.max(1, width - 1))}…` : text
