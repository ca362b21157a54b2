// Plugins as users meet them: all our packages published to a registry of this machine, infer installed from it into an empty
// home, every plugin of plugins/ installed, used and removed.
import {expect} from 'chai'
import {spawn} from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {npm, openRegistry} from '../../scripts/local-registry.mjs'
import {packAll} from '../../scripts/pack-all.mjs'
import {ROOT, rooms} from '../spawn-infer.ts'
import {hasTerminal, typed} from '../terminal.ts'

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly dependencies: Readonly<Record<string, string>>
}

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest

/** Those that do not come along. */
const bundled = Object.keys(manifestOf('.').dependencies)
const plugins = readdirSync(join(ROOT, 'plugins'))
  .map(name => manifestOf(`plugins/${name}`))
  .filter(({name}) => !bundled.includes(name))

describe('plugins, from a registry into an empty home', () => {
  let registry: Awaited<ReturnType<typeof openRegistry>>
  let home = ''
  let run = ''
  const file = (name: string) => join(home, name)

  const environment = (): NodeJS.ProcessEnv => ({
    PATH: process.env['PATH'],
    HOME: home,
    XDG_DATA_HOME: file('data'),
    XDG_CONFIG_HOME: file('config'),
    XDG_CACHE_HOME: file('cache'),
    npm_config_cache: file('npm'),
    LEAVE_MARK: file('mark'),
    ...registry.env,
  })

  /** The event loop stays free: the registry's output must go on being read. */
  function infer(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [run, ...args], {
      cwd: home,
      env: {...environment(), CI: '1', ...env},
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', part => (stdout += String(part)))
    child.stderr.on('data', part => (stderr += String(part)))
    return new Promise<{status: number | null; stdout: string; all: string}>(resolve => {
      child.on('close', status => resolve({status, stdout, all: stdout + stderr}))
    })
  }

  async function done(...args: readonly string[]): Promise<string> {
    const {status, stdout, all} = await infer(args)
    expect(status, all).to.equal(0)
    return stdout
  }

  const generators = async () =>
    (JSON.parse(await done('info', '--json')) as {generators: {name: string; plugin: string}[]}).generators

  async function use(generator: string): Promise<void> {
    const options = JSON.parse(await done('info', 'generator', generator, '--json')) as {
      options: {name: string}[]
    }
    const epochs = options.options.some(({name}) => name === 'epochs') ? ['--epochs', '1'] : []
    await done('generate', 'rooms.csv', '--generator', generator, ...epochs, '--rows', '40', '--force')
    expect(readFileSync(file('rooms.synthetic.csv'), 'utf8').trimEnd().split('\n')).to.have.length(41)
  }

  function publishFixture(name: string): void {
    const copy = file(`fixture-${name}`)
    cpSync(join(ROOT, 'test/fixtures/plugins', name), copy, {recursive: true})
    const {private: _, ...manifest} = manifestOf(`test/fixtures/plugins/${name}`)
    const contract = {'@inferloop/contract': `^${manifestOf('packages/contract').version}`}
    writeFileSync(join(copy, 'package.json'), JSON.stringify({...manifest, peerDependencies: contract}))
    npm(['publish', '--access', 'public'], {cwd: copy, env: registry.env})
  }

  before(async function () {
    this.timeout(400_000)
    home = mkdtempSync(join(tmpdir(), 'infer-system-'))
    registry = await openRegistry()
    const tarballs = file('tarballs')
    mkdirSync(tarballs)
    for (const {filename} of packAll(tarballs))
      npm(['publish', join(tarballs, filename), '--access', 'public'], {env: registry.env})
    for (const name of ['well-behaved', 'runs-scripts']) publishFixture(name)
    npm(['install', '--prefix', file('cli'), '--no-audit', '--no-fund', '@inferloop/cli'], {
      cwd: home,
      env: {...registry.env, npm_config_cache: file('npm')},
    })
    run = file('cli/node_modules/@inferloop/cli/bin/run.js')
    writeFileSync(file('rooms.csv'), rooms(200))
  })

  after(async () => {
    await registry?.close()
    rmSync(home, {recursive: true, force: true})
  })

  it('infer brings trees, and no other', async () => {
    expect((await generators()).map(({name}) => name)).to.deep.equal(['trees'])
    await use('trees')
  })

  for (const {name: plugin, version} of plugins) {
    const [, kind, name] = /^@inferloop\/(generator|provider)-(.+)$/.exec(plugin) ?? []
    describe(plugin, () => {
      if (kind === 'generator')
        it('is named, when it is needed, by the one command that installs it', async () => {
          const {status, all} = await infer(['generate', 'rooms.csv', '--generator', name!, '--force'])
          expect(status, all).to.equal(4)
          expect(all).to.include(`Try this: infer plugins install ${plugin}\n`)
        })

      it('is installed by its short name', async () => {
        expect(await done('plugins', 'install', name ?? plugin)).to.include(
          `${plugin} ${version} is installed`,
        )
        expect(await done('plugins')).to.include(name ?? plugin)
        expect(await done('plugins', 'inspect', name ?? plugin)).to.include(plugin)
        if (kind === 'provider') expect(await done('info')).to.include(plugin)
      })

      it('stays when another version, or the registry, is not there', async () => {
        const absent = await infer(['plugins', 'install', `${name ?? plugin}@99`])
        expect(absent.status, absent.all).to.equal(5)
        const silent = {INFER_NPM_REGISTRY: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0'}
        const down = await infer(['plugins', 'install', name ?? plugin], silent)
        expect(down.status, down.all).to.equal(5)
        expect(await done('plugins')).to.include(name ?? plugin)
      })

      if (kind === 'generator') it('makes a table', () => use(name!))

      it('is updated and removed', async () => {
        await done('plugins', 'update')
        await done('plugins', 'uninstall', name ?? plugin)
        expect(await done('plugins')).to.not.include(name ?? plugin)
        expect((await generators()).map(one => one.plugin)).to.not.include(plugin)
      })
    }).timeout(300_000)
  }

  it('one of somebody else is installed with a warning, used and removed', async () => {
    const {status, all} = await infer(['plugins', 'install', '@example/well-behaved'])
    expect(status, all).to.equal(0)
    expect(all).to.include('@example/well-behaved is not from @inferloop')
    expect(all).to.include('will see your data and keys')
    await use('pairs')
    await done('plugins', 'uninstall', '@example/well-behaved')
    expect((await generators()).map(({name}) => name)).to.deep.equal(['trees'])
  })

  it('install scripts do not run', async () => {
    await done('plugins', 'install', '@example/runs-scripts')
    await done('plugins', 'update')
    expect(existsSync(file('mark'))).to.equal(false)
    // Nor because npm is told elsewhere that they may.
    const again = await infer(['plugins', 'install', '@example/runs-scripts', '--force'], {
      NPM_CONFIG_IGNORE_SCRIPTS: 'false',
    })
    expect(again.status, again.all).to.equal(0)
    expect(existsSync(file('mark'))).to.equal(false)
    await done('plugins', 'uninstall', '@example/runs-scripts')
  })

  it('install scripts run when they are allowed', async () => {
    await done('plugins', 'install', '@example/runs-scripts', '--allow-scripts')
    expect(existsSync(file('mark'))).to.equal(true)
    await done('plugins', 'uninstall', '@example/runs-scripts')
    rmSync(file('mark'))
    await infer(['plugins', 'install', '@example/runs-scripts'], {INFER_ALLOW_SCRIPTS: '1'})
    expect(existsSync(file('mark'))).to.equal(true)
    await done('plugins', 'uninstall', '@example/runs-scripts')
  })

  it('what is not there, or is no plugin, is said with a code', async () => {
    const {status, all} = await infer(['plugins', 'install', '@inferloop/generator-nobody'])
    expect(status, all).to.equal(5)
    expect(all).to.include('INFER_INSTALL_FAILED')
    const odd = await infer(['plugins', 'install', '@inferloop/random', '--json'])
    expect(odd.status, odd.all).to.equal(5)
    const {error} = JSON.parse(odd.stdout) as {error: {code: string}}
    expect(error.code).to.equal('INFER_INSTALL_FAILED')
    expect(await done('plugins')).to.include('No plugins installed')
  })

  if (hasTerminal && plugins.some(({name}) => name === '@inferloop/generator-ctgan'))
    it('a terminal is asked, the generator installed, and the command goes on', async () => {
      const args = [
        'generate',
        'rooms.csv',
        '--generator',
        'ctgan',
        '--epochs',
        '1',
        '-o',
        'asked.csv',
      ] as const
      const {status, screen} = await typed([run, ...args], [['Install @inferloop/generator-ctgan?', '\r']], {
        cwd: home,
        env: environment(),
      })
      expect(status, screen).to.equal(0)
      expect(existsSync(file('asked.csv')), screen).to.equal(true)
      await done('plugins', 'uninstall', 'ctgan')
    })
}).timeout(300_000)
