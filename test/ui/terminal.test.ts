// What stands on a terminal: the live list of stages and the question whether to replace. The terminal is one of `script`,
// which Linux images (util-linux, busybox) and macOS bring along; where there is none, as on Windows, these cases do not exist.
import {expect} from 'chai'
import {spawn, spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

const BSD = process.platform === 'darwin'
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
const scriptOf = (command: string): string[] =>
  BSD ? ['-q', '/dev/null', 'sh', '-c', command] : ['-q', '-e', '-c', command, '/dev/null']
const hasTerminal = spawnSync('script', scriptOf('test -t 2'), {input: ''}).status === 0

if (hasTerminal) {
  describe('in a terminal', () => {
    let folder: Folder
    beforeEach(() => {
      folder = temporaryFolder()
      folder.write('rooms.csv', rooms(3000))
    })
    afterEach(() => folder.remove())

    /** Types each answer once its question stands on the screen; what the screen showed, without colours and moves. */
    function typed(args: readonly string[], answers: readonly [question: string, answer: string][] = []) {
      const command = [process.execPath, join(ROOT, 'bin/run.js'), ...args].map(quoted).join(' ')
      const child = spawn('script', scriptOf(`stty cols 120 rows 40; exec ${command}`), {
        cwd: folder.path,
        env: {
          ...process.env,
          NODE_ENV: 'production',
          NODE_OPTIONS: '',
          CI: '',
          TERM: 'xterm',
          XDG_DATA_HOME: folder.path,
          XDG_CONFIG_HOME: folder.path,
          XDG_CACHE_HOME: join(folder.path, 'cache'),
        },
      })
      const left = [...answers]
      let screen = ''
      let raw = ''
      child.stdout.on('data', (part: Buffer) => {
        raw += part.toString()
        // oxlint-disable-next-line no-control-regex
        screen += part.toString().replaceAll(/\u001B\[[0-9;?]*[A-Za-z]/g, '')
        const [next] = left
        if (next === undefined || !screen.includes(next[0])) return
        left.shift()
        child.stdin.write(next[1])
      })
      child.stdin.on('error', () => undefined)
      return new Promise<{status: number | null; screen: string; raw: string}>(resolve => {
        child.on('close', status => resolve({status, screen, raw}))
      })
    }

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
      const {status, raw, screen} = await typed([
        'generate',
        'rooms.csv',
        '-o',
        'out.csv',
        '--rows',
        '400000',
      ])
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
}
