// infer plugins link, uninstall and install: what goes wrong has a code and something to type next.
import {expect} from 'chai'
import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {type Folder, ROOT, temporaryFolder} from '../spawn-infer.ts'

const WELL_BEHAVED = join(ROOT, 'test/fixtures/plugins/well-behaved')

describe('infer plugins', () => {
  let folder: Folder
  before(() => {
    folder = temporaryFolder()
    mkdirSync(folder.file('empty'))
    mkdirSync(folder.file('damaged'))
    folder.write('damaged/package.json', '{')
    mkdirSync(folder.file('other'))
    folder.write('other/package.json', '{"name": "other"}')
  })
  after(() => folder.remove())

  const plugins = (...args: readonly string[]) => folder.infer(['plugins', ...args])

  it('link warns of a plugin that is not ours, and uninstall takes it away again', async () => {
    const linked = await plugins('link', WELL_BEHAVED, '--no-install')
    expect(linked.status, linked.stderr).to.equal(0)
    expect(linked.stderr).to.include('Warning: @example/well-behaved is not from @inferloop')
    const near = await plugins('uninstall', '@example/well-behave')
    expect(near.stderr).to.include('Try this: infer plugins uninstall @example/well-behaved')
    const removed = await plugins('unlink', WELL_BEHAVED)
    expect(removed.stdout.toString(), removed.stderr).to.equal('@example/well-behaved is removed\n')
  })

  const faults: readonly (readonly [args: readonly string[], code: string, words: string])[] = [
    [['link', '/nonexistent'], 'INFER_FILE_MISSING', '/nonexistent could not be linked: there is no such'],
    [['link', 'empty'], 'INFER_FILE_MISSING', 'it has no package.json'],
    [['link', 'damaged'], 'INFER_FILE_UNREADABLE', 'its package.json cannot be read'],
    [['link', 'other'], 'INFER_INSTALL_FAILED', 'its package.json has no "oclif"'],
    [['uninstall', 'trees'], 'INFER_OPTION', '@inferloop/generator-trees comes along with infer'],
    [['uninstall', 'nope'], 'INFER_OPTION', 'No plugin "nope" is installed'],
    [['install', ''], 'INFER_OPTION', 'The name of the plugin is empty'],
    [['install', '../x'], 'INFER_OPTION', '../x is a folder'],
    [['install', '../x.tgz'], 'INFER_OPTION', '../x.tgz is a file'],
    [['install', 'file:nope.tgz'], 'INFER_FILE_MISSING', 'there is no file /'],
  ]
  for (const [args, code, words] of faults)
    it(`${args.join(' ')} ends in ${code}`, async () => {
      const {status, stdout} = await plugins(...args, '--json')
      expect(status).to.be.oneOf([2, 5])
      const {error} = JSON.parse(stdout.toString()) as {error: {code: string; message: string}}
      expect(error).to.have.property('code', code)
      expect(error.message).to.include(words).and.not.include('undefined')
    })
}).timeout(60_000)
