// Ctrl-C in each phase: exit 130, and no part of an output stays.
import {expect} from 'chai'
import {execFileSync, spawn} from 'node:child_process'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

describe('infer generate, interrupted', () => {
  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(40_000))
  })
  afterEach(() => folder.remove())

  /** Interrupts as soon as the stage says that it begins. */
  const interruptAt = (stage: RegExp, ...args: readonly string[]) => {
    let sent = false
    return folder.infer(['generate', 'rooms.csv', ...args], {
      onLine(line, kill) {
        if (sent || !stage.test(line)) return
        sent = true
        kill('SIGINT')
      },
    })
  }

  const stages: readonly [string, RegExp, readonly string[]][] = [
    ['reading', /^Read rooms\.csv$/, []],
    ['understanding the columns', /^Understand the columns$/, []],
    ['fitting', /^Fit$/, ['--threads', '1']],
    ['fitting on two threads', /^Fit$/, ['--threads', '2']],
    ['sampling', /^Sample$/, ['--rows', '400000']],
    ['writing', /^Write$/, ['--rows', '400000', '-o', 'out.parquet']],
  ]
  for (const [title, stage, args] of stages) {
    it(`while ${title} ends with 130 and leaves nothing`, async () => {
      const {status, stderr} = await interruptAt(stage, ...args, '--save-model', 'm.infer')
      expect(status, stderr).to.equal(130)
      expect(stderr).to.include('INFER_INTERRUPTED')
      expect(stderr).to.not.match(/\bat .*\.js:\d+/)
      expect(folder.list()).to.deep.equal(['rooms.csv'])
    })
  }

  it('during start-up, whenever that is, ends too and leaves nothing', async () => {
    for (const wait of [70, 100, 130, 160]) {
      const child = spawn(
        process.execPath,
        [`${ROOT}/bin/run.js`, 'generate', 'rooms.csv', '--rows', '400000'],
        {
          cwd: folder.path,
          env: {...process.env, CI: '1'},
          stdio: 'ignore',
        },
      )
      setTimeout(() => child.kill('SIGINT'), wait)
      const status = await new Promise<number | null>(resolve => child.on('close', resolve))
      // Before Node has begun to run our code, the signal itself ends the process.
      expect(status ?? 130, `after ${wait} ms`).to.equal(130)
      expect(folder.list()).to.deep.equal(['rooms.csv'])
    }
  })

  it('keeps the file that was to be replaced', async () => {
    folder.write('mine.csv', 'mine')
    const {status} = await interruptAt(/^Sample$/, '--rows', '400000', '-o', 'mine.csv', '--force')
    expect(status).to.equal(130)
    expect(folder.read('mine.csv')).to.equal('mine')
    expect(folder.list()).to.deep.equal(['mine.csv', 'rooms.csv'])
  })

  // Named pipes in the file system: everywhere but on Windows.
  if (process.platform !== 'win32') {
    it('ends while it waits for somebody to write into a named pipe', async () => {
      execFileSync('mkfifo', [folder.file('pipe')])
      let sent = false
      const {status, stderr} = await folder.infer(['generate', 'pipe', '-o', 'x.csv'], {
        onLine(line, kill) {
          if (sent || line !== 'Read pipe') return
          sent = true
          kill('SIGINT')
        },
      })
      expect(status, stderr).to.equal(130)
      expect(stderr).to.include('INFER_INTERRUPTED')
      expect(folder.list()).to.deep.equal(['pipe', 'rooms.csv'])
    })

    it('ends while it waits for somebody to read from a named pipe', async () => {
      execFileSync('mkfifo', [folder.file('pipe')])
      const {status, stderr} = await interruptAt(/^Fit: /, '-o', 'pipe', '--rows', '3')
      expect(status, stderr).to.equal(130)
      expect(folder.list()).to.deep.equal(['pipe', 'rooms.csv'])
    })
  }

  it('says so in JSON, when SIGTERM comes while it waits for standard input', async () => {
    const child = spawn(process.execPath, [`${ROOT}bin/run.js`, 'generate', '-', '-o', 'x.csv', '--json'], {
      cwd: folder.path,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    // More than a pipe holds: once all of it is taken, infer reads and waits for more.
    const much = Buffer.from(`a,b\n${'1,2\n'.repeat(1 << 18)}`)
    child.stdin.write(much, () => child.kill('SIGTERM'))
    let out = ''
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    const status = await new Promise(resolve => child.on('close', resolve))
    expect(status).to.equal(130)
    const {error} = JSON.parse(out) as {error: {code: string}}
    expect(error.code).to.equal('INFER_INTERRUPTED')
  })
}).timeout(60_000)
