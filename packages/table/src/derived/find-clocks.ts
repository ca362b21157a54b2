// Times of day and the delay between them: 2355 and a delay of 11 make 6.
import type {NumericColumn} from '@inferloop/contract'
import {isHhmm} from './hhmm.ts'
import {measuresOf} from './measures.ts'
import type {Search} from './search.ts'

const MINUTE = 60_000
const UNITS = [MINUTE, 1000, 3_600_000]

/** The later time follows from the earlier and the delay, which are easier to learn. */
export function findClocks(search: Search): void {
  const measures = measuresOf(search)
  const numbers = measures.filter(({kind}) => kind === 'numeric')
  const hhmm = numbers.filter(({values, schema}) => schema.max >= 1000 && isHhmm(values))
  const ofDay = measures.filter(isTimeOfDay)
  for (const [clocks, isNumber, units] of [
    [hhmm, true, [MINUTE]],
    [ofDay, false, UNITS],
  ] as const)
    for (const target of clocks)
      for (const start of clocks) {
        if (start === target) continue
        const found = numbers.some(
          delay =>
            !clocks.includes(delay) && units.some(unit => fits(search, target, start, delay, unit, isNumber)),
        )
        if (found) break
      }
}

function fits(
  search: Search,
  target: NumericColumn,
  start: NumericColumn,
  delay: NumericColumn,
  unit: number,
  hhmm: boolean,
): boolean {
  if (!search.isFree(target.name) || !search.isSource(start.name) || !search.isSource(delay.name))
    return false
  const midnight = hhmm && target.schema.max === 2400 ? 2400 : 0
  return search.accept(target, {type: 'clock', start: start.name, delay: delay.name, unit, hhmm, midnight})
}

/** Read by a format without a date. */
const isTimeOfDay = ({schema}: NumericColumn): boolean =>
  schema.kind === 'datetime' && !/[YMDXx]/.test(schema.format.replace(/\[[^\]]*\]/g, ''))
