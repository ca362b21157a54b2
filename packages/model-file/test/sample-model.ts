// Small models to write and read, one with a column of every kind.
import type {ColumnSchema} from '@inferloop/contract'
import type {ModelFacts, StoredModel} from '../src/index.ts'

const described = {evidence: '10 of 10 cells', missing: ['', 'NA'], physical: 'text'} as const
const grid = {step: 0.5, offset: 0, min: -1, max: 99.5}
const format = {
  decimalMark: '.',
  thousands: '',
  prefix: '',
  suffix: ' €',
  fixedDecimals: true,
  minIntegerDigits: 1,
  brackets: false,
  floatIntegers: false,
} as const

export const everyKind: readonly ColumnSchema[] = [
  {name: 'price', kind: 'numeric', decimals: 1, format, ...grid, ...described},
  {name: 'day', kind: 'datetime', format: 'YYYY-MM-DD', ...grid, ...described},
  {name: 'town', kind: 'categorical', categories: ['Zürich', '__proto__'], ...described},
  {name: 'paid', kind: 'boolean', categories: ['yes', 'no'], ...described},
  {name: 'number', kind: 'id', style: 'sequence', unique: true, start: 1, step: 1, ...described},
  {name: 'note', kind: 'text', model: {words: {__proto__: null, a: 1}}, ...described},
  {name: 'tags', kind: 'list', model: {items: ['a', 'b']}, ...described},
  {name: 'unit', kind: 'constant', value: 'kg', ...described},
  {name: 'nothing', kind: 'empty', ...described},
]

export const facts: ModelFacts = {
  infer: '0.1.0',
  generator: {name: 'trees', version: '0.1.0', contract: 1},
  schema: {columns: []},
  seed: 7,
  options: {privacy: 'default', minLeaf: 5, shuffle: true},
  trainedOn: {file: 'data.csv', rows: 10, columns: 8, sha256: 'ab'.repeat(32)},
  scores: [{name: 'price', metric: 'KSComplement', score: 0.99}],
}

/** A small model; its file has about 1,500 bytes. */
export const small: StoredModel = {
  manifest: facts,
  meta: {order: [1, 0], note: 'ü'},
  arrays: {
    edges: Float64Array.of(0.5, -0, 1e300),
    'tree-0': Uint8Array.of(1, 2, 3),
    'a/b.c': new Int16Array(0),
  },
}
