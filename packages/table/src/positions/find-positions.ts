// Latitudes and longitudes that belong together, and the places that many rows share.
import type {ColumnSchema, NumericColumn, NumericSchema, SourceTable, TableSchema} from '@inferloop/contract'
import {namesAxis} from '../column-name.ts'
import {count, counted} from '../counts-said.ts'
import {encodeTable} from '../encode-table.ts'

/** Share of the points that must be at shared places for there to be no others. */
const NEARLY_ALL = 0.95
/** Share of the cells with a value that must be at shared places for the value to stand for them. */
const MOSTLY = 0.9
/** Places kept, the commonest. */
const MOST_PLACES = 100_000

type Pair = Readonly<Record<'latitude' | 'longitude', NumericSchema>>

/**
 * The schema with `position` on columns of degrees whose names differ only in the axis (`pickup_lat`, `pickup_lon`). A place is
 * kept when `support` rows are there, two at least: one row's point is its own.
 */
export function findPositions(source: SourceTable, schema: TableSchema, rows: number): TableSchema {
  const support = Math.max(2, rows)
  const found = new Map<string, NumericSchema>()
  for (const pair of pairsOf(schema.columns))
    for (const column of described(source, pair, support)) found.set(column.name, column)
  return found.size === 0 ? schema : {columns: schema.columns.map(column => found.get(column.name) ?? column)}
}

function pairsOf(columns: readonly ColumnSchema[]): Pair[] {
  const halves = columns.flatMap(column => {
    const named = column.kind === 'numeric' ? namesAxis(column.name) : undefined
    return named === undefined ? [] : [{column: column as NumericSchema, ...named}]
  })
  return [...Map.groupBy(halves, ({rest}) => rest).values()].flatMap(same => {
    const [latitude, second] = same.filter(({axis}) => axis === 'latitude')
    const [longitude, third] = same.filter(({axis}) => axis === 'longitude')
    if (latitude === undefined || longitude === undefined || second !== undefined || third !== undefined)
      return []
    return [{latitude: latitude.column, longitude: longitude.column}]
  })
}

const unbounded = (column: NumericSchema): NumericSchema => ({
  ...column,
  min: Number.NEGATIVE_INFINITY,
  max: Number.POSITIVE_INFINITY,
})

/** Both columns, or none where their numbers are no degrees. */
function described(source: SourceTable, {latitude, longitude}: Pair, support: number): NumericSchema[] {
  const both = {columns: [unbounded(latitude), unbounded(longitude)]}
  const [north, east] = encodeTable(source, both).columns.map(column => (column as NumericColumn).values)
  if (north === undefined || east === undefined) return []
  if (!north.every(value => !(Math.abs(value) > 90)) || !east.every(value => !(value < -180 || value > 360)))
    return []
  const points = pointsOf(north, east, support)
  const {kept} = points
  const places = kept.map(({at}) => at)
  const held = kept.reduce((sum, {cells}) => sum + cells, 0)
  const only = places.length > 0 && held >= NEARLY_ALL * points.filled
  const mirrored = places.map(([lat, lon]) => [lon, lat] as const)
  const own = {
    latitude: only ? places : ofOwnValues(places, kept, north, 0),
    longitude: only ? [] : ofOwnValues(mirrored, kept, east, 1),
  }
  const settled = only || own.latitude.length + own.longitude.length > 0
  const said = settled
    ? `; ${counted(places.length, 'place')} that ${support} rows or more share ${places.length === 1 ? 'has' : 'have'} ${count(held)} of ${count(points.filled)} points${only ? ', and new ones are nowhere else' : ''}`
    : ''
  const half = (axis: 'latitude' | 'longitude', column: NumericSchema, partner: string): NumericSchema => ({
    ...column,
    evidence: `${column.evidence} It is the ${axis} of a point with "${partner}"${axis === 'latitude' ? said : ''}.`,
    position: {
      axis,
      partner,
      together: points.together,
      ...(own[axis].length > 0 ? {places: own[axis]} : {}),
      ...(only ? {only} : {}),
    },
  })
  return [half('latitude', latitude, longitude.name), half('longitude', longitude, latitude.name)]
}

interface Held {
  readonly at: readonly [number, number]
  readonly cells: number
}

/** Places that at least `support` rows share, the commonest of them, in the order of their first rows, and how many points there are. Row numbers sorted by place take 4 bytes a row, however many places there are. */
function pointsOf(north: Float64Array, east: Float64Array, support: number) {
  const rows = new Uint32Array(north.length)
  let filled = 0
  let together = true
  for (let row = 0; row < north.length; row++) {
    const [lat, lon] = [north[row]!, east[row]!]
    if (Number.isNaN(lat) !== Number.isNaN(lon)) together = false
    if (!Number.isNaN(lat) && !Number.isNaN(lon)) rows[filled++] = row
  }
  const sorted = rows
    .subarray(0, filled)
    .sort((a, b) => north[a]! - north[b]! || east[a]! - east[b]! || a - b)
  const runs: (Held & {readonly first: number})[] = []
  for (let from = 0; from < filled; ) {
    const first = sorted[from]!
    const at = [north[first]!, east[first]!] as const
    let to = from + 1
    while (to < filled && north[sorted[to]!] === at[0] && east[sorted[to]!] === at[1]) to++
    if (to - from >= support) runs.push({at, cells: to - from, first})
    from = to
  }
  const kept = runs.toSorted((a, b) => b.cells - a.cells || a.first - b.first).slice(0, MOST_PLACES)
  return {kept: kept.toSorted((a, b) => a.first - b.first), filled, together}
}

/** The places, `[value, partner's]`, whose value hardly any other point has. */
function ofOwnValues(
  places: readonly (readonly [number, number])[],
  kept: readonly Held[],
  values: Float64Array,
  axis: 0 | 1,
): (readonly [number, number])[] {
  const atPlaces = new Map<number, number>()
  for (const {at, cells} of kept) atPlaces.set(at[axis], (atPlaces.get(at[axis]) ?? 0) + cells)
  const all = new Map<number, number>()
  for (const value of values) if (atPlaces.has(value)) all.set(value, (all.get(value) ?? 0) + 1)
  return places.filter(([value]) => atPlaces.get(value)! >= MOSTLY * all.get(value)!)
}
