// SDMetrics' metrics of pairs of columns, for every pair.
import type {ComparedColumn, ComparedLabels, ComparedNumbers, RunContext} from '@inferloop/contract'
import type {JudgedPair} from '../judgement.ts'
import {turns} from '../turns.ts'
import {contingencySimilarity} from './contingency-similarity.ts'
import {type Correlated, correlated} from './correlation.ts'
import {correlationSimilarity} from './correlation-similarity.ts'
import {cramersV} from './cramers-v.ts'
import {binCodes, binCodesBySdmetrics, labelCodes, type PairCodes} from './pair-codes.ts'
import {type PairTrends, trendTally} from './pair-trends.ts'

export interface JudgedPairs {
  /** All of them; of more than `MOST_PAIRS` those with the lowest scores. */
  readonly pairs: readonly JudgedPair[]
  readonly trends: PairTrends
}

/** So many pairs are handed on; all of them count in the trends. */
export const MOST_PAIRS = 100_000

interface Prepared {
  readonly name: string
  /** Of numbers only: both sides. */
  readonly numbers?: {readonly real: Correlated; readonly synthetic: Correlated}
  readonly codes: PairCodes
  readonly codesBySdmetrics: PairCodes
}

/**
 * Pairs of numbers by CorrelationSimilarity, all others by ContingencySimilarity with numbers in ten bins; ids and free text are left out. Spearman's ρ beside
 * Pearson's r may be left out: it takes as long as all the rest.
 */
export async function judgePairs(
  columns: readonly ComparedColumn[],
  {signal, progress}: Pick<RunContext, 'signal' | 'progress'>,
  {withSpearman = true}: {readonly withSpearman?: boolean} = {},
): Promise<JudgedPairs> {
  const turn = turns(signal)
  const prepared: Prepared[] = []
  for (const column of columns) {
    if (!('schema' in column || 'labels' in column)) continue
    prepared.push(prepare(column))
    await turn()
  }
  const contingency = contingencySimilarity()
  const tally = trendTally()
  const total = (prepared.length * (prepared.length - 1)) / 2
  let pairs: JudgedPair[] = []
  let done = 0
  const tell = () => progress({phase: 'pairs', done, total, unit: 'pairs'})
  for (let i = 0; i < prepared.length; i++) {
    for (let j = i + 1; j < prepared.length; j++) {
      const pair = judgePair(prepared[i]!, prepared[j]!, contingency, withSpearman)
      tally.add(pair)
      pairs.push(pair)
      done++
      if (pairs.length >= 2 * MOST_PAIRS) pairs = lowest(pairs)
      await turn(tell)
    }
  }
  return {pairs: lowest(pairs), trends: tally.trends()}
}

/** The pairs with the lowest scores, in the order they had; unknown scores come last. */
function lowest(pairs: JudgedPair[]): JudgedPair[] {
  if (pairs.length <= MOST_PAIRS) return pairs
  const scoreOf = ({score}: JudgedPair) => score ?? 2
  const limit = Float64Array.from(pairs, scoreOf).sort()[MOST_PAIRS - 1]!
  let room = MOST_PAIRS
  for (const pair of pairs) if (scoreOf(pair) < limit) room--
  return pairs.filter(pair => scoreOf(pair) < limit || (scoreOf(pair) === limit && room-- > 0))
}

function prepare(column: ComparedNumbers | ComparedLabels): Prepared {
  const {name} = column
  if (!('schema' in column)) {
    const codes = labelCodes(column)
    return {name, codes, codesBySdmetrics: codes}
  }
  const [real, synthetic] = [correlated(column.cells.real), correlated(column.cells.synthetic)]
  const ranks = {real: real.ranks, synthetic: synthetic.ranks}
  return {
    name,
    numbers: {real, synthetic},
    codes: binCodes(ranks),
    codesBySdmetrics: binCodesBySdmetrics(ranks),
  }
}

function judgePair(
  a: Prepared,
  b: Prepared,
  contingency: ReturnType<typeof contingencySimilarity>,
  withSpearman: boolean,
): JudgedPair {
  const columns = [a.name, b.name] as const
  if (a.numbers !== undefined && b.numbers !== undefined) {
    const real = [a.numbers.real, b.numbers.real] as const
    const synthetic = [a.numbers.synthetic, b.numbers.synthetic] as const
    const pearson = correlationSimilarity(real, synthetic, 'pearson')
    return {
      columns,
      metric: 'CorrelationSimilarity',
      ...pearson,
      scoreBySdmetrics: pearson.score,
      spearman: withSpearman ? correlationSimilarity(real, synthetic, 'spearman') : null,
      strength: pearson.real === null ? null : Math.abs(pearson.real),
    }
  }
  const mixed = a.numbers !== undefined || b.numbers !== undefined
  const score = contingency(a.codes, b.codes)
  const [x, y] = [a.codesBySdmetrics, b.codesBySdmetrics]
  return {
    columns,
    metric: 'ContingencySimilarity',
    score,
    scoreBySdmetrics: mixed ? contingency(x, y) : score,
    real: null,
    synthetic: null,
    spearman: null,
    strength: cramersV({codes: x.real, size: x.size}, {codes: y.real, size: y.size}),
  }
}
