// How good a figure is, in three words. Rules of thumb for the colours of the report; the verdict comes from gates alone.

export type Tone = 'good' | 'fair' | 'poor' | 'unknown'

/** Least value that is good and least that is fair, of figures where more is better; greatest ones where less is. */
const LEAST = {score: [0.95, 0.85], reached: [0.98, 0.93], utility: [0.97, 0.9]} as const
const MOST = {detection: [0.6, 0.75], copyIndex: [0.25, 0.4], risk: [0.05, 0.15]} as const

export function toneOf(kind: keyof typeof LEAST | keyof typeof MOST, value: number | null | undefined): Tone {
  if (typeof value !== 'number') return 'unknown'
  if (kind in LEAST) {
    const [good, fair] = LEAST[kind as keyof typeof LEAST]
    return value >= good ? 'good' : value >= fair ? 'fair' : 'poor'
  }
  const [good, fair] = MOST[kind as keyof typeof MOST]
  return value <= good ? 'good' : value <= fair ? 'fair' : 'poor'
}
