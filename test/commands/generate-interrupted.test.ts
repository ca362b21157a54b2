// Ctrl-C in each phase: exit 130, and no part of an output stays.
import {expect} from 'chai'
import {spawn} from 'node:child_process'
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

  it('keeps the file that was to be replaced', async () => {
    folder.write('mine.csv', 'mine')
    const {status} = await interruptAt(/^Sample$/, '--rows', '400000', '-o', 'mine.csv', '--force')
    expect(status).to.equal(130)
    expect(folder.read('mine.csv')).to.equal('mine')
    expect(folder.list()).to.deep.equal(['mine.csv', 'rooms.csv'])
  })

  it('says so in JSON, when SIGTERM comes while it waits for standard input', async () => {
    const child = spawn(process.execPath, [`${ROOT}bin/run.js`, 'generate', '-', '-o', 'x.csv', '--json'], {
      cwd: folder.path,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.write('a,b\n1,2\n')
    let out = ''
    child.stdout.on('data', (part: Buffer) => (out += part.toString()))
    setTimeout(() => child.kill('SIGTERM'), 1500)
    const status = await new Promise(resolve => child.on('close', resolve))
    expect(status).to.equal(130)
    const {error} = JSON.parse(out) as {error: {code: string}}
    expect(error.code).to.equal('INFER_INTERRUPTED')
  })
}).timeout(60_000)
