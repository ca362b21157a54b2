// Numbers as people read them.

/** 32561 → `32,561`. */
export const count = (value: number): string => Math.round(value).toLocaleString('en-US')

/** 3 821 004 → `3.8 MB`; powers of 1000. */
export function bytesSaid(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB']
  const power = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3))
  const scaled = value / 1000 ** power
  return `${power > 0 && scaled < 10 ? scaled.toFixed(1) : Math.round(scaled)} ${units[power]}`
}

/** 0.31 → `0.3 s`, 75 → `1 min 15 s`, 4000 → `1 h 7 min`. */
export function secondsSaid(value: number): string {
  if (value < 59.5) return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} s`
  const minutes = Math.floor(Math.round(value) / 60)
  if (minutes < 60) return `${minutes} min ${Math.round(value) % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
