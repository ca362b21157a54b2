// Files that are no configuration: each has a clear error with a line, in little time.
import {expect} from 'chai'
import {aFolder, type Folder} from './a-folder.ts'

describe('a text', () => {
  let folder: Folder
  beforeEach(() => (folder = aFolder()))
  afterEach(() => folder.remove())

  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 9; i++) {
    const [before, name] = ['abcdefghi'[i - 1], 'abcdefghi'[i]]
    bomb.push(`${name}: &${name} [${Array.from({length: 9}, () => `*${before}`).join(', ')}]`)
  }

  const cases: readonly (readonly [
    what: string,
    content: string | Uint8Array,
    message: string | RegExp,
    name?: string,
  ])[] = [
    ['that is empty', '', 'is empty, and must have at least version: 1, infer.config.yaml:1'],
    ['of remarks alone', '# nothing\n', 'is empty'],
    ['indented with tabs', 'version: 1\ngenerate:\n\trows: 3\n', /indented with a tab.*yaml:3/],
    ['with a key twice', 'version: 1\nversion: 1\n', 'version: stands twice, infer.config.yaml:2'],
    [
      'with a key twice in JSON',
      '{"version": 1,\n"version": 1}',
      /stands twice.*json:2/,
      'infer.config.json',
    ],
    ['in UTF-16', Buffer.from('\ufeffversion: 1\n', 'utf16le'), 'must be UTF-8, was UTF-16'],
    ['that is not UTF-8', Buffer.from('version: 1\n# caf\xe9\n', 'latin1'), /must be UTF-8.*yaml:2/],
    ['with a control character', 'version: 1\nx: \0\n', /control character.*yaml:2/],
    ['of 1 MB', `version: 1\n#${'x'.repeat(1e6)}`, 'must be shorter than 256 KiB, infer.config.yaml:1'],
    ['of anchors that multiply', bomb.join('\n'), /more than 100,000 values.*yaml:\d/],
    ['with an anchor within itself', 'version: &a [*a]\n', /stands within itself.*yaml:1/],
    ['with an anchor that is not there', 'version: *a\n', /has no anchor.*yaml:1/],
    ['of brackets', `version: 1\nx: ${'['.repeat(100_000)}`, /nested more than 50 deep.*yaml:2/],
    ['of lists in lists', `version: 1\nx:\n ${'- '.repeat(100_000)}`, /nested more than 50 deep/],
    ['of two documents', 'version: 1\n---\nversion: 1\n', /one document.*yaml:2/],
    ['with a tag', 'version: !!js/function 1\n', /has a tag.*yaml:1/],
    ['with a second colon', 'version: 1\ngenerate: rows: 3\n', /second ": " in one line.*yaml:2/],
    ['with a bracket left open', 'version: 1\ngenerate: {rows: 3\n', /is no YAML: .*yaml:\d/],
    [
      'with a text where none can be',
      'version: 1\nx: |hunter2\n',
      /is no YAML: [^2]*, infer\.config\.yaml:2/,
    ],
    ['with a text after a list', '- a\nx: hunter2', /token in YAML stream, infer\.config\.yaml:2/],
    ['with a key that is a list', 'version: 1\n? [a]\n: 1\n', /text as a key.*yaml:2/],
    ['with __proto__', 'version: 1\n__proto__: {x: 1}\n', '__proto__: is no key, infer.config.yaml:2'],
    ['that is a list', '- 1\n', 'must be a map with version, generate, validate and jobs, was a list'],
    ['with a comma too many in JSON', '{"version": 1,\n}', /is no JSON.*json:[12]/, 'infer.config.json'],
    ['with a remark in JSON', '{\n// x\n"version": 1}', /json:2/, 'infer.config.json'],
    ['of code that does not run', 'export default {', /cannot be run: .*infer.config.js/, 'infer.config.js'],
    ['of code that throws', 'throw null', /cannot be run: .*infer.config.mjs/, 'infer.config.mjs'],
    ['of code that exports nothing', 'export const a = 1', /no default export/, 'a.config.mjs'],
    [
      'of code with more than data',
      'export default {version: 1, generate: {rows: () => 3}}',
      'generate.rows: must be plain data, was a function, b.config.mjs',
      'b.config.mjs',
    ],
    [
      'of code that goes in a circle',
      'const a = {}; a.a = a; export default a',
      /nested more than 50 deep/,
      'c.config.mjs',
    ],
    [
      'of code with what is not there',
      'import x from "not-there"\nexport default x',
      /cannot be run: .*not-there/,
      'd.config.mjs',
    ],
    ['of a package without our name', '{"name": "x"}', 'has no property "infer"', 'package.json'],
  ]
  for (const [what, content, message, name] of cases)
    it(`${what} is refused`, async () => {
      const error = await folder.fault(content, name)
      expect(error.code).to.equal('INFER_CONFIG')
      if (typeof message === 'string') expect(error.message).to.include(message)
      else expect(error.message).to.match(message)
    }).timeout(5000)

  it('of 256 KiB of keys is refused within seconds', async () => {
    const keys = Array.from({length: 30_000}, (_, i) => `k${i}: 1\n`)
      .join('')
      .slice(0, 262_000)
    expect((await folder.fault(`version: 1\n${keys}`)).message).to.include('there is no such key')
  }).timeout(10_000)

  for (const [what, content] of [
    ['a byte order mark', '\ufeffversion: 1\ngenerate: {rows: 3}\n'],
    ['the line ends of Windows', 'version: 1\r\ngenerate:\r\n  rows: 3\r\n'],
    ['anchors', 'version: 1\ngenerate: {rows: &n 3, seed: *n}\n'],
    ['tabs in JSON', '{\n\t"version": 1,\n\t"generate": {\n\t\t"rows": 3}}'],
  ] as const)
    it(`may have ${what}`, async () => {
      folder.write('infer.config.yaml', content)
      expect((await folder.values('generate'))['rows']).to.equal(3)
    })

  it('may name columns as numbers are written', async () => {
    folder.write('infer.config.yaml', 'version: 1\ngenerate: {types: {007: id, 2024: numeric}}\n')
    expect(await folder.values('generate')).to.deep.equal({'types.007': 'id', 'types.2024': 'numeric'})
  })

  it('that is not there has its own code', async () => {
    const error: unknown = await folder.open({file: 'other.yaml'}).catch((one: unknown) => one)
    expect(error).to.include({code: 'INFER_FILE_MISSING'})
  })

  it('that is a folder has its own code', async () => {
    folder.write('x/y', '')
    expect(await folder.open({file: 'x'}).catch((one: unknown) => one)).to.include({
      code: 'INFER_FILE_UNREADABLE',
    })
  })
})
