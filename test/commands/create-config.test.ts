// infer create-config without a terminal: flags, templates, files that are there.
import {expect} from 'chai'
import {mkdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {rooms, temporaryFolder, type Folder, type Ran} from '../spawn-infer.ts'

describe('infer create-config', () => {
  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(60))
  })
  afterEach(() => folder.remove())

  const create = (...args: readonly string[]): Promise<Ran> => folder.infer(['create-config', ...args])
  const files = (): string[] => folder.list().filter(name => name !== 'rooms.csv')

  async function refused(args: readonly string[], ...words: readonly string[]): Promise<void> {
    const before = files()
    const {status, stderr, stdout} = await create(...args)
    expect(status, stdout.toString()).to.equal(2)
    for (const word of words) expect(stderr).to.include(word)
    expect(stderr).to.not.match(/\n\s+at /)
    expect(files()).to.deep.equal(before)
  }

  it('says which flags to give where nobody can be asked', () =>
    refused(['rooms.csv'], 'There is no terminal to ask on', 'infer create-config data.csv --yes'))

  it('takes every answer from flags, and generate and validate take what it made', async () => {
    const args =
      'rooms.csv -y -t ci -n 40 --privacy low --type beds=categorical --drop view --seed 4 --option min-leaf=9'
    const more = '--synthetic out.csv --min-quality 0.1 --report r.json --target beds --save-model m.infer'
    const {status, stderr} = await create(...args.split(' '), ...more.split(' '))
    expect(status, stderr).to.equal(0)
    const generated = await folder.infer(['generate', '--json'])
    expect(generated.status, generated.stderr).to.equal(0)
    expect(JSON.parse(generated.stdout.toString())).to.deep.include({
      output: 'out.csv',
      rows: 40,
      privacy: 'low',
      seed: 4,
    })
    const judged = await folder.infer(['validate', '--json'])
    expect(judged.status, judged.stderr).to.equal(0)
    const {gates} = JSON.parse(judged.stdout.toString()) as {
      readonly gates: readonly {readonly name: string; readonly limit: number}[]
    }
    expect(gates.find(({name}) => name === 'quality')?.limit).to.equal(0.1)
    expect(folder.list()).to.include.members(['out.csv', 'm.infer', 'r.json'])
  })

  it('prints the configuration, where it stands and the columns as JSON', async () => {
    const {stdout} = await create('rooms.csv', '--yes', '--json', '--format', 'json')
    const result = JSON.parse(stdout.toString()) as {
      readonly path: string
      readonly columns: readonly object[]
    }
    expect(result).to.deep.include({
      path: 'infer.config.json',
      format: 'json',
      template: 'basic',
      passedOverFor: null,
    })
    expect(result.columns[1]).to.include({name: 'beds', kind: 'numeric'}).and.to.have.property('evidence')
    expect(JSON.parse(folder.read('infer.config.json')))
      .to.have.property('$schema')
      .that.includes('infer.config.schema.json')
  })

  it('lists the templates that work with the generators installed', async () => {
    const names = async (env: Readonly<Record<string, string>>) => {
      const {stdout} = await folder.infer(['create-config', '--list', '--json'], {env})
      const {templates} = JSON.parse(stdout.toString()) as {
        readonly templates: readonly {readonly name: string}[]
      }
      return templates.map(({name}) => name)
    }
    expect(await names({})).to.deep.equal(['basic', 'ci', 'validation'])
    expect(await names({NODE_ENV: 'development'})).to.deep.equal(['basic', 'ci', 'neural', 'validation'])
  })

  it('says what to install for a template that needs it', async () => {
    const {status, stderr} = await create('rooms.csv', '--yes', '--template', 'neural')
    expect(status).to.equal(4)
    expect(stderr).to.include('infer plugins install')
    expect(files()).to.deep.equal([])
  })

  it('replaces no file unasked, replaces it by force, and changes it with its remarks kept', async () => {
    const mine = 'version: 1 # mine\ndata: rooms.csv\n# many\ngenerate: {rows: 7}\n'
    folder.write('infer.config.yaml', mine)
    await refused(['rooms.csv', '--yes'], 'infer.config.yaml is there already', '--edit', '--force')
    expect(folder.read('infer.config.yaml')).to.equal(mine)
    expect((await create('--yes', '--edit', '--privacy', 'high')).status).to.equal(0)
    expect(folder.read('infer.config.yaml')).to.equal(mine.replace('rows: 7', 'rows: 7, privacy: high'))
    expect((await create('rooms.csv', '--yes', '--force')).status).to.equal(0)
    expect(folder.read('infer.config.yaml')).to.not.include('mine')
  })

  it('names files as they are seen from the configuration, and tells how it is used', async () => {
    mkdirSync(folder.file('below'))
    const name = join('below', 'infer.config.yaml')
    const {status, stdout, stderr} = await create('rooms.csv', '--yes', '--output', name)
    expect(status, stderr).to.equal(0)
    expect(folder.read(name)).to.include('../rooms.csv')
    expect(stdout.toString()).to.include(`infer generate --config ${name}`)
    const made = await folder.infer(['generate', '--config', name])
    expect(made.status, made.stderr).to.equal(0)
  })

  it('says when another file holds in the folder', async () => {
    folder.write('infer.config.yaml', 'version: 1\n')
    const {stdout} = await create('rooms.csv', '--yes', '--format', 'json')
    expect(stdout.toString())
      .to.include('infer.config.yaml holds')
      .and.to.include('--config infer.config.json')
  })

  it('prints a command that can be typed where the name has a blank', async () => {
    mkdirSync(folder.file('my files'))
    const {stdout} = await create('rooms.csv', '--yes', '--output', 'my files/c.yaml')
    expect(stdout.toString()).to.match(/infer generate --config ['"]my files\/c.yaml['"]/)
  })

  it('asks for no table where generate has one', async () => {
    folder.write('infer.config.yaml', 'version: 1\ngenerate: {data: rooms.csv}\n')
    const {stdout} = await create('--yes', '--edit', '--rows', '5')
    expect(stdout.toString()).to.match(/^infer generate$/m)
  })

  if (process.platform !== 'win32')
    it('writes nothing where it cannot be told which file holds', async () => {
      symlinkSync('.inferrc', folder.file('.inferrc'))
      await refused(['rooms.csv', '--yes'], 'cannot be looked for')
    })

  it('takes a generator that the environment names', async () => {
    expect((await create('rooms.csv', '--yes', '--generator', '${GEN:-trees}')).status).to.equal(0)
    expect(folder.read('infer.config.yaml')).to.include('generator: ${GEN:-trees}')
    const {status, stderr} = await folder.infer(['generate'])
    expect(status, stderr).to.equal(0)
  })

  const faults: readonly (readonly [args: string, ...words: string[]])[] = [
    ['rooms.csv --rows -3', '--rows must be a positive whole number, was -3'],
    ['rooms.csv --min-quality 2', '--min-quality must be a number from 0 to 1'],
    ['rooms.csv --max-copy-index 0.4', '--holdout'],
    ['rooms.csv --type bed=id', 'bed', 'beds'],
    ['rooms.csv --target nosuch', '--target names a column "nosuch"', 'beds'],
    ['rooms.csv --target view --drop view', '"view", which is left out'],
    ['rooms.csv --type view=datetime:%Y', 'view'],
    ['--type __proto__=categorical', '--type __proto__=categorical: no configuration', '--drop __proto__'],
    ['--key __proto__', '--key __proto__: no configuration'],
    ['rooms.csv --option leaf=3', 'leaf', 'min-leaf'],
    ['rooms.csv --report r.pdf', 'r.pdf ends in .pdf'],
    ['rooms.csv --synthetic s.pdf', 's.pdf ends in .pdf'],
    ['rooms.csv --template basics', 'There is no template "basics"', '--template basic'],
    ['rooms.csv --output c.toml', 'c.toml ends in .toml'],
    ['rooms.csv --output c.json --format yaml', 'which says json'],
    ['none.csv', 'none.csv'],
    ['- --output c.yaml', 'standard input'],
    ['rooms.csv --edit', 'There is no infer.config.yaml to change'],
  ]
  for (const [args, ...words] of faults)
    it(`refuses ${args}`, () => refused([...args.split(' '), '--yes'], ...words))
}).timeout(60_000)
