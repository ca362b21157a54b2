// Lengths of time as they are typed: `90`, `60s`, `5m`, `1.5h`.

const SECONDS: Readonly<Record<string, number>> = {'': 1, s: 1, m: 60, min: 60, h: 3600, d: 86_400}

/** Seconds; undefined for what is no length of time. */
export function secondsIn(text: string): number | undefined {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? []
  const seconds = Number(digits) * (SECONDS[unit?.toLowerCase() ?? ''] ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}
