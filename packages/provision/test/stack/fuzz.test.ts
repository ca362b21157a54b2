// 3,000 spoilt stacks, 80 spoilt templates: each is taken, or refused with a path and a line; nothing reaches the prototypes.
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import fc from 'fast-check'
import {aFolder} from './a-folder.ts'

const YAML = `# a stack
stack: orders
version: 1
provider: sandbox
settings: &s {region: eu-1, list: [a, b]}
maxMonthlyCost: {amount: 200, currency: EUR}
hooks:
  - {when: after, of: deploy, run: [curl, "\${api.url}/livez"], timeoutSeconds: 5}
resources:
  net: {kind: network.vpc, cidr: 10.0.0.0/16}
  subnet: {kind: network.subnet, vpc: net, cidr: 10.0.1.0/24}
  db-password: {kind: security.secret, value: "\${secret:PW}"}
  db:
    kind: db.relational
    password: db-password
    version: "17"
    subnets: [subnet]
    native: {sandbox: *s}
  api:
    kind: compute.container
    image: ghcr.io/inferloop/infer:0.1
    subnet: subnet
    replicas: \${env:N:-2}
    env: {DB: "\${db.host}:\${db.port}", TOKEN: "\${secret:API_TOKEN}", HOME: "\${HOME}"}
    renamedFrom: [web]
    ignoreDrift: [{path: env.DEBUG, reason: set by hand, until: 2027-03-31}]
outputs: {api: "\${api.url}"}
`
const JSON_TEXT = JSON.stringify(
  {
    stack: 'a',
    version: 1,
    provider: 'sandbox',
    resources: {data: {kind: 'storage.object', versioned: true, expireAfter: 30}, q: {kind: 'queue.jobs'}},
    outputs: {data: '${data.url}'},
  },
  null,
  '\t',
)
const TEMPLATE = `variables:
  name: {format: slug, default: demo, description: name of it}
  size: {choices: [s, l], default: s, description: size of it}
  zones: {type: list, default: [a, b], max: 9, description: zones}
stack: {{name}}
version: 1
provider: sandbox
resources:
  {{#each zones as |z i|}}
  data-{{z}}: {kind: storage.file, size: {{pick @root.size s=1 l=2}} }
  {{/each}}
  net: {kind: network.vpc, cidr: {{cidr "10.0.0.0/8" 8 1}} }
outputs: {a: {{quote (default name "x")}} }
`

const TRICKS = [
  '__proto__: {polluted: 1}',
  'constructor',
  '"prototype": 1,',
  '7',
  '0.5',
  'text',
  '"x"',
  ' # x\n',
  'a',
  '/',
  '\t',
  '\0',
  '\ufeff',
  '\r',
  '\n',
  ': ',
  '- ',
  '&a ',
  '*s',
  '<<: *s',
  '!!set ',
  '? ',
  '| ',
  '---\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ',',
  '${',
  '${env:X}',
  '${secret:X}',
  '${net.id}',
  '${x.y}',
  '${db.host',
  'null',
  '~',
  'true',
  '.inf',
  '-1',
  '1e999',
  '0x10',
  '9007199254740993',
  'é',
  '\ud83d',
  '\u202e',
  ' '.repeat(300),
  '['.repeat(60),
  'x'.repeat(5000),
  'net',
  'api',
  'kind',
  'storage.object',
  'db',
  '{{',
  '}}',
  '{{name}}',
  '{{{name}}}',
  '{{#each zones}}',
  '{{/each}}',
  '{{> x}}',
  '{{lookup . "a"}}',
  '{{*x}}',
  '@root',
]

const edit = fc.oneof(
  fc.record({kind: fc.constant('insert' as const), at: fc.nat(), text: fc.constantFrom(...TRICKS)}),
  fc.record({kind: fc.constant('cut' as const), at: fc.nat(), length: fc.integer({min: 1, max: 40})}),
  fc.record({kind: fc.constant('word' as const), at: fc.nat(), text: fc.constantFrom(...TRICKS)}),
  fc.record({kind: fc.constant('byte' as const), at: fc.nat(), byte: fc.nat(255)}),
  // Letters and digits for others leave the syntax whole, and often the meaning.
  fc.record({
    kind: fc.constant('swap' as const),
    at: fc.nat(),
    text: fc.constantFrom('0', '1', '7', 'a', 'z'),
  }),
  fc.record({kind: fc.constant('lines' as const), at: fc.nat(), to: fc.nat()}),
)
type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

function edited(bytes: Buffer, one: Edit): Buffer {
  const at = one.at % (bytes.length + 1)
  const join = (...parts: readonly (Buffer | string)[]) => Buffer.concat(parts.map(part => Buffer.from(part)))
  const replaced = (pattern: RegExp, text: string): Buffer => {
    const found = [...bytes.toString('latin1').matchAll(pattern)]
    const match = found[one.at % Math.max(1, found.length)]
    return match === undefined
      ? bytes
      : join(bytes.subarray(0, match.index), text, bytes.subarray(match.index + match[0].length))
  }
  switch (one.kind) {
    case 'insert':
      return join(bytes.subarray(0, at), one.text, bytes.subarray(at))
    case 'cut':
      return join(bytes.subarray(0, at), bytes.subarray(at + one.length))
    case 'word':
      return replaced(/[\w.$:-]{2,}/g, one.text)
    case 'swap':
      return replaced(/[a-z0-9]/gi, one.text)
    case 'byte': {
      const copy = Buffer.from(bytes)
      if (copy.length > 0) copy[at % copy.length] = one.byte
      return copy
    }
    case 'lines': {
      const lines = bytes.toString('latin1').split('\n')
      const [line] = lines.splice(one.at % lines.length, 1)
      lines.splice(one.to % (lines.length + 1), 0, line!)
      return Buffer.from(lines.join('\n'), 'latin1')
    }
  }
}

const edits = fc.oneof(
  fc.array(edit, {minLength: 1, maxLength: 4}),
  edit.map(one => [one]),
)
const SAID = /^(.+ \((stack\.yaml|stack\.json)(, rendered)?:\d+:\d+\)|and \d+ more)$/

describe('spoilt stacks', () => {
  const spoil = async (texts: readonly (readonly [name: string, text: string])[], runs: number) => {
    const folder = aFolder()
    const outcomes = {taken: 0, refused: 0}
    const before = Object.getOwnPropertyNames(Object.prototype).toSorted()
    try {
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...texts), edits, async ([name, text], all) => {
          const given = all.reduce(edited, Buffer.from(text))
          try {
            const stack = await folder.read(given, {name})
            expect(stack.name).to.match(/^[a-z][a-z0-9_-]*$/)
            for (const {place, inputs} of stack.resources) {
              expect(place!.line).to.be.greaterThan(0)
              expect(inputs).to.be.an('object')
            }
            outcomes.taken++
          } catch (error) {
            expect(errorCode(error), String((error as Error).stack)).to.equal('INFER_STACK')
            for (const line of (error as Error).message.split('\n')) expect(line).to.match(SAID)
            expect((error as {suggestions: unknown[]}).suggestions).to.not.deep.equal([])
            outcomes.refused++
          }
        }),
        {numRuns: runs, seed: 1},
      )
    } finally {
      folder.remove()
    }
    expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).to.deep.equal(before)
    expect({}).to.not.have.property('polluted')
    return outcomes
  }

  it('are each taken, or refused with a clear error', async () => {
    const {taken, refused} = await spoil(
      [
        ['stack.yaml', YAML],
        ['stack.json', JSON_TEXT],
      ],
      3000,
    )
    // Both must happen, or the mutations test nothing.
    expect(taken).to.be.greaterThan(150)
    expect(refused).to.be.greaterThan(1500)
  }).timeout(120_000)

  it('are so as templates too', async () => {
    const {taken, refused} = await spoil([['stack.yaml', TEMPLATE]], 80)
    expect(taken).to.be.greaterThan(2)
    expect(refused).to.be.greaterThan(40)
  }).timeout(120_000)
})
