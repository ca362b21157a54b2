import {expect} from 'chai'
import {printable, printableLine} from '../../src/ui/printable.ts'

describe('printable', () => {
  it('shows what a terminal would obey, and leaves lines, tabs and colours', () => {
    expect(printable('a\u001b]0;owned\u0007b\u009b2J')).to.equal('a\\u001b]0;owned\\u0007b\\u009b2J')
    expect(printable('\u001b[1mbold\u001b[0m\n\tü')).to.equal('\u001b[1mbold\u001b[0m\n\tü')
  })

  it('shows marks that turn the order of letters round', () => {
    expect(printable('a\u202eb')).to.equal('a\\u202eb')
    expect(printableLine('a\u2066b\u200bc')).to.equal('a\\u2066b\\u200bc')
  })

  it('shows colours and line feeds too in a line of a stranger', () => {
    expect(printableLine('\u001b[31mred\nok')).to.equal('\\u001b[31mred\\u000aok')
  })
})
