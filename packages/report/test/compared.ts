// Small compared columns and tables written down as lists of cells.
import type {
  ComparedColumn,
  ComparedKeys,
  ComparedLabels,
  ComparedNumbers,
  Comparison,
  RunContext,
  Sides,
} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'

type Lists<T> = readonly [real: readonly T[], synthetic: readonly T[], holdout?: readonly T[]]

function sides<T, U>([real, synthetic, holdout]: Lists<T>, make: (cells: readonly T[]) => U): Sides<U> {
  return {
    real: make(real),
    synthetic: make(synthetic),
    ...(holdout === undefined ? {} : {holdout: make(holdout)}),
  }
}

const READABLE = {real: 0, synthetic: 0, holdout: 0}

/** NaN is a missing cell. */
export function numbers(name: string, ...lists: Lists<number>): ComparedNumbers {
  const cells = sides(lists, list => Float64Array.from(list))
  const schema = {name, kind: 'numeric', step: 1, offset: 0} as ComparedNumbers['schema']
  return {name, kind: 'numeric', cells, schema, unreadable: READABLE}
}

/** `''` is a missing cell; real labels come in the order of the real list. */
export function labels(name: string, ...lists: Lists<string>): ComparedLabels {
  const [real, synthetic, holdout = []] = lists
  const known = new Set(real.filter(label => label !== ''))
  const all = [...new Set([...known, ...holdout, ...synthetic].filter(label => label !== ''))]
  const code = (label: string) => (label === '' ? all.length : all.indexOf(label))
  const cells = sides(lists, list => Uint32Array.from(list, code))
  return {name, kind: 'categorical', cells, labels: all, known: known.size, unreadable: READABLE}
}

/** `''` is a missing cell. */
export function keys(name: string, kind: ComparedKeys['kind'], ...lists: Lists<string>): ComparedKeys {
  const all = ['', ...new Set(lists.flatMap(list => list ?? []).filter(text => text !== ''))]
  const cells = sides(lists, list => Uint32Array.from(list, text => all.indexOf(text)))
  return {name, kind, cells, distinct: all.length, unreadable: READABLE}
}

export function comparison(...columns: readonly ComparedColumn[]): Comparison {
  const [first] = columns
  const stored = columns.map(({name}) => ({name, storage: 'text' as const}))
  const {real, synthetic, holdout} = first!.cells
  return {
    rows: {
      real: real.length,
      synthetic: synthetic.length,
      ...(holdout === undefined ? {} : {holdout: holdout.length}),
    },
    columns,
    structure: {stored: {real: stored, synthetic: stored}, absent: [], extra: [], otherKind: [], strange: []},
  }
}

export function aRun(threads = 1, seed = 1): RunContext {
  return {
    random: createRandom(seed),
    signal: new AbortController().signal,
    threads,
    progress: () => undefined,
    log: () => undefined,
  }
}

/** A made-up population: ages, incomes that follow them, jobs that go with both. `from` draws other people. */
export function people(count: number, from: string): {ages: number[]; incomes: number[]; jobs: string[]} {
  const random = createRandom(from)
  const ages: number[] = []
  const incomes: number[] = []
  const jobs: string[] = []
  for (let i = 0; i < count; i++) {
    const age = 20 + random.below(50)
    const income = Math.round(800 * age + 9000 * random.normal())
    ages.push(age)
    incomes.push(income)
    jobs.push(
      income > 40_000
        ? random.below(3) === 0
          ? 'nurse'
          : 'judge'
        : random.below(2) === 0
          ? 'cook'
          : 'clerk',
    )
  }
  return {ages, incomes, jobs}
}

export type People = ReturnType<typeof people>

/** The columns of three such tables, or two. */
export function peopleColumns(real: People, synthetic: People, holdout?: People): Comparison {
  const lists = <K extends keyof People>(key: K) =>
    [real[key], synthetic[key], ...(holdout === undefined ? [] : [holdout[key]])] as unknown as Lists<
      People[K][number]
    >
  return comparison(
    numbers('age', ...(lists('ages') as Lists<number>)),
    numbers('income', ...(lists('incomes') as Lists<number>)),
    labels('job', ...(lists('jobs') as Lists<string>)),
  )
}

/** Each column in an order of its own: the same cells, nothing between columns. */
export function apart({ages, incomes, jobs}: People): People {
  const turned = <T>(list: readonly T[], by: number) => [...list.slice(by), ...list.slice(0, by)]
  return {ages, incomes: turned(incomes, 7), jobs: turned(jobs, 13)}
}

/** Rows drawn again from the same table. */
export function again({ages, incomes, jobs}: People, from: string): People {
  const random = createRandom(from)
  const rows = ages.map(() => random.below(ages.length))
  return {ages: rows.map(i => ages[i]!), incomes: rows.map(i => incomes[i]!), jobs: rows.map(i => jobs[i]!)}
}
