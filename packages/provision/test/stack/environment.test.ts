// Values of the environment and secrets in stack files: filled in, or kept as names, and never shown.
import {expect} from 'chai'
import {aFolder, HEAD, type Folder} from './a-folder.ts'

const API = `${HEAD}resources:
  api:
    kind: compute.container
    image: a/b
`

describe('references to the environment', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())

  it('are filled in when the file is read, as a number where one is wanted', async () => {
    const text = `${API}    replicas: \${env:N}\n    scaleToZero: \${env:ZERO:-true}\n    env: {A: "x\${env:N}y", B: "\${env:N}"}\n`
    const {resources} = await folder.read(text, {env: {N: '3'}})
    expect(resources[0]!.inputs).to.deep.include({replicas: 3, scaleToZero: true, env: {A: 'x3y', B: '3'}})
  })

  it('that are not set are told of with their names', async () => {
    const {message, suggestions} = await folder.fault(`${API}    replicas: \${env:N}\n`)
    expect(message).to.equal('resources.api.replicas: refers to ${env:N}, which is not set (stack.yaml:8:15)')
    expect(suggestions).to.deep.equal(['export N=…'])
  })

  it('are shown in place of what they stand for', async () => {
    const {message} = await folder.fault(`${API}    replicas: \${env:N}\n`, {env: {N: 'canary-value'}})
    expect(message).to.equal(
      'resources.api.replicas: should be a whole number from 0 to 100, was "${env:N}" as it is set (stack.yaml:8:15)',
    )
  })

  it('cannot bring references of their own', async () => {
    const {message} = await folder.fault(`${API}    env: {A: "\${env:N}"}\n`, {env: {N: '${secret:ROOT}'}})
    expect(message).to.equal(
      'resources.api.env.A: refers to ${env:N}, which holds a reference itself (stack.yaml:8:14)',
    )
  })
})

describe('secrets in a stack file', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())

  it('stay names', async () => {
    const text = `${HEAD}resources: {s: {kind: security.secret, value: "\${secret:DB_PASSWORD}"}}\n`
    const {resources} = await folder.read(text, {env: {DB_PASSWORD: 'canary'}})
    expect(resources[0]!.inputs).to.deep.equal({value: {$secret: 'DB_PASSWORD'}})
  })

  it('in plain text are refused and not shown', async () => {
    const text = `${HEAD}resources: {s: {kind: security.secret, value: canary-value}}\n`
    const {message} = await folder.fault(text)
    expect(message).to.equal(
      'resources.s.value: should be a reference such as ${secret:NAME}, never the secret itself (stack.yaml:4:47)',
    )
  })

  it('have no place in other fields', async () => {
    for (const [field, place] of [
      ['image: "${secret:X}"', '7:12'],
      ['replicas: "${secret:X}"', '7:15'],
    ] as const) {
      const {message} = await folder.fault(
        `${HEAD}resources:\n  api:\n    kind: compute.container\n    ${field}\n    ${field.startsWith('image') ? '' : 'image: a/b'}\n`,
      )
      expect(message).to.equal(
        `resources.api.${field.split(':')[0]}: cannot hold a secret; secrets stand in fields for them and in env (stack.yaml:${place})`,
      )
    }
  })

  it('are not shown where something else is wrong with them', async () => {
    const places = [
      'settings: {password: [canary-value]}',
      'resources: {s: {kind: security.secret, value: [canary-value]}}',
      'resources: {s: {kind: security.secret, value: {x: canary-value}}}',
      'resources: {d: {kind: db.relational, password: [canary-value]}}',
      'resources: {d: {kind: compute.container, image: a, secrets: [canary-value]}}',
      'resources: {d: {kind: compute.container, image: a, env: {API_TOKEN: [canary-value]}}}',
      'resources: {d: {kind: security.secret, value: "${canary-value"}}',
      'resources: {d: {kind: compute.vm, x: "\tcanary-value: a: b}}',
    ]
    const given = {settings: {password: {type: 'string', secret: true, summary: 'x'}}} as const
    for (const text of places) {
      const error = await folder.fault(`${HEAD}${text}\n`, given)
      expect(JSON.stringify([error.message, error.suggestions, error.stack]), text).to.not.include(
        'canary-value',
      )
    }
  })
})
