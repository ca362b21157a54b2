// Draws cells column by column: what each column's trees draw given the columns before, and the numbers that stand for it.
import type {Random} from '@inferloop/contract'
import {type Drawer, type Drawn, MAX_CLASS_BIN, openDrawer} from '@inferloop/forest'
import {fillNumbers, type NumberMaker, numberMaker} from './fill-numbers.ts'
import type {TreesModel} from './model.ts'

export interface CellsDrawer {
  /** Bins, codes and, of numeric columns, values of `rows` new rows, by column. Bins and codes are overwritten by the next call, and may be longer. */
  draw(rows: number, random: Random): Drawn
  /** What was drawn is not looked at after this. */
  close(): void
}

/** Draws up to `most` rows at a time. */
export function openCells(model: TreesModel, most: number): CellsDrawer {
  const {columns, order, alpha, blend} = model
  const drawer: Drawer = openDrawer(
    columns.map(({learnt}) => learnt),
    columns.map(({axis}) => axis === undefined),
    most,
  )
  const makers: (NumberMaker | undefined)[] = columns.map(numberMaker)
  const {bins, codes} = drawer
  return {
    draw(rows, random) {
      const values = makers.map(maker => (maker ? new Float64Array(rows) : undefined))
      for (const j of order) {
        const stream = random.split(j)
        const maker = makers[j]
        drawer.draw(j, rows, stream, {alpha, blend: maker ? blend : 0}, values)
        if (maker) fillNumbers(maker, {bins, codes, values}, j, rows, stream)
        else fillBins(codes[j]!, bins[j]!, rows)
      }
      return {bins, codes, values}
    },
    close: () => drawer.close(),
  }
}

function fillBins(codes: Uint16Array, bins: Uint8Array, rows: number): void {
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!
    bins[i] = code < MAX_CLASS_BIN ? code : MAX_CLASS_BIN
  }
}
