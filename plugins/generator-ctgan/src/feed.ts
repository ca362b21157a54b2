// What each step of training is fed with: conditions, rows that meet them, and conditions for the generator's turn.
import type {Random} from '@inferloop/contract'
import {shuffleInPlace} from '@inferloop/random'
import type {Feed} from '@inferloop/tensor'
import {type Conditions, conditionPlace, drawCondition, drawRow, rowsBySlot} from './conditions.ts'
import {type EncodedColumn, writeRow} from './encode.ts'
import type {Layout} from './layout.ts'
import type {Settings} from './options.ts'

/**
 * Rows are drawn among those that have the slot a condition asks for; conditions of real rows are those of made ones in another order.
 * `rows` says which of the table may be drawn.
 */
export function feeder(
  layout: Layout,
  encoded: readonly EncodedColumn[],
  rows: Uint32Array,
  conditions: Conditions,
  {batch, discriminatorSteps}: Settings,
): Feed {
  const some = encoded.map(({slots}) => Uint16Array.from(rows, row => slots[row]!))
  const bySlot = new Map(
    conditions.columns.map(j => [j, rowsBySlot({slots: some[j]!}, layout.places[j]!.size)]),
  )
  const order = Uint32Array.from({length: batch}, (_, i) => i)
  return (step, random, into) => {
    const real = (into['rows'] as Float32Array).fill(0)
    if (discriminatorSteps > 1)
      into['turn']!.fill(step % discriminatorSteps === discriminatorSteps - 1 ? 1 : 0)
    if (bySlot.size === 0) {
      for (let i = 0; i < batch; i++) writeRow(encoded, layout, rows[random.below(rows.length)]!, real, i)
      return
    }
    const asked = (name: string) => into[name]!.fill(0)
    const [fakes, reals] = [asked('condition'), asked('real.condition')]
    order.forEach((_, i) => (order[i] = i))
    shuffleInPlace(order, random)
    for (const i of order.keys()) {
      const [j, slot] = drawCondition(conditions, random)
      const place = conditionPlace(layout, j, slot)
      const other = order[i]!
      fakes[i * layout.conditions + place] = 1
      reals[other * layout.conditions + place] = 1
      writeRow(encoded, layout, rows[drawRow(bySlot.get(j)!, slot, random)]!, real, other)
    }
    drawConditions(layout, conditions, random, asked('next.condition') as Float32Array)
  }
}

function drawConditions(layout: Layout, conditions: Conditions, random: Random, into: Float32Array): void {
  for (let at = 0; at < into.length; at += layout.conditions)
    into[at + conditionPlace(layout, ...drawCondition(conditions, random))] = 1
}
