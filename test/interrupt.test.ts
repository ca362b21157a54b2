// Ctrl-C twice, while work goes on that does not listen: the second ends the process at once, and no part of a file stays.
import {expect} from 'chai'
import {spawn} from 'node:child_process'
import {ROOT, temporaryFolder, type Folder} from './spawn-infer.ts'

const SCRIPT = `
  import {interruptible} from '${new URL('../src/interrupt.ts', import.meta.url).href}'
  import {openFileSink} from '${new URL('../packages/files/src/index.ts', import.meta.url).href}'
  await interruptible(async signal => {
    const sink = await openFileSink('out.csv', {force: false, flag: '--output', signal})
    await sink.write(Buffer.from('half a'))
    signal.addEventListener('abort', () => console.log('first'))
    console.log('ready')
    await new Promise(resolve => setTimeout(resolve, 60_000))
  })
`

describe('interruptible', () => {
  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => folder.remove())

  /** Sends a signal for each of `marks`, when the line is printed; milliseconds from the last signal to the end. */
  async function interrupted(marks: readonly string[]): Promise<{status: number | null; took: number}> {
    const flags = [
      '--conditions=inferloop-source',
      '--disable-warning=ExperimentalWarning',
      '--input-type=module',
    ]
    const child = spawn(process.execPath, [...flags, '-e', SCRIPT], {
      cwd: folder.path,
      env: {...process.env, NODE_PATH: ROOT},
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let sent = 0
    let out = ''
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString()
      for (const mark of marks) {
        if (!out.includes(mark)) continue
        out = out.replace(mark, '')
        sent = performance.now()
        child.kill('SIGINT')
      }
    })
    const status = await new Promise<number | null>(resolve => child.on('close', resolve))
    return {status, took: performance.now() - sent}
  }

  it('ends at once at the second signal, and leaves no partial file', async () => {
    const {status, took} = await interrupted(['ready', 'first'])
    expect(status).to.equal(130)
    expect(took).to.be.below(1500)
    expect(folder.list()).to.deep.equal([])
  })

  it('waits two seconds for deaf work after the first signal, and leaves no partial file', async () => {
    const {status, took} = await interrupted(['ready'])
    expect(status).to.not.equal(0)
    expect(took).to.be.above(1500)
    expect(folder.list()).to.deep.equal([])
  })
}).timeout(30_000)
