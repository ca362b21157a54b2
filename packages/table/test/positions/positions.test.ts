import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import type {NumericColumn, NumericSchema, Table} from '@inferloop/contract'
import {completeTable, encodeTable, inferSchema} from '../../src/index.ts'
import {source, text} from '../source.ts'

const random = createRandom(5)
const degrees = (from: number, span: number) => (from + span * random.next()).toFixed(5)

/** Stores at which `rows` rows are, then `free` points all over. */
function points(rows: number, free: number): [string, string][] {
  const stores = Array.from({length: 12}, () => [degrees(40, 5), degrees(-80, 9)] as [string, string])
  return [
    ...Array.from({length: rows}, (_, i) => stores[i % stores.length]!),
    ...Array.from({length: free}, () => [degrees(40, 5), degrees(-80, 9)] as [string, string]),
  ]
}

function tableOf(cells: readonly (readonly [string, string])[], names = ['store_lat', 'store_lon']) {
  return source(
    text(
      names[0]!,
      cells.map(([lat]) => lat),
    ),
    text(
      names[1]!,
      cells.map(([, lon]) => lon),
    ),
  )
}

const schemaOf = (cells: readonly (readonly [string, string])[], names?: string[]) =>
  inferSchema(tableOf(cells, names), {privacy: 'default'})

const positionOf = (column: unknown) => (column as NumericSchema).position

/** The longitudes of another row each, as a generator that mixes places up would draw them. */
function mixed(table: Table): Table {
  const [lat, lon] = table.columns as [NumericColumn, NumericColumn]
  const rolled = lon.values.map((_, i) => lon.values[(i + 1) % lon.values.length]!)
  return {rows: table.rows, columns: [lat, {...lon, values: rolled}]}
}

const pairsIn = ({columns}: Table): string[] => {
  const [lat, lon] = columns as [NumericColumn, NumericColumn]
  return [...lat.values].map((value, i) => `${value} ${lon.values[i]}`)
}

describe('latitudes and longitudes', () => {
  for (const [lat, lon] of [
    ['lat', 'lon'],
    ['latitude', 'longitude'],
    ['pickupLat', 'pickupLng'],
    ['Start Latitude', 'Start Longitude'],
    ['lat2', 'long2'],
  ] as const)
    it(`are a pair as ${lat} and ${lon}`, () => {
      const {columns} = schemaOf(points(0, 60), [lat, lon])
      expect(positionOf(columns[0])).to.include({axis: 'latitude', partner: lon, together: true})
      expect(columns[1]!.evidence).to.contain(`It is the longitude of a point with "${lat}".`)
    })

  it('are no pair under names of two points, or beyond the poles', () => {
    expect(positionOf(schemaOf(points(0, 60), ['from_lat', 'to_lon']).columns[0])).to.equal(undefined)
    const beyond = points(0, 60).map(([lat, lon]) => [String(Number(lat) + 50), lon] as const)
    expect(positionOf(schemaOf(beyond).columns[0])).to.equal(undefined)
  })

  it('are put at the places that rows share, never between two of them', () => {
    const cells = points(600, 12)
    const schema = schemaOf(cells)
    expect(schema.columns[0]!.evidence).to.contain(
      '12 places that 5 rows or more share have 600 of 612 points, and new ones are nowhere else',
    )
    const real = new Set(cells.slice(0, 600).map(([lat, lon]) => `${Number(lat)} ${Number(lon)}`))
    const made = pairsIn(completeTable(mixed(encodeTable(tableOf(cells), schema)), schema))
    expect(made.filter(pair => !real.has(pair))).to.deep.equal([])
  })

  it('stay free beside the places, where a good many are', () => {
    const cells = points(300, 300)
    const schema = schemaOf(cells)
    const places = new Set(cells.slice(0, 300).map(([lat, lon]) => `${Number(lat)} ${Number(lon)}`))
    const latitudes = new Set(cells.slice(0, 300).map(([lat]) => Number(lat)))
    const drawn = mixed(encodeTable(tableOf(cells), schema))
    const made = completeTable(drawn, schema)
    const atStores = pairsIn(made).filter(pair => latitudes.has(Number(pair.split(' ')[0])))
    expect(atStores.filter(pair => !places.has(pair))).to.deep.equal([])
    expect(pairsIn(made).slice(300, 599)).to.deep.equal(pairsIn(drawn).slice(300, 599))
  })

  it('are no places where one row each is, whatever the privacy', () => {
    const {columns} = inferSchema(tableOf(points(0, 200)), {privacy: 'low'})
    expect(positionOf(columns[0])).to.deep.equal({axis: 'latitude', partner: 'store_lon', together: true})
  })

  it('keep the commonest places where there are very many', function () {
    this.timeout(20_000)
    const cells = Array.from({length: 220_000}, (_, i) => {
      const at = i < 40 ? 109_999 : i % 110_000
      return [`${(at % 400) / 10}`, `${Math.floor(at / 400) / 10}`] as [string, string]
    })
    const {places = []} = positionOf(inferSchema(tableOf(cells), {privacy: 'low'}).columns[0])!
    expect(places.length).to.equal(100_000)
    expect(places).to.deep.include([(109_999 % 400) / 10, Math.floor(109_999 / 400) / 10])
  })

  it('are missing in the same rows, where the real ones are', () => {
    const cells = points(0, 200).map(
      ([lat, lon], i) => (i % 4 === 0 ? ['', ''] : [lat, lon]) as [string, string],
    )
    const schema = schemaOf(cells)
    const {columns} = completeTable(withGap(encodeTable(tableOf(cells), schema)), schema)
    const [lat, lon] = columns as [NumericColumn, NumericColumn]
    expect(
      [...lat.values.keys()].filter(i => Number.isNaN(lat.values[i]!) !== Number.isNaN(lon.values[i]!)),
    ).to.deep.equal([])
    expect([lat.values[1], lat.missing?.[1], lon.missing?.[1]]).to.deep.equal([Number.NaN, 1, 1])
  })
})

/** A table in whose second row the longitude alone is missing. */
function withGap({rows, columns}: Table): Table {
  const [lat, lon] = columns as [NumericColumn, NumericColumn]
  const values = lon.values.with(1, Number.NaN)
  return {rows, columns: [lat, {...lon, values, missing: lon.missing!.with(1, 1)}]}
}
