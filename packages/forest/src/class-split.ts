// The splitter for three classes and more: kernels/classes.ts with the arrays it works on.
import {bestReader, type FeatureTable, MOST_BINS} from './feature-table.ts'
import type {GrowOptions, Splitter, Target} from './grow.ts'
import type {Place, Plan, Workspace} from './kernels.ts'

/** Room for the splitter; then, with the memory there, the splitter. */
export function reserveClassSplitter(
  plan: Plan,
  target: Extract<Target, {type: 'classes'}>,
  table: FeatureTable,
  rows: Place<Uint32Array>,
): (work: Workspace, options: GrowOptions) => Splitter {
  const {codes, classes} = target
  const count = codes.length
  const many = table.bins.length
  const codesPlace = plan.reserve(Uint16Array, count)
  const numberOf = plan.reserve(Int32Array, classes)
  const addresses = plan.reserve(Uint32Array, 16)
  // In the order of kernels/classes.ts. Class and bin of the node's rows stand in node order, so that each is fetched once.
  const places = [
    plan.reserve(Uint16Array, count),
    plan.reserve(Uint8Array, count),
    plan.reserve(Uint16Array, count),
    plan.reserve(Uint8Array, count),
    numberOf,
    plan.reserve(Uint32Array, classes),
    plan.reserve(Float64Array, classes),
    plan.reserve(Float64Array, classes),
    plan.reserve(Float64Array, classes),
    // Rows by bin and class, at most as many entries as the node has rows.
    plan.reserve(Uint32Array, count),
    plan.reserve(Uint32Array, MOST_BINS),
    plan.reserve(Uint32Array, MOST_BINS),
    plan.reserve(Uint32Array, MOST_BINS),
    table.order,
    table.spare,
    table.keys,
  ]
  return (work, {minLeaf, significance}) => {
    work.arrayAt(codesPlace).set(codes)
    work.arrayAt(numberOf).fill(-1)
    work.arrayAt(addresses).set(places.map(({address}) => address))
    const best = bestReader(work, table)
    return {
      find(start, end) {
        const found = work.kernels.findClasses(
          rows.address + 4 * start,
          end - start,
          table.table.address,
          many,
          codesPlace.address,
          addresses.address,
          minLeaf,
          significance,
          table.best.address,
        )
        return found === 0 ? undefined : best()
      },
      split() {},
    }
  }
}
