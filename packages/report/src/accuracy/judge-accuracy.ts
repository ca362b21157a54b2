// Accuracy of single columns, pairs and triples.
import type {ComparedColumn, RunContext} from '@inferloop/contract'
import {isLearnable} from '../binned.ts'
import type {Accuracy, Reached} from '../judgement.ts'
import {type AccuracyCodes, accuracyCodes} from './accuracy-codes.ts'
import {turns} from '../turns.ts'
import {cellAccuracy} from './cell-accuracy.ts'
import {drawn, pairsOf, triplesOf, type Tuple} from './tuples.ts'

export interface JudgedAccuracy {
  readonly accuracy: Accuracy
  /** Of each column by itself; ids and free text have none. */
  readonly columns: ReadonlyMap<string, Reached>
}

/** Columns that make pairs and triples; of more, so many are drawn. */
const MOST_COLUMNS = 300
const MOST_TRIPLES = 10_000
/** Cells counted for pairs, and for triples, at most: of more pairs or triples, as many are drawn as that allows. */
const MOST_WORK = 2e9

/**
 * 1 - ½ L1 between the real and the synthetic shares of each column's codes, of each pair's and of each triple's, and the mean of the
 * three, 0 to 1; beside each what as many rows of the same reality would have.
 *
 * @see MOSTLY AI, mostlyai-qa: accuracy
 */
export async function judgeAccuracy(
  columns: readonly ComparedColumn[],
  run: Pick<RunContext, 'random' | 'signal' | 'progress'>,
): Promise<JudgedAccuracy> {
  const turn = turns(run.signal)
  const coded: AccuracyCodes[] = []
  const single = new Map<string, Reached>()
  for (const column of columns) {
    if (!isLearnable(column)) continue
    // Shares of no rows are unknown.
    if (column.cells.real.length === 0 || column.cells.synthetic.length === 0) continue
    const codes = accuracyCodes(column)
    coded.push(codes)
    single.set(column.name, ofColumn(codes))
    await turn()
  }
  const random = run.random.split('accuracy')
  const chosen = drawn(coded, MOST_COLUMNS, random.split('columns'))
  const [first] = chosen
  const rows = first === undefined ? 0 : first.real.length + first.synthetic.length
  const most = Math.floor(MOST_WORK / Math.max(1, rows))
  const pairs = drawn(pairsOf(chosen.length), most, random.split('pairs'))
  const triples = triplesOf(chosen.length, Math.min(MOST_TRIPLES, most), random.split('triples'))
  const univariate = meanOf([...single.values()])
  const bivariate = await ofTuples(chosen, pairs, run.progress, turn)
  const trivariate = await ofTuples(chosen, triples, run.progress, turn)
  const n = coded.length
  return {
    accuracy: {
      overall: meanOf([univariate, bivariate, trivariate].filter(part => part !== null)),
      univariate,
      bivariate,
      trivariate,
      pairs: {seen: pairs.length, all: (n * (n - 1)) / 2},
      triples: {seen: triples.length, all: (n * (n - 1) * (n - 2)) / 6},
    },
    columns: single,
  }
}

function ofColumn({real, synthetic, size}: AccuracyCodes): Reached {
  const counts = [real, synthetic].map(codes => {
    const into = new Float64Array(size)
    for (let i = 0; i < codes.length; i++) into[codes[i]!]!++
    return into
  })
  return cellAccuracy(counts[0]!, counts[1]!, size, real.length, synthetic.length)
}

async function ofTuples(
  columns: readonly AccuracyCodes[],
  tuples: readonly Tuple[],
  progress: RunContext['progress'],
  turn: ReturnType<typeof turns>,
): Promise<Reached | null> {
  if (tuples.length === 0) return null
  const real = joiner(columns, 'real')
  const synthetic = joiner(columns, 'synthetic')
  let sum = {score: 0, reachable: 0}
  for (const [done, tuple] of tuples.entries()) {
    const cells = tuple.reduce<number>((product, k) => product * columns[k!]!.size, 1)
    const {score, reachable} = cellAccuracy(
      real(tuple, cells),
      synthetic(tuple, cells),
      cells,
      columns[0]!.real.length,
      columns[0]!.synthetic.length,
    )
    sum = {score: sum.score + score, reachable: sum.reachable + reachable}
    await turn(() =>
      progress({
        phase: 'accuracy',
        done,
        total: tuples.length,
        unit: tuple.length === 2 ? 'pairs' : 'triples',
      }),
    )
  }
  return {score: sum.score / tuples.length, reachable: sum.reachable / tuples.length}
}

/** Counts of the joint codes of two or three columns of a side. The codes of the first two are kept while they stay the same. */
function joiner(columns: readonly AccuracyCodes[], side: 'real' | 'synthetic') {
  const rows = columns[0]![side].length
  const joint = new Uint16Array(rows)
  let counts = new Float64Array(0)
  let kept = [-1, -1]
  return ([a, b, c]: Tuple, cells: number): Float64Array => {
    if (counts.length < cells) counts = new Float64Array(cells)
    else counts.fill(0, 0, cells)
    if (kept[0] !== a || kept[1] !== b) {
      const x = columns[a]![side]
      const y = columns[b]![side]
      const {size} = columns[b]!
      for (let i = 0; i < rows; i++) joint[i] = x[i]! * size + y[i]!
      kept = [a, b]
    }
    if (c === undefined) {
      for (let i = 0; i < rows; i++) counts[joint[i]!]!++
      return counts
    }
    const {size} = columns[c]!
    const z = columns[c]![side]
    for (let i = 0; i < rows; i++) counts[joint[i]! * size + z[i]!]!++
    return counts
  }
}

function meanOf(parts: readonly Reached[]): Reached | null {
  if (parts.length === 0) return null
  let [score, reachable] = [0, 0]
  for (const part of parts) {
    score += part.score
    reachable += part.reachable
  }
  return {score: score / parts.length, reachable: reachable / parts.length}
}
