// Layers laid over each other: a value beats those of its name before it, and what cannot go with it.
import {idOf, type Layer, type Leaf} from './leaf.ts'
import {OWN_KEYS} from './own-keys.ts'

const OF_A_GENERATOR = ['options', ...OWN_KEYS]
const COLUMN_LISTS = ['categorical', 'key', 'text', 'drop']

/** Settings of a fit, which a saved model has behind it. */
const OF_A_FIT = [
  ...'data generator privacy fit-rows save-model sheet max-unpacked types'.split(' '),
  ...COLUMN_LISTS,
  ...OF_A_GENERATOR,
]

/** Later layers beat earlier ones. The last word on a column counts, whatever it is said with. */
export function merged(layers: readonly Layer[]): Leaf[] {
  const all = new Map<string, Leaf>()
  const valueOf = (layer: Iterable<Leaf>, name: string): unknown =>
    [...layer].find(({key}) => key.length === 1 && key[0] === name)?.value
  const has = (layer: Layer, name: string): boolean => layer.some(({key}) => key[0] === name)
  const forget = (names: readonly string[]) => {
    for (const [id, {key}] of all) if (names.includes(key[0]!)) all.delete(id)
  }
  for (const layer of layers) {
    const generator = valueOf(layer, 'generator')
    if (generator !== undefined && generator !== (valueOf(all.values(), 'generator') ?? 'trees'))
      forget(OF_A_GENERATOR)
    if (has(layer, 'model') && !has(layer, 'data')) forget(OF_A_FIT)
    if (has(layer, 'data') && !has(layer, 'model')) forget(['model'])
    forgetColumns(all, layer)
    for (const leaf of layer) all.set(idOf(leaf), leaf)
  }
  return [...all.values()]
}

/** Takes columns that a layer speaks of out of what was said of them before. */
function forgetColumns(all: Map<string, Leaf>, layer: Layer): void {
  const said = new Set(
    layer.flatMap(({key, value}) => {
      if (key[0] === 'types') return key.slice(1)
      return COLUMN_LISTS.includes(key[0]!) && Array.isArray(value) ? (value as string[]) : []
    }),
  )
  for (const [id, leaf] of all) {
    const [name, column] = leaf.key
    if (name === 'types' && said.has(column!)) all.delete(id)
    if (!COLUMN_LISTS.includes(name!) || !Array.isArray(leaf.value)) continue
    const left = (leaf.value as string[]).filter(one => !said.has(one))
    if (left.length === 0) all.delete(id)
    else if (left.length < leaf.value.length) all.set(id, {...leaf, value: left, shown: left})
  }
}
