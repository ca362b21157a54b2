import {expect} from 'chai'
import {completeOptions, errorCode, type OptionSpec} from '../src/index.ts'

const spec = (parts: Partial<OptionSpec> & {name: string}): OptionSpec => ({
  type: 'integer',
  summary: 'something to set',
  default: 5,
  source: 'made up for the test',
  ...parts,
})

const specs = [
  spec({name: 'leaf', min: 1, max: 100, unit: 'rows'}),
  spec({name: 'alpha', type: 'number', default: 0.5, min: 0}),
  spec({name: 'order', type: 'choice', default: 'given', choices: ['given', 'measured']}),
  spec({name: 'smooth', type: 'boolean', default: true}),
]

const refused = (given: Record<string, unknown>): string => {
  try {
    completeOptions('trees', specs, given, 'default')
  } catch (error) {
    expect(errorCode(error)).to.equal('INFER_OPTION')
    expect((error as {suggestions: string[]}).suggestions).to.deep.equal(['infer info generator trees'])
    return (error as Error).message
  }
  return 'accepted'
}

describe('completeOptions', () => {
  it('fills in what is not given, and the privacy level', () => {
    expect(completeOptions('trees', specs, {alpha: 2}, 'high')).to.deep.equal({
      leaf: 5,
      alpha: 2,
      order: 'given',
      smooth: true,
      privacy: 'high',
    })
  })

  it('keeps false and 0, which are values', () => {
    expect(completeOptions('trees', specs, {smooth: false, alpha: 0}, 'low')).to.include({
      smooth: false,
      alpha: 0,
    })
  })

  it('names the option, the rule and the value of what it refuses', () => {
    expect(refused({leaf: 0})).to.equal('trees/leaf: should be at least 1, was 0.')
    expect(refused({leaf: 101})).to.equal('trees/leaf: should be at most 100, was 101.')
    expect(refused({leaf: 2.5})).to.equal('trees/leaf: should be a whole number, was 2.5.')
    expect(refused({alpha: '1'})).to.equal('trees/alpha: should be a number, was "1".')
    expect(refused({alpha: Number.NaN})).to.equal('trees/alpha: should be a number, was null.')
    expect(refused({order: 'best'})).to.equal('trees/order: should be one of given, measured, was "best".')
    expect(refused({smooth: 1})).to.equal('trees/smooth: should be true or false, was 1.')
  })

  it('names the options there are when asked for another', () => {
    expect(refused({leaves: 3})).to.equal(
      'trees has no option "leaves" (its options: leaf, alpha, order, smooth).',
    )
  })
})
