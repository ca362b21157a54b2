// How a column would be stored by a reader that looks at its cells alone, as pandas does with a CSV.
import type {Storage} from '@inferloop/contract'
import type {Census} from './census.ts'
import {missingToken} from './missing-tokens.ts'

const WHOLE = /^\s*[+-]?\d+\s*$/
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/
const TRUTH = /^(?:true|false|True|False|TRUE|FALSE)$/

/** Whole numbers beside missing cells, and columns without any value, are `float`; truth values beside missing cells are `text`. */
export function storageOf({physical, counts, text, values}: Census): Storage {
  if (physical === 'boolean') return 'boolean'
  if (physical === 'float') return 'float'
  if (physical === 'integer') return values?.some(Number.isNaN) === true ? 'float' : 'integer'
  if (physical !== 'text') return 'datetime'
  let missing = false
  let whole = true
  let number = true
  let truth = true
  for (let index = 0; index < counts.length && (number || truth); index++) {
    if (counts[index] === 0) continue
    const cell = text(index)
    const token = missingToken(cell)
    if (token === 'blank' || token === 'sure') {
      missing = true
      continue
    }
    whole &&= WHOLE.test(cell)
    number &&= NUMBER.test(cell)
    truth &&= TRUTH.test(cell)
  }
  if (number) return whole && !missing ? 'integer' : 'float'
  return truth && !missing ? 'boolean' : 'text'
}
