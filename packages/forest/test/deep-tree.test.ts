import {expect} from 'chai'
import {type Feature, growTree} from '../src/grow.ts'
import {MAX_DEPTH} from '../src/tree-layout.ts'

const GROUPS = 61
const GROUP_ROWS = 1100
const STEPS = 64
const ROWS = (GROUPS + 8) * GROUP_ROWS + 40_000
const TAIL = GROUPS * GROUP_ROWS

/** Groups of rows whose values stand ever further out, each told by a feature of its own, and steps behind them. */
const groupOf = (row: number): number => Math.floor(row / GROUP_ROWS)
const stepOf = (row: number): number => Math.floor(((row - TAIL) * STEPS) / (ROWS - TAIL))
const features = Array.from({length: GROUPS}, (_, g): Feature => {
  const bins = Uint8Array.from({length: ROWS}, (__, row) => Number(groupOf(row) === g))
  return {bins, binCount: 2, categorical: false}
})
features.push({
  bins: Uint8Array.from({length: ROWS}, (_, row) => (row < TAIL ? row % STEPS : stepOf(row))),
  binCount: STEPS,
  categorical: false,
})
const values = Float64Array.from({length: GROUPS + STEPS}, (_, k) =>
  k < GROUPS ? 3000 * 1.12 ** (GROUPS - k) : k - GROUPS,
)
const codes = Uint16Array.from({length: ROWS}, (_, row) => (row < TAIL ? groupOf(row) : GROUPS + stepOf(row)))

describe('a tree as deep as one grows', () => {
  const tree = growTree(features, {type: 'numbers', codes, values}, {minLeaf: 5, significance: 0})

  it('ends there', () => {
    const depth = new Uint8Array(tree.feature.length)
    for (let id = 0; id < depth.length; id++)
      if (tree.feature[id]! >= 0) depth.fill(depth[id]! + 1, tree.child[id], tree.child[id]! + 2)
    expect(Math.max(...depth)).to.equal(MAX_DEPTH)
  })

  it('holds every row once, though large nodes at its end are not searched', () => {
    expect([...tree.rows].toSorted((a, b) => a - b).every((row, i) => row === i)).to.equal(true)
  })
})
