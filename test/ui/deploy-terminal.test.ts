// A deployment as a person meets it: the plan, the question, the tree while it goes on, Ctrl-C.
import {expect} from 'chai'
import {join} from 'node:path'
import {SHOP, stackFolder, type StackFolder} from '../a-stack.ts'
import {ROOT} from '../spawn-infer.ts'
import {hasTmux, openScreen, type Screen} from './tmux-screen.ts'

/** Slow enough to be looked at. */
const SLOW = SHOP.replace('provisionMs: 5', 'provisionMs: 1500')
const QUESTION = 'Go ahead? 4 to make'

describe(`infer deploy in a terminal${hasTmux ? '' : ', left out: tmux is not here'}`, () => {
  before(function skipped() {
    if (!hasTmux) this.skip()
  })

  let folder: StackFolder
  let screen: Screen | undefined
  beforeEach(() => {
    folder = stackFolder(SLOW)
  })
  afterEach(() => {
    screen?.close()
    folder.remove()
  })

  function opened(args: string, more: {readonly rows?: number; readonly colours?: true} = {}): Screen {
    const {rows, colours} = more
    screen?.close()
    const env = {
      NODE_ENV: 'development',
      NODE_OPTIONS: '',
      CI: '',
      ...(colours === true ? {} : {NO_COLOR: '1'}),
      XDG_DATA_HOME: folder.path,
      XDG_CONFIG_HOME: folder.path,
      XDG_CACHE_HOME: join(folder.path, 'cache'),
    }
    const command = `'${process.execPath}' '${join(ROOT, 'bin/run.js')}' deploy ${args}`
    screen = openScreen(command, {cwd: folder.path, columns: 100, env, ...(rows === undefined ? {} : {rows})})
    return screen
  }

  const names = (): string[] =>
    folder
      .cloud()
      .things()
      .map(({kind}) => kind)

  it('asks, draws each step with the words of the provider, and leaves what was done on the screen', async () => {
    const {keys, until} = opened('')
    expect(await until(QUESTION)).to.include('+ net  network.vpc  cidr: 10.0.0.0/16')
    keys('y', 'Enter')
    const going = await until(/making, \d+\.\d s/)
    expect(going).to.match(/^. shop: 0 of 4 steps done, 2 under way, 2 waiting, [\d.]+ s$/m)
    expect(going).to.match(/^ {2}[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] net {3}network\.vpc {5}making, \d\.\d s: vpc-\w+ is creating$/m)
    const left = await until(/2 of 4 steps done, 1 under way, 1 waiting/)
    expect(left).to.match(/✔ data +storage\.object +made in \d+\.\d s/)
    const end = await until('ended: 0')
    expect(end).to.match(
      /✔ shop: 4 of 4 steps done, [\d.]+ s\n {2}✔ (data|net) .*\n(.*\n){3}✔ shop: 4 made, in [\d.]+ s\napi {2}https:/,
    )
    expect(end).to.not.match(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/)
    expect(names()).to.have.lengthOf(4)
  })

  it('changes nothing after a no', async () => {
    const {keys, until} = opened('')
    await until(QUESTION)
    keys('n', 'Enter')
    const end = await until('ended: 0')
    expect(end).to.include('nothing was changed')
    expect(end).to.not.include('steps done')
    expect(names()).to.deep.equal([])
  })

  it('asks nothing with --yes, and tells the time left by what it took before', async () => {
    folder.write('before.yaml', SLOW.replace('stack: shop', 'stack: before'))
    const first = opened('--yes --quiet --file before.yaml')
    expect(await first.until('ended: 0')).to.equal('ended: 0')
    const second = opened('--yes', {rows: 24})
    const going = await second.until(/making(, [\d.]+ s)?, about [\d.]+ s left: vpc-/)
    expect(going).to.match(/4 steps done.*, about [\d.]+ s left$/m)
    expect(going).to.not.include('Go ahead')
    await second.until('ended: 0')
  })

  it('ends at Ctrl-C, says what was cut short, and the next run goes on from there', async () => {
    const {keys, until} = opened('--yes')
    await until(/making, \d+\.\d s/)
    keys('C-c')
    const end = await until('ended: 130')
    expect(end).to.include('Stopping. What was begun is remembered, and the next run clears it up.')
    expect(end).to.match(/0 of 4 steps done, 2 not begun, 2 interrupted/)
    expect(end).to.match(/✖ net +network\.vpc +interrupted: the next run learns how it ended/)
    expect(end).to.include('Code: INFER_INTERRUPTED')
    expect(end).to.not.include('    at ')
    const again = opened('--yes')
    expect(await again.until('ended: 0')).to.match(/4 of 4 steps done|\d made/)
    expect(names().toSorted()).to.deep.equal([
      'compute.container',
      'network.subnet',
      'network.vpc',
      'storage.object',
    ])
  })

  it('shows what failed and what was left, and asks whether to go back', async () => {
    const rules = 'rules: [{fault: failed, call: create, kind: network.subnet, times: 1}]'
    folder.write('stack.yaml', SLOW.replace('faults: {', `faults: {${rules}, `))
    const {keys, until} = opened('')
    await until(QUESTION)
    keys('y', 'Enter')
    const asked = await until('Go back to what was there before?')
    expect(asked).to.match(/^A step of shop failed: subnet/m)
    expect(asked).to.match(/2 of 4 steps done, 1 left, 1 failed/)
    expect(asked).to.match(/✖ subnet +network\.subnet +was made and is not ready/)
    expect(asked).to.match(/↓ api +compute\.container +left: subnet failed/)
    keys('y', 'Enter')
    const end = await until('ended: 5')
    expect(end).to.match(/It was rolled back/)
    expect(names()).to.not.include('network.vpc')
  })

  it('keeps to the height of the terminal, with colours, and says warnings after it', async () => {
    const many = Array.from({length: 60}, (_, i) => `  b${i}: {kind: storage.object}\n`).join('')
    folder.write('stack.yaml', SLOW.replace('  net:', `${many}  net:`))
    const {until, coloured} = opened('--yes', {rows: 24, colours: true})
    const going = await until('more under way')
    expect(going.split('\n').length).to.be.at.most(24)
    expect(going).to.match(/shop: \d+ of 64 steps done, 40 under way, \d+ waiting/)
    // oxlint-disable-next-line no-control-regex
    expect(coloured()).to.match(/\u001b\[33m[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/)
    expect(await until('ended: 0')).to.include('64 made, in')
  })
}).timeout(90_000)
