import {PassThrough} from 'node:stream'
import {readdir} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from 'chai'
import {openTableWriter} from '../../src/index.ts'
import {checkMemory} from '../../src/output/memory.ts'
import {sizeSaid} from '../../src/output/size-said.ts'
import {rowBytes} from '../../src/arrow/row-bytes.ts'
import {failure, inFolder, never, textTable} from '../tables.ts'

const format = {format: 'arrow'} as const
const people = textTable(
  ['name', 'town'],
  [
    ['Ada', 'Llanfairpwllgwyngyll'],
    ['Bob', 'Ulm'],
  ],
)

describe('the memory an Arrow file needs', () => {
  it('is twice 16 bytes a text, longer texts beside', () => {
    expect(rowBytes(people)).to.equal((2 * (4 * 16 + 20)) / 2)
    const values = Float64Array.of(1, 2)
    const ages = {type: 'number', name: 'age', values, physical: 'float'} as const
    expect(rowBytes({...people, columns: [ages]})).to.equal(2 * 8)
  })

  it('is refused, with how much of it, when there is less', async () => {
    checkMemory('out.arrow', 1000, 1000)
    const error = await failure(async () => checkMemory('out.arrow', 1_500_000, 1000))
    expect(error).to.include({code: 'INFER_MEMORY_FULL'})
    expect(error.message).to.match(/^out\.arrow needs about 1\.5 MB of memory, .* and 1\.0 kB are free\.$/)
  })

  it('is looked at after the first batch, of a file and of a stream, and nothing is left', () =>
    inFolder(async folder => {
      for (const output of [{path: join(folder, 'out.arrow'), force: false}, {stream: new PassThrough()}]) {
        const writer = await openTableWriter(output, {format, signal: never, expectedRows: 1e13})
        expect(await failure(() => writer.write(people))).to.include({code: 'INFER_MEMORY_FULL'})
      }
      expect(await readdir(folder)).to.deep.equal([])
      const fits = await openTableWriter(
        {path: join(folder, 'out.arrow'), force: false},
        {format, signal: never, expectedRows: 2},
      )
      await fits.write(people)
      await fits.commit()
    }))
})

describe('sizeSaid', () => {
  it('has two digits or more, and never a thousand of a unit', () => {
    const said = [0, 999, 1000, 1536, 9949, 9951, 999_499, 999_500, 5e18, 7e22].map(sizeSaid)
    expect(said.join(', ')).to.equal(
      '0 bytes, 999 bytes, 1.0 kB, 1.5 kB, 9.9 kB, 10 kB, 999 kB, 1.0 MB, 5.0 EB, 70000 EB',
    )
  })
})
