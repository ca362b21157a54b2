// A run nobody listens to any more, and outputs behind links that lead nowhere.
import {expect} from 'chai'
import {spawn, spawnSync} from 'node:child_process'
import {existsSync, lstatSync, readlinkSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {ROOT, rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'

const RUN = join(ROOT, 'bin/run.js')

describe('infer generate, left alone', function () {
  let folder: Folder
  before(function () {
    if (process.platform === 'win32') this.skip()
  })
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(200))
  })
  afterEach(() => folder.remove())

  const shell = (line: string) =>
    spawnSync('sh', ['-c', line], {cwd: folder.path, env: {...process.env, NODE: process.execPath, RUN}})

  it('does its work when standard error is closed or its reader is gone', () => {
    for (const where of ['2>&-', '2>&1 >/dev/null | true']) {
      shell(`"$NODE" "$RUN" generate rooms.csv -o made.csv --force ${where}`)
      expect(folder.rows('made.csv').length, where).to.equal(200)
      shell('rm made.csv')
    }
    if (!existsSync('/dev/full')) return
    expect(shell('"$NODE" "$RUN" generate rooms.csv -o made.csv 2>/dev/full').status).to.equal(0)
    expect(folder.rows('made.csv').length).to.equal(200)
  })

  it('leaves nothing behind when the terminal closes', async () => {
    folder.write('rooms.csv', rooms(20_000))
    for (const signal of ['SIGHUP', 'SIGQUIT'] as const) {
      const child = spawn(
        process.execPath,
        [RUN, 'generate', 'rooms.csv', '-n', '5000000', '-o', 'made.csv'],
        {
          cwd: folder.path,
          stdio: 'ignore',
        },
      )
      const watch = setInterval(() => {
        if (folder.list().some(name => name.endsWith('.partial'))) child.kill(signal)
      }, 20)
      const status = await new Promise(resolve => child.on('close', resolve))
      clearInterval(watch)
      expect(status).to.equal(130)
      expect(folder.list()).to.deep.equal(['rooms.csv'])
    }
  })

  it('makes the file a link to nothing points at, and keeps the link', async () => {
    symlinkSync('target.csv', folder.file('link.csv'))
    const {status, stderr} = await folder.infer(['generate', 'rooms.csv', '-o', 'link.csv', '--force'])
    expect(status, stderr).to.equal(0)
    expect(readlinkSync(folder.file('link.csv'))).to.equal('target.csv')
    expect(folder.rows('target.csv').length).to.equal(200)
    expect(lstatSync(folder.file('target.csv')).mode & 0o111).to.equal(0)
  })

  it('refuses links that lead in a circle', async () => {
    symlinkSync('b.csv', folder.file('a.csv'))
    symlinkSync('a.csv', folder.file('b.csv'))
    const {status, stderr} = await folder.infer(['generate', 'rooms.csv', '-o', 'a.csv', '--force'])
    expect(status).to.equal(2)
    expect(stderr).to.include('its links lead in a circle')
    expect(folder.list()).to.deep.equal(['a.csv', 'b.csv', 'rooms.csv'])
  })

  it('gives standard output to rows or to JSON, under whatever name', async () => {
    const {status, stdout} = await folder.infer(['generate', 'rooms.csv', '-o', '/dev/stdout', '--json'])
    expect(status).to.equal(2)
    expect(JSON.parse(stdout.toString())).to.have.nested.property('error.code', 'INFER_OPTION')
  })

  it('keeps what it says apart from the rows, whatever standard output is called', () => {
    // What Node gives a child as standard output cannot be opened by name; a pipe of the shell can.
    const command = `"${process.execPath}" "${join(ROOT, 'bin/run.js')}" generate rooms.csv -o /dev/stdout -n 3 | cat`
    const {stdout, stderr} = spawnSync('sh', ['-c', command], {cwd: folder.path, encoding: 'utf8'})
    expect(stdout.trimEnd().split('\n')).to.have.length(4)
    expect(stderr).to.contain('closeness')
  })

  it('makes no model of standard output', async () => {
    const {status, stderr} = await folder.infer(['generate', 'rooms.csv', '--save-model', '-'])
    expect([status, folder.list().includes('-')]).to.deep.equal([2, false])
    expect(stderr).to.contain('--save-model data.infer')
  })

  it('says that a name is empty, and suggests a model for a folder', async () => {
    expect((await folder.infer(['generate', ''])).stderr).to.include('The name of the file is empty.')
    const {stderr} = await folder.infer(['generate', 'rooms.csv', '--save-model', '.'])
    expect(stderr).to.include('--save-model model.infer')
  })
}).timeout(60_000)
