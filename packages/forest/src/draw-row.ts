// Draws the code of one row from a leaf of a density tree, where it may come from a larger node, move towards its neighbour or repeat another cell.
import type {Random} from '@inferloop/random'
import {FIRST_LEVEL, FIRST_REPEAT, isRepeat} from './axis.ts'
import type {DensityTree} from './density-tree.ts'
import {moved} from './slopes.ts'

/** What has been drawn so far of the rows at hand, by column. */
export interface Drawn {
  readonly bins: readonly Uint8Array[]
  readonly codes: readonly Uint16Array[]
  /** Of numeric columns, NaN where missing. */
  readonly values: readonly (Float64Array | undefined)[]
}

export interface DrawOptions {
  /** Hierarchical shrinkage: step up from a node of n rows with probability alpha / (n + alpha) (Agarwal et al. 2022). */
  readonly alpha: number
  /** A continuous value moves up to this part of the way to its neighbour within the leaf, either side; 0 to 1. */
  readonly blend: number
}

/** Fills the first `rows` codes of a column. */
export type Draw = (rows: number, random: Random, options: DrawOptions, drawn: Drawn) => void

/** Draws after which a repeat of a missing cell is left as it is. */
const MOST_TRIES = 256

/** A code for `row`, which falls into `leaf`: that at `place`, in [0, 1), of what it draws from. `parent` has the node above each. */
export function drawRow(
  tree: DensityTree,
  parent: Uint32Array,
  leaf: number,
  row: number,
  place: number,
  drawn: Drawn,
  {alpha, blend}: DrawOptions,
  random: Random,
): number {
  let id = leaf
  if (alpha > 0) while (id > 0 && random.next() < alpha / (tree.count[id]! + alpha)) id = parent[id]!
  let from = id
  id = descend(tree, id, random)
  let code = drawEntry(tree, id, place, blend, random)
  // A missing cell cannot be repeated: the draw is made anew from ever larger nodes.
  for (let tries = MOST_TRIES; tries > 0 && repeatsMissing(tree, drawn, code, row); tries--) {
    from = parent[from]!
    id = descend(tree, from, random)
    code = drawEntry(tree, id, random.next(), blend, random)
  }
  const by = tree.slopeFeature[id]!
  return by >= 0 && id === leaf && code >= FIRST_LEVEL ? follow(tree, id, code, drawn.codes[by]![row]!) : code
}

/** From a node to one of its leaves, as likely as rows fell into it. */
function descend({feature, child, count}: DensityTree, node: number, random: Random): number {
  let id = node
  while (feature[id]! >= 0) {
    const left = child[id]!
    id = random.below(count[id]!) < count[left]! ? left : left + 1
  }
  return id
}

function repeatsMissing({repeats}: DensityTree, drawn: Drawn, code: number, row: number): boolean {
  return (
    repeats.length > 0 && isRepeat(code) && Number.isNaN(drawn.values[repeats[code - FIRST_REPEAT]!]![row])
  )
}

function drawEntry(tree: DensityTree, leaf: number, place: number, blend: number, random: Random): number {
  const {cumulative, entry, codes} = tree
  let low = entry[leaf]!
  let high = entry[leaf + 1]! - 1
  const u = Math.floor(place * tree.count[leaf]!)
  while (low < high) {
    const middle = (low + high) >> 1
    if (cumulative[middle]! <= u) low = middle + 1
    else high = middle
  }
  const code = codes[low]!
  if (blend === 0 || code < FIRST_LEVEL) return code
  const part = (2 * random.next() - 1) * blend
  const beside = part < 0 ? low - 1 : low + 1
  if (beside < entry[leaf]! || beside >= entry[leaf + 1]! || codes[beside]! < FIRST_LEVEL) return code
  return Math.round(code + Math.abs(part) * (codes[beside]! - code))
}

function follow(tree: DensityTree, leaf: number, code: number, x: number): number {
  return x < FIRST_LEVEL ? code : moved(code, tree.slope[leaf]! * (x - FIRST_LEVEL - tree.centre[leaf]!))
}
