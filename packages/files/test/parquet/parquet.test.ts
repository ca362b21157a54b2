import {readFile, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {Readable, Writable} from 'node:stream'
import {expect} from 'chai'
import fc from 'fast-check'
import type {SourceColumn, SourceTable} from '@inferloop/contract'
import {openTableWriter, readTable} from '../../src/index.ts'
import {footerOf} from '../../src/parquet/growing-file.ts'
import {type DataFrame, type Polars, polars} from '../../src/parquet/polars.ts'
import {readStruct} from '../../src/parquet/thrift.ts'
import {cellsOf, failure, inFolder, never, textTable} from '../tables.ts'

const signal = never
const NONE = Number.NaN

describe('Parquet', () => {
  let pl: Polars
  before(async () => {
    pl = await polars()
  })

  /** The first column of a file that polars wrote, as readTable gives it. */
  const columnOf = (frame: DataFrame): Promise<SourceColumn> =>
    inFolder(async folder => {
      const path = join(folder, 'data.parquet')
      frame.writeParquet(path)
      return (await readTable({path}, {signal})).columns[0]!
    })

  it('comes back as it was written, types and nulls', () =>
    inFolder(async folder => {
      const table = typedTable()
      const path = join(folder, 'data.parquet')
      await write(path, [table])
      const read = await readTable({path}, {signal})
      expect(read).to.deep.equal(table)
      const types = pl.readParquet(path).dtypes.map(String)
      expect(types).to.deep.equal(
        ['Int64', 'Float64', 'Bool', 'String', 'Date', 'Datetime(ms,)', 'Datetime(us,)', 'Datetime(ns,)'].map(
          name => `DataType(${name})`,
        ),
      )
    }))

  it('comes back in the order of its batches', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.parquet')
      await write(path, [textTable(['a'], [['x'], ['y']]), textTable(['a'], [['y'], ['z'], ['']])])
      expect(cellsOf(await readTable({path}, {signal})).rows.flat()).to.deep.equal(['x', 'y', 'y', 'z', ''])
    }))

  it('grows by row groups, and holds every row in its order', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.parquet')
      // Two numbers, an instant, a truth value and a text, more cells than a row group holds, twice over.
      const batches = Array.from({length: 9}, (_, k) => longTable(200_000, k))
      await write(path, batches)
      expect(rowGroupsOf(await readFile(path))).to.be.above(1)
      const frame = pl.readParquet(path)
      expect(frame.height).to.equal(1_800_000)
      const read = await readTable({path}, {signal})
      const {values} = read.columns[0] as {values: Float64Array}
      for (let row = 0; row < values.length; row++)
        if (values[row] !== row) expect.fail(`row ${row}: ${values[row]}`)
      const texts = cellsOf({...read, rows: 3, columns: [read.columns[4]!]}).rows.flat()
      expect(texts.slice(0, 3)).to.deep.equal(['label 0', '', 'label 2'])
      const filtered = frame
        .filter(pl.col('n').gt(pl.lit(1_799_990)))
        .getColumn('n')
        .toArray()
      expect(filtered).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9].map(k => 1_799_990 + k))
    })).timeout(60_000)

  it('holds any texts', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('', ',', '"', '\n', '\r', ' ', 'a', 'é', '日', '\0'),
      maxLength: 5,
    })
    const rows = fc.array(fc.tuple(cell, cell), {minLength: 2, maxLength: 8})
    await fc.assert(
      fc.asyncProperty(rows, cells =>
        inFolder(async folder => {
          const path = join(folder, 'data.parquet')
          await write(path, [textTable(['^a.*$', '*'], cells)])
          expect(cellsOf(await readTable({path}, {signal}))).to.deep.equal({
            names: ['^a.*$', '*'],
            rows: cells,
          })
        }),
      ),
      {numRuns: 60},
    )
  })

  it('goes through streams, and is known by its first bytes', async () => {
    const parts: Buffer[] = []
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        parts.push(chunk)
        done()
      },
    })
    const writer = await openTableWriter({stream}, {format: {format: 'parquet'}, signal})
    await writer.write(typedTable())
    const {bytes} = await writer.commit()
    expect(bytes).to.equal(Buffer.concat(parts).length)
    expect(await readTable({stream: Readable.from(parts), name: 'stdin'}, {signal})).to.deep.equal(
      typedTable(),
    )
    await inFolder(async folder => {
      for (const name of ['data.csv', 'data', 'data.PARQUET', 'data[1]*.parquet']) {
        await writeFile(join(folder, name), Buffer.concat(parts))
        expect((await readTable({path: join(folder, name)}, {signal})).rows, name).to.equal(3)
      }
    })
  })

  it('reads whole numbers beyond 2^53 as texts', async () => {
    const ids = ['9007199254740993', '-9223372036854775808', null]
    const column = await columnOf(pl.DataFrame({id: ids}).select(pl.col('id').cast(pl.Int64)))
    expect(column).to.deep.include({type: 'text', dictionary: [ids[0], ids[1], '']})
    const safe = await columnOf(
      pl.DataFrame({id: ['9007199254740991', '1']}).select(pl.col('id').cast(pl.UInt64)),
    )
    expect(safe).to.deep.include({
      type: 'number',
      physical: 'integer',
      values: Float64Array.of(9007199254740991, 1),
    })
  })

  it('reads decimals as numbers up to 15 digits, as texts beyond', async () => {
    const money = pl.DataFrame({x: ['1.10', '-2.25', null]})
    const short = await columnOf(money.select(pl.col('x').cast(pl.Decimal(15, 2))))
    expect(short).to.deep.include({
      type: 'number',
      physical: 'float',
      values: Float64Array.of(1.1, -2.25, NONE),
    })
    const long = await columnOf(money.select(pl.col('x').cast(pl.Decimal(38, 2))))
    expect(long).to.deep.include({type: 'text', dictionary: ['1.10', '-2.25', '']})
  })

  it('reads floats of 32 bits as the short numbers they stand for', async () => {
    const column = await columnOf(pl.DataFrame({x: [1.1, null, 0.3]}).select(pl.col('x').cast(pl.Float32)))
    expect(column).to.deep.include({values: Float64Array.of(1.1, NONE, 0.3)})
  })

  it('reads categories and times of day as texts', async () => {
    const category = await columnOf(
      pl.DataFrame({x: ['a', 'b', 'a']}).select(pl.col('x').cast(pl.Categorical)),
    )
    expect(category).to.deep.include({dictionary: ['a', 'b'], codes: Uint32Array.of(0, 1, 0)})
    const time = await columnOf(
      pl.DataFrame({x: [0, 45e12]}).select(pl.col('x').cast(pl.Int64).cast(pl.Time)),
    )
    expect(time).to.deep.include({dictionary: ['00:00:00', '12:30:00']})
  })

  it('reads null and the empty text alike', async () => {
    const column = await columnOf(pl.DataFrame({x: ['a', '', null]}))
    expect(column).to.deep.include({dictionary: ['a', ''], codes: Uint32Array.of(0, 1, 1)})
  })

  it('reads nanoseconds to the microsecond', async () => {
    const ticks = pl
      .DataFrame({x: ['1700000000123456789']})
      .select(pl.col('x').cast(pl.Int64).cast(pl.Datetime('ns')))
    const column = await columnOf(pl.concat([ticks, ticks]))
    expect((column as {values: Float64Array}).values[0]).to.equal(1_700_000_000_123.456)
  })

  it('names a column of lists', async () => {
    const error = await failure(() => columnOf(pl.DataFrame({tags: [[1, 2], [3]]})))
    expect(error.code).to.equal('INFER_FILE_FORMAT')
    expect(error.message).to.match(/^Column "tags" of .*data\.parquet is of type List/)
  })

  it('that is damaged is named so, wherever it was cut off', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.parquet')
      await write(path, [typedTable()])
      const whole = await readFile(path)
      for (let size = 4; size < whole.length; size += 97) {
        await writeFile(path, whole.subarray(0, size))
        const error = await failure(() => readTable({path}, {signal}))
        expect(error.code, `${size} bytes`).to.equal('INFER_PARQUET_DAMAGED')
        expect(error.message).to.contain(`its ${size} bytes do not end in "PAR1"`)
      }
      await writeFile(
        path,
        Buffer.concat([whole.subarray(0, -8), Buffer.from('\xff\xff\xff\x7fPAR1', 'latin1')]),
      )
      expect((await failure(() => readTable({path}, {signal}))).message).to.contain(
        'its index should have 2147483647 bytes',
      )
      await writeFile(path, 'a,b\n1,2\n3,4\n')
      expect((await failure(() => readTable({path}, {signal}))).message).to.contain(
        'it begins with "a,b\\n", not with "PAR1"',
      )
      const zeros = Buffer.from(whole).fill(0, whole.length - 60, whole.length - 8)
      await writeFile(path, zeros)
      expect(await failure(() => readTable({path}, {signal}))).to.include({code: 'INFER_PARQUET_DAMAGED'})
    }))

  it('with too few rows is refused', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.parquet')
      const frame = pl.DataFrame({a: [1, 2]})
      frame.head(0).writeParquet(path)
      expect(await failure(() => readTable({path}, {signal}))).to.include({code: 'INFER_TABLE_NO_ROWS'})
      frame.head(1).writeParquet(path)
      expect(await failure(() => readTable({path}, {signal}))).to.include({code: 'INFER_TABLE_ONE_ROW'})
    }))
})

/** Row groups that the footer names. */
function rowGroupsOf(bytes: Buffer): number {
  const groups = readStruct(footerOf(bytes).footer).fields.get(4)!
  return 'items' in groups ? groups.items.length : 0
}

function longTable(rows: number, k: number): SourceTable {
  const numbers = (make: (row: number) => number) =>
    Float64Array.from({length: rows}, (_, i) => make(k * rows + i))
  const dictionary = ['', ...Array.from({length: 50}, (_, i) => `label ${i}`)]
  return {
    rows,
    source: {format: 'parquet'},
    columns: [
      {type: 'number', name: 'n', physical: 'integer', values: numbers(row => row)},
      {
        type: 'number',
        name: 'x',
        physical: 'float',
        values: numbers(row => (row % 7 === 0 ? NONE : row / 8)),
      },
      {type: 'datetime', name: 't', physical: 'ms', values: numbers(row => 1.7e12 + row)},
      {type: 'boolean', name: 'b', values: Uint8Array.from({length: rows}, (_, i) => i % 3)},
      {
        type: 'text',
        name: 's',
        codes: Uint32Array.from({length: rows}, (_, i) => (i % 2 === 0 ? 1 + (i % 50) : 0)),
        dictionary,
      },
    ],
  }
}

function typedTable(): SourceTable {
  const day = 86_400_000
  const instant = 1_700_000_000_123
  return {
    rows: 3,
    source: {format: 'parquet'},
    columns: [
      {type: 'number', name: 'i', physical: 'integer', values: Float64Array.of(1, -20, NONE)},
      {type: 'number', name: 'f', physical: 'float', values: Float64Array.of(1, 0.1, NONE)},
      {type: 'boolean', name: 'b', values: Uint8Array.of(0, 2, 1)},
      {type: 'text', name: 's', dictionary: ['x', '', 'y"'], codes: Uint32Array.of(0, 1, 2)},
      {type: 'datetime', name: 'd', physical: 'date', values: Float64Array.of(-day, 19_000 * day, NONE)},
      {type: 'datetime', name: 'ms', physical: 'ms', values: Float64Array.of(instant, NONE, -1)},
      {type: 'datetime', name: 'us', physical: 'us', values: Float64Array.of(instant + 0.456, NONE, -0.001)},
      {type: 'datetime', name: 'ns', physical: 'ns', values: Float64Array.of(instant, NONE, instant + 0.456)},
    ],
  }
}

async function write(path: string, batches: readonly SourceTable[]): Promise<void> {
  const writer = await openTableWriter({path, force: true}, {format: {format: 'parquet'}, signal: never})
  for (const batch of batches) await writer.write(batch)
  await writer.commit()
}
