// Variables that begin as ours do and stand for nothing: an error where one is surely misspelt, a warning where it may be.
import {nearest} from '@inferloop/contract'
import type {Environment} from './check.ts'
import {type Fault, faulty} from './fault.ts'
import {variableOf} from './environment-layer.ts'
import {SECTIONS, type SectionName} from './sections.ts'
import {isOther, OTHER_VARIABLES} from './other-variables.ts'

const NAMES = Object.keys(SECTIONS) as SectionName[]

/** Warnings about `INFER_ROWS` and its like. @throws InferError INFER_CONFIG for `INFER_GENERTE_ROWS` and its like */
export function strayVariables(environment: Environment): string[] {
  const known = NAMES.flatMap(section => Object.keys(SECTIONS[section]).map(key => variableOf(section, key)))
  const strays = Object.keys(environment).filter(
    variable => /^INFER_./.test(variable) && !isOther(variable) && !isOfSection(variable),
  )
  const faults: Fault[] = []
  const warnings: string[] = []
  for (const variable of strays.filter(one => environment[one] !== '')) {
    const misspelt = nearest(variable, known)
    if (misspelt !== undefined) {
      const what = `${variable} stands for no key; the nearest is ${misspelt}`
      faults.push({path: [], what, place: 'in the environment', instead: `${misspelt}=…`})
      continue
    }
    const meant = meantBy(variable, known)
    if (meant !== undefined)
      warnings.push(`Warning: ${variable} stands for no key and is not read; the nearest is ${meant}`)
  }
  if (faults.length > 0) throw faulty(faults)
  return warnings
}

/** Of which `environmentLayer` says all there is to say. */
const isOfSection = (variable: string): boolean =>
  NAMES.some(section => variable.startsWith(variableOf(section, '')))

/** For a key without its section, `INFER_ROWS`, or with the beginning of it, `INFER_GEN_ROWS`; for `INFER_JOBS`. */
function meantBy(variable: string, known: readonly string[]): string | undefined {
  const [, word = '', rest = ''] = /^INFER_([^_]*)_?(.*)$/.exec(variable) ?? []
  const named = NAMES.find(section => word.length > 2 && section.startsWith(word.toLowerCase()))
  const whole =
    named === undefined
      ? NAMES.map(section => variableOf(section, variable.slice(6)))
      : [variableOf(named, rest)]
  const other = nearest(
    variable.slice(6),
    OTHER_VARIABLES.map(name => name.slice(6)),
  )
  return whole.find(name => known.includes(name)) ?? (other && `INFER_${other}`)
}
