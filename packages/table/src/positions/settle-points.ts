// Drawn latitudes and longitudes as points: both or neither, and at a place that rows share where they are to be at one.
import type {Column, NumericColumn, NumericSchema, Position, Table} from '@inferloop/contract'
import {placer} from '../place-measure.ts'
import {type Place, placeIndex} from './place-index.ts'

/** `table` with both halves of every point settled; halves that follow from other columns are left as they are. */
export function settlePoints(table: Table): Table {
  const settled = new Map<string, Column>()
  for (const column of table.columns) {
    const north = half(column, 'latitude')
    if (north === undefined) continue
    const partner = table.columns.find(({name}) => name === north.position.partner)
    const east = partner === undefined ? undefined : half(partner, 'longitude')
    if (east === undefined) continue
    for (const changed of settle(north, east)) settled.set(changed.name, changed)
  }
  if (settled.size === 0) return table
  return {rows: table.rows, columns: table.columns.map(column => settled.get(column.name) ?? column)}
}

interface Half {
  readonly column: NumericColumn
  readonly schema: NumericSchema
  readonly position: Position
}

function half(column: Column, axis: Position['axis']): Half | undefined {
  if (!('values' in column) || column.schema.kind !== 'numeric') return undefined
  const {schema} = column
  return schema.position?.axis === axis && schema.derived === undefined
    ? {column, schema, position: schema.position}
    : undefined
}

function settle(north: Half, east: Half): Column[] {
  const latitudes = north.column.values.slice()
  const longitudes = east.column.values.slice()
  const settleAt = settlerOf(north, east)
  const tokens = {north: tokensOf(north), east: tokensOf(east)}
  for (let row = 0; row < latitudes.length; row++) {
    const [lat, lon] = [latitudes[row]!, longitudes[row]!]
    if (Number.isNaN(lat) || Number.isNaN(lon)) {
      if (!north.position.together || Number.isNaN(lat) === Number.isNaN(lon)) continue
      latitudes[row] = Number.NaN
      longitudes[row] = Number.NaN
      tokens.north[row] ||= tokens.east[row]! <= north.schema.missing.length ? tokens.east[row]! : 1
      tokens.east[row] ||= tokens.north[row]! <= east.schema.missing.length ? tokens.north[row]! : 1
      continue
    }
    const place = settleAt?.(lat, lon)
    if (place === undefined) continue
    latitudes[row] = place[0]
    longitudes[row] = place[1]
  }
  return [withCells(north.column, latitudes, tokens.north), withCells(east.column, longitudes, tokens.east)]
}

const tokensOf = ({column}: Half): Uint8Array =>
  column.missing?.slice() ?? new Uint8Array(column.values.length)

const withCells = (column: NumericColumn, values: Float64Array, tokens: Uint8Array): NumericColumn => ({
  ...column,
  values,
  ...(tokens.some(token => token > 0) ? {missing: tokens} : {}),
})

type Settle = (lat: number, lon: number) => Place | undefined

/** Kept while the schema is, so that batches share the index of the places. */
const known = new WeakMap<object, {readonly east: object; readonly settleAt: Settle | undefined}>()

function settlerOf(north: Half, east: Half): Settle | undefined {
  let kept = known.get(north.schema)
  if (kept?.east !== east.schema) {
    kept = {east: east.schema, settleAt: settler(north, east)}
    known.set(north.schema, kept)
  }
  return kept.settleAt
}

/** The place for a drawn point, undefined where it is free; none at all where no place is known. */
function settler(north: Half, east: Half): Settle | undefined {
  const byLatitude = north.position.places ?? []
  const byLongitude = (east.position.places ?? []).map(([lon, lat]) => [lat, lon] as const)
  if (byLatitude.length + byLongitude.length === 0) return undefined
  const onGrid = {lat: placer(north.schema), lon: placer(east.schema)}
  const [ofLatitude, ofLongitude] = [placeIndex(byLatitude), placeIndex(byLongitude)]
  return (lat, lon) => {
    const at = [onGrid.lat(lat), onGrid.lon(lon)] as const
    if (north.position.only === true) return ofLatitude.nearest(at)
    return ofLatitude.nearestOn(0, at) ?? ofLongitude.nearestOn(1, at)
  }
}
