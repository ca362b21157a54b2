// Templates: variables and what is said of wrong ones, filters, loops, includes, and where faults are.
import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {expect} from 'chai'
import {aFolder, HEAD, type Folder} from './a-folder.ts'

const VARIABLES = `variables:
  size: {choices: [s, m, l], default: s, description: how large it is}
  count: {type: integer, min: 1, max: 5, default: 1, description: how many}
  zones: {type: list, default: [a, b], pattern: "[a-z]+", description: zones}
  tags: {type: map, default: {}, description: tags}
  note: {default: none, max: 40, description: a remark}
  extra: {optional: true, description: something more}
  token: {secret: true, optional: true, description: name of the token}
`
/** With the value of one setting. */
const settings = (body: string): string => `${VARIABLES}${HEAD}settings:\n  a: ${body}\n`

describe('a template', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())
  const settingOf = async (body: string, variables: Readonly<Record<string, unknown>> = {}) =>
    (await folder.read(settings(body), {variables})).settings['a']

  const filters: readonly (readonly [
    body: string,
    variables: Readonly<Record<string, unknown>>,
    value: unknown,
  ])[] = [
    ['{{size}}', {}, 's'],
    ['{{count}}', {count: '3'}, 3],
    ['x-{{size}}-{{count}}', {}, 'x-s-1'],
    ['{{quote note}}', {note: 'a: "b" # c\n- d'}, 'a: "b" # c\n- d'],
    ['{{quote count}}', {}, '1'],
    ['{{json tags}}', {tags: {'a b': ['1', "it's"].join()}}, {'a b': "1,it's"}],
    ['{{yaml zones}}', {zones: 'x,y'}, ['x', 'y']],
    [
      '{{yaml tags}}',
      {tags: {a: 'true', b: '3', c: 'x: y', d: 'plain'}},
      {a: 'true', b: '3', c: 'x: y', d: 'plain'},
    ],
    ['{{base64 note}}', {note: 'häh?'}, 'aMOkaD8='],
    ['{{slug note}}', {note: ' Größe & Ähnliches!'}, 'gro-e-ahnliches'],
    ['{{cidr "10.0.0.0/16" 8 3}}', {}, '10.0.3.0/24'],
    ['{{cidr "192.168.7.9/16" 4 15}}', {}, '192.168.240.0/20'],
    ['{{cidr "0.0.0.0/0" 32 4294967295}}', {}, '255.255.255.255/32'],
    ['{{default extra "nothing"}}', {}, 'nothing'],
    ['{{default extra (default note "x")}}', {note: 'n'}, 'n'],
    ['{{pick size s=1 m=2 l=4}}', {size: 'l'}, 4],
    ['{{is size "m"}}', {size: 'm'}, true],
    ['{{#if (is size "s")}}small{{else}}large{{/if}}', {size: 'm'}, 'large'],
    ['[{{#each zones as |z i|}}{{z}}{{i}}{{#unless @last}}, {{/unless}}{{/each}}]', {}, ['a0', 'b1']],
    ['[{{#each zones}}{{quote this}},{{/each}}]', {}, ['a', 'b']],
    ['{ {{#each tags}}{{@key}}: {{quote this}},{{/each}} }', {tags: {x: 'y'}}, {x: 'y'}],
    ['[{{#each zones}}{{@root.size}},{{/each}}]', {}, ['s', 's']],
  ]
  for (const [body, variables, value] of filters)
    it(`writes ${body}`, async () => {
      expect(await settingOf(body, variables)).to.deep.equal(value)
    })

  it('writes the name of a secret where it stands for one', async () => {
    const text = `${VARIABLES}${HEAD}resources:\n  s:\n    kind: security.secret\n    value: {{token}}\n`
    const {resources} = await folder.read(text, {variables: {token: 'API_TOKEN'}})
    expect(resources[0]!.inputs).to.deep.equal({value: {$secret: 'API_TOKEN'}})
    const {message} = await folder.fault(text, {variables: {token: 'canary value!'}})
    expect(message).to.equal(
      'variables.token: should be the name of a secret, never the secret itself (stack.yaml:8:3)',
    )
  })

  it('tells of every wrong variable at once, where it is declared', async () => {
    const variables = {size: 'xl', count: 9, zones: ['a', '1'], tags: 'x', nots: 1, note: 'x'.repeat(41)}
    const {message} = await folder.fault(settings('1'), {variables})
    expect(message.split('\n')).to.deep.equal([
      'variables.nots: is no variable of this template; the nearest is note (stack.yaml:1:1)',
      'variables.size: should be one of s, m, l, was "xl" (stack.yaml:2:3)',
      'variables.count: should be a whole number from 1 to 5, was 9 (stack.yaml:3:3)',
      'variables.zones[1]: should match [a-z]+, was "1" (stack.yaml:4:3)',
      'variables.tags: should be fields with values, was "x" (stack.yaml:5:3)',
      `variables.note: should have at most 40 characters, was "${'x'.repeat(41)}" (stack.yaml:6:3)`,
    ])
  })

  it('asks for what has no default', async () => {
    const {message, suggestions} = await folder.fault(
      `variables:\n  name: {description: what it is called}\n${HEAD}`,
    )
    expect(message).to.equal('variables.name: is missing (what it is called) (stack.yaml:2:3)')
    expect(suggestions).to.deep.equal(['--set name=…'])
  })

  it('takes no reference as a value', async () => {
    const {message} = await folder.fault(settings('{{quote note}}'), {variables: {note: '${secret:ROOT}'}})
    expect(message).to.equal(
      'variables.note: should be a value: references stand in the template where they are used (stack.yaml:6:3)',
    )
  })

  it('declares variables as they must be', async () => {
    const {message} = await folder.fault(`variables:
  Bad: {description: one}
  each: {description: two}
  a: {type: text, description: three}
  b: {min: 3, max: 1, type: integer, description: four}
  c: {pattern: "(", description: five}
  d: {}
  e: 3
  f: {descripton: six, description: six}
  g: {secret: true, type: integer, description: seven}
${HEAD}`)
    expect(message.split('\n')).to.deep.equal([
      'variables.Bad: is no name for a variable: write one as workerCount (stack.yaml:2:3)',
      'variables.each: is no name for a variable: write one as workerCount (stack.yaml:3:3)',
      'variables.a.type: should be one of string, integer, number, boolean, list, map, was "text" (stack.yaml:4:13)',
      'variables.b: has min 3 above max 1 (stack.yaml:5:3)',
      'variables.c: has a pattern that is no regular expression (stack.yaml:6:3)',
      'variables.d.description: is missing (what it is for, one line) (stack.yaml:7:3)',
      'variables.e: should be fields with values, was 3 (stack.yaml:8:6)',
      'variables.f.descripton: is not a field; did you mean description? (stack.yaml:9:7)',
      'variables.g: is a secret, and secrets are texts (stack.yaml:10:3)',
    ])
  })

  const wrong: readonly (readonly [body: string, message: string])[] = [
    ['{{sise}}', 'there is no variable sise; the nearest is size (stack.yaml:13:8)'],
    ['{{qoute note}}', 'there is no filter qoute; the nearest is quote (stack.yaml:13:6)'],
    ['{{cidr "10.0.0.0/16" 8}}', 'cidr is written as {{cidr "10.0.0.0/16" 8 3}} (stack.yaml:13:6)'],
    [
      '{{#with size}}{{/with}}',
      'there is no block #with; there are #if, #unless and #each (stack.yaml:13:6)',
    ],
    ['{{size', 'braces that open here do not close as they should (stack.yaml:13:6)'],
    [
      '{a: {{size}}}',
      'braces that open here do not close as they should: write a space between }} and } (stack.yaml:13:10)',
    ],
    ['{{#if size}}x{{/each}}', '#if ends as /each (stack.yaml:13:9)'],
    [
      'x {{count}} {{cidr "10.0.0.0/16" 8 256}}',
      '8 bits make parts 0 to 255, and there is no part 256 (stack.yaml:13:20)',
    ],
    [
      'x {{count}} {{cidr "10.0.0.0/33" 8 2}}',
      'a network is written as 10.0.0.0/16, and not as "10.0.0.0/33" (stack.yaml:13:20)',
    ],
    ['{{pick size m=1}}', 'pick has m, and none for "s" (stack.yaml:13:8)'],
    ['x {{zones}}', 'is a list or a map: write it with the filter yaml (stack.yaml:13:8)'],
    ['{{quote note.a}}', 'there is no such value here (stack.yaml:13:8)'],
    ['{{#each zones}}{{this.x.y}}{{/each}}', 'there is no such value here (stack.yaml:13:21)'],
  ]
  for (const [body, message] of wrong)
    it(`with ${body} is refused with its place`, async () => {
      const error = await folder.fault(settings(body))
      expect([error.code, error.message]).to.deep.equal(['INFER_STACK', message])
    })

  it('lets no text change the YAML around it', async () => {
    for (const note of [
      'a: b',
      'a\nb: c',
      '- x',
      '"',
      "'",
      '{',
      'x, y',
      '&a',
      '*a',
      '#',
      'a #b',
      '!t',
      '|',
      '%',
      '@x:',
      'a:',
    ]) {
      const {message} = await folder.fault(settings('{{note}}'), {variables: {note}})
      expect(message, note).to.equal(
        'is a text that could change the YAML around it: write it with the filter quote (stack.yaml:13:6)',
      )
      expect(await settingOf('{{quote note}}', {note})).to.equal(note)
    }
  })

  it('has faults of what it writes at the line of that, and says so', async () => {
    const {message} = await folder.fault(
      `${VARIABLES}${HEAD}resources:\n  {{#each zones as |z|}}\n  {{z}}:\n    kind: storage.objekt\n  {{/each}}\n`,
    )
    expect(message.split('\n')).to.deep.equal([
      'resources.a.kind: there is no kind "storage.objekt"; the nearest is storage.object (stack.yaml, rendered:14:11)',
      'resources.b.kind: there is no kind "storage.objekt"; the nearest is storage.object (stack.yaml, rendered:16:11)',
    ])
  })

  it('may be JSON', async () => {
    const text = JSON.stringify({
      variables: {n: {description: 'the name', format: 'slug'}},
      stack: '{{n}}',
      version: 1,
      provider: 'sandbox',
    })
    expect(await folder.read(text, {name: 'stack.json', variables: {n: 'x'}})).to.include({name: 'x'})
  })

  it('is no template without variables, and takes none', async () => {
    const {settings: read} = await folder.read(`${HEAD}settings: {a: "{{b}}"}\n`)
    expect(read).to.deep.equal({a: '{{b}}'})
    const {message} = await folder.fault(HEAD, {variables: {a: 1}})
    expect(message).to.equal('variables.a: this stack has no variables, and a was given (stack.yaml:1:1)')
  })
})

describe('an include', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())
  const including = (what: string): string => `variables: {}\n${HEAD}settings:\n  ${what}\n`

  it('is a file beside the template, with values of its own', async () => {
    folder.write('_part.yaml', 'a: {{x}}\nb: {{> _inner.yaml}}\n')
    folder.write('_inner.yaml', '{{x}}2')
    const {settings: read} = await folder.read(including('{{> _part.yaml x="1"}}'))
    expect(read).to.deep.equal({a: 1, b: 12})
  })

  it('has faults of its own', async () => {
    folder.write('_bad.yaml', '\n\n x: {{{a}}}\n')
    const {message} = await folder.fault(including('{{> _bad.yaml}}'))
    expect(message).to.equal('three braces write a value as it is, and two are enough (_bad.yaml:3:5)')
    folder.write('_missing.yaml', '\nx: {{nothing}}\n')
    expect((await folder.fault(including('{{> _missing.yaml}}'))).message).to.equal(
      'there is no such value here (_missing.yaml:2:4)',
    )
  })

  it('reaches nothing else', async () => {
    folder.write('sub/x.yaml', 'a: 1')
    symlinkSync('/etc/passwd', join(folder.path, 'link.yaml'))
    symlinkSync(folder.path, join(folder.path, 'loop'))
    for (const name of [
      '../x',
      '"../x.yaml"',
      '"/etc/passwd"',
      'sub/x.yaml',
      '"sub/x.yaml"',
      '"C:\\\\x"',
      'link.yaml',
      '"."',
      '".."',
      '"loop"',
      'sub',
      '(size)',
      '(quote "a")',
      '"a\u0000b"',
      '[__proto__]',
      'toString',
      '@partial-block',
    ]) {
      const error = await folder.fault(including(`{{> ${name}}}`))
      expect(error.code, name).to.equal(error.message.includes('control') ? 'INFER_STACK' : 'INFER_STACK')
      expect(error.message, name).to.match(/\(stack\.yaml:\d+:\d+\)$/)
      expect(error.message, name).to.not.include('root:')
    }
  })

  it('is named, and not worked out', async () => {
    folder.write('undefined', 'x')
    const {message} = await folder.fault(including('{{> (default size "x")}}'))
    expect(message).to.equal('an include is a name, not a value (stack.yaml:6:3)')
  })

  it('of itself ends', async () => {
    folder.write('_self.yaml', 'x{{> _self.yaml}}')
    const {message} = await folder.fault(including('a: {{> _self.yaml}}'))
    expect(message).to.match(/^_self\.yaml includes itself/)
  })
})
