// infer info and its topics: what is installed, what can be set, which models there are.
import {expect} from 'chai'
import {rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

describe('infer info', () => {
  let folder: Folder
  before(async () => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(80))
    await folder.infer(['generate', 'rooms.csv', '--save-model', 'rooms.infer', '--option', 'min-leaf=9'])
    folder.write('broken.infer', 'PK not a model')
  })
  after(() => folder.remove())

  const info = async (...args: readonly string[]) => {
    const {status, stdout, stderr} = await folder.infer(['info', ...args])
    expect(status, stderr).to.equal(0)
    return stdout.toString()
  }

  it('shows versions and installed generators', async () => {
    const text = await info()
    expect(text).to.match(/^infer \d+\.\d+\.\d+, Node v\d+/)
    expect(text).to.match(/trees \(default\)\s+\d\S+\s+@inferloop\/generator-trees\s+\S/)
    expect(text).to.include('providers')
    expect(text).to.not.include('not loaded')
  })

  it('prints one object with --json', async () => {
    const {generators, providers, notLoaded, platform} = JSON.parse(await info('--json')) as {
      generators: {name: string; default: boolean}[]
      providers: unknown[]
      notLoaded: unknown[]
      platform: string
    }
    expect(generators.map(({name}) => name)).to.deep.equal(['trees'])
    expect(generators[0]!.default).to.equal(true)
    expect(providers).to.deep.equal([])
    expect(notLoaded).to.deep.equal([])
    expect(platform).to.equal(`${process.platform}-${process.arch}`)
  })

  it('shows of a generator every option with default, range and source', async () => {
    const text = await info('generator', 'trees')
    expect(text).to.match(/--option min-leaf=0\s+whole number, 0 to 100,000 rows/)
    const {options} = JSON.parse(await info('generator', 'trees', '--json')) as {
      options: {name: string; summary: string; source: string}[]
    }
    for (const {name, summary, source} of options) {
      expect(text).to.include(name)
      expect(text).to.include(summary)
      expect(text).to.include(source)
    }
  })

  it('names the nearest when a generator is not installed', async () => {
    const {status, stderr} = await folder.infer(['info', 'generator', 'treees'])
    expect(status).to.equal(4)
    expect(stderr).to.include('--generator trees')
  })

  it('says of a folder whether it is not there or not to be read', async () => {
    const missing = await folder.infer(['info', 'models', 'nowhere'])
    expect(missing.stderr).to.include('There is no folder nowhere.').and.include('INFER_FILE_MISSING')
    const file = await folder.infer(['info', 'models', 'rooms.csv'])
    expect(file.stderr).to.include('rooms.csv is a file, not a folder.')
    const tooLong = 'x'.repeat(300)
    const unreadable = await folder.infer(['info', 'models', tooLong])
    expect(unreadable.stderr).to.include(`${tooLong} cannot be read: `).and.include('INFER_FILE_UNREADABLE')
  })

  it('lists the models of a folder, and says of those it cannot read why', async () => {
    const text = await info('models')
    expect(text).to.match(/rooms\.infer\s+trees\s+80 × 5\s+rooms\.csv/)
    expect(text).to.match(/broken\.infer: \S/)
    const {models, unreadable} = JSON.parse(await info('models', folder.path, '--json')) as {
      models: {path: string}[]
      unreadable: {code: string}[]
    }
    expect(models.length).to.equal(1)
    expect(unreadable.map(({code}) => code)).to.deep.equal(['INFER_MODEL_FOREIGN'])
  })

  it('shows what a model knows: options, columns, why each has its kind', async () => {
    const text = await info('model', 'rooms.infer')
    expect(text).to.include('min-leaf=9')
    expect(text).to.match(/learnt from\s+rooms\.csv, 80 rows, 5 columns/)
    expect(text).to.match(/price\s+numeric\s+[01]\.\d{3}\s+\S/)
    const {manifest} = JSON.parse(await info('model', 'rooms.infer', '--json')) as {
      manifest: {trainedOn: {sha256: string}}
    }
    expect(manifest.trainedOn.sha256).to.match(/^[0-9a-f]{64}$/)
  })

  for (const [title, args, code] of [
    ['a missing model', ['model', 'none.infer'], 'INFER_FILE_MISSING'],
    ['a table as model', ['model', 'rooms.csv'], 'INFER_MODEL_FOREIGN'],
    ['a missing folder', ['models', 'nowhere'], 'INFER_FILE_MISSING'],
    ['a file as folder', ['models', 'rooms.csv'], 'INFER_OPTION'],
    ['a word too many', ['colour'], 'INFER_OPTION'],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const {status, stdout} = await folder.infer(['info', ...args, '--json'])
      expect(status).to.equal(2)
      expect((JSON.parse(stdout.toString()) as {error: {code: string}}).error.code).to.equal(code)
    })
  }
}).timeout(30_000)
