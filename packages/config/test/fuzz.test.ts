// 5,000 spoilt configurations: each is taken, or refused with a code, a path or a line; nothing reaches the prototypes.
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import fc from 'fast-check'
import {aFolder} from './a-folder.ts'

const YAML = `# yaml-language-server: $schema=x
version: 1
data: customers.csv
generate:
  rows: \${ROWS:-100}
  types: {born: datetime:%d.%m.%Y, "a b": ordinal:S<M<L}
  drop: [x, y]
  options: &o {min-leaf: 20, alpha: 0.5}
  card: false
validate:
  min-quality: 0.9
  output: [report.html]
jobs:
  customers: {data: a.csv, generate: {options: *o}}
  orders:
    generate:
      generator: ctgan
      epochs: 300
`
const JSON_TEXT = JSON.stringify(
  {version: 1, generate: {seed: 3, types: {a: 'id'}}, jobs: {a: {validate: {quick: true}}}},
  null,
  '\t',
)

const TRICKS = [
  '__proto__: {polluted: 1}',
  '__proto__',
  'constructor',
  'prototype',
  '"__proto__": {"polluted": 1},',
  '7',
  '0.5',
  'id',
  'text',
  '64GB',
  '"x"',
  ' # x\n',
  'a',
  '/',
  '_',
  '\t',
  '\0',
  '\ufeff',
  '\r',
  '\n',
  ': ',
  '- ',
  '&a ',
  '*a',
  '*o',
  '<<: *o',
  '!!set ',
  '? ',
  '| ',
  '> ',
  '---\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  ',',
  '${',
  '${X}',
  '${X:-',
  '$${',
  'null',
  '~',
  'true',
  'NaN',
  '.inf',
  '-1',
  '1e999',
  '0x10',
  '9007199254740993',
  '2',
  'é',
  '\ud83d',
  '\u202e',
  ' '.repeat(300),
  '['.repeat(300),
  'x'.repeat(5000),
]

// Numbers and letters for others, which leave the syntax whole and often the meaning.
const swap = fc.record({
  kind: fc.constant('swap' as const),
  at: fc.nat(),
  text: fc.constantFrom('0', '1', '7', 'a', 'Z'),
})

const edit = fc.oneof(
  fc.record({kind: fc.constant('insert' as const), at: fc.nat(), text: fc.constantFrom(...TRICKS)}),
  fc.record({kind: fc.constant('cut' as const), at: fc.nat(), length: fc.integer({min: 1, max: 40})}),
  fc.record({
    kind: fc.constant('copy' as const),
    at: fc.nat(),
    to: fc.nat(),
    length: fc.integer({min: 1, max: 200}),
  }),
  fc.record({kind: fc.constant('value' as const), at: fc.nat(), text: fc.constantFrom(...TRICKS)}),
  fc.record({kind: fc.constant('byte' as const), at: fc.nat(), byte: fc.nat(255)}),
  swap,
)
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

function edited(bytes: Buffer, one: Edit): Buffer {
  const at = one.at % (bytes.length + 1)
  const join = (...parts: readonly (Buffer | string)[]) => Buffer.concat(parts.map(part => Buffer.from(part)))
  switch (one.kind) {
    case 'insert':
      return join(bytes.subarray(0, at), one.text, bytes.subarray(at))
    case 'cut':
      return join(bytes.subarray(0, at), bytes.subarray(at + one.length))
    case 'copy': {
      const to = one.to % (bytes.length + 1)
      return join(bytes.subarray(0, to), bytes.subarray(at, at + one.length), bytes.subarray(to))
    }
    case 'value': {
      // A whole word, so that the syntax stays and the value or key changes.
      const words = [...bytes.toString('latin1').matchAll(/[\w.%${}:-]{2,}/g)]
      const word = words[one.at % Math.max(1, words.length)]
      if (word === undefined) return bytes
      return join(bytes.subarray(0, word.index), one.text, bytes.subarray(word.index + word[0].length))
    }
    case 'swap': {
      const letters = [...bytes.toString('latin1').matchAll(/[a-z0-9]/gi)]
      const {index} = letters[one.at % Math.max(1, letters.length)] ?? {index: 0}
      return join(bytes.subarray(0, index), one.text, bytes.subarray(index + 1))
    }
    case 'byte': {
      const copy = Buffer.from(bytes)
      if (copy.length > 0) copy[at % copy.length] = one.byte
      return copy
    }
  }
}

describe('spoilt configurations', () => {
  it('are each taken, or refused with a clear error', async () => {
    const folder = aFolder()
    const outcomes = {taken: 0, refused: 0}
    const before = Object.getOwnPropertyNames(Object.prototype).toSorted()
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(['infer.config.yaml', YAML] as const, ['a.json', JSON_TEXT] as const),
          fc.oneof(
            fc.array(edit, {minLength: 1, maxLength: 4}),
            edit.map(one => [one]),
          ),
          async ([file, text], edits) => {
            folder.write(file, edits.reduce(edited, Buffer.from(text)))
            try {
              const opened = await folder.open({file})
              const leaves = [...(await opened.leavesOf('generate')), ...(await opened.leavesOf('validate'))]
              for (const {from} of leaves) expect(from).to.include({kind: 'file', file})
              outcomes.taken++
            } catch (error) {
              expect(errorCode(error), String((error as Error).stack)).to.equal('INFER_CONFIG')
              for (const line of (error as Error).message.split('\n'))
                expect(line).to.match(/(, (infer\.config\.yaml|a\.json):\d+$)|^and \d+ more$/)
              outcomes.refused++
            }
          },
        ),
        {numRuns: 5000, seed: 1},
      )
    } finally {
      folder.remove()
    }
    expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).to.deep.equal(before)
    expect({}).to.not.have.property('polluted')
    // Both must happen, or the mutations test nothing.
    expect(outcomes.taken).to.be.greaterThan(250)
    expect(outcomes.refused).to.be.greaterThan(2500)
  }).timeout(120_000)
})
