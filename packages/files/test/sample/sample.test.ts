import {mkdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {expect} from 'chai'
import fc from 'fast-check'
import type {SourceTable} from '@inferloop/contract'
import {openTableWriter, readTable} from '../../src/index.ts'
import {fittingRows} from '../../src/sample/fitting-rows.ts'
import {chosenRows, rowSample} from '../../src/sample/row-sample.ts'
import {cellsOf, inFolder, never, textTable} from '../tables.ts'

const signal = never
const ROWS = 5000
/** Row i holds i, a text of its own, and one of three labels, now and then nothing. */
const cells = Array.from({length: ROWS}, (_, i) => [`${i}`, `text, "${i}"`, i % 5 === 0 ? '' : 'abc'[i % 3]!])
const table = textTable(['n', 'own', 'label'], cells)

async function written(path: string, given: SourceTable): Promise<void> {
  const format = /\.(parquet|ndjson|json|arrow|xlsx|csv)$/.exec(path)![1]!
  const writer = await openTableWriter(
    {path, force: false},
    {format: {format: format === 'xlsx' ? 'excel' : (format as 'csv')}, signal},
  )
  await writer.write(given)
  await writer.commit()
}

const numbersOf = (read: SourceTable): number[] =>
  cellsOf({...read, columns: [read.columns[0]!]}).rows.map(([n]) => Number(n))

describe('a sample of rows', () => {
  it('is the same rows in their order, whatever the format', () =>
    inFolder(async folder => {
      const expected = [...chosenRows(ROWS, rowSample({most: 700, seed: 5}))]
      expect(expected).to.have.lengthOf(700)
      for (const ending of ['csv', 'ndjson', 'json', 'parquet', 'arrow', 'xlsx']) {
        const path = join(folder, `data.${ending}`)
        await written(path, table)
        const read = await readTable({path}, {signal, sample: {rows: 700, seed: 5}})
        expect(read.rows, ending).to.equal(700)
        expect(read.sampledFrom, ending).to.equal(ROWS)
        expect(numbersOf(read), ending).to.deep.equal(expected)
        expect(cellsOf(read).rows, ending).to.deep.equal(expected.map(row => cells[row]!))
        const own = read.columns[1]!
        expect(own.type === 'text' && own.dictionary.filter(text => text !== '').length, ending).to.equal(700)
      }
    })).timeout(30_000)

  it('of a folder is that of its parts one after the other', () =>
    inFolder(async folder => {
      const parts = join(folder, 'parts')
      await mkdir(parts)
      for (let part = 0; part < 5; part++)
        await written(
          join(parts, `${part}.csv`),
          textTable(['n', 'own', 'label'], cells.slice(part * 1000, part * 1000 + 1000)),
        )
      const read = await readTable({path: parts}, {signal, sample: {rows: 300, seed: 5}})
      expect(numbersOf(read)).to.deep.equal([...chosenRows(ROWS, rowSample({most: 300, seed: 5}))])
      expect(read.sampledFrom).to.equal(ROWS)
    }))

  it('is all rows, as without it, where there are no more', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.csv')
      await written(path, table)
      const whole = await readTable({path}, {signal})
      for (const rows of [ROWS, 1e9, undefined])
        expect(await readTable({path}, {signal, sample: {rows, seed: 5}})).to.deep.equal(whole)
    }))

  it('counts blank rows of a lone column', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.csv')
      await writeFile(path, `n\n${Array.from({length: 1000}, (_, i) => (i % 4 === 0 ? '' : i)).join('\n')}\n`)
      const read = await readTable({path}, {signal, sample: {rows: 200, seed: 1}})
      const expected = [...chosenRows(read.sampledFrom!, rowSample({most: 200, seed: 1}))]
      expect(cellsOf(read).rows.flat()).to.deep.equal(expected.map(i => (i % 4 === 0 ? '' : `${i}`)))
    }))

  it('still finds what is wrong in rows that it leaves out', () =>
    inFolder(async folder => {
      const path = join(folder, 'data.csv')
      await writeFile(path, `a,b\n${'1,2\n'.repeat(5000)}1,2,3\n`)
      const error = await readTable({path}, {signal, sample: {rows: 10, seed: 1}}).catch(fault => fault)
      expect(error).to.include({code: 'INFER_CSV_RAGGED'})
      expect(error.message).to.contain('Line 5002')
    }))

  it('has each row with the same chance', () => {
    const counts = new Float64Array(10)
    for (let seed = 0; seed < 40; seed++)
      for (const row of chosenRows(20_000, rowSample({most: 1000, seed}))) counts[Math.floor(row / 2000)]!++
    const expected = 4000
    const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
    // 27.9 is exceeded once in a thousand times with nine degrees of freedom.
    expect(chi).to.be.below(27.9)
  })

  it('of a sample is the sample, in whatever portions rows come', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 1, max: 200}),
        fc.integer({min: 1, max: 3000}),
        fc.nat(),
        (most, rows, seed) => {
          const hashOf = rowSample({most, seed}).hashOf
          const byHash = Array.from({length: rows}, (_, row) => row).toSorted((a, b) => hashOf(a) - hashOf(b))
          const expected = byHash.slice(0, most).toSorted((a, b) => a - b)
          expect([...chosenRows(rows, rowSample({most, seed}))]).to.deep.equal(expected)
        },
      ),
      {numRuns: 60},
    )
  })
})

describe('the rows that fit', () => {
  const GB = 2 ** 30

  it('are all while there is room', () => {
    expect(fittingRows({rows: 1e6, columns: 15, texts: 100, characters: 1000}, 8 * GB, 4 * GB)).to.equal(
      Infinity,
    )
  })

  it('are as many as half the memory holds, or as the heap has room for texts', () => {
    expect(fittingRows({rows: 1e8, columns: 10, texts: 0, characters: 0}, GB, 4 * GB)).to.be.closeTo(
      GB / 2 / 280,
      2,
    )
    const texts = {rows: 1e8, columns: 1, texts: 1e8, characters: 1e9}
    expect(fittingRows(texts, 1000 * GB, GB)).to.be.closeTo((1e8 * 0.4 * GB) / (48e8 + 1e9), 1e4)
  })

  it('leave generators room in memories of 4 GiB, however much the machine has', () => {
    const plain = {texts: 0, characters: 0}
    expect(fittingRows({rows: 1e8, columns: 2, ...plain}, 2 ** 50, 4 * GB)).to.be.at.most(2 ** 25)
    const wide = fittingRows({rows: 2e7, columns: 500, ...plain}, 2 ** 50, 4 * GB)
    expect(wide * 500).to.be.at.most(2 ** 31)
  })
})
