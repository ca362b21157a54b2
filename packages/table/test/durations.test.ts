import {expect} from 'chai'
import fc from 'fast-check'
import {createRandom} from '@inferloop/random'
import {DURATION_STYLES, type DurationStyle, formatDuration, parseDuration} from '../src/numbers/durations.ts'
import {thereAndBack, verdict} from './source.ts'

const random = createRandom('durations')
const seconds = Array.from({length: 300}, () => random.below(120_000))

describe('lengths of time', () => {
  it('come back as they stood, in each style', () => {
    for (const style of DURATION_STYLES) {
      const cells = seconds.map(value => formatDuration(value, style, 0))
      const schema = verdict(cells, {name: 'length'})
      expect(schema.kind, style).to.equal('numeric')
      expect(schema.evidence, style).to.contain('lengths of time')
      expect(thereAndBack(cells, {name: 'length'}), style).to.deep.equal(cells)
    }
  })

  it('are read as what they say', () => {
    const read: [string, DurationStyle, number][] = [
      ['27:10:05', 'HH:mm:ss', 97_805],
      ['1:00:00.25', 'H:mm:ss', 3600.25],
      ['2 days 03:04:05', 'D days HH:mm:ss', 183_845],
      ['123:45', 'm:ss', 7425],
      ['PT1H30M', 'ISO 8601', 5400],
      ['P1DT12H', 'ISO 8601', 129_600],
      ['1h 5m', '1h 5m', 3900],
      ['2h15m30s', '1h5m', 8130],
      ['-0:10:00', 'H:mm:ss', -600],
    ]
    for (const [text, style, value] of read) expect(parseDuration(text, style), text).to.equal(value)
    for (const text of ['', 'P', 'PT', 'h', '1:2:3', '1:60:00', '5 days', '1:00:60', 'h5m'])
      for (const style of DURATION_STYLES) expect(parseDuration(text, style), `${text} ${style}`).to.be.NaN
  })

  it('are the inverse of one another', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DURATION_STYLES),
        fc.integer({min: -1e8, max: 1e8}),
        fc.integer({min: 0, max: 3}),
        (style, units, decimals) => {
          const value = units / 10 ** decimals
          expect(parseDuration(formatDuration(value, style, decimals), style)).to.be.closeTo(value, 1e-6)
        },
      ),
    )
  })

  it('within a day stay times of day', () => {
    const cells = seconds.map(value => formatDuration(value % 86_400, 'HH:mm:ss', 0))
    expect(verdict(cells, {name: 'at'}).kind).to.equal('datetime')
  })
})

describe('seconds since 1970', () => {
  const stamps = seconds.map(value => String(1_700_000_000 + value))

  it('are instants under a name that says so', () => {
    for (const name of ['created_at', 'ts', 'eventTime', 'last_seen']) {
      const schema = verdict(stamps, {name})
      expect(schema, name).to.include({kind: 'datetime', format: 'X'})
      expect(schema.evidence).to.contain('are seconds since 1970 from 2023-11-1')
    }
    expect(verdict(stamps, {name: 'population'}).kind).to.equal('numeric')
    expect(thereAndBack(stamps, {name: 'ts'})).to.deep.equal(stamps)
  })

  it('may be milliseconds or microseconds', () => {
    for (const [format, zeros] of [
      ['x', 3],
      ['xx', 6],
    ] as const) {
      const cells = stamps.map(
        (stamp, i) =>
          stamp +
          String(i * 3 + 100)
            .padEnd(zeros, '7')
            .slice(0, zeros),
      )
      expect(verdict(cells, {name: 'ts'})).to.include({kind: 'datetime', format})
      expect(thereAndBack(cells, {name: 'ts'})).to.deep.equal(cells)
    }
  })

  it('are what you say they are', () => {
    const asked = {kind: 'datetime', format: 'epoch'} as const
    expect(verdict(stamps, {name: 'x', types: {x: asked}})).to.include({kind: 'datetime', format: 'X'})
    expect(thereAndBack(stamps, {name: 'x', types: {x: asked}})).to.deep.equal(stamps)
  })
})
