// What users give, held against its ranges.
import type {OptionSpec} from '@inferloop/contract'
import {expect} from 'chai'
import {availableParallelism} from 'node:os'
import {
  checkPrivacy,
  checkRows,
  checkSeed,
  checkThreads,
  checkTogether,
} from '../../src/services/check-options.ts'
import type {GenerateOptions} from '../../src/services/generate-options.ts'
import {optionsFor, parseOptionTexts} from '../../src/services/generator-options.ts'

describe('the numbers', () => {
  it('are whole and in their range', () => {
    expect(checkRows('1')).to.equal(1)
    expect(checkRows('1e6')).to.equal(1_000_000)
    expect(checkRows(250)).to.equal(250)
    expect(checkSeed('0')).to.equal(0)
    expect(checkSeed()).to.equal(1)
    expect(checkThreads('256')).to.equal(256)
    expect(checkThreads()).to.equal(Math.min(8, availableParallelism()))
  })

  it('are refused with the flag, the range and what was given', () => {
    for (const rows of [
      '0',
      '-1',
      'abc',
      '1.5',
      '',
      '0x10',
      'Infinity',
      '99999999999999999999',
      Number.NaN,
      0.5,
    ])
      expect(() => checkRows(rows), String(rows)).to.throw(/--rows should be a whole number from 1 on, was/)
    expect(() => checkSeed('-1')).to.throw('--seed should be a whole number from 0 on, was "-1"')
    expect(() => checkThreads('257')).to.throw('--threads should be a whole number from 1 to 256, was "257"')
    expect(() => checkPrivacy('some')).to.throw('low, default, high, was "some"')
  })
})

describe('options that go together', () => {
  it('are what a program may have mistaken', () => {
    const given = (more: object) => () => checkTogether({input: 'a.csv', ...more} as GenerateOptions)
    expect(given({format: 'xml'})).to.throw(
      '--format should be one of csv, parquet, json, ndjson, arrow, excel, was "xml"',
    )
    expect(given({categorical: 'town'})).to.throw(
      'categorical should be a list of names of columns, was "town"',
    )
  })

  it('are a table or a model, not both and not neither', () => {
    expect(() => checkTogether({})).to.throw('nothing to learn from')
    expect(() => checkTogether({input: 'a.csv', model: 'm.infer'})).to.throw('one of them')
    expect(() => checkTogether({input: 'a.csv'})).to.not.throw()
    expect(() => checkTogether({input: 'm.infer'})).to.throw('a saved model, not a table')
    expect(() => checkTogether({input: 'a.csv', output: ''})).to.throw('--output is empty')
    expect(() =>
      checkTogether({model: 'm.infer', rows: 5, seed: 3, options: {}, categorical: []}),
    ).to.not.throw()
  })

  it('leave out the fit when there is a model', () => {
    for (const setting of [
      {generator: 'trees'},
      {privacy: 'high'},
      {categorical: ['a']},
      {options: {alpha: 1}},
      {saveModel: 'n.infer'},
    ] as const)
      expect(() => checkTogether({model: 'm.infer', ...setting})).to.throw('cannot go with --model')
  })
})

describe("the generator's own options", () => {
  const spec = (more: Partial<OptionSpec>): OptionSpec => ({
    name: 'leaf',
    type: 'integer',
    summary: 's',
    source: 's',
    default: 5,
    ...more,
  })
  const offer = (...options: OptionSpec[]) => ({
    descriptor: {contract: 1 as const, name: 'x', summary: 's', options, load: async () => ({}) as never},
    version: '1',
  })

  it('are read as what they look like', () => {
    expect(parseOptionTexts(['a=1', 'b=1e-3', 'c=true', 'd=full tree', 'e=x=y', 'f='])).to.deep.equal({
      a: 1,
      b: 0.001,
      c: true,
      d: 'full tree',
      e: 'x=y',
      f: '',
    })
    expect(() => parseOptionTexts(['a'])).to.throw('--option should be name=value, was "a"')
    expect(() => parseOptionTexts(['a=1', 'a=2'])).to.throw('Option a was given twice')
    expect(Object.keys(parseOptionTexts(['__proto__=1']))).to.deep.equal(['__proto__'])
  })

  it('are filled in and checked', () => {
    expect(optionsFor(offer(spec({})), {}, 'high')).to.deep.equal({leaf: 5, privacy: 'high'})
    expect(() => optionsFor(offer(spec({max: 9})), {leaf: 10}, 'low')).to.throw(
      'x/leaf: should be at most 9, was 10',
    )
    expect(() => optionsFor(offer(spec({})), {laef: 10}, 'low')).to.throw('the nearest is "leaf"')
    expect(() => optionsFor(offer(spec({})), {colour: 1}, 'low')).to.throw('has no option "colour"')
  })

  it('take choices that look like numbers as words', () => {
    const levels = spec({name: 'level', type: 'choice', choices: ['1', '2'], default: '1'})
    expect(optionsFor(offer(levels), {level: 2}, 'low')).to.deep.equal({level: '2', privacy: 'low'})
  })
})

describe('a length of time', () => {
  const specs = [
    {
      name: 'max-time',
      type: 'number',
      summary: 'a',
      default: 0,
      min: 0,
      max: 1e6,
      unit: 'seconds',
      source: 'b',
    },
  ] as const
  const offer = {
    descriptor: {
      contract: 1,
      name: 'some',
      summary: 'c',
      options: specs,
      load: () => Promise.reject(new Error()),
    },
    version: '1',
  } as const
  const timeOf = (text: string) =>
    optionsFor(offer, parseOptionTexts([`max-time=${text}`]), 'default')['max-time']

  it('may have a unit', () => {
    expect(['90', '60s', '5m', '1.5h', '2 min', '0'].map(timeOf)).to.deep.equal([90, 60, 300, 5400, 120, 0])
  })

  it('is refused with what was given', () => {
    for (const text of ['soon', '5y', 'm', '-5m', '1e3m'])
      expect(() => timeOf(text), text).to.throw(
        `max-time should be a length of time such as 90, 60s, 5m, 1.5h or 1d, was "${text}"`,
      )
  })
})
