// Where commands run that nobody looks at: no terminal, no home, one that cannot be written, behind a proxy; and what goes where.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

const COLOUR = '\u001b['

/** Root may write everywhere, so a case runs as nobody, where this Node lies in a folder that nobody may read. */
const nobody = process.getuid?.() === 0 ? {uid: 65_534, gid: 65_534} : {}
const isReachable = spawnSync(process.execPath, ['-e', ''], nobody).status === 0

describe('commands', () => {
  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(120))
  })
  afterEach(() => folder.remove())

  /** With these variables alone, and nothing on standard input. */
  const bare = (args: readonly string[], env: Readonly<Record<string, string>> = {}, who: object = {}) =>
    spawnSync(process.execPath, [join(ROOT, 'bin/run.js'), ...args], {
      cwd: folder.path,
      env: {PATH: process.env['PATH'], NODE_ENV: 'production', ...env},
      input: '',
      encoding: 'utf8',
      ...who,
    })

  it('work without a terminal and without HOME', () => {
    const {status, stdout, stderr} = bare(['generate', 'rooms.csv', '-o', 'out.csv'])
    expect(status, stderr).to.equal(0)
    expect(stdout).to.include('mean closeness').and.not.include(COLOUR)
    expect(stderr)
      .to.match(/^Read rooms\.csv$/m)
      .and.not.include(COLOUR)
    expect(bare(['info']).status).to.equal(0)
  })

  if (process.platform !== 'win32' && isReachable) {
    it('work with a home that cannot be written', () => {
      mkdirSync(folder.file('home'))
      chmodSync(folder.file('home'), 0o555)
      chmodSync(folder.path, 0o777)
      const env = {HOME: folder.file('home')}
      expect(bare(['doctor', '--quiet'], env, nobody).status).to.equal(0)
      const {status, stderr, stdout} = bare(['generate', 'rooms.csv', '-o', 'out.csv'], env, nobody)
      expect(status, stderr).to.equal(0)
      expect(stdout).to.include('mean closeness')
      expect(stderr).to.not.match(/warning/i)
      const info = bare(['info'], env, nobody)
      expect(info.status, info.stderr).to.equal(0)
      expect(info.stderr).to.equal('')
    })
  }

  it('print nothing with --quiet, and rows alone where rows go to standard output', () => {
    const quiet = bare(['generate', 'rooms.csv', '-o', 'out.csv', '--quiet'])
    expect([quiet.status, quiet.stdout, quiet.stderr]).to.deep.equal([0, '', ''])
    const rowsOut = bare(['generate', 'rooms.csv', '-o', '-', '--rows', '7'])
    expect(rowsOut.stdout.trimEnd().split('\n').length).to.equal(8)
    expect(rowsOut.stderr).to.include('mean closeness')
  })

  it('have no colours with --no-color or NO_COLOR, though they be forced', () => {
    const forced = {FORCE_COLOR: '1'}
    expect(bare(['info'], forced).stdout).to.include(COLOUR)
    expect(bare(['info', '--no-color'], forced).stdout).to.not.include(COLOUR)
    expect(bare(['info'], {...forced, NO_COLOR: '1'}).stdout).to.not.include(COLOUR)
    expect(bare(['--help', '--no-color'], forced).stdout).to.not.include(COLOUR)
    expect(bare(['plugins', '--no-color'], forced).status).to.equal(0)
  })

  it('that install plugins ask the registry through npm’s proxy', async () => {
    const asked: string[] = []
    const proxy = createServer(({url}, response) => {
      asked.push(url ?? '')
      response.writeHead(404, {'content-type': 'application/json'}).end('{"error": "not here"}')
    })
    await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve))
    const {status} = await folder.infer(['plugins', 'install', '@inferloop/generator-none'], {
      env: {
        INFER_NPM_REGISTRY: 'http://registry.invalid/',
        HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`,
        NO_PROXY: '',
      },
    })
    proxy.close()
    expect(status).to.not.equal(0)
    expect(asked).to.include('http://registry.invalid/@inferloop%2fgenerator-none')
  })
}).timeout(60_000)
