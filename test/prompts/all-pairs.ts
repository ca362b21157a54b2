// A covering array: few cases in which each pair of values of any two parameters stands together. Greedy, and the same at each call.

export type Parameters = Readonly<Record<string, readonly unknown[]>>
export type Case = Readonly<Record<string, unknown>>

/** Values are told apart by their places. */
export function allPairs(parameters: Parameters): Case[] {
  const names = Object.keys(parameters)
  const open = new Set<string>()
  const idOf = (a: number, x: number, b: number, y: number) => (a < b ? [a, x, b, y] : [b, y, a, x]).join()
  const sizes = names.map(name => parameters[name]!.length)
  for (let a = 0; a < names.length; a++)
    for (let b = a + 1; b < names.length; b++)
      for (let x = 0; x < sizes[a]!; x++) for (let y = 0; y < sizes[b]!; y++) open.add(idOf(a, x, b, y))
  const cases: Case[] = []
  while (open.size > 0) {
    const [a, x, b, y] = [...open][0]!.split(',').map(Number) as [number, number, number, number]
    const chosen = new Map([
      [a, x],
      [b, y],
    ])
    for (let c = 0; c < names.length; c++) {
      if (chosen.has(c)) continue
      const gain = (z: number) => [...chosen].filter(([d, w]) => open.has(idOf(c, z, d, w))).length
      const values = Array.from({length: sizes[c]!}, (_, z) => z)
      chosen.set(
        c,
        values.reduce((best, z) => (gain(z) > gain(best) ? z : best), 0),
      )
    }
    for (const [c, z] of chosen) for (const [d, w] of chosen) if (c !== d) open.delete(idOf(c, z, d, w))
    cases.push(Object.fromEntries(names.map((name, c) => [name, parameters[name]![chosen.get(c)!]])))
  }
  return cases
}
