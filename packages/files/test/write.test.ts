import {createHash} from 'node:crypto'
import {readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {PassThrough, Readable, Writable} from 'node:stream'
import {expect} from 'chai'
import fc from 'fast-check'
import type {SourceFormat, SourceTable} from '@inferloop/contract'
import {openTableWriter, readTable} from '../src/index.ts'
import {cellsOf, failure, inFolder, never, textTable} from './tables.ts'

const signal = never
const csv: SourceFormat = {format: 'csv'}
const people = textTable(
  ['name', 'age'],
  [
    ['Ada', '36'],
    ['Bob', '41'],
  ],
)

describe('openTableWriter', () => {
  it('writes header and rows, batch after batch', () =>
    inFolder(async folder => {
      const path = join(folder, 'out.csv')
      const writer = await openTableWriter({path, force: false}, {format: csv, signal})
      await writer.write(people)
      await writer.write(textTable(['name', 'age'], [['Cyd', '7']]))
      const {bytes, sha256} = await writer.commit()
      expect(bytes).to.equal(29)
      expect(sha256).to.equal(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      )
      expect(await readFile(path, 'utf8')).to.equal('name,age\nAda,36\nBob,41\nCyd,7\n')
    }))

  it('quotes only where a reader would go wrong', async () => {
    const cells = ['a,b', 'say "hi"', 'x\ny', 'x\ry', ' a', 'a ', '\ta', 'a;b', "it's", '', '1,5']
    const table = textTable(
      ['k', 'cell'],
      cells.map((cell, i) => [`${i}`, cell]),
    )
    expect(await written(table, csv)).to.equal(
      'k,cell\n0,"a,b"\n1,"say ""hi"""\n2,"x\ny"\n3,"x\ry"\n4," a"\n5,"a "\n6,"\ta"\n7,a;b\n8,it\'s\n9,\n10,"1,5"\n',
    )
  })

  it('speaks the dialect of the source', async () => {
    const table = textTable(
      ['é', 'b'],
      [
        ['a,b', 'c;d'],
        ['x', ''],
      ],
    )
    expect(await written(table, {format: 'csv', delimiter: ';', newline: '\r\n', bom: true})).to.equal(
      '\ufeffé;b\r\na,b;"c;d"\r\nx;\r\n',
    )
    expect(await written(table, {format: 'csv', delimiter: '\t'})).to.equal('é\tb\na,b\tc;d\nx\t\n')
  })

  it('quotes a first name that would be taken for a byte order mark, or for the announcement of a delimiter', async () => {
    expect(await written(textTable(['\ufeffa', 'b'], [['1', '2']]), csv)).to.equal('"\ufeffa",b\n1,2\n')
    expect(await written(textTable(['sep=;'], [['1'], ['2']]), csv)).to.equal('"sep=;"\n1\n2\n')
  })

  it('quotes the empty cell of a single column, which would be a blank line', async () => {
    expect(await written(textTable(['a'], [['1'], [''], ['']]), csv)).to.equal('a\n1\n""\n""\n')
  })

  it('writes typed cells as other tools do', async () => {
    const day = 86_400_000
    const table: SourceTable = {
      rows: 3,
      source: {format: 'parquet'},
      columns: [
        {type: 'number', name: 'i', physical: 'integer', values: Float64Array.of(1, -20, Number.NaN)},
        {type: 'number', name: 'f', physical: 'float', values: Float64Array.of(1, 0.1, Number.NaN)},
        {type: 'boolean', name: 'b', values: Uint8Array.of(0, 1, 2)},
        {type: 'datetime', name: 'd', physical: 'date', values: Float64Array.of(0, 19_000 * day, Number.NaN)},
        {
          type: 'datetime',
          name: 't',
          physical: 'us',
          values: Float64Array.of(-1, 1_700_000_000_000.25, Number.NaN),
        },
      ],
    }
    expect(await written(table, csv)).to.equal(
      'i,f,b,d,t\n' +
        '1,1.0,false,1970-01-01,1969-12-31 23:59:59.999\n' +
        '-20,0.1,true,2022-01-08,2023-11-14 22:13:20.000250\n' +
        ',,,,\n',
    )
  })

  it('writes what is read back the same, whatever the cells and the dialect', async () => {
    // Printable text with everything that has a meaning in CSV; a reader takes control characters for a binary file.
    const cell = fc.oneof(
      fc.string({
        unit: fc.constantFrom(',', ';', '\t', '|', '"', '\n', '\r', ' ', 'a', 'é', '日', '🙂', '.'),
        maxLength: 6,
      }),
      fc.string({unit: 'grapheme', maxLength: 8}).filter(text => !/\p{Cc}/u.test(text)),
    )
    const table = fc.integer({min: 1, max: 4}).chain(width =>
      fc.record({
        names: fc.uniqueArray(
          cell.filter(text => text.trim() !== ''),
          {minLength: width, maxLength: width},
        ),
        rows: fc.array(fc.array(cell, {minLength: width, maxLength: width}), {minLength: 2, maxLength: 12}),
      }),
    )
    const dialect = fc.record({
      format: fc.constant('csv' as const),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      newline: fc.constantFrom('\n' as const, '\r\n' as const),
      bom: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(table, dialect, async ({names, rows}, format) => {
        const text = await written(textTable(names, rows), format)
        const read = await readTable(
          {stream: Readable.from([text]), name: 'x'},
          {signal, delimiter: format.delimiter},
        )
        expect(cellsOf(read)).to.deep.equal({names, rows})
        expect(read.source).to.deep.equal({...format, encoding: 'utf-8'})
      }),
      {numRuns: 300},
    )
  })

  it('writes rows longer than its buffer, and buffers full of rows', async () => {
    const long = 'é'.repeat(600_000)
    const rows = [
      ['1', long],
      ['2', 'x'],
      ...Array.from({length: 200_000}, (_, i) => [`${i}`, 'abcdef']),
      ['3', long],
    ]
    expect(await written(textTable(['k', 'text'], rows.slice(0, 2)), csv)).to.equal(
      `k,text\n1,${long}\n2,x\n`,
    )
    const many: SourceTable = {
      rows: 300_000,
      source: csv,
      columns: [
        {
          type: 'text',
          name: 'a',
          dictionary: ['one', 'two'],
          codes: new Uint32Array(300_000).map((_, i) => i % 2),
        },
      ],
    }
    expect(await written(many, csv)).to.equal(`a\n${'one\ntwo\n'.repeat(150_000)}`)
  })

  it('refuses a batch of other columns', async () => {
    const writer = await openTableWriter({stream: new PassThrough().resume()}, {format: csv, signal})
    await writer.write(people)
    expect((await failure(() => writer.write(textTable(['x'], [['1']])))).message).to.equal(
      'batch of other columns: x',
    )
  })
})

describe('the file of a table writer', () => {
  const open = (path: string, force = false) => openTableWriter({path, force}, {format: csv, signal})

  it('has its name only when it is whole', () =>
    inFolder(async folder => {
      const writer = await open(join(folder, 'out.csv'))
      await writer.write(people)
      expect(await readdir(folder)).to.deep.equal([`out.csv.${process.pid}.partial`])
      await writer.commit()
      expect(await readdir(folder)).to.deep.equal(['out.csv'])
    }))

  it('is gone after abort, and stays after commit', () =>
    inFolder(async folder => {
      const writer = await open(join(folder, 'out.csv'))
      await writer.write(people)
      await writer.abort()
      await writer.abort()
      expect(await readdir(folder)).to.deep.equal([])
      const second = await open(join(folder, 'out.csv'))
      await second.write(people)
      await second.commit()
      await second.abort()
      expect(await readdir(folder)).to.deep.equal(['out.csv'])
    }))

  it('is gone after the signal', () =>
    inFolder(async folder => {
      const stop = new AbortController()
      const writer = await openTableWriter(
        {path: join(folder, 'o.csv'), force: false},
        {format: csv, signal: stop.signal},
      )
      await writer.write(people)
      stop.abort(new Error('enough'))
      expect((await failure(() => writer.write(people))).message).to.equal('enough')
      expect(await readdir(folder)).to.deep.equal([])
    }))

  it('does not replace a file without force', () =>
    inFolder(async folder => {
      const path = join(folder, 'out.csv')
      await writeFile(path, 'mine')
      const error = await failure(() => open(path))
      expect(error.code).to.equal('INFER_OUTPUT_EXISTS')
      expect(error.message).to.equal(`${path} is there already.`)
      expect(await readdir(folder)).to.deep.equal(['out.csv'])
    }))

  it('does not replace a file that appeared meanwhile', () =>
    inFolder(async folder => {
      const path = join(folder, 'out.csv')
      const writer = await open(path)
      await writer.write(people)
      await writeFile(path, 'mine')
      expect(await failure(() => writer.commit())).to.include({code: 'INFER_OUTPUT_EXISTS'})
      expect(await readFile(path, 'utf8')).to.equal('mine')
      expect(await readdir(folder)).to.deep.equal(['out.csv'])
    }))

  it('replaces with force only when it is whole, and keeps the permissions', () =>
    inFolder(async folder => {
      const path = join(folder, 'out.csv')
      await writeFile(path, 'old', {mode: 0o640})
      const writer = await open(path, true)
      await writer.write(people)
      expect(await readFile(path, 'utf8')).to.equal('old')
      await writer.commit()
      expect(await readFile(path, 'utf8')).to.equal('name,age\nAda,36\nBob,41\n')
      expect((await stat(path)).mode & 0o777).to.equal(0o640)
    }))

  it('lies where a link points to', () =>
    inFolder(async folder => {
      await writeFile(join(folder, 'real.csv'), 'old')
      await symlink('real.csv', join(folder, 'link.csv'))
      const writer = await open(join(folder, 'link.csv'), true)
      await writer.write(people)
      await writer.commit()
      expect(await readFile(join(folder, 'real.csv'), 'utf8')).to.contain('Ada')
    }))

  it('may be written twice at once: the first to be whole wins', () =>
    inFolder(async folder => {
      const path = join(folder, 'out.csv')
      const [first, second] = [await open(path), await open(path)]
      await first.write(people)
      await second.write(people)
      await first.commit()
      expect(await failure(() => second.commit())).to.include({code: 'INFER_OUTPUT_EXISTS'})
      expect(await readdir(folder)).to.deep.equal(['out.csv'])
    }))

  it('needs a folder that is there, and a name that is none', () =>
    inFolder(async folder => {
      const missing = await failure(() => open(join(folder, 'no', 'out.csv')))
      expect(missing.code).to.equal('INFER_OUTPUT_UNWRITABLE')
      expect(missing.message).to.contain(`there is no folder ${join(folder, 'no')}`)
      expect(missing.suggestions).to.deep.equal([`mkdir -p ${join(folder, 'no')}`])
      await writeFile(join(folder, 'file'), '')
      expect((await failure(() => open(join(folder, 'file', 'out.csv')))).message).to.contain(
        'is not a folder',
      )
      expect((await failure(() => open(folder, true))).message).to.contain('it is a folder')
      const long = await failure(() => open(join(folder, `${'x'.repeat(300)}.csv`)))
      expect(long).to.include({code: 'INFER_OUTPUT_UNWRITABLE'})
    }))

  it('may be a device, which is not renamed away', async () => {
    const writer = await open('/dev/null')
    await writer.write(people)
    expect(await writer.commit()).to.include({bytes: 23})
    expect((await stat('/dev/null')).isFile()).to.equal(false)
  })

  it('is not begun to be filled when the disk has no room for the rows to come', () =>
    inFolder(async folder => {
      const path = join(folder, 'out.csv')
      const writer = await openTableWriter({path, force: false}, {format: csv, signal, expectedRows: 1e15})
      const error = await failure(() => writer.write(people))
      expect(error.code).to.equal('INFER_DISK_FULL')
      expect(error.message).to.match(/needs about 1[0-9] PB, and its disk has .* free/)
      expect(await readdir(folder)).to.deep.equal([])
    }))
})

describe('the stream of a table writer', () => {
  const failing = (code: string) =>
    new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), {code, syscall: 'write'})),
    })

  it('waits for a slow reader', async () => {
    let waiting = 0
    const slow = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        expect(++waiting).to.equal(1)
        setTimeout(() => {
          waiting--
          done()
        }, 2)
      },
    })
    const writer = await openTableWriter({stream: slow}, {format: csv, signal})
    for (let i = 0; i < 5; i++) await writer.write(people)
    await writer.commit()
    expect(slow.writableEnded).to.equal(false)
  })

  it('stops waiting for a reader when told to', async () => {
    const stop = new AbortController()
    const stalled = new Writable({write: () => undefined})
    const writer = await openTableWriter({stream: stalled}, {format: csv, signal: stop.signal})
    setTimeout(() => stop.abort(new Error('enough')), 20)
    expect((await failure(() => writer.write(people))).message).to.equal('enough')
  })

  it('ends quietly when nobody reads any more', async () => {
    const writer = await openTableWriter({stream: failing('EPIPE')}, {format: csv, signal})
    expect(writer.ended).to.equal(false)
    await writer.write(people)
    expect(writer.ended).to.equal(true)
    await writer.write(people)
    await writer.commit()
  })

  it('says in words that the stream was ended or destroyed', async () => {
    const [ended, destroyed] = [new PassThrough(), new PassThrough()]
    ended.end()
    destroyed.destroy()
    for (const [stream, word] of [
      [ended, 'ended'],
      [destroyed, 'destroyed'],
    ] as const) {
      const writer = await openTableWriter({stream}, {format: csv, signal})
      const error = await failure(() => writer.write(people))
      expect(error).to.include({code: 'INFER_WRITE_FAILED'})
      expect(error.message).to.equal(`Writing the output stream stopped: the stream was ${word}.`)
    }
    const stalled = new Writable({write: () => undefined})
    const writer = await openTableWriter({stream: stalled}, {format: csv, signal})
    setTimeout(() => stalled.destroy(), 5)
    expect(await failure(() => writer.write(people))).to.include({code: 'INFER_WRITE_FAILED'})
  })

  it('listens to the errors of a stream only while it writes to it', async () => {
    const stream = new PassThrough().resume()
    for (let i = 0; i < 12; i++) {
      const writer = await openTableWriter({stream}, {format: csv, signal})
      await writer.write(people)
      await (i % 2 === 0 ? writer.commit() : writer.abort())
    }
    await new Promise(resolve => setImmediate(resolve))
    expect(stream.listenerCount('error')).to.equal(0)
    expect(stream.listenerCount('close')).to.equal(new PassThrough().resume().listenerCount('close'))
  })

  it('says when the disk is full', async () => {
    const writer = await openTableWriter({stream: failing('ENOSPC')}, {format: csv, signal})
    const error = await failure(() => writer.write(people))
    expect(error.code).to.equal('INFER_WRITE_FAILED')
    expect(error.message).to.contain('the disk is full')
  })
})

async function written(table: SourceTable, format: SourceFormat): Promise<string> {
  const parts: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(Buffer.from(chunk))
      done()
    },
  })
  const writer = await openTableWriter({stream}, {format, signal})
  await writer.write(table)
  await writer.commit()
  return Buffer.concat(parts).toString()
}
