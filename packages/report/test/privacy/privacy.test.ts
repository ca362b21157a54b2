// What a table tells of the people in it: a copy is caught, people drawn anew are not.
import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {judgeCopies, judgePrivacy} from '../../src/privacy/judge-privacy.ts'
import {quantilesOf} from '../../src/privacy/quantiles.ts'
import {riskOf, wilson} from '../../src/privacy/risk.ts'
import {
  again,
  aRun,
  comparison,
  keys,
  labels,
  numbers,
  type People,
  people,
  peopleColumns,
} from '../compared.ts'

const COUNT = 2000
const training = people(COUNT, 'training')
const heldOut = people(COUNT, 'held out')

/** The first rows of one table, then those of another. */
const mixed = (first: People, rows: number, rest: People): People => {
  const join = <T>(a: readonly T[], b: readonly T[]) => [...a.slice(0, rows), ...b.slice(rows)]
  return {
    ages: join(first.ages, rest.ages),
    incomes: join(first.incomes, rest.incomes),
    jobs: join(first.jobs, rest.jobs),
  }
}

describe('privacy', function () {
  this.timeout(30_000)

  it('catches a copy of the training rows', async () => {
    const {identical, holdout, distance, singlingOut} = await judgePrivacy(
      peopleColumns(training, again(training, 'copy'), heldOut),
      aRun(),
    )
    expect(identical.share).to.equal(1)
    expect(holdout!.copyIndex).to.be.within(0.85, 1.15)
    expect(holdout!.membership!.auc).to.be.above(0.6)
    expect(holdout!.membership!.tprAt1Percent).to.be.above(0.1)
    expect(distance!.synthetic[5]).to.equal(0)
    expect(distance!.holdout![5]).to.be.above(0)
    // A copy lies on one row and off the next: NNDR is 0. Real rows kept apart lie somewhere between two.
    expect(distance!.ratio[5]).to.be.closeTo(0, 1e-3)
    expect(distance!.ratioHoldout![5]).to.be.within(0.3, 0.95)
    expect(distance!.exact).to.equal(true)
    expect(singlingOut!.risk).to.be.above(0.3)
    expect(singlingOut!.interval[0]).to.be.above(0.1)
  })

  it('takes no lists for equal that begin alike', async () => {
    const begin = (...lists: string[]) => lists.map(list => list.charAt(0))
    const [real, synthetic] = [
      ['ab', 'ac', 'b'],
      ['ad', 'b', 'ac', 'bc'],
    ]
    const list = {
      ...labels('codes', begin(...real!), begin(...synthetic!)),
      kind: 'list' as const,
      whole: keys('codes', 'text', real!, synthetic!).cells,
    }
    const {identical} = await judgePrivacy(comparison(list), aRun())
    expect(identical.rows).to.equal(2)
  })

  it('infers what a copy tells and nothing else does', async () => {
    const draw = (from: string) => {
      const random = createRandom(from)
      const rows = Array.from(
        {length: 1000},
        () => [random.next(), random.next(), 'pqrs'[random.below(4)]!] as const,
      )
      return {x: rows.map(([x]) => x), y: rows.map(([, y]) => y), secret: rows.map(([, , label]) => label)}
    }
    const [real, holdout, others] = [draw('real'), draw('held out'), draw('others')]
    const inferred = async (synthetic: typeof real) => {
      const {attributeInference} = await judgePrivacy(
        comparison(
          numbers('x', real.x, synthetic.x, holdout.x),
          numbers('y', real.y, synthetic.y, holdout.y),
          labels('secret', real.secret, synthetic.secret, holdout.secret),
        ),
        aRun(),
      )
      return attributeInference.find(({column}) => column === 'secret')!
    }
    const copy = await inferred(real)
    expect(copy.risk).to.be.above(0.99)
    expect(copy.attackRate).to.be.above(0.99)
    expect(copy.controlRate).to.be.within(0.15, 0.35)
    expect((await inferred(others)).interval[0]).to.equal(0)
  })

  it('has distances that can be told by hand', async () => {
    const labelled = (cells: string) => [...cells]
    // One column of labels apart by 1 or 0, and one constant: of the real rows a b c.
    const table = comparison(
      labels('x', labelled('abc'), labelled('abz'), labelled('aaz')),
      labels('y', labelled('ppp'), labelled('ppp'), labelled('ppp')),
    )
    const {distance, holdout} = await judgePrivacy(table, aRun())
    // Nearest: 0, 0 and 1; the second one lies 1 away: ratios 0, 0 and 1.
    expect(distance!.synthetic[0]).to.equal(0)
    expect(distance!.synthetic[10]).to.equal(0.5)
    expect(distance!.ratio[0]).to.be.closeTo(0, 1e-6)
    expect(distance!.ratio[10]).to.equal(1)
    expect(distance!.real[5]).to.equal(0.5)
    // "a" is as near to both tables, "b" nearer to the training rows, "z" nearer to the held-out ones.
    expect(holdout!.dcrShare).to.equal(0.5)
  })

  it('finds nothing against people drawn anew', async () => {
    const {identical, holdout, singlingOut, attributeInference} = await judgePrivacy(
      peopleColumns(training, people(COUNT, 'new'), heldOut),
      aRun(),
    )
    expect(identical.share).to.be.closeTo(identical.natural!, 0.01)
    expect(Math.abs(holdout!.copyIndex!)).to.be.below(3 * holdout!.standardError!)
    expect(holdout!.membership!.auc).to.be.within(0.46, 0.54)
    expect(holdout!.membership!.tprAt1Percent).to.be.below(0.04)
    expect(singlingOut!.interval[0]).to.be.below(0.05)
    for (const {column, interval} of attributeInference) expect(interval[0], column).to.be.below(0.05)
  })

  it('sees one row in a hundred copied', async () => {
    const {identical} = await judgePrivacy(
      peopleColumns(training, mixed(training, COUNT / 100, people(COUNT, 'new')), heldOut),
      aRun(),
    )
    expect(identical.share).to.be.above(identical.natural! + 0.008)
  })

  it('is the same for the same seed on any number of threads', async () => {
    const table = peopleColumns(training, people(COUNT, 'new'), heldOut)
    expect(await judgePrivacy(table, aRun(3))).to.deep.equal(await judgePrivacy(table, aRun(1)))
  })

  it('says what can be said without held-out rows', async () => {
    const {identical, holdout, distance, attributeInference} = await judgePrivacy(
      peopleColumns(training, people(COUNT, 'new')),
      aRun(),
    )
    expect(holdout).to.equal(null)
    expect(distance!.holdout).to.equal(null)
    expect(identical.natural).to.be.a('number')
    expect(attributeInference).to.have.length(3)
  })

  it('shows near copies beside the distances of real rows to each other', async () => {
    const random = createRandom('near')
    const near = {...training, incomes: training.incomes.map(income => income + random.below(5))}
    const {distance} = await judgePrivacy(peopleColumns(training, near), aRun())
    expect(distance!.synthetic[5]).to.be.below(0.2 * distance!.real[5]!)
    const fresh = await judgePrivacy(peopleColumns(training, people(COUNT, 'new')), aRun())
    expect(fresh.distance!.synthetic[5]).to.be.closeTo(
      fresh.distance!.real[5]!,
      0.2 * fresh.distance!.real[5]!,
    )
  })

  it('survives a table of two rows and one column', async () => {
    const found = await judgePrivacy(comparison(numbers('x', [1, 2], [2, 3])), aRun())
    expect(found.identical.rows).to.equal(1)
    expect(found.attributeInference).to.deep.equal([])
  })
})

describe('identical rows', () => {
  const judged = async (real: number[], synthetic: number[]) =>
    (await judgePrivacy(comparison(numbers('x', real, synthetic)), aRun())).identical

  it('take 0 and -0, and missing cells, for equal', async () => {
    expect((await judged([0, Number.NaN, 5], [-0, Number.NaN, 6])).rows).to.equal(2)
  })

  it('have as their natural share how many real rows repeat another', async () => {
    expect((await judged([1, 1, 2, 3], [9])).natural).to.equal(0.5)
  })
})

describe('copied ids and texts', () => {
  it('are held beside how often real ones repeat where nothing is held out', () => {
    const {copiedCells} = judgeCopies(comparison(keys('note', 'text', ['a', 'a', 'b', ''], ['a', 'x'])))
    expect(copiedCells).to.deep.equal([{column: 'note', kind: 'text', share: 0.5, natural: 2 / 3}])
  })

  it('are counted by column, missing cells left out', async () => {
    const {copiedCells} = await judgePrivacy(
      comparison(keys('id', 'id', ['a', 'b', 'c'], ['a', 'x', '', 'y'], ['b', 'q'])),
      aRun(),
    )
    expect(copiedCells).to.deep.equal([{column: 'id', kind: 'id', share: 1 / 3, natural: 0.5}])
  })
})

describe('held-out rows that are training rows', () => {
  const identical = (holdout: People) =>
    judgeCopies(peopleColumns(training, people(COUNT, 'new'), holdout)).identical

  it('are told, and do not make copies natural', () => {
    const {heldOut: found, natural, repeated} = identical(mixed(training, 400, heldOut))
    expect(found!.overlaps).to.equal(true)
    expect(found!.rows).to.be.within(400, 420)
    expect(natural).to.equal(repeated).and.below(0.01)
  })

  it('are natural where the real rows repeat as often', () => {
    const {heldOut: found, natural} = identical(heldOut)
    expect(found!.overlaps).to.equal(false)
    expect(natural).to.equal(found!.rows / COUNT)
  })
})

describe('a table of ids and texts alone', () => {
  it('has rows that are equal when those are', () => {
    const copy = comparison(
      keys('id', 'id', ['a', 'b', 'c', 'd'], ['a', 'b', 'x', 'c']),
      keys('note', 'text', ['p', 'q', 'r', 's'], ['p', 'q', 'r', 'z']),
    )
    expect(judgeCopies(copy).identical).to.include({rows: 2, share: 0.5, repeated: 0})
  })
})

describe('risk', () => {
  it('has the Wilson interval of a rate', () => {
    const {rate, low, high} = wilson({right: 10, attacks: 100})
    expect(rate).to.equal(0.1)
    expect(low).to.be.closeTo(0.0552, 1e-4)
    expect(high).to.be.closeTo(0.1744, 1e-4)
    expect(wilson({right: 0, attacks: 0})).to.deep.equal({rate: 0, low: 0, high: 1})
  })

  it('is how much better the attacker does than against others', () => {
    const {risk, interval} = riskOf({right: 60, attacks: 100}, {right: 20, attacks: 100}, 0.1)
    expect(risk).to.be.closeTo(0.5, 1e-9)
    expect(interval[0]).to.be.below(0.5).and.above(0.2)
    expect(riskOf({right: 10, attacks: 100}, {right: 20, attacks: 100}, 0.1).risk).to.equal(0)
  })
})

describe('quantilesOf', () => {
  it('are linear between values', () => {
    expect(quantilesOf(Float64Array.of(4, 0, 2, 1, 3))[5]).to.equal(2)
    expect(quantilesOf(Float64Array.of(0, 1))[4]).to.equal(0.25)
    expect(quantilesOf(new Float64Array())).to.have.length(11)
  })
})
