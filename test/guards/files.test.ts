// How long files may be, and that each says what it holds.
import {expect} from 'chai'
import {filesIn, read} from './sources.ts'

const LONGEST = 400

const isTest = (file: string): boolean => /(^|\/)test\//.test(file)
const files = filesIn('.')
const firstLine = (file: string): string =>
  read(file)
    .replace(/^#!.*\n/, '')
    .split('\n', 1)[0] ?? ''

describe('the files', () => {
  it(`have at most ${LONGEST} lines, or their first line says why they are long`, () => {
    const long = files.filter(
      file => read(file).trimEnd().split('\n').length > LONGEST && !/long because/i.test(firstLine(file)),
    )
    expect(long).to.deep.equal([])
  })

  it('say in their first line what they hold', () => {
    const silent = files.filter(file => !isTest(file) && !/^(\/\/ |\/\*\*? )\S/.test(firstLine(file)))
    expect(silent).to.deep.equal([])
  })

  it('leave nothing for later', () => {
    const later = /\b(T[O]DO|F[I]XME)\b/ // brackets, so that this line does not find itself
    expect(files.filter(file => later.test(read(file)))).to.deep.equal([])
  })

  it('hold no class but errors and commands', () => {
    const classes = /^(export )?(default )?(abstract )?class /m
    const found = files.filter(
      file => !isTest(file) && classes.test(read(file).replaceAll(/class \w+ extends Error\b/g, '')),
    )
    expect(found.filter(file => !/^src\/(commands\/|(base|deploy)-command\.ts)/.test(file))).to.deep.equal([])
  })
})
