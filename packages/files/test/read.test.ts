import {execFileSync, spawn} from 'node:child_process'
import {chmod, mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Readable} from 'node:stream'
import {expect} from 'chai'
import type {Progress} from '@inferloop/contract'
import {readTable} from '../src/index.ts'
import {openFault} from '../src/open-faults.ts'
import {cellsOf, failure, inFolder, never} from './tables.ts'

const signal = never

describe('readTable', () => {
  it('reads a file, and tells how far it is', () =>
    inFolder(async folder => {
      const path = join(folder, 'people.csv')
      await writeFile(path, 'name,age\nAda,36\nBob,41\n')
      const events: Progress[] = []
      const table = await readTable({path}, {signal, progress: event => events.push(event)})
      expect(cellsOf(table)).to.deep.equal({
        names: ['name', 'age'],
        rows: [
          ['Ada', '36'],
          ['Bob', '41'],
        ],
      })
      expect(events.at(-1)).to.deep.equal({phase: 'read', done: 23, total: 23, unit: 'bytes'})
    }))

  it('reads a stream of bytes or of texts', async () => {
    for (const chunk of ['a,b\n1,2\n3,4\n', Buffer.from('a,b\n1,2\n3,4\n')]) {
      const table = await readTable({stream: Readable.from([chunk]), name: 'stdin'}, {signal})
      expect(table.rows).to.equal(2)
    }
  })

  // Named pipes in the file system: everywhere but on Windows.
  if (process.platform !== 'win32') {
    it('reads a named pipe, whose writer may come late and pause', () =>
      inFolder(async folder => {
        const path = join(folder, 'pipe')
        execFileSync('mkfifo', [path])
        const reading = readTable({path}, {signal})
        const writer = spawn('sh', ['-c', 'sleep 0.1; (echo a,b; sleep 0.1; echo 1,2; echo 3,4) > pipe'], {
          cwd: folder,
        })
        expect((await reading).rows).to.equal(2)
        await new Promise(resolve => writer.on('close', resolve))
        const empty = readTable({path}, {signal})
        spawn('sh', ['-c', ': > pipe'], {cwd: folder})
        expect(await failure(() => empty)).to.include({code: 'INFER_FILE_EMPTY'})
      }))

    it('waits for the writer of a named pipe only until the signal', () =>
      inFolder(async folder => {
        const path = join(folder, 'pipe')
        execFileSync('mkfifo', [path])
        const stop = new AbortController()
        setTimeout(() => stop.abort(new Error('enough')), 50)
        expect((await failure(() => readTable({path}, {signal: stop.signal}))).message).to.equal('enough')
      }))
  }

  it('asks for two rows at least', async () => {
    const read = (content: string) => readTable({stream: Readable.from([content]), name: 'stdin'}, {signal})
    expect(await failure(() => read('a,b\n'))).to.include({
      code: 'INFER_TABLE_NO_ROWS',
      message: 'stdin has 2 columns but no rows.',
    })
    expect(await failure(() => read('a\n\n\n'))).to.include({
      code: 'INFER_TABLE_NO_ROWS',
      message: 'stdin has 1 column but no rows.',
    })
    expect(await failure(() => read('a,b\n1,2\n'))).to.include({code: 'INFER_TABLE_ONE_ROW'})
    expect((await read('a,b\n1,2\n1,2')).rows).to.equal(2)
  })

  it('names the file that was probably meant', () =>
    inFolder(async folder => {
      await writeFile(join(folder, 'adult_train.csv'), 'a\n1\n2\n')
      for (const name of ['adult_trian.csv', 'adult_train', 'Adult_Train.CSV.csv', 'adult_train.parquet']) {
        const error = await failure(() => readTable({path: join(folder, name)}, {signal}))
        expect(error.code).to.equal('INFER_FILE_MISSING')
        expect(error.message).to.contain(`Did you mean ${join(folder, 'adult_train.csv')}?`)
      }
      const far = await failure(() => readTable({path: join(folder, 'weather.csv')}, {signal}))
      expect(far.message).to.equal(`There is no file ${join(folder, 'weather.csv')}.`)
      const nowhere = await failure(() => readTable({path: join(folder, 'no', 'weather.csv')}, {signal}))
      expect(nowhere.message).to.contain(`There is no folder ${join(folder, 'no')} either.`)
    }))

  it('names what stands in a folder that is no table', () =>
    inFolder(async folder => {
      await mkdir(join(folder, 'data'))
      const path = join(folder, 'data')
      await writeFile(join(path, 'notes.md'), '')
      const error = await failure(() => readTable({path}, {signal}))
      expect(error.code).to.equal('INFER_FILE_IS_FOLDER')
      expect(error.message).to.contain('is a folder without a table that can be read')
    }))

  it('says that the system does not let a file be read', async () => {
    // The superuser may read everything, so the error is handed in.
    const denied = Object.assign(new Error('EACCES: permission denied'), {code: 'EACCES', syscall: 'open'})
    const error = await openFault(denied, 'secret.csv')
    expect(error).to.include({code: 'INFER_FILE_UNREADABLE', cause: denied})
    expect((error as Error).message).to.equal('secret.csv cannot be read: the system does not allow it.')
    if (process.getuid?.() === 0) return
    await inFolder(async folder => {
      await writeFile(join(folder, 'x.csv'), 'a\n1\n2\n')
      await chmod(join(folder, 'x.csv'), 0)
      expect(await failure(() => readTable({path: join(folder, 'x.csv')}, {signal}))).to.include({
        code: 'INFER_FILE_UNREADABLE',
      })
    })
  })

  it('names formats that are none of its own', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.avro')
      await writeFile(path, 'whatever')
      const error = await failure(() => readTable({path}, {signal}))
      expect(error.code).to.equal('INFER_FILE_FORMAT')
      expect(error.message).to.contain('ends in .avro')
    }))

  it('stops waiting for a stream when told to', async () => {
    for (const first of [[], ['a,b\n1,2\n'], [Buffer.alloc(200_000, 'a,b\n')]]) {
      const stop = new AbortController()
      const stalled = new Readable({read: () => undefined})
      for (const chunk of first) stalled.push(chunk)
      setTimeout(() => stop.abort(new Error('enough')), 20)
      const error = await failure(() => readTable({stream: stalled, name: 'stdin'}, {signal: stop.signal}))
      expect(error.message).to.equal('enough')
    }
  })

  it('stops between chunks when told to', async () => {
    const stop = new AbortController()
    let asked = 0
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('a,b\n')
      for (;;) {
        if (++asked === 100) stop.abort(new Error('enough'))
        yield Buffer.alloc(65_536, '1,2\n')
      }
    }
    const error = await failure(() =>
      readTable({stream: Readable.from(endless()), name: 'stdin'}, {signal: stop.signal}),
    )
    expect(error.message).to.equal('enough')
    expect(asked).to.be.below(150)
    expect(await failure(() => readTable({path: 'x.csv'}, {signal: stop.signal}))).to.include({
      message: 'enough',
    })
  })
})
