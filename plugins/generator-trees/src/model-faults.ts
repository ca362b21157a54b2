// Whether a loaded model can be drawn from without leaving its arrays or turning in circles.
import type {ModelledSchema} from '@inferloop/contract'
import {
  type Axis,
  type BoostedTrees,
  type DensityTree,
  FIRST_LEVEL,
  FIRST_REPEAT,
  LEVELS,
  MAX_DEPTH,
  SET_BYTES,
} from '@inferloop/forest'
import type {TreesModel} from './model.ts'
import {MOST_ROUNDS} from './plan-jobs.ts'

/** The first thing wrong with a model's trees and axes, as a clause; undefined when it can be drawn from. */
export function modelFault(model: TreesModel): string | undefined {
  const drawnBefore = new Set<number>()
  for (const j of model.order) {
    const {schema, axis, learnt} = model.columns[j]!
    const classes = 'categories' in schema ? schema.categories.length + schema.missing.length : 0
    const repeats = learnt.method === 'density' ? learnt.tree.repeats.length : 0
    const knows = (code: number): boolean => (axis ? codeInAxis(axis, code, repeats) : code < classes)
    const fault =
      (axis ? axisFault(axis, schema, repeats) : labelsFault(learnt)) ??
      (learnt.method === 'density'
        ? (shapeFault(learnt.tree) ??
          densityFault(learnt.tree, model, drawnBefore) ??
          entryFault(learnt.tree, knows))
        : boostedFault(learnt.trees, classes, model, drawnBefore))
    if (fault !== undefined) return `${schema.name}: ${fault}`
    drawnBefore.add(j)
  }
  return undefined
}

/** Labels follow nothing and repeat nothing: that is for numbers. */
function labelsFault(learnt: TreesModel['columns'][number]['learnt']): string | undefined {
  if (learnt.method !== 'density') return undefined
  const {repeats, slopeFeature} = learnt.tree
  return repeats.length > 0 || slopeFeature.some(by => by >= 0)
    ? 'labels repeat or follow no numbers'
    : undefined
}

function axisFault(axis: Axis, schema: ModelledSchema, repeats: number): string | undefined {
  const {min, max} = 'min' in schema ? schema : {min: 0, max: 0}
  for (const field of ['atoms', 'knots', 'cuts'] as const) {
    const values = axis[field]
    for (let i = 0; i < values.length; i++) {
      if (!(values[i]! >= min && values[i]! <= max)) return `${field} should lie from ${min} to ${max}`
      if (i > 0 && values[i]! < values[i - 1]!) return `${field} should ascend`
    }
  }
  if (axis.atoms.length + axis.missingCodes > FIRST_REPEAT)
    return `atoms should be fewer, were ${axis.atoms.length}`
  if (repeats > 0 && axis.atoms.length + axis.knots.length === 0) return 'values are missing beside repeats'
  if (axis.cuts.length + axis.missingCodes > 256) return `cuts should be fewer, were ${axis.cuts.length}`
  return undefined
}

function shapeFault(tree: DensityTree): string | undefined {
  const nodes = tree.feature.length
  if (nodes === 0) return 'a tree should have a root'
  for (const field of ['split', 'child', 'count', 'slopeFeature', 'slope', 'centre'] as const)
    if (tree[field].length !== nodes)
      return `${field} should have ${nodes} entries, had ${tree[field].length}`
  if (tree.entry.length !== nodes + 1)
    return `entry should have ${nodes + 1} entries, had ${tree.entry.length}`
  if (tree.codes.length !== tree.cumulative.length) return 'codes and cumulative should be equally long'
  if (tree.entry[0] !== 0 || tree.entry[nodes] !== tree.codes.length) return 'entry should cover codes'
  return undefined
}

function densityFault(
  tree: DensityTree,
  model: TreesModel,
  drawnBefore: ReadonlySet<number>,
): string | undefined {
  for (const p of tree.repeats)
    if (!drawnBefore.has(p) || model.columns[p]!.axis === undefined)
      return `column ${p} cannot be repeated: it is drawn later or holds no numbers`
  for (let id = 0; id < tree.feature.length; id++) {
    const by = tree.slopeFeature[id]!
    if (by >= 0 && !drawnBefore.has(by)) return `node ${id} follows a column drawn later`
    if (!Number.isFinite(tree.slope[id]) || !Number.isFinite(tree.centre[id]))
      return `node ${id} has no slope`
    const child = tree.child[id]!
    if (tree.feature[id]! >= 0 && tree.count[id] !== tree.count[child]! + tree.count[child + 1]!)
      return `node ${id} does not add up`
  }
  return splitFault(tree, [0], model, drawnBefore)
}

function boostedFault(
  trees: BoostedTrees,
  classes: number,
  model: TreesModel,
  drawnBefore: ReadonlySet<number>,
): string | undefined {
  if (classes !== 2) return `boosting needs two classes, had ${classes}`
  const {length: rounds} = trees.roots
  if (rounds > MOST_ROUNDS) return `roots should be at most ${MOST_ROUNDS}, were ${rounds}`
  const nodes = trees.feature.length
  for (const field of ['split', 'child', 'value'] as const)
    if (trees[field].length !== nodes)
      return `${field} should have ${nodes} entries, had ${trees[field].length}`
  for (const root of trees.roots) if (root >= nodes) return `a root should be a node, was ${root}`
  if (!trees.value.every(Number.isFinite)) return 'value should hold finite numbers'
  return splitFault(trees, trees.roots, model, drawnBefore)
}

/** Children must come after their parents, which rules out circles, and no path may be deeper than one that was grown. */
function splitFault(
  tree: Pick<DensityTree, 'feature' | 'split' | 'child' | 'sets'>,
  roots: ArrayLike<number>,
  model: TreesModel,
  drawnBefore: ReadonlySet<number>,
): string | undefined {
  const depth = new Uint16Array(tree.feature.length)
  for (let r = 0; r < roots.length; r++) depth[roots[r]!] = 0
  for (let id = 0; id < tree.feature.length; id++) {
    const feature = tree.feature[id]!
    if (feature < 0) continue
    if (!drawnBefore.has(feature)) return `node ${id} splits on a column drawn later`
    const child = tree.child[id]!
    if (child <= id || child + 1 >= tree.feature.length)
      return `node ${id} has children ${child} and ${child + 1}`
    // A child of two parents is as deep as the deeper one.
    for (const one of [child, child + 1]) depth[one] = Math.max(depth[one]!, depth[id]! + 1)
    if (Math.max(depth[child]!, depth[child + 1]!) > MAX_DEPTH)
      return `node ${id} is deeper than ${MAX_DEPTH}`
    if (model.columns[feature]!.axis === undefined && tree.split[id]! + SET_BYTES > tree.sets.length)
      return `node ${id} has no category set`
  }
  return undefined
}

function entryFault(tree: DensityTree, knows: (code: number) => boolean): string | undefined {
  for (let id = 0; id < tree.feature.length; id++) {
    const from = tree.entry[id]!
    const to = tree.entry[id + 1]!
    if (to < from || to > tree.codes.length) return `entries of node ${id} run backwards`
    if (tree.feature[id]! >= 0) continue
    if (to === from || tree.cumulative[to - 1] !== tree.count[id]) return `leaf ${id} does not add up`
    for (let e = from; e < to; e++) {
      if (tree.cumulative[e]! <= (e > from ? tree.cumulative[e - 1]! : 0))
        return `leaf ${id} does not count up`
      if (!knows(tree.codes[e]!)) return `leaf ${id} holds code ${tree.codes[e]}`
    }
  }
  return undefined
}

function codeInAxis(axis: Axis, code: number, repeats: number): boolean {
  if (code < FIRST_REPEAT) return code < axis.atoms.length + axis.missingCodes
  if (code < FIRST_LEVEL) return code < FIRST_REPEAT + repeats
  return code < FIRST_LEVEL + LEVELS && axis.knots.length > 0
}
