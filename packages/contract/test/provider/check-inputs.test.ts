import {Ajv2020} from 'ajv/dist/2020.js'
import {expect} from 'chai'
import fc from 'fast-check'
import {
  inputFaults,
  jsonSchemaOf,
  RESOURCE_KINDS,
  withDefaults,
  type Fields,
  type Inputs,
} from '../../src/index.ts'
import {tableWithInputs} from './tables.ts'

const says = (fields: Fields, inputs: unknown): string[] =>
  inputFaults(fields, inputs).map(({path, message}) => `${path}: ${message}`)
const text = (more: object = {}) => ({type: 'string', summary: 'something', ...more}) as const
const firewall = RESOURCE_KINDS['network.firewall']!.fields
const container = RESOURCE_KINDS['compute.container']!.fields

describe('inputFaults', () => {
  it('names place, rule and value, however deep', () => {
    expect(
      says(firewall, {vpc: 'net', allow: [{port: 70_000, from: ['10.0.0.0/33'], protocol: 'icmp'}]}),
    ).to.deep.equal([
      'allow.0.port: should be a whole number from 1 to 65535, was 70000',
      'allow.0.protocol: should be one of tcp, udp, was "icmp"',
      'allow.0.from.0: should be addresses such as 10.0.0.0/16, was "10.0.0.0/33"',
    ])
  })

  it('says what a missing field is, and which a mistyped one was meant to be', () => {
    expect(says(container, {imgae: 'app:1'})).to.deep.equal([
      'image: is missing (container image with its tag or digest)',
      'imgae: is not a field; did you mean image?',
    ])
    expect(says({a: text()}, {zzzzzz: 1})).to.deep.equal(['zzzzzz: is not a field (fields: a)'])
    expect(says({}, {constructor: 1})).to.deep.equal(['constructor: is not a field (fields: none)'])
  })

  it('gives units, and lengths of texts and lists', () => {
    expect(says(container, {image: 'a', memory: 0})).to.deep.equal([
      'memory: should be a number from 0.25 to 768 GiB, was 0',
    ])
    expect(says({a: text({min: 2, max: 3})}, {a: '😀'})).to.deep.equal([
      'a: should have 2 to 3 characters, was "😀"',
    ])
    expect(says(RESOURCE_KINDS['network.dns']!.fields, {name: 'a.example.com', values: []})).to.deep.equal([
      'values: should have at least 1 entries, was []',
    ])
  })

  it('lets secrets in by reference alone, and never shows one', () => {
    const {fields} = RESOURCE_KINDS['security.secret']!
    expect(says(fields, {value: {$secret: 'DB'}})).to.deep.equal([])
    for (const value of [
      'hunter2',
      {$secret: ''},
      {$secret: 'DB', value: 'hunter2'},
      ['hunter2'],
      '${a.b}-hunter2',
    ])
      expect(says(fields, {value})).to.deep.equal([
        'value: should be a reference such as ${secret:NAME}, never the secret itself',
      ])
    expect(says(container, {image: 'a', env: {TOKEN: {$secret: 'T'}}})).to.deep.equal([])
    // A map of texts could hold the word $secret: it is a reference all the same, and no map.
    const misplaced = {image: 'a', env: {$secret: 'T'}}
    expect(says(container, misplaced)).to.deep.equal(['env: should be fields with values, was a secret'])
    expect(new Ajv2020({strict: false}).validate(jsonSchemaOf(container), misplaced)).to.equal(false)
    expect(says(container, {image: {$secret: 'T'}})).to.deep.equal(['image: should be text, was a secret'])
  })

  it('takes what is filled in later for any value', () => {
    expect(says(container, {image: 'a', port: '${db.port}', replicas: 'two'})).to.deep.equal([
      'replicas: should be a whole number from 0 to 100, was "two"',
    ])
  })

  it('puts the path it is given in front', () => {
    expect(inputFaults({a: text({required: true})}, {}, 'resources.x')[0]!.path).to.equal('resources.x.a')
    expect(inputFaults({}, [], 'resources.x')).to.deep.equal([
      {path: 'resources.x', message: 'should be fields with values, was []'},
    ])
  })

  it('says yes and no where the JSON Schema does', () => {
    let [yes, no] = [0, 0]
    const ajv = new Ajv2020({strict: false, allErrors: false})
    fc.assert(
      fc.property(tableWithInputs, ([table, inputs]) => {
        const faults = says(table, inputs)
        const validate = ajv.compile(jsonSchemaOf(table))
        const valid = validate(inputs)
        if (valid) yes++
        else no++
        expect(faults, JSON.stringify([inputs, validate.errors])).to.have.lengthOf(
          valid ? 0 : faults.length || -1,
        )
      }),
      {numRuns: 500, seed: 7},
    )
    expect(yes, 'inputs that suit').to.be.above(80)
    expect(no, 'inputs that do not').to.be.above(80)
  })
})

describe('jsonSchemaOf', () => {
  it('is a schema of the draft 2020-12 for every kind', () => {
    const ajv = new Ajv2020({strict: false})
    for (const [kind, {fields}] of Object.entries(RESOURCE_KINDS))
      expect(ajv.validateSchema(jsonSchemaOf(fields)), kind).to.equal(true)
  })
})

describe('withDefaults', () => {
  it('fills in what is missing, also within lists of objects', () => {
    const given: Inputs = {vpc: 'net', allow: [{port: 22, from: ['10.0.0.0/8']}]}
    expect(withDefaults(firewall, given)).to.deep.equal({
      vpc: 'net',
      allow: [{port: 22, from: ['10.0.0.0/8'], protocol: 'tcp'}],
      egress: 'allow',
    })
  })

  it('twice is once, changes nothing that is there, and makes no fault', () => {
    const fields: Fields = {
      n: {type: 'integer', summary: 'n', default: 3, required: true},
      in: {type: 'object', summary: 'in', fields: {s: text({default: 'x'})}},
    }
    expect(withDefaults(fields, {})).to.deep.equal({n: 3})
    fc.assert(
      fc.property(tableWithInputs, ([table, inputs]) => {
        const withMore: Fields = {
          ...table,
          n: fields['n']!,
          deep: {type: 'list', summary: 'l', of: {type: 'object', summary: 'o', fields}},
        }
        const given = {...inputs, deep: [{}, {n: 1, in: {}}]}
        const once = withDefaults(withMore, given)
        expect(withDefaults(withMore, once)).to.deep.equal(once)
        expect(once).to.deep.equal({n: 3, ...given, deep: [{n: 3}, {n: 1, in: {s: 'x'}}]})
        expect(says(withMore, once)).to.deep.equal(says(withMore, given))
      }),
    )
  })

  it('makes inputs of only the required fields suit every kind', () => {
    for (const [kind, {fields}] of Object.entries(RESOURCE_KINDS)) {
      const missing = says(fields, withDefaults(fields, {})).filter(line => !line.includes('is missing'))
      expect(missing, kind).to.deep.equal([])
    }
  })
})
