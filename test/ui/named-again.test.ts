// What is suggested next is typed on the same stack.
import {expect} from 'chai'
import {suggestedAgain} from '../../src/ui/deploy/named-again.ts'

describe('a suggestion', () => {
  const flags = {file: 'my stack$.yaml', state: '../state', set: ['size=m', 'note=a b']}
  it('names file, state and variables again, in words a shell leaves alone', () => {
    expect(suggestedAgain('infer deploy plan', flags)).to.equal(
      "infer deploy plan --file 'my stack$.yaml' --state ../state --set size=m --set 'note=a b'",
    )
  })
  it('of a list names the state alone, and of a template nothing', () => {
    expect(suggestedAgain('infer deploy list', flags)).to.equal('infer deploy list --state ../state')
    expect(suggestedAgain('infer deploy template init bucket', flags)).to.equal(
      'infer deploy template init bucket',
    )
  })
  it('that is no command, or names one already, stays as it is', () => {
    expect(suggestedAgain('--file stack.yaml', flags)).to.equal('--file stack.yaml')
    expect(suggestedAgain('infer deploy --file a.yaml', flags)).to.equal('infer deploy --file a.yaml')
    expect(suggestedAgain('infer deploy', {})).to.equal('infer deploy')
  })
})
