// Stacks, templates and values that want to run something, reach something or never end: nothing of it happens.
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import {aFolder, HEAD, type Folder} from './a-folder.ts'

const canary = (folder: Folder): string => join(folder.path, 'canary')
const code = (folder: Folder): string =>
  `require('child_process').execSync('touch ${canary(folder)}');process.mainModule.require('fs')`
const AST = {
  type: 'Program',
  body: [
    {
      type: 'MustacheStatement',
      path: {type: 'PathExpression', data: false, depth: 0, parts: ['lookup'], original: 'lookup'},
      params: [{type: 'NumberLiteral', value: '{},{})) + process.exit(7) + ((1', original: 1}],
      escaped: true,
    },
  ],
}

/** After the published advisories; each needs something that is not read here. */
const payloads: readonly (readonly [advisory: string, body: (folder: Folder) => string])[] = [
  [
    'CVE-2019-19919, constructors by #with',
    folder =>
      `{{#with "s" as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.pop}}{{this.push (lookup string.sub "constructor")}}{{this.pop}}{{#with string.split as |codelist|}}{{this.pop}}{{this.push "return ${code(folder)}"}}{{this.pop}}{{#each conslist}}{{#with (string.sub.apply 0 codelist)}}{{this}}{{/with}}{{/each}}{{/with}}{{/with}}{{/with}}{{/with}}`,
  ],
  ['CVE-2019-19919, __defineGetter__', () => '{{note.__defineGetter__ "a" note.valueOf}}'],
  [
    'CVE-2019-20920, lookup',
    folder => `{{lookup (lookup note "constructor") "constructor" "${code(folder)}"}}`,
  ],
  ['CVE-2019-20920, blockHelperMissing', () => '{{#blockHelperMissing note}}x{{/blockHelperMissing}}'],
  ['CVE-2019-20920, helperMissing', () => '{{helperMissing note}}'],
  ['CVE-2019-20922, a parser without end', () => `{{${'#if a}}{{'.repeat(2000)}`],
  ['CVE-2021-23369, compiled names', () => '{{#each (constructor.constructor "return process")}}x{{/each}}'],
  ['CVE-2021-23369, in a segment', folder => `{{[a"]; ${code(folder)}; //]}}`],
  ['CVE-2021-23383, __proto__', () => '{{__proto__}}{{#if note.__proto__}}x{{/if}}{{this.constructor}}'],
  ['CVE-2021-23383, __lookupGetter__', () => '{{__lookupGetter__ "__proto__"}}'],
  ['CVE-2026-33916, partial of the prototype', () => '{{> toString}}{{> constructor}}'],
  ['CVE-2026-33937, a tree for a partial', () => '{{> (default tree "x")}}'],
  ['CVE-2026-33937, a tree by lookup', () => '{{> (lookup . "tree")}}'],
  ['CVE-2026-33938, @partial-block', () => '{{#> _part.yaml}}x{{/_part.yaml}}{{> @partial-block}}'],
  ['CVE-2026-33939, a decorator that is none', () => '{{*nothing}}'],
  ['CVE-2026-33939, a block of a decorator', () => '{{#*inline "x"}}y{{/inline}}{{#*nothing}}{{/nothing}}'],
  ['CVE-2026-33940, a partial by value', () => '{{> (lookup tree "body")}}'],
  ['CVE-2026-33941, names in what is compiled', folder => `{{> "x'];${code(folder)};//"}}`],
  ['three braces', () => '{{{note}}}{{&note}}'],
  ['a helper that logs', () => '{{log note level="error"}}'],
  ['a path out of the data', () => '{{../../constructor}}{{@root.constructor.name}}{{@level}}'],
  ['a number as a name', () => '{{0}}{{"constructor"}}{{true}}'],
  ['a pick of the prototype', () => '{{pick note __proto__=1 constructor=2}}'],
  [
    'block parameters of the prototype',
    () => '{{#each list as |__proto__ constructor|}}{{__proto__.polluted}}{{constructor.name}}{{/each}}',
  ],
]

const VARIABLES = `variables:
  note: {default: none, description: a text}
  list: {type: list, default: [a], description: texts}
  tree: {type: map, optional: true, description: anything}
`

describe('a hostile template', () => {
  let folder: Folder
  before(() => {
    folder = aFolder()
    folder.write('_part.yaml', '{{> @partial-block}}')
  })
  after(() => folder.remove())

  for (const [advisory, body] of payloads)
    it(`does nothing by ${advisory}`, async () => {
      const text = `${VARIABLES}${HEAD}settings:\n  a: ${body(folder)}\n`
      const {code: refused, message} = await folder.fault(text, {variables: {tree: {a: JSON.stringify(AST)}}})
      expect(refused).to.equal('INFER_STACK')
      expect(message).to.match(/\((stack|_part)\.yaml:\d+:\d+\)$/)
      expect(existsSync(canary(folder))).to.equal(false)
    })

  it('has values that are data, whatever they look like', async () => {
    const text = `${VARIABLES}${HEAD}settings: {a: {{quote note}}, b: {{json tree}} }\n`
    const notes = [
      '{{constructor}}',
      '{{> x}}',
      '}}',
      '\u2028',
      '\ud83d',
      '<%= 7*7 %>',
      "'+process.exit()+'",
      '__proto__',
    ]
    for (const note of notes) {
      const {settings} = await folder.read(text, {variables: {note, tree: {type: 'Program', body: note}}})
      const whole = note.replace('\ud83d', '\ufffd')
      expect(settings['a'], note).to.be.oneOf([note, whole])
    }
  })

  const endless: readonly (readonly [what: string, text: string, variables: object, message: RegExp])[] = [
    [
      'loops',
      `${VARIABLES}${HEAD}${'{{#each @root.list}}'.repeat(9)}{{#if this.b}}x{{/if}}${'{{/each}}'.repeat(9)}`,
      {list: Array(30).fill('a')},
      /^takes longer than 2 seconds \(stack\.yaml:1:1\)$/,
    ],
    [
      'writing',
      `${VARIABLES}${HEAD}${'{{#each @root.list}}'.repeat(5)}{{this}}${'{{/each}}'.repeat(5)}`,
      {list: Array(25).fill('a'.repeat(500))},
      /^(needs more than 64 MiB of memory|takes longer than 2 seconds|would write more than (1024 KiB|fits into memory)) \(stack\.yaml:1:1\)$/,
    ],
    [
      'a pattern that goes back',
      `variables:\n  a: {pattern: "(a+)+b", description: text}\n${HEAD}`,
      {a: 'a'.repeat(40)},
      /^takes longer than 2 seconds \(stack\.yaml:1:1\)$/,
    ],
    [
      'blocks in blocks',
      `${VARIABLES}${HEAD}${'{{#if note}}'.repeat(20_000)}${'{{/if}}'.repeat(20_000)}`,
      {},
      /\(stack\.yaml:\d+:\d+\)$/,
    ],
  ]
  for (const [what, text, variables, message] of endless)
    it(`ends although it goes on by ${what}`, async () => {
      const before = performance.now()
      const error = await folder.fault(text, {variables: {...variables}})
      expect([error.code, message.test(error.message)], error.message).to.deep.equal(['INFER_STACK', true])
      expect(performance.now() - before).to.be.lessThan(15_000)
    }).timeout(40_000)
})

/** 60: three names, in five places of YAML, JSON, variables and templates. */
const NAMES = ['__proto__', 'constructor', 'prototype']
const PLACES: readonly ((name: string) => {
  name?: string
  text: string
  variables?: Record<string, unknown>
})[] = [
  name => ({text: `${HEAD}${name}: {polluted: 1}\n`}),
  name => ({text: `${HEAD}settings: {"${name}": {polluted: 1}}\n`}),
  name => ({text: `${HEAD}settings: {a: [{? ${name} : {polluted: 1}}]}\n`}),
  name => ({text: `${HEAD}resources: {${name}: {kind: storage.object, polluted: 1}}\n`}),
  name => ({text: `${HEAD}resources: {a: {kind: storage.object, ${name}: {polluted: 1}}}\n`}),
  name => ({text: `${HEAD}resources: {a: {kind: ${name}}}\n`}),
  name => ({text: `${HEAD}resources: {a: {kind: storage.object, native: {${name}: {polluted: 1}}}}\n`}),
  name => ({text: `${HEAD}resources: {a: {kind: compute.container, image: a, env: {${name}: "1"}}}\n`}),
  name => ({text: `${HEAD}resources: {a: {kind: storage.object, dependsOn: [${name}]}}\n`}),
  name => ({text: `${HEAD}usage: {${name}: {polluted: 1}}\n`}),
  name => ({text: `${HEAD}outputs: {${name}: x, a: "\${${name}.polluted}"}\n`}),
  name => ({text: `${HEAD}settings: &${name} {"\\x5f_proto__": 1, a: *${name}}\n`}),
  name => ({text: `${HEAD}settings: {a: &x {b: 1}, <<: {${name}: *x}}\n`}),
  name => ({
    name: 'a.json',
    text: `{"stack":"a","version":1,"provider":"s","settings":{"${name}":{"polluted":1}}}`,
  }),
  name => ({name: 'a.json', text: `{"stack":"a","version":1,"provider":"s","${name}":{"polluted":1}}`}),
  name => ({text: `variables: {${name}: {description: text, default: 1}}\n${HEAD}`}),
  name => ({text: `variables: {a: {description: text, default: x, ${name}: {polluted: 1}}}\n${HEAD}`}),
  name => ({
    text: `${VARIABLES}${HEAD}`,
    variables: JSON.parse(`{"${name}": {"polluted": 1}}`) as Record<string, unknown>,
  }),
  name => ({
    text: `${VARIABLES}${HEAD}settings: {a: {{json tree}} }\n`,
    variables: {tree: JSON.parse(`{"${name}": "polluted"}`) as unknown},
  }),
  name => ({text: `${VARIABLES}${HEAD}settings: {a: {{quote ${name}}} }\n`}),
]

describe('pollution of prototypes', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())

  it('by none of 60 payloads is taken or done', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype).toSorted()
    let count = 0
    for (const place of PLACES)
      for (const name of NAMES) {
        const {text, ...given} = place(name)
        const result = await folder.read(text, given).catch((error: unknown) => error)
        expect(errorCode(result), `${text} ${String(result)}`).to.equal('INFER_STACK')
        expect((result as Error).message).to.match(/\(\S+?(, rendered)?:\d+:\d+\)$/)
        count++
      }
    expect(count).to.equal(60)
    expect({}).to.not.have.property('polluted')
    expect(Object.getOwnPropertyNames(Object.prototype).toSorted()).to.deep.equal(before)
  })
})
