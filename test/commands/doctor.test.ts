// infer doctor: what is well, what is not and what to do, here and on machines that lack something.
import {expect} from 'chai'
import {chmodSync, mkdirSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Health} from '../../src/services/health.ts'
import {temporaryFolder, type Folder} from '../spawn-infer.ts'

describe('infer doctor', () => {
  let folder: Folder
  let registry = ''
  const server = createServer((_, response) => void response.end('{}'))
  before(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  after(() => server.close())
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  const doctor = async (env: Record<string, string>, ...args: readonly string[]) => {
    const ran = await folder.infer(['doctor', ...args], {env: {INFER_NPM_REGISTRY: registry, ...env}})
    return {...ran, text: ran.stdout.toString()}
  }
  const health = async (env: Record<string, string>) => {
    const {status, text, stderr} = await doctor(env, '--json')
    expect(stderr).to.equal('')
    const found = JSON.parse(text) as Health
    return {...found, status, check: (name: string) => found.checks.find(one => one.name === name)}
  }

  it('says of a machine that has everything that all is well', async () => {
    const {status, text, stderr} = await doctor({})
    expect(status, text).to.equal(0)
    expect(stderr).to.equal('')
    expect(text).to.match(/✔ node +v\d+/)
    expect(text).to.match(/✔ tables +nodejs-polars \d+\.\d+\.\d+ loads/)
    expect(text).to.match(/✔ generator trees +@inferloop\/generator-trees \S+, contract 1, loads/)
    expect(text).to.match(/✔ npm registry +http:\/\/127\.0\.0\.1:\d+\/ answered in \d+ ms/)
    expect(text).to.match(/(all is well|infer can work; \d warnings?)\n$/)
    expect(folder.list()).to.deep.equal([])
  })

  it('looks for the networks of generators that have some', async () => {
    const {check} = await health({NODE_ENV: 'development'})
    expect(check('networks of @inferloop/generator-ctgan')?.said).to.match(/onnxruntime-node \d\S+ loads/)
    expect(check('networks of @inferloop/generator-trees')).to.equal(undefined)
  })

  it('takes a registry out of reach for a warning, and says what needs it', async () => {
    const {status, healthy, check} = await health({INFER_NPM_REGISTRY: 'http://127.0.0.1:9/'})
    expect(status).to.equal(0)
    expect(healthy).to.equal(true)
    expect(check('npm registry')?.state).to.equal('warning')
    expect(check('npm registry')?.said).to.match(/ECONNREFUSED[\s\S]*only infer plugins install/)
    expect(check('npm registry')?.suggestions.join()).to.include('HTTPS_PROXY')
  })

  it('asks the registry through the proxy that npm is told of', async () => {
    const {check} = await health({
      INFER_NPM_REGISTRY: 'http://registry.invalid/',
      HTTP_PROXY: registry,
      NO_PROXY: '',
    })
    expect(check('npm registry')?.said).to.match(/^http:\/\/registry\.invalid\/ answered/)
  })

  it('survives a native library that ends its process, and ends with 5', async () => {
    const killer = folder.write('killer.cjs', `if (process.argv[2] === 'nodejs-polars') process.abort()`)
    const {status, healthy, check} = await health({NODE_OPTIONS: `--require ${killer}`})
    expect(status).to.equal(5)
    expect(healthy).to.equal(false)
    expect(check('tables')?.state).to.equal('failed')
    expect(check('tables')?.said).to.match(/nodejs-polars does not load[\s\S]*SIGABRT/)
    expect(check('tables')?.suggestions).to.not.deep.equal([])
  })

  it('names plugins that are listed and gone', async () => {
    const data = folder.file('data')
    mkdirSync(`${data}/infer`, {recursive: true})
    folder.write(
      'data/infer/package.json',
      JSON.stringify({
        private: true,
        oclif: {schema: 1, plugins: [{name: 'infer-plugin-gone', type: 'user', tag: 'latest'}]},
      }),
    )
    const {stdout, status} = await folder.infer(['doctor', '--json'], {
      env: {INFER_NPM_REGISTRY: registry, XDG_DATA_HOME: data},
    })
    const {checks} = JSON.parse(stdout.toString()) as Health
    const gone = checks.find(({name}) => name === 'plugin infer-plugin-gone')
    expect(gone?.said).to.include('is gone')
    expect(gone?.suggestions.join()).to.include('infer plugins uninstall infer-plugin-gone')
    expect(status).to.equal(5)
  })

  // Root may write everywhere.
  if (process.getuid?.() !== 0) {
    it('warns of a folder that cannot be written', async () => {
      chmodSync(folder.path, 0o555)
      const {status, check} = await health({})
      chmodSync(folder.path, 0o755)
      expect(status).to.equal(0)
      expect(check('this folder')?.state).to.equal('warning')
      expect(check('this folder')?.suggestions.join()).to.include('--output')
    })
  }
}).timeout(60_000)
