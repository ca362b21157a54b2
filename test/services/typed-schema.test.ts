// A CSV file as Parquet: every column with the type it stands for.
import {readTable} from '@inferloop/files'
import {inferSchema} from '@inferloop/table'
import {expect} from 'chai'
import {Readable} from 'node:stream'
import {typedSchema} from '../../src/services/typed-schema.ts'

describe('typedSchema', () => {
  it('types numbers, days, instants, truth values and plain sequences; ids with letters and labels stay text', async () => {
    const header = 'row,code,count,share,day,time,flag,view'
    const rows = Array.from({length: 60}, (_, i) =>
      [
        i + 1,
        `A-${i}-${i * 7}`,
        (i * 37) % 50,
        `${(i * 13) % 20}.5`,
        `2024-01-${String((i % 28) + 1).padStart(2, '0')}`,
        `2024-01-05 0${i % 9}:${String((i * 7) % 60).padStart(2, '0')}:00`,
        i % 3 === 0,
        ['sea', 'town', 'yard'][i % 3],
      ].join(','),
    )
    const stream = Readable.from([Buffer.from(`${header}\n${rows.join('\n')}\n`)])
    const source = await readTable({stream, name: 'test'}, {signal: new AbortController().signal})
    const schema = inferSchema(source, {privacy: 'default'})
    const physical = (format: 'parquet' | 'json') =>
      Object.fromEntries(typedSchema(schema, format).columns.map(column => [column.name, column.physical]))
    expect(physical('parquet')).to.deep.equal({
      row: 'integer',
      code: 'text',
      count: 'integer',
      share: 'float',
      day: 'date',
      time: 'ms',
      flag: 'boolean',
      view: 'text',
    })
    // JSON has no instants.
    expect(physical('json')).to.include({count: 'integer', day: 'text', time: 'text', flag: 'boolean'})
  })
})
