// Values off the real column's grid: a price of 12.3456 among prices in cents, a time of day among dates.
import type {ComparedNumbers} from '@inferloop/contract'
import {offGrid} from '../grid.ts'
import type {Trait} from '../judgement.ts'
import {percent} from './percent.ts'

/** Score 1 - max(0, off_s - off_r), of shares of the values that are there. Undefined when no synthetic value is off the grid. */
export function offGridTrait({kind, cells, schema}: ComparedNumbers): Trait | undefined {
  const {step} = schema
  const isOff = offGrid(schema)
  const share = (values: Float64Array) => {
    let [there, off] = [0, 0]
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!
      if (value !== value) continue
      there++
      if (isOff(value)) off++
    }
    return there === 0 ? 0 : off / there
  }
  const synthetic = share(cells.synthetic)
  if (synthetic === 0) return undefined
  const real = share(cells.real)
  const grid = kind === 'datetime' ? instantGrid(step) : `the grid of ${Number(step.toPrecision(6))}`
  const said = `${percent(synthetic)} of the synthetic values stand off ${grid}, ${real === 0 ? 'none' : percent(real)} of the real ones.`
  return {trait: 'off-grid', real, synthetic, score: 1 - Math.max(0, synthetic - real), said}
}

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
  [1, 'millisecond'],
] as const

function instantGrid(step: number): string {
  const [size, unit] = UNITS.find(([ms]) => step >= ms && step % ms === 0) ?? [1, 'millisecond']
  const count = step / size
  return count === 1 ? `the whole ${unit}` : `the grid of ${count} ${unit}s`
}
