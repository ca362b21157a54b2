// Instants as people read them.

/** `2013-01-07`, with the time of day in UTC where it is not midnight; milliseconds since 1970 beyond the years a Date can hold. */
export function instantText(instant: number): string {
  const date = new Date(instant)
  if (Number.isNaN(date.getTime())) return String(instant)
  const [day, time] = date.toISOString().split('T') as [string, string]
  return time === '00:00:00.000Z' ? day : `${day} ${time.replace(/(:00)?\.000Z$/, '').replace('Z', '')}`
}
