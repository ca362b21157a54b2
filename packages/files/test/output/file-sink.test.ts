import {execFileSync, spawn} from 'node:child_process'
import {statSync, writeFileSync} from 'node:fs'
import {readdir, readFile, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {expect} from 'chai'
import {commitTogether, openFileSink} from '../../src/index.ts'
import {failure, inFolder, never} from '../tables.ts'

const bytes = Buffer.from('one\ntwo\n')
const open = (path: string, force: boolean, signal = never) =>
  openFileSink(path, {force, flag: '--save-model', signal})

async function finished(path: string, force: boolean) {
  const sink = await open(path, force)
  await sink.write(bytes)
  expect(await sink.finish()).to.equal(8)
  return {...sink, force}
}

describe('openFileSink', () => {
  it('has the bytes on the disk after finish, and under the name only after commit', () =>
    inFolder(async folder => {
      const path = join(folder, 'm.infer')
      await writeFile(path, 'old')
      const sink = await finished(path, true)
      expect(await readFile(path, 'utf8')).to.equal('old')
      expect(await readdir(folder)).to.deep.equal(['m.infer', `m.infer.${process.pid}.partial`])
      await sink.commit()
      expect(await readFile(path, 'utf8')).to.equal('one\ntwo\n')
      expect(await readdir(folder)).to.deep.equal(['m.infer'])
    }))

  it('names the flag the path came by', () =>
    inFolder(async folder => {
      const path = join(folder, 'm.infer')
      await writeFile(path, 'old')
      expect((await failure(() => open(path, false))).suggestions).to.include(
        'give another name with --save-model',
      )
      const inside = await failure(() => open(folder, true))
      expect(inside.suggestions).to.deep.equal([
        `name a file in it: --save-model ${join(folder, 'model.infer')}`,
      ])
    }))

  it('is removed when the process ends without abort', () =>
    inFolder(async folder => {
      const door = new URL('../../src/index.ts', import.meta.url).href
      const script = `const {openFileSink} = await import(${JSON.stringify(door)})
        const sink = await openFileSink('m.infer', {force: false, flag: '--save-model', signal: new AbortController().signal})
        await sink.write(Buffer.from('x'))
        if ((await import('node:fs')).readdirSync('.').length !== 1) process.exit(1)
        await sink.finish()
        process.exit(7)`
      const args = [
        '--conditions=inferloop-source',
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
      ]
      const child = spawn(process.execPath, [...args, '-e', script], {cwd: folder, stdio: 'inherit'})
      expect(await new Promise(resolve => child.on('close', resolve))).to.equal(7)
      expect(await readdir(folder)).to.deep.equal([])
    }))

  // Systems with devices and pipes in the file system; Windows has none that a name in a folder could lead to.
  if (process.platform !== 'win32') {
    it('writes into a named pipe, which is never renamed over, also behind a link', () =>
      inFolder(async folder => {
        const pipe = join(folder, 'pipe')
        execFileSync('mkfifo', [pipe])
        await symlink('pipe', join(folder, 'link'))
        for (const name of ['pipe', 'link']) {
          const reader = spawn('cat', [pipe], {stdio: ['ignore', 'pipe', 'inherit']})
          const said = text(reader.stdout)
          const sink = await finished(join(folder, name), true)
          await sink.commit()
          expect(await said).to.equal('one\ntwo\n')
          expect(statSync(pipe).isFIFO()).to.equal(true)
          expect(await readdir(folder)).to.deep.equal(['link', 'pipe'])
        }
      }))

    it('ends quietly when the reader of a named pipe has gone', () =>
      inFolder(async folder => {
        const pipe = join(folder, 'pipe')
        execFileSync('mkfifo', [pipe])
        const reader = spawn('head', ['-c', '1', pipe], {stdio: 'ignore'})
        const gone = new Promise(resolve => reader.on('close', resolve))
        const sink = await open(pipe, true)
        await sink.write(bytes)
        await gone
        const much = Buffer.alloc(1 << 20)
        await sink.write(much)
        await sink.write(much)
        expect(sink.ended).to.equal(true)
        await sink.finish()
      }))

    it('waits for the reader of a named pipe only until the signal', () =>
      inFolder(async folder => {
        const pipe = join(folder, 'pipe')
        execFileSync('mkfifo', [pipe])
        const stop = new AbortController()
        setTimeout(() => stop.abort(new Error('enough')), 60)
        expect((await failure(() => open(pipe, true, stop.signal))).message).to.equal('enough')
      }))
  }

  // Root makes devices of its own; anybody else may use those of the system, which only root could replace.
  const isRoot = process.getuid?.() === 0
  if (process.platform === 'linux') {
    const device = (folder: string, name: 'full' | 'null', minor: string): string => {
      if (!isRoot) return `/dev/${name}`
      const path = join(folder, name)
      try {
        execFileSync('mknod', [path, 'c', '1', minor], {stdio: 'pipe'})
        // A disk mounted without devices refuses to open it.
        writeFileSync(path, '')
      } catch {
        execFileSync('rm', ['-f', path])
        execFileSync('mkfifo', [path])
      }
      return path
    }

    it('writes to a device as it is, which is never renamed over', () =>
      inFolder(async folder => {
        const path = device(folder, 'null', '3')
        const before = statSync(path)
        if (before.isFIFO()) spawn('cat', [path], {stdio: 'ignore'})
        const sink = await finished(path, true)
        await sink.commit()
        const {ino, rdev, dev} = statSync(path)
        expect({ino, rdev, dev}).to.deep.equal({ino: before.ino, rdev: before.rdev, dev: before.dev})
      }))

    it('says with exit 5 that a device is full', () =>
      inFolder(async folder => {
        const path = device(folder, 'full', '7')
        if (statSync(path).isFIFO()) return
        const sink = await open(path, true)
        const error = await failure(() => sink.write(bytes))
        expect(error).to.include({code: 'INFER_WRITE_FAILED'})
        expect(error.message).to.contain('the disk is full')
        await sink.abort()
        expect(statSync(path).isCharacterDevice()).to.equal(true)
      }))
  }
})

describe('commitTogether', () => {
  it('names all or none: a name taken meanwhile takes the others back, and nothing is replaced', () =>
    inFolder(async folder => {
      const [old, fresh, taken] = ['old', 'fresh', 'taken'].map(name => join(folder, name)) as [
        string,
        string,
        string,
      ]
      await writeFile(old, 'old')
      const sinks = [await finished(old, true), await finished(fresh, false), await finished(taken, false)]
      await writeFile(taken, 'mine')
      expect(await failure(() => commitTogether(sinks))).to.include({code: 'INFER_OUTPUT_EXISTS'})
      expect(await readdir(folder)).to.deep.equal(['old', 'taken'])
      expect(await readFile(old, 'utf8')).to.equal('old')
      expect(await readFile(taken, 'utf8')).to.equal('mine')
    }))
})
