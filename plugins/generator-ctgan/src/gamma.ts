// The logarithm of the gamma function and its derivative, by their asymptotic series (Abramowitz & Stegun 6.1.41, 6.3.18).

/** From here on the series are exact to 1e-13; smaller arguments are moved up by the recurrence. */
const FAR = 12

/** ψ(x) = d/dx ln Γ(x) for x > 0. */
export function digamma(x: number): number {
  let moved = 0
  for (; x < FAR; x++) moved -= 1 / x
  const f = 1 / (x * x)
  const series = f * (1 / 12 - f * (1 / 120 - f * (1 / 252 - f * (1 / 240 - f / 132))))
  return moved + Math.log(x) - 0.5 / x - series
}

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  let moved = 0
  for (; x < FAR; x++) moved -= Math.log(x)
  const f = 1 / (x * x)
  const series = (1 / 12 - f * (1 / 360 - f * (1 / 1260 - f / 1680))) / x
  return moved + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}
