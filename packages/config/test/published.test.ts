// The JSON Schema for editors says what infer says.
import {publishedSchema} from '@inferloop/config'
import {Ajv} from 'ajv'
import {expect} from 'chai'
import {aFolder} from './a-folder.ts'

describe('the published schema', () => {
  const configs: readonly (readonly [valid: boolean, config: unknown])[] = [
    [true, {version: 1}],
    [true, {version: 1, generate: null, jobs: null}],
    [true, {$schema: 'x', version: 1, data: 'a.csv', generate: {rows: 3, types: {a: 'list:;'}, drop: 'a'}}],
    [true, {version: 1, generate: {rows: '${ROWS:-3}', card: '${CARD:-true}', format: '${F:-csv}'}}],
    [true, {version: 1, validate: {'min-quality': 0.9, output: ['a.html']}, jobs: {a: {data: 'x'}}}],
    [true, {version: 1, generate: {'max-time': '5m', 'max-unpacked': 1e9, options: {a: 1, b: true, c: 'x'}}}],
    [false, {}],
    [false, {version: 2}],
    [false, {version: 1, generate: {row: 3}}],
    [false, {version: 1, generate: {rows: 0}}],
    [false, {version: 1, generate: {rows: '3'}}],
    [false, {version: 1, generate: {types: {a: 'number'}}}],
    [false, {version: 1, generate: {privacy: 'none'}}],
    [false, {version: 1, validate: {'max-detection': 0.2}}],
    [false, {version: 1, jobs: {'a b': {}}}],
    [false, {version: 1, jobs: {a: {jobs: {}}}}],
  ]

  it('takes what infer takes and refuses what it refuses', async () => {
    const accepts = new Ajv({strict: false}).compile((await publishedSchema()) as object)
    const folder = aFolder()
    try {
      for (const [valid, config] of configs) {
        folder.write('infer.config.json', JSON.stringify(config))
        const opened = await folder.open().then(
          () => true,
          () => false,
        )
        expect({ajv: accepts(config), infer: opened}, JSON.stringify(config)).to.deep.equal({
          ajv: valid,
          infer: valid,
        })
      }
    } finally {
      folder.remove()
    }
  })

  it('has a description for every key, and the default where there is one', async () => {
    const made = (await publishedSchema()) as {properties: Record<string, {anyOf: {properties: object}[]}>}
    const {properties} = made.properties['generate']!.anyOf[0]!
    for (const [name, key] of Object.entries(properties)) expect(key, name).to.have.property('description')
    expect(properties).to.have.nested.property('seed.default', 1)
    expect(properties).to.have.nested.property('privacy.default', 'default')
    expect(properties).to.not.have.nested.property('rows.default')
  })
})
