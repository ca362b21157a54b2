// Hooks as the command line runs them: their words, their moments, and Ctrl-C while one runs.
import {expect} from 'chai'
import {SHOP, stackFolder, type StackFolder} from '../a-stack.ts'

const SAYS = 'console.log(process.argv.slice(1).join(" "))'

describe('hooks of a stack', () => {
  let folder: StackFolder
  beforeEach(() => {
    folder = stackFolder()
  })
  afterEach(() => folder.remove())

  it('that Ctrl-C ends are an interruption, and nothing is made', async () => {
    const waits = `hooks: [{when: before, of: deploy, run: [node, -e, "console.log('it waits'); setTimeout(() => 0, 60000)"]}]\n`
    folder.write('stack.yaml', SHOP + waits)
    let sent = false
    const {status, stderr} = await folder.infer(['deploy', '--yes', '--progress', 'lines'], {
      env: {NODE_ENV: 'development'},
      onLine(line, kill) {
        if (sent || !line.includes('it waits')) return
        sent = true
        kill('SIGINT')
      },
    })
    expect(status, stderr).to.equal(130)
    expect(stderr).to.include('INFER_INTERRUPTED')
    expect(folder.cloud().things()).to.deep.equal([])
  })

  it('are given outputs, and run for what is removed with its line and with its stack', async () => {
    const hook = (of: string) => `{when: before, of: ${of}, run: [node, -e, '${SAYS}', gone, "\${api.id}"]}`
    const hooked = SHOP.replace('    replicas: 2\n', `    replicas: 2\n    hooks: [${hook('delete')}]\n`)
    const without = SHOP.slice(0, SHOP.indexOf('  api:'))
    for (const [file, args] of [
      [without, ['--yes', '--progress', 'lines']],
      [hooked, ['destroy', '--yes', '--allow-loss', 'data', '--progress', 'lines']],
    ] as const) {
      folder.write('stack.yaml', hooked)
      const first = await folder.deploy(['--yes', '--quiet'])
      expect(first.status, first.stderr).to.equal(0)
      const {id} = folder
        .cloud()
        .things()
        .find(({kind}) => kind === 'compute.container')!
      folder.write('stack.yaml', file)
      const {status, stderr} = await folder.deploy(args)
      expect(status, stderr).to.equal(0)
      expect(stderr).to.include(`gone ${id}`)
    }
  })
})
