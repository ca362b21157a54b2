// Hooks run as words, end with what they started, and are stopped in time.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {hookRunner} from '../../src/services/deploy/run-hook.ts'

const never = new AbortController().signal

describe('a hook', () => {
  let folder: string
  const lines: string[] = []
  beforeEach(() => {
    lines.length = 0
    folder = mkdtempSync(join(tmpdir(), 'infer-hook-'))
  })
  afterEach(() => rmSync(folder, {recursive: true}))
  const run = (words: readonly [string, ...string[]], timeoutMs = 30_000, signal = never, env = {}) =>
    hookRunner(folder, line => lines.push(line))(words, env, timeoutMs, signal)
  const why = (running: Promise<void>): Promise<string> =>
    running.then(
      () => 'nothing',
      (error: unknown) => (error as Error).message,
    )

  it('runs in the folder of the stack file, with what it is about, and no shell reads its words', async () => {
    await run(['sh', '-c', 'pwd; echo "$INFER_STACK"'], 30_000, never, {INFER_STACK: 'shop'})
    expect(lines).to.deep.equal([folder, 'shop'])
    lines.length = 0
    await run(['echo', '$HOME; echo two'])
    expect(lines).to.deep.equal(['$HOME; echo two'])
  })

  it('fails with its status, or as a program that is not there', async () => {
    expect(await why(run(['sh', '-c', 'exit 7']))).to.equal('it ended with 7')
    expect(await why(run(['no-such-program']))).to.include('no-such-program')
  })

  it('is stopped when its time is over, with what it left running behind it', async () => {
    const leaves = 'sleep 600 & echo $! > pid; exit 0'
    expect(await why(run(['sh', '-c', leaves], 300))).to.equal('it was stopped after 0.3 s')
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
    // Whoever is dead and not yet buried counts as ended.
    const {stdout} = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], {encoding: 'utf8'})
    expect(stdout.trim()).to.match(/^(Z.*)?$/)
  })

  it('fills no screen: what it prints is shown up to a bound, and the rest counted', async () => {
    await run(['sh', '-c', 'yes 0123456789 | head -n 100000'])
    const [last = ''] = lines.slice(-1)
    expect(last).to.match(/^… [\d,]+ more lines$/)
    expect(lines.length - 1 + Number(last.replaceAll(/\D/g, ''))).to.equal(100_000)
    expect(lines.join('').length).to.be.below(300_000)
  })

  it('is stopped by force when it does not listen', async () => {
    expect(await why(run(['sh', '-c', 'trap "" TERM; sleep 600 & wait; wait'], 300))).to.equal(
      'it was stopped after 0.3 s',
    )
  })

  it('is not begun once the run is interrupted, and ends with it', async () => {
    const stop = new AbortController()
    const running = why(run(['sleep', '600'], 600_000, stop.signal))
    stop.abort(new Error('Ctrl-C'))
    expect(await running).to.equal('it was interrupted')
    expect(await why(run(['sh', '-c', 'touch began'], 30_000, stop.signal))).to.equal('Ctrl-C')
    expect(() => readFileSync(join(folder, 'began'))).to.throw('ENOENT')
  })
}).timeout(30_000)
