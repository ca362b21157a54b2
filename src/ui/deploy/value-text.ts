// A value of a field, for people.
import type {Json} from '@inferloop/contract'

const LONGEST = 60

export function valueText(value: Json | undefined): string {
  if (value === undefined) return 'unset'
  const isUnknown = typeof value === 'object' && value !== null && '$unknown' in value
  if (isUnknown) return 'known after it is made'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
