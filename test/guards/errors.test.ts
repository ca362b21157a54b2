// Every error code stands in docs/errors.md with its exit status, and every code there exists and is used.
import {ERRORS} from '@inferloop/contract'
import {expect} from 'chai'
import {filesIn, read, workspaces} from './sources.ts'

const page = read('docs/errors.md')
const sections = new Map(
  [...page.matchAll(/^### `(INFER_\w+)`\n([\s\S]*?)(?=^##|$(?![\s\S]))/gm)].map(([, code, text]) => [
    code!,
    text!,
  ]),
)
const codes = Object.keys(ERRORS)

describe('docs/errors.md', () => {
  it('explains every code', () => {
    expect(codes.filter(code => !sections.has(code))).to.deep.equal([])
  })

  it('explains no code that does not exist', () => {
    expect(
      [...page.matchAll(/INFER_[A-Z_]+/g)].map(([code]) => code).filter(code => !codes.includes(code)),
    ).to.deep.equal([])
  })

  it('says why and what to do for each, under its exit status', () => {
    for (const [code, text] of sections) {
      expect(text, code).to.match(/\*\*Why\.\*\*\s+\S/)
      expect(text, code).to.match(/\*\*What to do\.\*\*\s+\S/)
    }
    for (const [, status, list] of page.matchAll(/^## Exit (\d+):.*\n([\s\S]*?)(?=^## |$(?![\s\S]))/gm)) {
      for (const [, code] of list!.matchAll(/^### `(INFER_\w+)`/gm)) {
        expect(ERRORS[code as keyof typeof ERRORS], code).to.equal(Number(status))
      }
    }
  })

  it('has no code that nothing throws', () => {
    const sources = [...workspaces().map(room => `${room}/src`), 'src']
      .flatMap(folder => filesIn(folder))
      .filter(file => file !== 'packages/contract/src/errors.ts')
      .map(read)
    expect(codes.filter(code => !sources.some(text => text.includes(`'${code}'`)))).to.deep.equal([])
  })
})
