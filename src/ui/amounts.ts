// Numbers as people read them.
import {withCommas} from '@inferloop/contract'

/** 32561 → `32,561`. */
export const count = (value: number): string => withCommas(Math.round(value))

/** 0.31 → `0.3 s`, 75 → `1 min 15 s`, 4000 → `1 h 7 min`. */
export function secondsSaid(value: number): string {
  if (value < 59.5) return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} s`
  const minutes = Math.floor(Math.round(value) / 60)
  if (minutes < 60) return `${minutes} min ${Math.round(value) % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
