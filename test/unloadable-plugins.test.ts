// Plugins of which oclif cannot load anything: infer goes on, says so in one line, and names them.
import {expect} from 'chai'
import {mkdirSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {type Folder, temporaryFolder} from './spawn-infer.ts'

describe('a plugin that cannot be loaded', () => {
  let folder: Folder
  let plugin = ''
  const manifest = (more: object) =>
    JSON.stringify({name: '@example/lost', version: '1.0.0', type: 'module', oclif: {hooks: {}}, ...more})

  before(async () => {
    folder = temporaryFolder()
    plugin = folder.file('lost')
    mkdirSync(join(plugin, 'commands'), {recursive: true})
    writeFileSync(join(plugin, 'package.json'), manifest({}))
    const {status, stderr} = await folder.infer(['plugins', 'link', plugin, '--no-install'])
    expect(status, stderr).to.equal(0)
  })
  after(() => folder.remove())

  const expectLine = (stderr: string, words: RegExp) => {
    expect(stderr).to.match(words)
    expect(stderr.trimEnd().split('\n')).to.have.length(1)
  }

  it('is named by `infer info` when its package.json is damaged', async () => {
    writeFileSync(join(plugin, 'package.json'), '{broken')
    const {status, stdout, stderr} = await folder.infer(['info', '--json'])
    expect(status).to.equal(0)
    const {notLoaded, generators} = JSON.parse(stdout.toString()) as {
      notLoaded: {plugin: string; reason: string}[]
      generators: {name: string}[]
    }
    expect(generators.map(({name}) => name)).to.deep.equal(['trees'])
    expect(notLoaded.map(one => one.plugin)).to.deep.equal(['@example/lost'])
    expect(notLoaded[0]!.reason).to.include('infer plugins uninstall @example/lost')
    expectLine(stderr, /^ ›   Warning: a plugin could not be loaded: .+; infer info names it$/m)
  })

  it('does not stop a command of ours, nor the help, when its code cannot be read', async () => {
    writeFileSync(join(plugin, 'package.json'), manifest({oclif: {commands: './commands'}}))
    writeFileSync(join(plugin, 'commands/boo.js'), 'import "a-package-nobody-installed"\n')
    folder.write('a.csv', 'x,y\n1,2\n3,4\n5,6\n')
    for (const args of [['--help'], ['generate', 'a.csv', '--force', '--quiet']]) {
      const {status, stderr} = await folder.infer(args)
      expect(status, stderr).to.equal(0)
      expectLine(stderr, /plugin @example\/lost could not be loaded: .*a-package-nobody-installed/)
    }
  })

  it('is removed although its folder is gone', async () => {
    rmSync(plugin, {recursive: true})
    const removed = await folder.infer(['plugins', 'uninstall', '@example/lost'])
    expect(removed.status, removed.stderr).to.equal(0)
    const {stdout, stderr} = await folder.infer(['info'])
    expect(stdout.toString()).not.to.include('@example/lost')
    expect(stderr).to.equal('')
  })
}).timeout(60_000)
