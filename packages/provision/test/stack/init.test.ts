// A stack file written from a template.
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {initStack, readStack, renderTemplate} from '@inferloop/provision'
import {expect} from 'chai'
import {aFolder, faultOf, type Folder} from './a-folder.ts'

const templates = fileURLToPath(new URL('../../../../templates/', import.meta.url))

describe('initStack', () => {
  let folder: Folder
  before(() => (folder = aFolder()))
  after(() => folder.remove())
  const init = (given: {template?: string; file?: string; variables?: Record<string, unknown>} = {}) =>
    initStack({
      template: 'bucket',
      templates,
      folder: folder.path,
      file: 'stack.yaml',
      variables: {},
      env: {},
      ...given,
    })

  it('writes what the template makes, with the schema for editors, and that is the stack', async () => {
    const {path, stack} = await init({variables: {name: 'mine', keepDays: '30'}})
    expect(
      readFileSync(path, 'utf8'),
    ).to.equal(`# yaml-language-server: $schema=https://raw.githubusercontent.com/inferloop/infer/main/packages/provision/stack.schema.json
# One private bucket for tables, kept under versions.

stack: mine
version: 1
provider: sandbox

resources:
  tables:
    kind: storage.object
    versioned: true
    expireAfter: 30

outputs:
  tables: "\${tables.url}"
`)
    expect(await readStack('stack.yaml', {folder: folder.path, env: {}})).to.deep.equal(stack)
  })

  it('never writes over a file', async () => {
    folder.write('there.yaml', 'mine')
    const error = await faultOf(init({file: 'there.yaml'}))
    expect([error.code, error.message]).to.deep.equal([
      'INFER_OUTPUT_EXISTS',
      'there.yaml is there already, and is not written over.',
    ])
    expect(readFileSync(join(folder.path, 'there.yaml'), 'utf8')).to.equal('mine')
  })

  it('writes nothing when something is wrong', async () => {
    const wrong = await faultOf(init({file: 'new.yaml', variables: {keepDays: 0}}))
    expect(wrong.message).to.match(
      /^variables\.keepDays: should be a whole number from 1 to 36500 days, was 0 /,
    )
    expect((await faultOf(init({file: 'new.json'}))).message).to.equal(
      'new.json should be YAML, as the template bucket is.',
    )
    expect((await faultOf(init({file: 'no/where.yaml'}))).code).to.equal('INFER_OUTPUT_UNWRITABLE')
    expect((await faultOf(readStack('new.yaml', {folder: folder.path, env: {}}))).code).to.equal(
      'INFER_FILE_MISSING',
    )
  })

  it('shows what it would write', async () => {
    const text = await renderTemplate({
      template: 'sandbox/bucket',
      templates,
      folder: folder.path,
      variables: {},
    })
    expect(text)
      .to.match(/^# One private bucket/)
      .and.not.include('{{')
  })
})
