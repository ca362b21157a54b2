// Arbitrary tables of fields and inputs that nearly suit them.
import fc from 'fast-check'
import type {Fields, FieldSpec, Json} from '../../src/index.ts'

const FORMAT_SAMPLES = {
  cidr: ['10.0.0.0/16', '2001:db8::/32', '10.0.0.256/8', '10.0.0.0', '::/0'],
  domain: ['example.com', '*.a.example.com', '_x.example.com', 'a..b', 'localhost', '-a.com'],
  email: ['ops@example.com', 'ops@', 'a b@example.com', 'ops@example'],
  slug: ['orders', 'orders-1', 'Orders', 'a-', '1a'],
  url: ['https://example.com/x?y', 'ftp://example.com', 'https://u:p@example.com', 'http://h'],
  duration: ['90s', '1h30m', '1.5d', 'soon', '90'],
  image: ['debian', 'ghcr.io/me/app:1.2', `a@sha256:${'0'.repeat(64)}`, 'A/B', 'host:5000/x', ':1'],
} as const

const words = fc.constantFrom('a', 'port', 'Port', 'env', 'zone9')

const leaf: fc.Arbitrary<FieldSpec> = fc
  .oneof(
    fc.record(
      {
        type: fc.constantFrom('integer' as const, 'number' as const),
        min: fc.constantFrom(0, 1),
        max: fc.constantFrom(5, 65_535),
      },
      {requiredKeys: ['type']},
    ),
    fc.record({type: fc.constant('boolean' as const)}),
    fc.record(
      {type: fc.constant('string' as const), min: fc.constantFrom(0, 1, 2), max: fc.constantFrom(2, 5)},
      {requiredKeys: ['type']},
    ),
    fc.record({type: fc.constant('string' as const), choices: fc.constant(['tcp', 'udp'])}),
    fc.record({type: fc.constant('string' as const), pattern: fc.constantFrom('/.*', 'a|bc')}),
    fc.record({type: fc.constant('string' as const), secret: fc.constant(true as const)}),
    fc.record({type: fc.constant('string' as const), refersTo: fc.constant(['network.vpc' as const])}),
    fc.record({
      type: fc.constant('string' as const),
      format: fc.constantFrom(...(Object.keys(FORMAT_SAMPLES) as (keyof typeof FORMAT_SAMPLES)[])),
    }),
  )
  .map(spec => ({summary: 'something', ...spec}) as FieldSpec)

/** Four stories deep at most. */
export const {field, fields} = fc.letrec<{field: FieldSpec; fields: Fields}>(tie => ({
  field: fc.oneof(
    {maxDepth: 3, depthSize: 'small'},
    {weight: 4, arbitrary: leaf},
    {weight: 1, arbitrary: tie('field').map(of => ({type: 'list' as const, summary: 'some', of}))},
    {
      weight: 1,
      arbitrary: tie('field').map(of => ({type: 'list' as const, summary: 'some', of, min: 1, max: 2})),
    },
    {weight: 1, arbitrary: tie('field').map(of => ({type: 'map' as const, summary: 'named', of}))},
    {
      weight: 1,
      arbitrary: tie('fields').map(inner => ({type: 'object' as const, summary: 'whole', fields: inner})),
    },
  ),
  fields: fc
    .dictionary(words, fc.tuple(tie('field'), fc.boolean()), {maxKeys: 4, noNullPrototype: true})
    .map(table =>
      Object.fromEntries(
        Object.entries(table).map(([name, [spec, required]]) => [
          name,
          required ? {...spec, required: true as const} : spec,
        ]),
      ),
    ),
}))

const odd: fc.Arbitrary<Json> = fc.constantFrom<Json>(
  null,
  true,
  0,
  1,
  2.5,
  70_000,
  -1,
  '',
  'a',
  'tcp',
  'abcdefg',
  '😀😀',
  '/x',
  'bc',
  '${a.b}',
  '${}',
  [],
  ['a'],
  {},
  {a: 1},
  {$secret: 'NAME'},
  {$secret: ''},
  {$secret: 'A', b: 1},
  ...Object.values(FORMAT_SAMPLES).flat(),
)

const isPlain = ({type}: FieldSpec): boolean => !['list', 'map', 'object'].includes(type)

/** Mostly of the right type, seldom right in all. */
export function valueFor(spec: FieldSpec): fc.Arbitrary<Json> {
  const right = ((): fc.Arbitrary<Json> => {
    if (spec.type === 'object') return inputsFor(spec.fields!)
    if (spec.type === 'list') return fc.array(valueFor(spec.of!), {maxLength: 3})
    if (spec.type === 'map')
      return fc.dictionary(fc.constantFrom('A', isPlain(spec.of!) ? 'B.C' : 'B'), valueFor(spec.of!), {
        maxKeys: 2,
        noNullPrototype: true,
      })
    if (spec.secret === true) return fc.constant({$secret: 'NAME'})
    if (spec.format !== undefined) return fc.constantFrom(...FORMAT_SAMPLES[spec.format])
    if (spec.type === 'boolean') return fc.boolean()
    if (spec.type === 'integer') return fc.constantFrom(0, 1, 3, 5, 6)
    if (spec.type === 'number') return fc.constantFrom(0, 0.5, 5, 6)
    return fc.constantFrom('tcp', '/x', 'a', 'ab', 'bc')
  })()
  return fc.oneof({weight: 9, arbitrary: right}, {weight: 1, arbitrary: odd})
}

export function inputsFor(table: Fields): fc.Arbitrary<Record<string, Json>> {
  const parts = Object.entries(table).map(([name, spec]) =>
    fc
      .option(valueFor(spec), {nil: undefined, freq: 8})
      .map(value => (value === undefined ? {} : {[name]: value})),
  )
  const stranger = fc.constantFrom({}, {}, {}, {}, {prot: 1})
  return fc.tuple(...parts, stranger).map(all => Object.assign({}, ...all) as Record<string, Json>)
}

export const tableWithInputs = fields.chain(table => fc.tuple(fc.constant(table), inputsFor(table)))
