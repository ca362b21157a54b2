// infer deploy providers: what is installed, and whether it can be used from here; info and doctor know providers, too.
import {expect} from 'chai'
import {execFileSync} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {aCloud, aStack, inferIn} from '../a-cloud.ts'
import {type Folder, temporaryFolder} from '../spawn-infer.ts'

describe('infer deploy providers', () => {
  let folder: Folder
  let infer: ReturnType<typeof inferIn>
  beforeEach(() => {
    folder = temporaryFolder()
    infer = inferIn(folder)
  })
  afterEach(() => folder.remove())

  it('shows what is installed with its settings', async () => {
    const {status, stdout} = await infer('deploy', 'providers')
    expect(status).to.equal(0)
    expect(stdout.toString()).to.match(/^sandbox 0\.1\.0, of @inferloop\/provider-sandbox$/m)
    expect(stdout.toString()).to.match(/^ {2}poll +integer, ms +100 +how often/m)
    expect(stdout.toString()).to.include('it needs no credentials')
  })

  it('says what to install where there is none', async () => {
    const {status, stdout} = await folder.infer(['deploy', 'providers'])
    expect([status, stdout.toString()]).to.deep.equal([
      0,
      'no providers are installed: infer plugins install sandbox\n',
    ])
    const unknown = await folder.infer(['deploy', 'providers', 'sandbox', '--test'])
    expect(unknown.status).to.equal(4)
    expect(unknown.stderr).to.include('infer plugins install @inferloop/provider-sandbox')
  })

  it('of another is shown with credentials by name and whether they are set, never what they are', async () => {
    const plugin = new URL('../fixtures/plugins/provider-powerdns', import.meta.url).pathname
    const linked = await infer('plugins', 'link', plugin, '--no-install')
    expect(linked.status, linked.stderr).to.equal(0)
    const unset = await infer('deploy', 'providers', 'powerdns')
    expect(unset.stdout.toString()).to.match(/^ {2}PDNS_API_KEY +not set +/m)
    const {stdout} = await inferIn(folder, {PDNS_API_KEY: 'hush-hush'})(
      'deploy',
      'providers',
      'powerdns',
      '--json',
    )
    expect(stdout.toString()).to.not.include('hush-hush')
    const {providers} = JSON.parse(stdout.toString()) as {
      providers: {name: string; credentials: {set: boolean}[]}[]
    }
    expect(providers.map(({name, credentials}) => [name, credentials[0]!.set])).to.deep.equal([
      ['powerdns', true],
    ])
  })

  it('tries a provider by the settings of the stack file, and ends with 5 when a check fails', async () => {
    const cloud = await aCloud()
    try {
      folder.write(
        'stack.yaml',
        aStack({endpoint: cloud.endpoint}).replace('poll: 5', 'poll: 5, without: [db.document]'),
      )
      const well = await infer('deploy', 'providers', '--test', 'sandbox')
      expect(well.status, well.stderr).to.equal(0)
      expect(well.stdout.toString()).to.match(
        /^sandbox, account \S+, eu-1, by settings of stack\.yaml\n\n✔ account: /,
      )
      expect(well.stdout.toString()).to.include('23 of 24 kinds can be made')
      expect(well.stdout.toString())
        .to.include('no db.document: this sandbox was told')
        .and.include('instead: db.relational')
      cloud.cloud.turn({rules: [{fault: 'forbidden', call: 'find'}]})
      const ill = await infer('deploy', 'providers', '--test')
      expect(ill.status).to.equal(5)
      expect(ill.stdout.toString()).to.match(
        /^✘ lists: .*\n {4}take the rule with the fault out of the dials$/m,
      )
      expect(ill.stdout.toString()).to.include('1 check did not pass')
      expect(cloud.mutating()).to.deep.equal([])
    } finally {
      await cloud.close()
    }
    const gone = await infer('deploy', 'providers', '--test', '--file', 'stack.yaml')
    expect(gone.status).to.equal(5)
    expect(gone.stdout.toString()).to.match(/^✘ connection: The sandbox at .* did not say whose it is/m)
  })

  it('tries one by its defaults where no file is, and none where nothing says which', async () => {
    const {status, stdout} = await infer('deploy', 'providers', '--test', 'sandbox')
    expect(status).to.equal(0)
    expect(stdout.toString()).to.include('by default settings')
    const which = await infer('deploy', 'providers', '--test')
    expect([which.status, which.stderr.includes('There is no stack file here')]).to.deep.equal([2, true])
    folder.write('prod.yaml', aStack())
    const other = await infer('deploy', 'providers', '--test', 'aws', '--file', 'prod.yaml')
    expect([other.status, other.stderr.includes('prod.yaml is for sandbox')]).to.deep.equal([2, true])
  })

  it('says what to type once one is installed', async () => {
    mkdirSync(folder.file('package'))
    const manifest = {
      name: '@example/provider-tiny',
      version: '1.2.3',
      type: 'module',
      oclif: {hooks: {'infer:providers': './providers.js'}},
    }
    folder.write('package/package.json', JSON.stringify(manifest))
    folder.write(
      'package/providers.js',
      "export default async () => [{contract: 1, name: 'tiny', summary: 'one of its own', settings: {}, credentials: [], load: async () => ({})}]\n",
    )
    execFileSync('tar', ['-czf', 'tiny.tgz', 'package'], {cwd: folder.path})
    const env = {npm_config_fetch_retries: '0', INFER_NPM_REGISTRY: 'http://127.0.0.1:9/'}
    const {status, stdout, stderr} = await inferIn(folder, env)('plugins', 'install', 'file:tiny.tgz')
    expect(status, stderr).to.equal(0)
    expect(stdout.toString()).to.equal(
      '@example/provider-tiny 1.2.3 is installed\ninfer deploy providers --test tiny\n',
    )
    const broken = await infer('deploy', 'providers', '--test', 'tiny')
    expect(broken.status).to.equal(4)
    expect(broken.stderr).to.include('INFER_PLUGIN_BROKEN').and.include('has no connect')
  })

  it('are listed by infer info, and loaded by infer doctor', async () => {
    expect((await infer('info')).stdout.toString()).to.match(
      /^sandbox +0\.1\.0 +@inferloop\/provider-sandbox +make-believe/m,
    )
    const {stdout} = await inferIn(folder, {INFER_NPM_REGISTRY: 'http://127.0.0.1:9/'})('doctor')
    expect(stdout.toString()).to.match(
      /^✔ provider sandbox +@inferloop\/provider-sandbox 0\.1\.0, contract 1, loads$/m,
    )
  })
}).timeout(60_000)
