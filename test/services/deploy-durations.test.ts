// How long steps took before, and how long a plan still takes by that.
import {expect} from 'chai'
import fc from 'fast-check'
import {durationsText, usualMs, usualOfAll, withDurations} from '../../src/services/deploy/durations.ts'
import {type Ahead, timeLeft} from '../../src/services/deploy/time-left.ts'

const took = (kind: string, ...times: number[]) => times.map(tookMs => ({kind, action: 'create', tookMs}))

describe('durations of steps', () => {
  it('are the last five of each, and the same text in whatever order they came', () => {
    const one = withDurations({}, 'aws', [...took('a.b', 1, 2, 3, 4, 5, 6.4), ...took('a.c', 9)])
    const other = withDurations({}, 'aws', [...took('a.c', 9), ...took('a.b', 1, 2, 3, 4, 5, 6.4)])
    expect(one).to.deep.equal({'aws a.b create': [2, 3, 4, 5, 6], 'aws a.c create': [9]})
    expect(durationsText(other)).to.equal(durationsText(one))
    expect(JSON.parse(durationsText(one))).to.deep.equal({version: 1, milliseconds: one})
    expect(JSON.parse(durationsText({}))).to.deep.equal({version: 1, milliseconds: {}})
  })

  it('are told by their median, of one kind or of the whole provider', () => {
    const durations = withDurations(withDurations({}, 'aws', took('a.b', 10, 30, 20)), 'gcp', took('a.b', 99))
    expect(usualMs(durations, 'aws', 'a.b', 'create')).to.equal(20)
    expect(usualMs(durations, 'aws', 'a.c', 'create')).to.equal(undefined)
    expect(usualOfAll(withDurations(durations, 'aws', took('a.c', 40)), 'aws')).to.equal(25)
    expect(usualOfAll(durations, 'azure')).to.equal(undefined)
  })

  it('say nothing of steps that ask no provider', () => {
    expect(withDurations({}, 'aws', [{kind: 'a.b', action: 'rename', tookMs: 3}])).to.deep.equal({})
  })
})

/** Each waits for some of those before it. */
const plans = fc
  .array(fc.tuple(fc.integer({min: 0, max: 5000}), fc.array(fc.nat(30), {maxLength: 4})), {maxLength: 30})
  .map(steps =>
    steps.map(([leftMs, needs], i): Ahead & {leftMs: number} => ({
      name: `s${i}`,
      leftMs,
      after: [...new Set(needs.filter(need => need < i).map(need => `s${need}`))],
    })),
  )

/** By doing it: at each moment all run that may, as many as there are hands for. */
function ran(steps: readonly (Ahead & {leftMs: number})[], hands: number): number {
  const ends = new Map<string, number>()
  const waiting = [...steps]
  let busy: number[] = []
  let now = 0
  while (waiting.length > 0) {
    const next = waiting.findIndex(({after}) => after.every(need => (ends.get(need) ?? Infinity) <= now))
    busy = busy.filter(end => end > now)
    if (next >= 0 && busy.length < hands) {
      const [step] = waiting.splice(next, 1)
      ends.set(step!.name, now + step!.leftMs)
      if (step!.leftMs > 0) busy.push(now + step!.leftMs)
    } else now = Math.min(...busy)
  }
  return Math.max(0, ...ends.values())
}

describe('the time left', () => {
  it('is that of the longest chain when there are hands enough', () => {
    fc.assert(
      fc.property(plans, fc.gen(), (steps, any) => {
        const shuffled = [...steps].toSorted(() => any(fc.integer, {min: -1, max: 1}))
        expect(timeLeft(shuffled, Infinity)).to.equal(ran(steps, Infinity))
      }),
      {numRuns: 300},
    )
  })

  it('is never longer than it takes on few hands, nor half as long', () => {
    fc.assert(
      fc.property(plans, fc.integer({min: 1, max: 8}), (steps, hands) => {
        const real = ran(steps, hands)
        const said = timeLeft(steps, hands)!
        expect(said).to.be.at.most(real + 1e-6)
        // Graham's bound for lists: longest chain plus the work shared out.
        expect(real).to.be.at.most(2 * said + 1e-6)
      }),
      {numRuns: 300},
    )
  })

  it('grows with any step, and is not known when one is not', () => {
    fc.assert(
      fc.property(plans, fc.nat(29), fc.integer({min: 1, max: 999}), (steps, which, more) => {
        fc.pre(which < steps.length)
        const changed = (leftMs?: number) => steps.map((step, i) => (i === which ? {...step, leftMs} : step))
        expect(timeLeft(changed(steps[which]!.leftMs + more), 4)).to.be.at.least(timeLeft(steps, 4)!)
        expect(timeLeft(changed(undefined), 4)).to.equal(undefined)
      }),
    )
  })

  it('of a chain of 20,000 steps, of a circle and of nothing is told, too', () => {
    const chain = Array.from({length: 20_000}, (_, i) => ({name: `${i}`, after: [`${i + 1}`], leftMs: 1}))
    expect(timeLeft(chain, Infinity)).to.equal(20_000)
    const circle = [
      {name: 'a', after: ['b'], leftMs: 2},
      {name: 'b', after: ['a'], leftMs: 3},
    ]
    expect(timeLeft(circle, Infinity)).to.be.within(3, 5)
    expect(timeLeft([], 40)).to.equal(0)
  })
})
