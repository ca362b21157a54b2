// docs/exit-codes.md has the exit codes there are, and links from where people look.
import {EXIT} from '@inferloop/contract'
import {expect} from 'chai'
import {read} from './sources.ts'

const page = read('docs/exit-codes.md')
const numbers = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, code]) => Number(code))

describe('docs/exit-codes.md', () => {
  it('has a row for each exit code, and no other', () => {
    expect(numbers(page, /^\| (\d+) \|/gm)).to.deep.equal(Object.values(EXIT))
  })

  it('has those that errors end in, as docs/errors.md has them', () => {
    const inErrors = numbers(read('docs/errors.md'), /^## Exit (\d+):/gm)
    expect(inErrors.filter(code => !Object.values<number>(EXIT).includes(code))).to.deep.equal([])
  })
})
