// Every template of ours, with every combination of its choices, with all that is optional and with none of it.
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {RESOURCE_KINDS} from '@inferloop/contract'
import {listTemplates, readStack, showTemplate, type Stack, type Variable} from '@inferloop/provision'
import {expect} from 'chai'
import {faultOf} from './a-folder.ts'

const TEMPLATES = fileURLToPath(new URL('../../../../templates/', import.meta.url))
const templates = await listTemplates(TEMPLATES)

/** A value for each variable that is optional. */
const OPTIONAL: Readonly<Record<string, unknown>> = {
  keepDays: 30,
  workers: 3,
  databasePassword: 'DATABASE_PASSWORD',
  monthlyBudget: 500,
}

function valuesOf({type, choices}: Variable): readonly unknown[] {
  if (type === 'boolean') return [true, false]
  return choices ?? []
}

function combinations(variables: Readonly<Record<string, Variable>>): Record<string, unknown>[] {
  const optional = Object.keys(variables).filter(name => variables[name]!.optional === true)
  const all = Object.fromEntries(optional.map(name => [name, OPTIONAL[name]]))
  return Object.entries(variables).reduce<Record<string, unknown>[]>(
    (made, [name, variable]) => {
      const values = valuesOf(variable)
      return values.length === 0 ? made : made.flatMap(one => values.map(value => ({...one, [name]: value})))
    },
    [{}, all],
  )
}

const read = (path: string, variables: Record<string, unknown>): Promise<Stack> =>
  readStack(path, {folder: TEMPLATES, env: {}, variables})

describe('the templates', () => {
  it('are those in the folder, with what they are and what they ask for', () => {
    expect(templates.map(({provider, name}) => `${provider}/${name}`)).to.deep.equal([
      'sandbox/bucket',
      'sandbox/synthetic-data-stack',
    ])
    expect(readdirSync(join(TEMPLATES, 'sandbox'))).to.have.length(templates.length)
    for (const {name, summary, variables} of templates) {
      expect(summary, name).to.match(/^[A-Z].{10,120}\.$/)
      expect(Object.keys(variables), name).to.include('name')
    }
  })

  for (const {name, path, variables, provider} of templates)
    it(`${name} is a stack with each of ${combinations(variables).length} combinations`, async () => {
      for (const one of combinations(variables)) {
        const stack = await read(path, one)
        expect(stack.provider).to.equal(provider)
        expect(stack.resources.length).to.be.greaterThan(0)
      }
    }).timeout(60_000)

  it('synthetic-data-stack has what synthetic data needs, larger with each size', async () => {
    const {path} = await showTemplate('synthetic-data-stack', TEMPLATES)
    const stacks = await Promise.all(['s', 'm', 'l'].map(size => read(path, {size})))
    const kinds = new Set(stacks[0]!.resources.map(({kind}) => kind))
    expect([...kinds]).to.include.members([
      'compute.container',
      'db.cache',
      'db.relational',
      'storage.object',
      'security.secret',
      'security.certificate',
      'network.loadBalancer',
      'network.vpc',
      'network.subnet',
      'monitor.logs',
      'monitor.alarm',
      'queue.jobs',
    ])
    expect([...kinds].every(kind => Object.hasOwn(RESOURCE_KINDS, kind))).to.equal(true)
    const workers = stacks.map(
      ({resources}) => resources.find(({name}) => name === 'workers')!.inputs['replicas'],
    )
    expect(workers).to.deep.equal([1, 4, 12])
    expect(stacks[0]!.resources.length).to.be.at.least(20)
  })

  it('are found by name, by provider and name, and by path', async () => {
    for (const said of [
      'bucket',
      'sandbox/bucket',
      join(TEMPLATES, 'sandbox/bucket.yaml'),
      'sandbox/bucket.yaml',
    ])
      expect((await showTemplate(said, TEMPLATES)).name, said).to.equal('bucket')
    const {code, message, suggestions} = await faultOf(showTemplate('buket', TEMPLATES))
    expect([code, message]).to.deep.equal([
      'INFER_STACK',
      'No template is called "buket" (there are sandbox/bucket, sandbox/synthetic-data-stack).',
    ])
    expect(suggestions).to.deep.equal(['infer deploy template init sandbox/bucket'])
  })
})
