// Files that are no stack: too long, too deep, multiplied by anchors, with keys twice, in other encodings.
import {expect} from 'chai'
import {aFolder, HEAD, type Folder} from './a-folder.ts'

const bomb = `${HEAD}settings:
  a: &a [x, x, x, x, x, x, x, x, x, x]
${[...'bcdefg'].map((name, i) => `  ${name}: &${name} [${Array(10).fill(`*${'abcdef'[i]!}`).join(', ')}]`).join('\n')}
`

const faults: readonly (readonly [what: string, text: string | Uint8Array, message: RegExp])[] = [
  ['multiplies itself by anchors', bomb, /^has more than 100,000 values \(stack\.yaml:\d+:\d+\)$/],
  [
    'stands within itself',
    `${HEAD}settings: &a {b: *a}\n`,
    /^settings\.b: \*a stands within itself \(stack\.yaml:4:18\)$/,
  ],
  [
    'is deeper than a stack goes',
    `${HEAD}settings: ${'['.repeat(60)}\n`,
    /^is nested more than 50 deep \(stack\.yaml:4:61\)$/,
  ],
  [
    'is deep without brackets',
    `${HEAD}settings:\n${Array.from({length: 60}, (_, i) => `${' '.repeat(i + 1)}a:`).join('\n')}\n`,
    /is nested more than 50 deep \(stack\.yaml:\d+:\d+\)$/,
  ],
  [
    'has a key twice',
    `${HEAD}resources:\n  a: {kind: storage.object}\n  a: {kind: storage.object}\n`,
    /^resources\.a: stands twice \(stack\.yaml:6:3\)$/,
  ],
  [
    'has a tag',
    `${HEAD}settings: {a: !!js/function x}\n`,
    /^has a tag \(!\), and only plain values are read \(stack\.yaml:4:15\)$/,
  ],
  [
    'is indented with tabs',
    `${HEAD}settings:\n\ta: 1\n`,
    /^is indented with a tab, and YAML wants spaces \(stack\.yaml:5:1\)$/,
  ],
  [
    'is two documents',
    `${HEAD}---\na: 1\n`,
    /^must be one document, and here --- begins another \(stack\.yaml:4:1\)$/,
  ],
  [
    'has an endless number',
    `${HEAD}settings: {a: .inf}\n`,
    /^settings\.a: is no finite number \(stack\.yaml:4:15\)$/,
  ],
  [
    'is longer than people write',
    `${HEAD}# ${'x'.repeat(2 ** 20)}\n`,
    /^must be shorter than 1024 KiB \(stack\.yaml:1:1\)$/,
  ],
  [
    'is UTF-16',
    Buffer.from(`\ufeff${HEAD}`, 'utf16le'),
    /^must be UTF-8, was UTF-16: save it as UTF-8 \(stack\.yaml:1:1\)$/,
  ],
  [
    'is Latin-1',
    Buffer.from(`${HEAD}# é\n`, 'latin1'),
    /^must be UTF-8, and here are bytes that are not \(stack\.yaml:4:3\)$/,
  ],
  ['is binary', `${HEAD}\0`, /^must be text, and here is a control character \(stack\.yaml:4:1\)$/],
]

describe('a stack file that', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())

  for (const [what, text, message] of faults)
    it(`${what} is refused`, async () => {
      const error = await folder.fault(text)
      expect(error.code).to.equal('INFER_STACK')
      expect(error.message).to.match(message)
    })

  it('begins with a byte order mark is read', async () => {
    expect(await folder.read(`\ufeff${HEAD}`)).to.include({name: 'demo'})
  })

  it('has 1,000 resources is read', async () => {
    const lines = Array.from(
      {length: 1000},
      (_, i) =>
        `  r${i}: {kind: storage.object, dependsOn: [r${(i * 7 + 1) % 1000 === i ? 0 : Math.max(0, i - 1)}]}`,
    )
    const {resources} = await folder.read(`${HEAD}resources:\n${lines.join('\n').replace('[r0]', '[]')}\n`)
    expect(resources).to.have.length(1000)
  })
})
