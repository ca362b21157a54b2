// What is wrong is said path first, with rule, value, file and line.
import {expect} from 'chai'
import {aFolder, type Folder} from './a-folder.ts'

describe('a fault', () => {
  let folder: Folder
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())

  it('suggests no command for a key that is in no section', async () => {
    const {message, suggestions} = await folder.fault('version: 1\nfoo: 3\n')
    expect(message).to.equal('foo: there is no such key, infer.config.yaml:2')
    expect(suggestions).to.deep.equal(['infer info config --no-config lists every key'])
    const inside = await folder.fault('version: 1\ngenerate: {foo: 3}\n')
    expect(inside.suggestions).to.include('infer generate --help')
  })

  const cases: readonly (readonly [what: string, yaml: string, message: string])[] = [
    [
      'names path, rule, value and line',
      'version: 1\ngenerate:\n  epochs: -3\n',
      'generate.epochs: must be a positive whole number, was -3, infer.config.yaml:3',
    ],
    [
      'has the nearest key for one that there is not',
      'version: 1\nvalidate:\n  min-qualty: 0.9\n',
      'validate.min-qualty: there is no such key; the nearest is min-quality, infer.config.yaml:3',
    ],
    [
      'knows what a flag that may be repeated is called here',
      'version: 1\ngenerate: {option: {alpha: 1}}\n',
      'generate.option: there is no such key; the nearest is options, infer.config.yaml:2',
    ],
    [
      'leads into jobs',
      'version: 1\njobs:\n  a:\n    generate:\n      rows: many\n',
      'jobs.a.generate.rows: must be a positive whole number, was "many", infer.config.yaml:5',
    ],
    [
      'puts names with other signs in brackets',
      'version: 1\ngenerate:\n  types:\n    "a b": number\n',
      'generate.types["a b"]: must be numeric, datetime, categorical, ordinal, id, text or list; datetime:%d.%m.%Y names the format, was "number", infer.config.yaml:4',
    ],
    [
      'tells a section that is no map',
      'version: 1\ngenerate: 3\n',
      'generate: must be a map of keys, was 3, infer.config.yaml:2',
    ],
    [
      'tells that the version is missing',
      'generate:\n',
      'version: must be 1, was missing, infer.config.yaml:1',
    ],
    [
      'tells a name that no job can have',
      'version: 1\njobs:\n  "a b": {}\n',
      'jobs["a b"]: must be letters, digits, dots, hyphens and underscores, infer.config.yaml:3',
    ],
    [
      'takes numbers in their range alone',
      'version: 1\nvalidate: {max-detection: 0.4}\n',
      '0.5 to 1, was 0.4',
    ],
    [
      'tells a name that no variable can have',
      'version: 1\ngenerate:\n  output: "${1BAD}.csv"\n',
      'generate.output: has ${1BAD}, which is no reference, infer.config.yaml:3',
    ],
    [
      "tells what only a shell's references can do",
      'version: 1\ndata: a-$${b}-${HOME}-${A:?}.csv\n',
      'data: has ${A:?}, which is no reference, infer.config.yaml:2',
    ],
    [
      'tells a reference without an end',
      'version: 1\njobs: {a: {generate: {drop: [x, "${A"]}}}\n',
      'jobs.a.generate.drop[1]: has ${A, which is no reference, infer.config.yaml:2',
    ],
    [
      'tells a default that is to be a reference itself',
      'version: 1\ndata: ${A:-${B:-c}}.csv\n',
      'data: has ${A:-${B:-c}, and a default holds no other reference, infer.config.yaml:2',
    ],
    [
      'says nothing of what a secret holds',
      'version: 1\ngenerate: {options: {token: "${hunter 22}"}}\n',
      'generate.options.token: has a ${ that opens no reference, infer.config.yaml:2',
    ],
    [
      'knows the section of a key that stands beside it',
      'version: 1\nrows: 5\n',
      'rows: there is no such key here; there is generate.rows, infer.config.yaml:2',
    ],
    [
      'knows the section of a key that stands in the other one, in a job too',
      'version: 1\njobs: {a: {generate: {min-quality: 1}, quick: true}}\n',
      'jobs.a.generate.min-quality: there is no such key here; there is validate.min-quality, infer.config.yaml:2',
    ],
    [
      'tells that ~ is not expanded',
      'version: 1\ndata: ~/d.csv\n',
      'data: must be a name without ~, which only a shell expands (${HOME} is the same), was "~/d.csv", infer.config.yaml:2',
    ],
    [
      'tells so of lists of files too',
      'version: 1\nvalidate: {output: [a.html, ~/b.html]}\n',
      'validate.output: must be a name without ~',
    ],
    [
      'tells a merge key',
      'version: 1\ngenerate: &g {rows: 5}\njobs:\n  a:\n    generate:\n      <<: *g\n',
      'jobs.a.generate["<<"]: is a merge key, which is not read: write out what it would bring, infer.config.yaml:6',
    ],
    ['refuses an infinite number', 'version: 1\nvalidate: {min-quality: .inf}\n', 'was Infinity'],
  ]
  for (const [what, yaml, message] of cases)
    it(what, async () => {
      const error = await folder.fault(yaml)
      expect(error.code).to.equal('INFER_CONFIG')
      expect(error.message).to.include(message)
      expect(error.suggestions).to.not.be.empty
    })

  it('comes with all others, in the order of their lines', async () => {
    const {message} = await folder.fault('version: 1\nx: 1\ngenerate:\n  seed: 1.5\n  rows: 0\n')
    expect(message.split('\n').map(line => line.split(':', 1)[0])).to.deep.equal([
      'x',
      'generate.seed',
      'generate.rows',
    ])
  })

  it('of more than ten shows ten and counts the others', async () => {
    const {message} = await folder.fault(
      `version: 1\n${Array.from({length: 14}, (_, i) => `x${i}: 1\n`).join('')}`,
    )
    expect(message.split('\n')).to.have.length(11)
    expect(message).to.match(/and 4 more$/)
  })

  it('says how to write a number that stands in quotes', async () => {
    const {suggestions} = await folder.fault('version: 1\ngenerate: {rows: "100"}\n')
    expect(suggestions).to.include('rows: 100, without quotes')
  })

  it('of a newer file is its version alone, with the advice to update', async () => {
    const {message, suggestions} = await folder.fault('version: 2\nnew-key: 1\n')
    expect(message).to.equal('version: is 2, and this infer reads up to 1, infer.config.yaml:1')
    expect(suggestions[0]).to.include('npm install')
  })

  it('shows no value of a key that is called a secret', async () => {
    const {message} = await folder.fault('version: 1\ngenerate: {options: {api-token: [hunter2]}}\n')
    expect(message).to.include('generate.options.api-token').and.include('a value that is not shown')
    expect(message).to.not.include('hunter2')
  })

  it('shows the reference, not what it stands for', async () => {
    folder.write('infer.config.yaml', 'version: 1\ngenerate: {rows: "${SECRET}"}\n')
    const error: unknown = await folder.open({environment: {SECRET: 'hunter2'}}).catch((one: unknown) => one)
    expect((error as Error).message)
      .to.include('was "${SECRET}"')
      .and.not.include('hunter2')
  })
})
