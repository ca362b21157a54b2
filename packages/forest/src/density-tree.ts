// A tree whose leaves hold counts of the target's codes instead of rows, so that values can be drawn and no row recovered.
import type {EncodedColumn} from './encode.ts'
import {growTree, type GrowOptions, type Target, type Tree} from './grow.ts'
import {featuresOf} from './features.ts'
import {type Repeats, withRepeats} from './repeats.ts'
import {fitSlopes, type Slopes} from './slopes.ts'

/** Flat arrays, one entry per node unless said. Children of node i are `child[i]` and `child[i] + 1`; `child[i]` is 0 for a leaf. */
export interface DensityTree {
  /** Column a node splits on, -1 for a leaf. */
  readonly feature: Int32Array
  /** Numeric column: bins up to it go left. Categorical: first byte of its 32-byte bitmap in `sets`. */
  readonly split: Uint32Array
  readonly child: Uint32Array
  readonly sets: Uint8Array
  /** Rows that fell into each node. */
  readonly count: Uint32Array
  /** Leaf i holds entries `entry[i]` to `entry[i + 1] - 1`; one longer than the nodes. */
  readonly entry: Uint32Array
  /** Code of each entry, ascending within a leaf. */
  readonly codes: Uint16Array
  /** Count of rows up to and including each entry, within its leaf. */
  readonly cumulative: Uint32Array
  /** Leaves whose continuous codes move with a predictor: its column (-1: none), levels per level, and middle level. */
  readonly slopeFeature: Int32Array
  readonly slope: Float32Array
  readonly centre: Float32Array
  /** Column whose value a cell of code FIRST_REPEAT + k takes over. */
  readonly repeats: Int32Array
}

export interface TreeOptions extends GrowOptions {
  /** Least correlation of levels within a leaf from which its values follow a predictor; above 1 never. */
  readonly minCorrelation: number
  /** Cells that hold the same value as another column in their row. */
  readonly repeats?: Repeats | undefined
}

/** Fits the conditional distribution of one column on others. `predictors` are indices into `columns`. */
export function fitDensityTree(
  columns: readonly EncodedColumn[],
  column: number,
  predictors: readonly number[],
  options: TreeOptions,
): DensityTree {
  const target = columns[column]!
  const tree = growTree(featuresOf(columns, predictors), targetOf(target), options)
  const feature = tree.feature.map(f => (f < 0 ? -1 : predictors[f]!))
  const codes = options.repeats ? withRepeats(target.codes, options.repeats) : target.codes
  const slopes =
    target.type === 'numbers' && options.minCorrelation <= 1
      ? fitSlopes(tree, columns, codes, predictors, options.minCorrelation)
      : undefined
  return {
    feature,
    split: tree.split,
    child: tree.child,
    sets: tree.sets,
    count: tree.end.map((end, i) => end - tree.start[i]!),
    ...leafCounts(tree, slopes?.codes ?? codes),
    ...leafSlopes(tree, slopes),
    repeats: Int32Array.from(options.repeats?.columns ?? []),
  }
}

function targetOf(column: EncodedColumn): Target {
  return column.type === 'numbers'
    ? {type: 'numbers', codes: column.codes, values: column.ranks}
    : {type: 'classes', codes: column.codes, classes: column.classes}
}

function leafCounts(tree: Tree, codes: Uint16Array): Pick<DensityTree, 'entry' | 'codes' | 'cumulative'> {
  const nodes = tree.feature.length
  const entry = new Uint32Array(nodes + 1)
  const outCodes = new Uint16Array(tree.rows.length)
  const ofLeaf = new Uint16Array(tree.rows.length)
  const cumulative = new Uint32Array(tree.rows.length)
  let at = 0
  for (let id = 0; id < nodes; id++) {
    entry[id] = at
    if (tree.feature[id]! >= 0) continue
    const [start, end] = [tree.start[id]!, tree.end[id]!]
    for (let i = start; i < end; i++) ofLeaf[i] = codes[tree.rows[i]!]!
    sortCodes(ofLeaf, start, end)
    for (let i = start; i < end; i++) {
      if (i > start && ofLeaf[i] === ofLeaf[i - 1]) cumulative[at - 1] = i - start + 1
      else {
        outCodes[at] = ofLeaf[i]!
        cumulative[at++] = i - start + 1
      }
    }
  }
  entry[nodes] = at
  return {entry, codes: outCodes.slice(0, at), cumulative: cumulative.slice(0, at)}
}

/** Codes up to which insertion is faster than a call of the runtime's sort. */
const FEW = 48

function sortCodes(codes: Uint16Array, start: number, end: number): void {
  if (end - start > FEW) {
    codes.subarray(start, end).sort()
    return
  }
  for (let i = start + 1; i < end; i++) {
    const code = codes[i]!
    let j = i
    for (; j > start && codes[j - 1]! > code; j--) codes[j] = codes[j - 1]!
    codes[j] = code
  }
}

function leafSlopes(
  tree: Tree,
  slopes: Slopes | undefined,
): Pick<DensityTree, 'slopeFeature' | 'slope' | 'centre'> {
  if (slopes) return {slopeFeature: slopes.feature, slope: slopes.slope, centre: slopes.centre}
  const nodes = tree.feature.length
  return {
    slopeFeature: new Int32Array(nodes).fill(-1),
    slope: new Float32Array(nodes),
    centre: new Float32Array(nodes),
  }
}
