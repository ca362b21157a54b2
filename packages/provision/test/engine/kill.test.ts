import {expect} from 'chai'
import {spawn} from 'node:child_process'
import {mkdtemp, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {FULL, isMine, proved} from '../proof.ts'

const CHILD = fileURLToPath(new URL('kill-child.ts', import.meta.url))
/** Of each phase. */
const KILLS = FULL ? 40 : 2

interface Ended {
  readonly killed: boolean
  readonly text: string
  readonly tookMs: number
}

function child(folder: string, what: string, killAfterMs?: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const args = ['--conditions=inferloop-source', CHILD, folder, what]
    const run = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {...process.env, NODE_OPTIONS: ''},
    })
    let text = ''
    let fault = ''
    run.stdout.on('data', (part: Buffer) => void (text += part.toString()))
    run.stderr.on('data', (part: Buffer) => void (fault += part.toString()))
    const timer = killAfterMs === undefined ? undefined : setTimeout(() => run.kill('SIGKILL'), killAfterMs)
    run.on('close', (code, signal) => {
      clearTimeout(timer)
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`${what} ended with ${code}: ${fault}`))
      else resolve({killed: signal === 'SIGKILL', text, tookMs: performance.now() - began})
    })
  })
}

describe('a process killed with SIGKILL', function () {
  this.timeout(FULL ? 0 : 180_000)

  it('leaves a stack that the next process ends, each thing there once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'infer-kill-'))
    let kills = 0
    try {
      let whole = 1500
      for (let round = 0; round < KILLS; round++)
        for (const what of isMine(round) ? ['create', 'update', 'replace', 'destroy'] : []) {
          // Past the start of Node, at a time of its own each round.
          const at = whole * (0.25 + (0.7 * ((round * 7 + what.length * 3) % 11)) / 11)
          const {killed} = await child(folder, what, at)
          if (killed) kills++
          const {text, tookMs} = await child(folder, what)
          if (!killed) whole = tookMs
          const {open, rows, found} = JSON.parse(text) as Record<string, unknown>
          expect(open, what).to.equal(0)
          expect(found, `${what}, killed after ${at} ms`).to.deep.equal(rows)
        }
      expect(kills).to.be.above(0)
      proved('kill', {'runs that were killed': kills})
    } finally {
      await rm(folder, {recursive: true, force: true})
    }
  })
})
