// What --json prints, held against schemas/: nothing is missing, and nothing is there that the schema does not name.
import {expect} from 'chai'
import {execFileSync} from 'node:child_process'
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {read, ROOT} from './guards/sources.ts'
import {jsonFaults} from './json-faults.ts'
import {rooms, temporaryFolder, type Folder} from './spawn-infer.ts'

const {commands} = JSON.parse(read('oclif.manifest.json')) as {
  readonly commands: Readonly<Record<string, {readonly enableJsonFlag: boolean}>>
}
const withJson = Object.keys(commands).filter(id => commands[id]!.enableJsonFlag)
/** With that of failures, and that of lines of progress. */
const names = [...withJson.map(id => id.replaceAll(':', '-')), 'error', 'deploy-progress']

/** A registry of one package, which offers nothing. */
async function registryOf(manifest: {
  readonly name: string
  readonly version: string
  readonly main: string
  readonly oclif: object
}) {
  const folder = mkdtempSync(join(tmpdir(), 'infer-registry-'))
  mkdirSync(join(folder, 'package'))
  writeFileSync(join(folder, 'package/package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'package/index.js'), '')
  const tarball = execFileSync('tar', ['-czf', '-', '-C', folder, 'package'])
  rmSync(folder, {recursive: true})
  const server = createServer((request, response) => {
    const dist = {tarball: `http://${request.headers.host}/tiny.tgz`}
    const versions = {[manifest.version]: {...manifest, dist}}
    const {name, version: latest} = manifest
    response.end(
      request.url === '/tiny.tgz' ? tarball : JSON.stringify({name, versions, 'dist-tags': {latest}}),
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  return {address: `http://127.0.0.1:${port}/`, close: () => server.close().closeAllConnections()}
}

describe('what --json prints', () => {
  let folder: Folder
  before(async () => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(200))
    folder.write('test.csv', rooms(260))
    folder.write('broken.infer', 'PK not a model')
    folder.write('infer.config.yaml', 'version: 1\ngenerate: {rows: 90}\njobs: {one: {}}\n')
    await folder.infer(['generate', 'rooms.csv', '--save-model', 'rooms.infer', '-o', 'made.csv'])
    await folder.infer(['validate', 'rooms.csv', 'made.csv', '-o', 'before.json'])
  })
  after(() => folder.remove())

  const env: Record<string, string> = {NODE_ENV: 'development'}
  const faultsOf = (name: string, args: readonly string[]) => jsonFaults(folder, name, args, env)

  const judged = ['validate', 'rooms.csv', 'made.csv', '--target', 'view', '--min-quality', '0.1']
  const cases: readonly (readonly [name: string, args: readonly string[]])[] = [
    ['generate', ['generate', 'rooms.csv', '-o', 'a.csv', '--save-model', 'a.infer']],
    ['generate', ['generate', 'rooms.csv', '-o', 'b.csv', '--fit-rows', '50', '--no-card']],
    ['generate', ['generate', '--model', 'rooms.infer', '-o', 'c.parquet', '--rows', '9']],
    ['validate', judged],
    ['validate', [...judged, '--holdout', 'test.csv', '--baseline', 'before.json', '-o', 'r.html']],
    ['validate', ['validate', 'rooms.csv', 'rooms.csv', '--quick']],
    ['info', ['info']],
    ['info-generator', ['info', 'generator', 'trees']],
    ['info-generator', ['info', 'generator', 'ctgan']],
    ['info-model', ['info', 'model', 'rooms.infer']],
    ['info-models', ['info', 'models']],
    ['info-config', ['info', 'config', '--job', 'one']],
    ['create-config', ['create-config', 'rooms.csv', '--yes', '--output', 'made.config.yaml']],
    ['create-config', ['create-config', '--list']],
    ['doctor', ['doctor']],
    ['autocomplete', ['autocomplete', 'zsh']],
    ['error', ['generate', 'none.csv']],
    ['error', ['generate', '--rowz', '5']],
    ['error', ['genrate']],
  ]
  for (const [name, args] of cases)
    it(`of infer ${args.join(' ')} is as schemas/${name}.v1.json says`, async () => {
      expect(await faultsOf(name, args)).to.deep.equal([])
    })

  it('of infer export is as schemas/export.v1.json says', async () => {
    const train = ['--generator', 'ctgan', '--epochs', '1', '--save-model', 'net.infer', '-o', 'net.csv']
    const {status, stderr} = await folder.infer(['generate', 'rooms.csv', ...train], {
      env: {NODE_ENV: 'development'},
    })
    expect(status, stderr).to.equal(0)
    expect(await faultsOf('export', ['export', 'net.infer', '--onnx', 'net.onnx'])).to.deep.equal([])
  })

  it('of infer plugins install is as schemas/plugins-install.v1.json says', async () => {
    const npm = await registryOf({name: '@example/tiny', version: '1.0.0', main: 'index.js', oclif: {}})
    env['INFER_NPM_REGISTRY'] = npm.address
    const faults = await faultsOf('plugins-install', ['plugins', 'install', '@example/tiny']).finally(
      npm.close,
    )
    expect(faults).to.deep.equal([])
  })

  it('of infer plugins link and uninstall is as their schemas say', async () => {
    const plugin = `${ROOT}test/fixtures/plugins/well-behaved`
    const link = ['plugins', 'link', plugin, '--no-install']
    expect(await faultsOf('plugins-link', link)).to.deep.equal([])
    const uninstall = ['plugins', 'uninstall', '@example/well-behaved']
    expect(await faultsOf('plugins-uninstall', uninstall)).to.deep.equal([])
  })

  it('has a schema for each command, and each is of one', () => {
    const files = readdirSync(`${ROOT}schemas`).map(file => file.replace(/\.v\d+\.json$/, ''))
    expect(files).to.have.members(names)
  })

  it('is tried here for each schema, and named in docs/json.md', () => {
    const tried = new Set([
      ...cases.map(([name]) => name),
      'export',
      'plugins-install',
      'plugins-link',
      'plugins-uninstall',
    ])
    // Those of `infer deploy` are tried in json-shapes-deploy.test.ts.
    expect(names.filter(name => !tried.has(name) && !name.startsWith('deploy'))).to.deep.equal([])
    const page = read('docs/json.md')
    expect(names.filter(name => !page.includes(`../schemas/${name}.v1.json`))).to.deep.equal([])
  })
}).timeout(60_000)
