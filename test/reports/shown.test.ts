// Strangers' text on a page, and numbers beside it.
import {expect} from 'chai'
import fc from 'fast-check'
import {percent, score, tick} from '../../src/reports/html/figures.ts'
import {allShown, shown} from '../../src/reports/html/shown.ts'
import {toneOf} from '../../src/reports/html/tone.ts'

describe('text on the page', () => {
  it('has no character that cannot be seen or that turns others around', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => {
        expect(shown(text)).not.to.match(
          /\p{Cc}|\p{Surrogate}|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u,
        )
      }),
    )
  })

  it('is left alone where all of it can be seen', () => {
    for (const text of ['age', 'Größe <in> cm & "mm"', '患者', 'עברית', '👩🏽‍🚀', 'می‌خواهم'])
      expect(shown(text)).to.equal(text)
  })

  it('is cut between characters, not inside one', () => {
    expect(shown('👩'.repeat(1000))).to.equal(`${'👩'.repeat(599)}…`)
  })

  it('is shown wherever it stands in a report', () => {
    const bell = '\u0007'
    expect(allShown({a: bell, b: [bell, {c: bell}], d: 1, e: null, f: [1, 2], g: true})).to.deep.equal({
      a: '\\u0007',
      b: ['\\u0007', {c: '\\u0007'}],
      d: 1,
      e: null,
      f: [1, 2],
      g: true,
    })
  })
})

describe('numbers on the page', () => {
  it('are shares with as many digits as count', () => {
    const said = [0, 0.00001, 0.0012, 0.0123, 0.5, 1, null]
      .map(percent)
      .map(text => text.replaceAll('\u00a0', ' '))
    expect(said).to.deep.equal(['0 %', '< 0.01 %', '0.12 %', '1.2 %', '50.0 %', '100.0 %', '–'])
  })

  it('are scores with three decimals, or a dash', () => {
    expect([0.98765, 1, null, undefined].map(score)).to.deep.equal(['0.988', '1.000', '–', '–'])
  })

  it('are short on an axis', () => {
    const said = [0, 0.1 + 0.2, 1500, 250_000, 2e6, 1.5e20, -3e-7, 1e308].map(tick)
    expect(said).to.deep.equal(['0', '0.3', '1,500', '250K', '2M', '1.5e+20', '-3e-7', '1e+308'])
  })

  it('are good, fair or poor by what they measure', () => {
    expect([
      toneOf('score', 0.99),
      toneOf('score', 0.9),
      toneOf('score', 0.5),
      toneOf('score', null),
    ]).to.deep.equal(['good', 'fair', 'poor', 'unknown'])
    expect([toneOf('detection', 0.5), toneOf('detection', 0.7), toneOf('detection', 0.9)]).to.deep.equal([
      'good',
      'fair',
      'poor',
    ])
  })
})
