// The JSON Schema for editors takes what infer takes, and refuses what it refuses as far as a schema can.
import {published} from '@inferloop/provision'
import {RESOURCE_KINDS} from '@inferloop/contract'
import {Ajv} from 'ajv'
import {expect} from 'chai'
import {aFolder} from './a-folder.ts'

const head = {stack: 'a', version: 1, provider: 'sandbox'}
const one = (fields: object) => ({...head, resources: {a: {kind: 'storage.object', ...fields}}})

const stacks: readonly (readonly [valid: boolean, stack: unknown])[] = [
  [true, head],
  [true, {...head, resources: null, outputs: null, hooks: null, settings: {a: 1}}],
  [true, one({versioned: false, protect: true, native: {sandbox: {x: 1}}})],
  [
    true,
    one({
      expireAfter: '${env:DAYS:-3}',
      renamedFrom: ['b'],
      hooks: [{when: 'after', of: 'create', run: ['x']}],
    }),
  ],
  [true, {...head, resources: {s: {kind: 'security.secret', value: '${secret:NAME}'}}}],
  [true, {...head, resources: {s: {kind: 'compute.container', image: 'a/b:1', env: {A: '${secret:X}'}}}}],
  [true, {...head, maxMonthlyCost: {amount: 3}, usage: {}, outputs: {a: 'x'}}],
  [false, {}],
  [false, {...head, version: 2}],
  [false, {...head, resource: {}}],
  [false, {...head, stack: 'A b'}],
  [false, {...head, maxMonthlyCost: {}}],
  [false, {...head, hooks: [{when: 'after', of: 'create', run: ['x']}]}],
  [false, {...head, resources: {a: {}}}],
  [false, {...head, resources: {a: {kind: 'storage'}}}],
  [false, {...head, resources: {'a b': {kind: 'storage.object'}}}],
  [false, one({expireAfter: 0})],
  [false, one({size: 3})],
  [false, one({protect: 'yes'})],
  [false, one({ignoreDrift: [{path: 'x', reason: 'why not'}]})],
  [false, {...head, resources: {s: {kind: 'security.secret', value: 'hunter2'}}}],
]

describe('the published schema of stacks', () => {
  it('takes what infer takes and refuses what it refuses', async () => {
    const accepts = new Ajv({strict: false}).compile((await published()).schema as object)
    const folder = aFolder()
    try {
      for (const [valid, stack] of stacks) {
        const read = await folder.read(JSON.stringify(stack), {name: 'a.json'}).then(
          () => true,
          () => false,
        )
        expect({ajv: accepts(stack), infer: read}, JSON.stringify(stack)).to.deep.equal({
          ajv: valid,
          infer: valid,
        })
      }
    } finally {
      folder.remove()
    }
  })

  it('has every kind with every field and what it is', async () => {
    const {kinds} = await published()
    expect(kinds.map(({kind}) => kind)).to.deep.equal(Object.keys(RESOURCE_KINDS))
    for (const {kind, rows} of kinds) {
      expect(
        rows.map(({path}) => path),
        kind,
      ).to.include.members(Object.keys(RESOURCE_KINDS[kind as never]!['fields']))
      for (const {path, summary, type} of rows) expect(summary && type, `${kind} ${path}`).to.not.equal('')
    }
  })
})
