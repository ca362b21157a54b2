// docs/library.md shows programs that run, and names every option of `generate`.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {read, ROOT} from './sources.ts'

const page = read('docs/library.md')
const shown = [...page.matchAll(/^<!-- (\S+) -->\n```ts\n([\s\S]*?)\n```$/gm)]

describe('docs/library.md', () => {
  let folder = ''

  const program = (
    name: string,
    ...args: readonly string[]
  ): {readonly stdout: string; readonly stderr: string} => {
    const file = join(ROOT, 'test/fixtures/library', name)
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      ['--conditions=inferloop-source', '--disable-warning=ExperimentalWarning', file, ...args],
      {cwd: folder, encoding: 'utf8'},
    )
    expect(status, stderr).to.equal(0)
    return {stdout, stderr}
  }

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'infer-library-'))
    const rows = Array.from(
      {length: 200},
      (_, i) => `${i % 5},${(i % 5) * 20 + (i % 3)},${['sea', 'town'][i % 2]}`,
    )
    writeFileSync(join(folder, 'data.csv'), `beds,price,view\n${rows.join('\n')}\n`)
  })

  after(() => rmSync(folder, {recursive: true, force: true}))

  it('shows the programs as they are', () => {
    expect(shown.length).to.equal(4)
    for (const [, file, text] of shown) expect(read(file!).trimEnd(), file).to.equal(text)
  })

  it('names every option there is', () => {
    const bodies = [
      ['GenerateOptions', 'src/services/generate-options.ts'],
      ['ValidateOptions', 'src/services/validate-options.ts'],
      ['ColumnOptions', 'src/services/column-types.ts'],
    ].map(
      ([name, file]) =>
        new RegExp(`interface ${name}\\b[^{]*\\{([\\s\\S]*?)^\\}`, 'm').exec(read(file!))![1]!,
    )
    const options = bodies.flatMap(body => [...body.matchAll(/readonly (\w+)\??:/g)].map(([, name]) => name!))
    expect(options.length).to.be.greaterThan(20)
    expect(options.filter(name => !page.includes(`\`${name}\``))).to.deep.equal([])
  })

  it('names everything that comes back', () => {
    const [, body] = /interface GenerateResult \{([\s\S]*?)^\}/m.exec(
      read('src/services/generate-options.ts'),
    )!
    const facts = [...body!.matchAll(/^ {2}readonly (\w+):/gm)].map(([, name]) => name!)
    expect(facts.length).to.be.greaterThan(10)
    expect(facts.filter(name => !page.includes(`\`${name}\``))).to.deep.equal([])
  })

  it('is right about making a copy', () => {
    const {stdout} = program('copy.ts', 'data.csv', 'copy.csv')
    expect(stdout).to.match(/^1000 rows, mean closeness (?:0\.\d\d|1\.00)\nbeds \w+ (?:0\.\d\d|1\.00)\n/)
    expect(readFileSync(join(folder, 'copy.csv'), 'utf8').trimEnd().split('\n').length).to.equal(1001)
  })

  it('is right about judging', () => {
    const heading = 'width,height'
    const rows = Array.from({length: 1200}, (_, i) => `${(i * 7919) % 10_007},${(i * 104_729) % 10_007}`)
    const table = (name: string, part: readonly string[]) =>
      writeFileSync(join(folder, name), [heading, ...part, ''].join('\n'))
    table('real.csv', rows.slice(0, rows.length / 2))
    table('copied.csv', rows.slice(0, rows.length / 2))
    table('test.csv', rows.slice(rows.length / 2))
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      [
        '--conditions=inferloop-source',
        '--disable-warning=ExperimentalWarning',
        join(ROOT, 'test/fixtures/library/judge.ts'),
        'real.csv',
        'copied.csv',
        'test.csv',
      ],
      {cwd: folder, encoding: 'utf8'},
    )
    expect(stderr).to.equal('')
    expect(stdout).to.match(/quality 1\.00, copy index [01]\.\d\d\n$/)
    expect(status).to.equal(1)
  })

  it('is right about progress and errors', () => {
    const {stderr} = program('stoppable.ts', 'data.csv', 'stoppable.csv')
    expect(stderr).to.match(/^fit: \d+ of 3 columns$/m)
    expect(program('stoppable.ts', 'data.csv', 'stoppable.csv').stdout).to.equal(
      'stoppable.csv is there already\n',
    )
  })

  it('is right about streams and models', () => {
    const lines = program('pipe.ts', 'data.csv').stdout.trimEnd().split('\n')
    expect(lines.length).to.equal(4)
    expect(lines[0]).to.equal('beds,price,view')
  })
}).timeout(60_000)
