// The splitter for numbers and two classes: kernels/moments.ts, with histograms of large nodes kept for their children.
import {bestReader, type FeatureTable, MOST_BINS} from './feature-table.ts'
import type {GrowOptions, Splitter} from './grow.ts'
import type {Place, Plan, Workspace} from './kernels.ts'
import {MAX_DEPTH} from './tree-layout.ts'

/** From this many rows a node keeps its histograms for its children to subtract from. */
const KEEP_ROWS = 1024
const BIN_DOUBLES = 2

/** Room for the splitter; then, with the memory there, the splitter. The value of row i is `values[codes[i]]`. */
export function reserveMomentSplitter(
  plan: Plan,
  {codes, values}: {readonly codes: Uint16Array; readonly values: Float64Array},
  table: FeatureTable,
  rows: Place<Uint32Array>,
): (work: Workspace, options: GrowOptions) => Splitter {
  const count = codes.length
  const {width} = table
  const many = table.bins.length
  const y = plan.reserve(Float64Array, count)
  const nodeY = plan.reserve(Float64Array, count)
  const one = plan.reserve(Float64Array, BIN_DOUBLES * MOST_BINS)
  // Kept nodes have rows of their own and stand beside a path from the root, one a level; one more is counted anew.
  const most = Math.min(MAX_DEPTH + 2, Math.floor(count / KEEP_ROWS) + 1)
  const spare = Array.from(
    {length: count < KEEP_ROWS ? 0 : most},
    () => plan.reserve(Float64Array, BIN_DOUBLES * width).address,
  )
  return (work, {minLeaf, significance}) => {
    const {kernels} = work
    const ys = work.arrayAt(y)
    for (let i = 0; i < count; i++) ys[i] = values[codes[i]!]!
    const best = bestReader(work, table)
    /** Histograms by node. */
    const kept = new Map<number, number>()

    const drop = (node: number): undefined => {
      const histogram = kept.get(node)
      if (histogram !== undefined) spare.push(histogram)
      kept.delete(node)
      return undefined
    }
    const take = (): number => {
      const histogram = spare.pop()
      if (histogram === undefined) throw new Error('more histograms are kept than a tree can have')
      return histogram
    }
    /** Nodes of fewer rows are counted anew, and those too small for two leaves are not looked at. */
    const isWorth = (nodeRows: number): boolean => nodeRows >= Math.max(KEEP_ROWS, 2 * minLeaf)

    return {
      find(start, end, node) {
        const build = end - start >= KEEP_ROWS && !kept.has(node)
        if (build) kept.set(node, take())
        const found = kernels.findMoments(
          rows.address + 4 * start,
          end - start,
          table.table.address,
          many,
          y.address,
          nodeY.address,
          kept.get(node) ?? 0,
          build ? 1 : 0,
          width,
          one.address,
          table.order.address,
          table.spare.address,
          table.keys.address,
          minLeaf,
          significance,
          table.best.address,
        )
        return found === 0 ? drop(node) : best()
      },
      split(parent, left, start, middle, end, goesOn) {
        const histogram = kept.get(parent)
        if (histogram === undefined) return
        const leftSmaller = middle - start <= end - middle
        const [from, to] = leftSmaller ? [start, middle] : [middle, end]
        if (!goesOn || !isWorth(end - start - (to - from))) {
          drop(parent)
          return
        }
        kept.delete(parent)
        const small = take()
        kernels.buildMoments(
          rows.address + 4 * from,
          to - from,
          table.table.address,
          many,
          y.address,
          nodeY.address,
          small,
          width,
        )
        kernels.subtractMoments(histogram, small, width)
        if (isWorth(to - from)) kept.set(leftSmaller ? left : left + 1, small)
        else spare.push(small)
        kept.set(leftSmaller ? left + 1 : left, histogram)
      },
    }
  }
}
