// What stands on a terminal: the live list of stages, the questions whether to replace and whether to install.
import {expect} from 'chai'
import {join} from 'node:path'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'
import {hasTerminal, typed as typedInto} from '../terminal.ts'

describe(`in a terminal${hasTerminal ? '' : ', left out: script is not here'}`, () => {
  before(function skipped() {
    if (!hasTerminal) this.skip()
  })

  let folder: Folder
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(3000))
  })
  afterEach(() => folder.remove())

  const typed = (args: readonly string[], answers: readonly [question: string, answer: string][] = []) =>
    typedInto([join(ROOT, 'bin/run.js'), ...args], answers, {
      cwd: folder.path,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        NODE_OPTIONS: '',
        XDG_DATA_HOME: folder.path,
        XDG_CONFIG_HOME: folder.path,
        XDG_CACHE_HOME: join(folder.path, 'cache'),
      },
    })

  it('shows each stage and what came of it, then the table of columns', async () => {
    const {status, screen} = await typed(['generate', 'rooms.csv', '-o', 'out.csv'])
    expect(status, screen).to.equal(0)
    expect(screen).to.match(/✔ Read: 3,000 rows of 5 columns/)
    expect(screen).to.match(/✔ Fit: 4 columns|✔ Fit: 5 columns/)
    expect(screen).to.match(/✔ Sample: 3,000 rows/)
    expect(screen).to.match(/✔ Write: out\.csv/)
    expect(screen).to.include('mean closeness')
    expect(folder.rows('out.csv').length).to.equal(3000)
  })

  it('draws whole frames, each at one go, and no more of them than can be seen', async () => {
    const began = performance.now()
    const {status, raw, screen} = await typed(['generate', 'rooms.csv', '-o', 'out.csv', '--rows', '400000'])
    expect(status, screen).to.equal(0)
    const seconds = (performance.now() - began) / 1000
    const [before, ...frames] = raw.split('\u001b[?2026h')
    const between = [before!, ...frames.map(frame => frame.split('\u001b[?2026l')[1] ?? '')]
    // What erases a line stands within a frame, which terminals show when it is complete.
    expect(between.filter(text => text.includes('\u001b[2K'))).to.deep.equal([])
    expect(frames.length).to.be.above(10)
    expect(frames.length).to.be.below(20 + 20 * seconds)
  })

  it('asks before it replaces a file, and does what was answered', async () => {
    folder.write('out.csv', 'mine')
    const args = ['generate', 'rooms.csv', '-o', 'out.csv', '--rows', '5']
    const no = await typed(args, [['Replace it?', 'n\r']])
    expect(no.status, no.screen).to.equal(2)
    expect(no.screen).to.include('INFER_OUTPUT_EXISTS')
    expect(folder.read('out.csv')).to.equal('mine')
    const yes = await typed(args, [['Replace it?', 'y\r']])
    expect(yes.status, yes.screen).to.equal(0)
    expect(folder.rows('out.csv').length).to.equal(5)
  })

  it('asks whether to install a generator of ours that is missing, and no means the error', async () => {
    const args = ['generate', 'rooms.csv', '-o', 'out.csv', '--generator', 'ctgan']
    const {status, screen} = await typed(args, [['Install @inferloop/generator-ctgan?', 'n\r']])
    expect(status, screen).to.equal(4)
    expect(screen).to.include('Try this: infer plugins install @inferloop/generator-ctgan')
    expect(folder.list()).to.not.include('out.csv')
  })

  it('does not ask about a name nobody publishes', async () => {
    const {status, screen} = await typed(['generate', 'rooms.csv', '--generator', 'tres'])
    expect(status, screen).to.equal(4)
    expect(screen).to.not.include('Install')
    expect(screen).to.include('--generator trees')
  })

  it('takes Ctrl-C at the question and while it works', async () => {
    folder.write('out.csv', 'mine')
    const args = ['generate', 'rooms.csv', '-o', 'out.csv', '--rows', '400000']
    const asked = await typed(args, [['Replace it?', '\u0003']])
    expect(asked.status, asked.screen).to.equal(130)
    const working = await typed([...args, '--force'], [['Read: 3,000 rows', '\u0003']])
    expect(working.status, working.screen).to.equal(130)
    expect(working.screen).to.include('Interrupted; no file was written.')
    expect(folder.read('out.csv')).to.equal('mine')
    expect(folder.list().filter(name => name.includes('partial'))).to.deep.equal([])
  })
}).timeout(60_000)
