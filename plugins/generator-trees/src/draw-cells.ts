// Draws cells column by column: what each column's trees draw given the columns before, and the numbers that stand for it.
import type {Random} from '@inferloop/contract'
import {
  type Axis,
  binOf,
  codeOf,
  type Drawn,
  drawCodes,
  drawLabels,
  FIRST_LEVEL,
  FIRST_REPEAT,
  isMissing,
  LEVELS,
  MAX_CLASS_BIN,
  valueOf,
} from '@inferloop/forest'
import type {ModelColumn, TreesModel} from './model.ts'
import {snapper} from './snap.ts'

/** Bins, codes and, of numeric columns, values of `rows` new rows, by column. */
export function drawCells(model: TreesModel, rows: number, random: Random): Drawn {
  const categorical = model.columns.map(c => c.axis === undefined)
  const drawn: Drawn = {
    bins: model.columns.map(() => new Uint8Array(rows)),
    codes: model.columns.map(() => new Uint16Array(rows)),
    values: model.columns.map(c => (c.axis ? new Float64Array(rows) : undefined)),
  }
  for (const j of model.order) {
    const column = model.columns[j]!
    const {learnt, axis} = column
    const codes = drawn.codes[j]!
    const stream = random.split(j)
    if (learnt.method === 'boosting') drawLabels(learnt.trees, categorical, drawn, rows, stream, codes)
    else {
      const options = {alpha: model.alpha, blend: axis ? model.blend : 0}
      drawCodes(learnt.tree, categorical, drawn, rows, options, stream, codes)
    }
    if (axis) fillNumbers(column, axis, drawn, j, stream)
    else for (let i = 0; i < rows; i++) drawn.bins[j]![i] = Math.min(codes[i]!, MAX_CLASS_BIN)
  }
  return drawn
}

/** In place of a missing cell that was to be repeated, where no other code could be drawn: a value of the column, whichever. */
function anyValue(axis: Axis, random: Random): number {
  return axis.knots.length > 0
    ? valueOf(axis, FIRST_LEVEL + random.below(LEVELS), random.next())
    : axis.atoms[random.below(axis.atoms.length)]!
}

/** Values and bins of a column's codes. A code that repeats another column becomes the code of the value taken over. */
function fillNumbers(
  {schema, learnt}: ModelColumn,
  axis: Axis,
  drawn: Drawn,
  j: number,
  random: Random,
): void {
  if (schema.kind !== 'numeric' && schema.kind !== 'datetime')
    throw new Error(`${schema.name} has no numbers`)
  const codes = drawn.codes[j]!
  const bins = drawn.bins[j]!
  const values = drawn.values[j]!
  const repeated = learnt.method === 'density' ? Array.from(learnt.tree.repeats, p => drawn.values[p]!) : []
  const snap = snapper(schema)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (isMissing(axis, code)) {
      values[i] = Number.NaN
      bins[i] = axis.cuts.length + code - axis.atoms.length
      continue
    }
    let value: number
    if (code >= FIRST_LEVEL) value = snap(valueOf(axis, code, random.next()))
    else if (code < FIRST_REPEAT) value = axis.atoms[code]!
    else {
      const taken = repeated[code - FIRST_REPEAT]![i]!
      value = snap(Number.isNaN(taken) ? anyValue(axis, random) : taken)
      codes[i] = codeOf(axis, value)
    }
    values[i] = value
    bins[i] = binOf(axis, value)
  }
}
