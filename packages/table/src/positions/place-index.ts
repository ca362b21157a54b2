// Places on the earth, and the nearest to a point.

/** Latitude and longitude in degrees. */
export type Place = readonly [number, number]

export interface PlaceIndex {
  /** The nearest of all; undefined when there are none. */
  nearest(at: Place): Place | undefined
  /** The nearest of those with the very latitude (0) or longitude (1) of the point. */
  nearestOn(axis: 0 | 1, at: Place): Place | undefined
}

export function placeIndex(places: readonly Place[]): PlaceIndex {
  const sorted = places.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  const on = [Map.groupBy(sorted, ([lat]) => lat), Map.groupBy(sorted, ([, lon]) => lon)] as const
  const nearestOn = (axis: 0 | 1, at: Place): Place | undefined =>
    (on[axis].get(at[axis]) ?? []).reduce<Place | undefined>(
      (best, place) => (best === undefined || apart(place, at) < apart(best, at) ? place : best),
      undefined,
    )
  return {nearest: at => nearest(sorted, at), nearestOn}
}

/** Square of the distance in degrees of latitude, on a map flat round the point (equirectangular); the date line is not crossed. */
function apart([lat, lon]: Place, at: Place): number {
  const east = (lon - at[1]) * Math.cos((at[0] * Math.PI) / 180)
  return (lat - at[0]) ** 2 + east ** 2
}

/** Goes north and south from the point's latitude until no place can be nearer. */
function nearest(sorted: readonly Place[], at: Place): Place | undefined {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]![0] < at[0]) low = middle + 1
    else high = middle
  }
  let best: Place | undefined
  let least = Number.POSITIVE_INFINITY
  const take = (place: Place): boolean => {
    const distance = apart(place, at)
    if (distance < least) [best, least] = [place, distance]
    return (place[0] - at[0]) ** 2 < least
  }
  for (let i = high; i < sorted.length && take(sorted[i]!); ) i++
  for (let i = high - 1; i >= 0 && take(sorted[i]!); ) i--
  return best
}
