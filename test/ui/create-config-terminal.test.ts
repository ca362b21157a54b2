// The questions of create-config as a person meets them: arrows, the way back, Ctrl-C, a narrow window, no colour.
import {expect} from 'chai'
import {join} from 'node:path'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'
import {hasTmux, openScreen, type Screen} from './tmux-screen.ts'

const ENTER = 'Enter'
/** Words of each question in the order they come, when all is taken as it is offered. */
const QUESTIONS = [
  'What shall it begin with?',
  'take one to correct',
  'Which generator',
  'Options of trees',
  'Rows to make',
  'How far shall rows',
  'File that generate writes',
  'A file to keep the model',
  'Gates that',
  'Columns that models',
  'Reports of',
  'Write this to',
]

describe(`create-config in a terminal${hasTmux ? '' : ', left out: tmux is not here'}`, () => {
  before(function skipped() {
    if (!hasTmux) this.skip()
  })

  let folder: Folder
  let screen: Screen | undefined
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(60))
  })
  afterEach(() => {
    screen?.close()
    folder.remove()
  })

  function opened(args: string, columns = 100): Screen {
    const env = {
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      CI: '',
      NO_COLOR: '1',
      XDG_DATA_HOME: folder.path,
      XDG_CONFIG_HOME: folder.path,
      XDG_CACHE_HOME: join(folder.path, 'cache'),
    }
    const command = `'${process.execPath}' '${join(ROOT, 'bin/run.js')}' create-config ${args}`
    screen = openScreen(command, {cwd: folder.path, columns, env})
    return screen
  }

  const made = (): string[] => folder.list().filter(name => name.includes('config'))

  it('shows columns with their evidence, takes corrections by arrows, and writes what generate takes', async () => {
    const {keys, until} = opened('rooms.csv')
    await until(QUESTIONS[0]!)
    keys(ENTER)
    await until(QUESTIONS[1]!)
    keys('Down', 'Down')
    await until(/All 60 cells are whole numbers|5 distinct/)
    keys(ENTER)
    await until('What is beds?')
    keys('Down', 'Down', 'Down', ENTER)
    await until(/beds +categorical \(was numeric\)/)
    keys(ENTER)
    for (const words of QUESTIONS.slice(2, -1)) {
      await until(words)
      keys(ENTER)
    }
    await until(QUESTIONS.at(-1)!)
    expect(made()).to.deep.equal([])
    keys(ENTER)
    await until('ended: 0')
    expect(made()).to.deep.equal(['infer.config.yaml'])
    const text = folder.read('infer.config.yaml')
    expect(text).to.match(/^# yaml-language-server: \$schema=https:\/\/\S+\n/)
    expect(text).to.include('    beds: categorical # found: numeric')
    const {status, stderr} = await folder.infer(['generate'])
    expect(status, stderr).to.equal(0)
    expect(folder.rows('rooms.synthetic.csv').length).to.equal(60)
  })

  it('goes back one step with Esc, over corrections too', async () => {
    const {keys, until} = opened('rooms.csv --template basic')
    await until(QUESTIONS[1]!)
    keys('Down', ENTER)
    await until('What is id?')
    keys('Escape')
    await until(/What is id\?[^]*5 columns; take one/)
    keys(ENTER)
    await until(QUESTIONS[2]!)
    keys(ENTER)
    await until(QUESTIONS[3]!)
    keys(ENTER)
    await until(QUESTIONS[4]!)
    keys('7', ENTER)
    await until(QUESTIONS[5]!)
    keys('Escape')
    await until(/How far[^]*Rows to make/)
    keys('8', ENTER)
    for (const words of QUESTIONS.slice(5, -1)) {
      await until(new RegExp(`${words}[^✔]*$`))
      keys(ENTER)
    }
    await until(QUESTIONS.at(-1)!)
    keys(ENTER)
    await until('ended: 0')
    expect(folder.read('infer.config.yaml')).to.include('rows: 8')
  })

  it('offers to install what a template needs, and asks again when it is not to be', async () => {
    const {keys, until} = opened('rooms.csv')
    await until(QUESTIONS[0]!)
    keys('Down', 'Down')
    await until('needs infer plugins install ctgan')
    keys(ENTER)
    await until('Install @inferloop/generator-ctgan?')
    keys('n', ENTER)
    await until(/Install @inferloop[^]*What shall it begin with/)
    keys('C-c')
    await until('ended: 130')
  })

  it('says what the answers cannot make, and asks the last of them again', async () => {
    const {keys, until} = opened('rooms.csv --template basic --epochs 5')
    for (const words of QUESTIONS.slice(1, -1).filter(one => one !== 'Options of trees')) {
      await until(words)
      keys(ENTER)
    }
    await until(/trees has no option "epochs"[^]*Reports of/)
    keys('C-c')
    await until('ended: 130')
  })

  for (const [at, words] of QUESTIONS.entries())
    it(`writes nothing when “${words}” is left with Ctrl-C`, async () => {
      const {keys, until} = opened('rooms.csv')
      for (const before of QUESTIONS.slice(0, at)) {
        await until(before)
        keys(ENTER)
      }
      await until(words)
      keys('C-c')
      const shown = await until('ended: 130')
      expect(shown).to.include('no file was written')
      expect(made()).to.deep.equal([])
    })

  it('fits 60 columns: no word is broken, and what is cut is told below', async () => {
    const {keys, until, shown} = opened('rooms.csv', 60)
    for (const words of QUESTIONS.slice(0, -1)) {
      await until(words)
      const line = shown()
        .split('\n')
        .find(one => one.includes(words))
      expect(line!.trimEnd().length, line).to.be.lessThan(60)
      keys(ENTER)
    }
    await until(QUESTIONS.at(-1)!)
    keys(ENTER)
    await until('ended: 0')
  })

  it('has no colour where NO_COLOR is set', async () => {
    const {until, coloured} = opened('rooms.csv')
    await until(QUESTIONS[0]!)
    // oxlint-disable-next-line no-control-regex
    expect(coloured()).to.not.match(/\u001B\[\d/)
  })

  it('asks what becomes of a file that is there, and keeps its remarks when it is changed', async () => {
    folder.write('infer.config.yaml', '# mine\nversion: 1\ndata: rooms.csv # the rooms\n')
    const left = opened('rooms.csv')
    await left.until('is there already')
    left.keys('Down', 'Down', ENTER)
    await left.until('ended: 2')
    left.close()
    const {keys, until} = opened('--privacy high')
    await until('is there already')
    keys(ENTER)
    for (const words of ['The real table', ...QUESTIONS.slice(1, -1)].filter(one => one !== QUESTIONS[5])) {
      await until(words)
      keys(ENTER)
    }
    await until(QUESTIONS.at(-1)!)
    keys(ENTER)
    await until('ended: 0')
    expect(folder.read('infer.config.yaml')).to.equal(
      '# mine\nversion: 1\ndata: rooms.csv # the rooms\ngenerate:\n  privacy: high\n',
    )
  })
}).timeout(120_000)
