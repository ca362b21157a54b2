import {expect} from 'chai'
import type {DatetimeSchema} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {decodeTable, encodeTable, formatDatetime, inferSchema} from '../../src/index.ts'
import {cellsOf, source, text, thereAndBack, verdict} from '../source.ts'

const FORMAT = 'YYYY-MM-DD[T]HH:mm:ssZ'
const COUNT = 1200
/** Every seven hours from the first of January 2023 on. */
const instant = (i: number) => Date.UTC(2023, 0, 1) + i * 25_200_000
/** Of Berlin in 2023. */
const isSummer = (ms: number) => ms >= Date.UTC(2023, 2, 26, 1) && ms < Date.UTC(2023, 9, 29, 1)
const written = (of: (ms: number, i: number) => string) =>
  Array.from({length: COUNT}, (_, i) => of(instant(i), i))

function again(cells: readonly string[]): string[] {
  const table = source(text('at', cells))
  const schema = inferSchema(table, {privacy: 'default'})
  const place = {firstRow: 0, random: createRandom(1)}
  return cellsOf(decodeTable(encodeTable(table, schema), schema, place).columns[0]!)
}

const ending = (cells: readonly string[], end: string) => cells.filter(cell => cell.endsWith(end)).length

describe('offsets of instants', () => {
  it('change with the clocks where the real ones do', () => {
    const cells = written(ms => formatDatetime(ms, FORMAT, isSummer(ms) ? 120 : 60))
    const schema = verdict(cells) as DatetimeSchema
    expect(schema.offsetChanges?.map(([, minutes]) => minutes)).to.deep.equal([60, 120, 60])
    expect(schema.evidence).to.contain('the offset from Greenwich changes 2 times, as clocks do')
    const day = 86_400_000
    expect(schema.offsetChanges![1]![0]).to.be.closeTo(Date.UTC(2023, 2, 26, 1), day)
    expect(thereAndBack(cells)).to.deep.equal(cells)
  })

  it('name no row by where they change, be it before 1970', () => {
    const before = (ms: number) => ms - 60 * 365.25 * 86_400_000
    for (const moved of [(ms: number) => ms, before]) {
      // No cell stands at a full hour.
      const cells = written((ms, i) =>
        formatDatetime(moved(ms) + ((i * 7919) % 3000) * 1000 + 1000, FORMAT, isSummer(ms) ? 120 : 60),
      )
      const {offsetChanges = []} = verdict(cells) as DatetimeSchema
      expect(offsetChanges.map(([, minutes]) => minutes)).to.deep.equal([60, 120, 60])
      const changes = offsetChanges.map(([from]) => from)
      expect(changes).to.deep.equal(changes.toSorted((a, b) => a - b))
      expect(changes.every(from => from % 3_600_000 === 0)).to.equal(true)
      // The two cells next to the change may be anywhere between their neighbours.
      const nearer = cells.map(cell => (Date.parse(cell) - moved(Date.UTC(2023, 2, 26, 1))) / 3_600_000)
      const gap = [...nearer.keys()].filter(i => Math.abs(nearer[i]!) < 7)
      const shifted = cells.map((cell, i) =>
        gap.includes(i) && nearer[i]! > 0 ? formatDatetime(Date.parse(cell) + 3_600_000, FORMAT, 120) : cell,
      )
      expect((verdict(shifted) as DatetimeSchema).offsetChanges).to.deep.equal(offsetChanges)
    }
  })

  it('are drawn in their shares where several stand at any time, and are the same instants', () => {
    const minutes = (i: number) => (i % 6 === 0 ? 330 : i % 3 === 0 ? -300 : 60)
    const cells = written((ms, i) => formatDatetime(ms, FORMAT, minutes(i)))
    expect((verdict(cells) as DatetimeSchema).offsets).to.deep.equal([
      [60, 2 / 3],
      [330, 1 / 6],
      [-300, 1 / 6],
    ])
    const made = again(cells)
    expect(ending(made, '+01:00')).to.be.closeTo(800, 50)
    expect(ending(made, '+05:30')).to.be.closeTo(200, 45)
    expect(ending(made, '-05:00')).to.be.closeTo(200, 45)
    expect(made.slice(20, -20).map(Date.parse)).to.deep.equal(cells.slice(20, -20).map(Date.parse))
  })

  it('do not come out where too few rows hold them', () => {
    const cells = written((ms, i) =>
      formatDatetime(ms, FORMAT, i === 600 || i === 900 ? 765 : i % 2 === 0 ? 0 : 60),
    )
    expect(ending(again(cells), '+12:45')).to.equal(0)
    expect(JSON.stringify(verdict(cells))).not.to.contain('765')
  })

  it('may stand beside a Z, each as often', () => {
    const cells = written((ms, i) =>
      i % 4 === 0
        ? formatDatetime(ms, 'YYYY-MM-DD[T]HH:mm:ss[Z]')
        : formatDatetime(ms, FORMAT, i % 4 === 1 ? 60 : 540),
    )
    const made = again(cells)
    expect(ending(made, 'Z')).to.be.closeTo(300, 50)
    expect(ending(made, '+09:00')).to.be.closeTo(600, 55)
  })

  for (const zone of [' UTC', ' CET', ' EST', ' Europe/Berlin', ' America/Argentina/Buenos_Aires'])
    it(`may be a name, as in 02:30${zone}`, () => {
      const cells = written(ms => formatDatetime(ms, 'YYYY-MM-DD HH:mm') + zone)
      expect(verdict(cells)).to.include({kind: 'datetime', format: `YYYY-MM-DD HH:mm [${zone.trim()}]`})
      expect(thereAndBack(cells)).to.deep.equal(cells)
    })

  it('may have a name behind them', () => {
    const cells = written(ms => `${formatDatetime(ms, FORMAT, isSummer(ms) ? 120 : 60)}[Europe/Berlin]`)
    expect(verdict(cells)).to.include({kind: 'datetime'}).and.have.property('offsetChanges')
    expect(thereAndBack(cells)).to.deep.equal(cells)
  })

  it('with the name of one row are named nowhere, though its instant is read', () => {
    const cells = written(
      (ms, i) =>
        formatDatetime(ms, 'YYYY-MM-DD HH:mm') + (i === 77 ? ' Asia/Tokyo' : i % 3 === 0 ? ' CET' : ' UTC'),
    )
    for (const privacy of ['default', 'high'] as const) {
      const schema = verdict(cells, {privacy}) as DatetimeSchema
      expect(JSON.stringify(schema)).not.to.contain('Tokyo')
      expect(schema.alsoReads).to.deep.equal(['YYYY-MM-DD HH:mm [CET]'])
      expect(schema.alsoShares).to.have.length(1)
      const {columns} = encodeTable(source(text('x', cells)), {columns: [schema]})
      expect(columns[0]).to.have.property('values').with.property('77', instant(77))
    }
  })

  it('may be several names, each as often', () => {
    const made = again(
      written((ms, i) => formatDatetime(ms, 'YYYY-MM-DD HH:mm') + (i % 3 === 0 ? ' CET' : ' UTC')),
    )
    expect(ending(made, ' CET')).to.be.closeTo(400, 50)
    expect(ending(made, ' UTC')).to.be.closeTo(800, 50)
  })
})
