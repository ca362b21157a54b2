// Plugins as users have them: linked into a data folder of their own, good ones used, broken ones named and survived.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PLUGINS = join(ROOT, 'test/fixtures/plugins')

interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly all: string
}

describe('linked plugins', () => {
  let home = ''
  let input = ''

  const infer = (...args: readonly string[]): Ran => {
    const {status, stdout, stderr} = spawnSync(process.execPath, [join(ROOT, 'bin/run.js'), ...args], {
      cwd: home,
      encoding: 'utf8',
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        XDG_DATA_HOME: home,
        XDG_CONFIG_HOME: home,
        XDG_CACHE_HOME: home,
        CI: '1',
        COLUMNS: '200',
      },
    })
    return {status, stdout, all: stdout + stderr}
  }

  const link = (name: string): void => {
    const {status, all} = infer('plugins', 'link', join(PLUGINS, name), '--no-install')
    expect(status, all).to.equal(0)
  }

  before(() => {
    home = mkdtempSync(join(tmpdir(), 'infer-linked-'))
    input = join(home, 'rooms.csv')
    const rows = Array.from(
      {length: 200},
      (_, i) => `${i % 5},${(i % 5) * 20 + (i % 3)},${['sea', 'town'][i % 2]}`,
    )
    writeFileSync(input, `beds,price,view\n${rows.join('\n')}\n`)
    link('well-behaved')
  })

  after(() => rmSync(home, {recursive: true, force: true}))

  it('offer their generators beside the bundled one', () => {
    const {status, stdout} = infer('info')
    expect(status).to.equal(0)
    expect(stdout).to.match(/\btrees\b/)
    expect(stdout).to.match(/\bpairs\b/)
    expect(stdout).to.include('@example/well-behaved')
  })

  it('show their options like the bundled ones', () => {
    const {stdout} = infer('info', 'generator', 'pairs')
    expect(stdout).to.include('bins')
    expect(stdout).to.include('250')
  })

  it('make a table', () => {
    const {status, all} = infer(
      'generate',
      input,
      '--generator',
      'pairs',
      '--rows',
      '50',
      '--output',
      'made.csv',
    )
    expect(status, all).to.equal(0)
    const [header, ...rows] = readFileSync(join(home, 'made.csv'), 'utf8').trimEnd().split('\n')
    expect(header).to.equal('beds,price,view')
    expect(rows.length).to.equal(50)
    for (const row of rows) expect(row).to.match(/^[0-4],\d+,(sea|town)$/)
  })

  it('save models that are drawn from while they are installed', () => {
    expect(
      infer('generate', input, '--generator', 'pairs', '--save-model', 'm.infer', '--output', 'a.csv').status,
    ).to.equal(0)
    const {status, all} = infer('generate', '--model', 'm.infer', '--rows', '20', '--output', 'b.csv')
    expect(status, all).to.equal(0)
    expect(readFileSync(join(home, 'b.csv'), 'utf8').trimEnd().split('\n').length).to.equal(21)
  })

  describe('that misbehave while they are used', () => {
    const use = (name: string, ...more: readonly string[]): Ran => {
      link(join('broken', name))
      return infer('generate', input, '--generator', name, '--rows', '200', ...more)
    }

    it('are named when they wait for what never comes', () => {
      const {status, stdout} = use('never-settles', '--output', 'n.csv', '--json')
      expect(status).to.equal(4)
      const {error} = JSON.parse(stdout) as {error: {code: string; message: string}}
      expect(error.code).to.equal('INFER_PLUGIN_BROKEN')
      expect(error.message).to.match(/@example\/never-settles.*waits for something that never comes/)
    })

    it('print beside the data and not into it', () => {
      const {status, stdout, all} = use('noisy', '--output', '-')
      expect(status, all).to.equal(0)
      expect(all).to.include('NOISE')
      expect(stdout).not.to.include('NOISE')
      expect(stdout.split('\n')[0]).to.equal('beds,price,view')
    })

    it('do not end the process as if all was done', () => {
      const {status, all} = use('leaves-early', '--output', 'l.csv')
      expect(status, all).to.equal(4)
      expect(all).to.include('ended, by a plugin perhaps')
      const {error} = JSON.parse(use('leaves-early', '--output', 'l.csv', '--json').stdout) as {
        error: {code: string}
      }
      expect(error.code).to.equal('INFER_PLUGIN_BROKEN')
    })

    it('do not end the process as if a gate had failed', () => {
      link(join('broken', 'leaves-early'))
      const long = join(home, 'long.csv')
      const [header, ...rows] = readFileSync(input, 'utf8').trimEnd().split('\n')
      writeFileSync(long, [header, ...Array.from({length: 200}, (_, i) => rows[i % rows.length])].join('\n'))
      const {status, all} = infer('generate', long, '--generator', 'leaves-early', '--output', 'l.csv')
      expect(status, all).to.equal(4)
      expect(all).to.include('ended, by a plugin perhaps')
    })

    it('are named for an error that comes out of nowhere', () => {
      const {status, stdout} = use('late-throw', '--output', 'l.csv', '--json')
      expect(status).to.equal(4)
      const {error} = JSON.parse(stdout) as {error: {code: string; message: string}}
      expect(error.code).to.equal('INFER_PLUGIN_BROKEN')
      expect(error.message).to.include('@example/late-throw')
      expect(error.message).to.include('too late')
    })
  })

  describe('that are broken', () => {
    before(() => {
      for (const name of [
        'throws',
        'hangs',
        'speaks-contract-2',
        'malformed',
        'answers-nothing',
        'clashes',
        'fails-to-load',
      ]) {
        link(join('broken', name))
      }
    })

    it('are each named by `infer info` with the reason', () => {
      const {status, all} = infer('info')
      expect(status, all).to.equal(0)
      expect(all).to.include('the native part of this plugin was built for another machine')
      expect(all).to.include('contract 2')
      for (const name of [
        'throws',
        'hangs',
        'speaks-contract-2',
        'malformed',
        'answers-nothing',
        'clashes',
      ]) {
        expect(all).to.include(`@example/${name}`)
      }
    })

    it('do not stop the others', () => {
      const {status, all} = infer('generate', input, '--generator', 'pairs', '--output', 'c.csv', '--force')
      expect(status, all).to.equal(0)
    })

    it('are warnings of `generate --json`', () => {
      const args = ['--generator', 'pairs', '--output', 'w.csv', '--force', '--json']
      const {warnings} = JSON.parse(infer('generate', input, ...args).stdout) as {
        warnings: {plugin: string; reason: string}[]
      }
      expect(warnings.map(({plugin}) => plugin)).to.include.members(['@example/throws', '@example/hangs'])
      expect(warnings.find(({plugin}) => plugin === '@example/speaks-contract-2')?.reason).to.include(
        'contract 2',
      )
    })

    it('are named when their code cannot be loaded', () => {
      const {status, all} = infer('generate', input, '--generator', 'fails-to-load', '--output', 'd.csv')
      expect(status).to.equal(4)
      expect(all).to.include('INFER_PLUGIN_BROKEN')
      expect(all).to.include('@example/fails-to-load')
      expect(all).to.include('a-package-nobody-installed')
    })
  })
}).timeout(60_000)
