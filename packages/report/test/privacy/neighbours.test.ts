// Nearest neighbours are exact: the tree finds what looking at every point finds, on any number of threads.
import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import fc from 'fast-check'
import type {Learnable} from '../../src/binned.ts'
import {nearestInTree} from '../../src/privacy/nearest-in-tree.ts'
import {openNearestPool} from '../../src/privacy/nearest-pool.ts'
import {buildTree} from '../../src/privacy/neighbour-tree.ts'
import {type Points, spaceOf} from '../../src/privacy/points.ts'
import {labels, numbers, people, peopleColumns} from '../compared.ts'

const rows = (count: number) => Uint32Array.from({length: count}, (_, i) => i)

function gower(space: Points, i: number, queries: Points, j: number, ignored: number): number {
  let sum = 0
  for (let d = 0; d < space.dimensions; d++) {
    if (d === ignored) continue
    const apart = Math.abs(space.at[i * space.dimensions + d]! - queries.at[j * space.dimensions + d]!)
    sum += d < space.labels ? (apart === 0 ? 0 : 1) : Math.min(1, apart)
  }
  return sum
}

const cell = fc.record({
  a: fc.constantFrom('x', 'y', 'z', ''),
  b: fc.constantFrom('p', 'q'),
  n: fc.oneof(fc.integer({min: 0, max: 9}), fc.constant(Number.NaN)),
  m: fc.integer({min: 0, max: 3}),
})
const table = fc.array(cell, {minLength: 1, maxLength: 80})

describe('the neighbour tree', () => {
  it('finds the nearest two, with or without a column, as looking at all points does', () => {
    fc.assert(
      fc.property(table, table, fc.integer({min: -1, max: 3}), (real, synthetic, ignored) => {
        const of = <K extends keyof (typeof real)[number]>(key: K) =>
          [real.map(row => row[key]), synthetic.map(row => row[key])] as const
        const space = spaceOf([
          numbers('n', ...of('n')),
          labels('a', ...of('a')),
          numbers('m', ...of('m')),
          labels('b', ...of('b')),
        ])
        const points = space.points({side: 'real', rows: rows(real.length)})
        const queries = space.points({side: 'synthetic', rows: rows(synthetic.length)})
        const found = {two: new Float64Array(2 * queries.count), one: new Float64Array(2 * queries.count)}
        const tree = buildTree(points)
        nearestInTree(tree, queries, [0, queries.count], {only: false, ignored}, found.two)
        nearestInTree(tree, queries, [0, queries.count], {only: true, ignored}, found.one)
        for (let j = 0; j < queries.count; j++) {
          const all = Array.from(rows(points.count), i => gower(points, i, queries, j, ignored))
          const [first, second = Number.POSITIVE_INFINITY] = all.toSorted((x, y) => x - y)
          expect(found.two[2 * j]).to.be.closeTo(first!, 1e-6)
          expect(found.one[2 * j]).to.be.closeTo(first!, 1e-6)
          if (Number.isFinite(second)) expect(found.two[2 * j + 1]).to.be.closeTo(second, 1e-6)
          else expect(found.two[2 * j + 1]).to.equal(second)
          expect(all[found.one[2 * j + 1]!]).to.be.closeTo(first!, 1e-6)
        }
      }),
      {numRuns: 60},
    )
  })

  it('gives the same on one thread and on three', async () => {
    const {columns} = peopleColumns(people(3000, 'real'), people(1500, 'other'))
    const space = spaceOf(columns as Learnable[])
    const tree = buildTree(space.points({side: 'real', rows: rows(3000)}))
    const queries = space.points({side: 'synthetic', rows: rows(1500)})
    const found = []
    for (const threads of [1, 3]) {
      const pool = openNearestPool({threads, signal: new AbortController().signal})
      found.push(await pool.search({tree, queries}))
      await pool.close()
    }
    expect(found[1]).to.deep.equal(found[0])
  })

  it('stops while it looks when it is asked to', async () => {
    const random = createRandom('wide')
    const drawn = () => Array.from({length: 20_000}, () => random.next())
    // In ten dimensions that have nothing to do with each other a tree helps little: seconds of work.
    const space = spaceOf(Array.from({length: 10}, (_, i) => numbers(`x${i}`, drawn(), drawn())))
    const tree = buildTree(space.points({side: 'real', rows: rows(20_000)}))
    const queries = space.points({side: 'synthetic', rows: rows(20_000)})
    for (const threads of [1, 2]) {
      const controller = new AbortController()
      const pool = openNearestPool({threads, signal: controller.signal})
      const search = pool.search({tree, queries}).catch((error: Error) => error.message)
      setImmediate(() => controller.abort(new Error('enough')))
      expect(await search).to.equal('enough')
      await pool.close()
    }
  })

  it('does not begin when it is stopped already', async () => {
    const {columns} = peopleColumns(people(20_000, 'real'), people(20_000, 'other'))
    const space = spaceOf(columns as Learnable[])
    const controller = new AbortController()
    const pool = openNearestPool({threads: 2, signal: controller.signal})
    const tree = buildTree(space.points({side: 'real', rows: rows(20_000)}))
    controller.abort(new Error('enough'))
    const queries = space.points({side: 'synthetic', rows: rows(20_000)})
    const outcome = await pool.search({tree, queries}).catch((error: Error) => error.message)
    await pool.close()
    expect(outcome).to.equal('enough')
  })
})
