// Plugins that print while they are loaded and by their hooks: beside rows and JSON, never into them.
import {expect} from 'chai'
import {mkdirSync} from 'node:fs'
import {type Folder, temporaryFolder} from './spawn-infer.ts'

describe('a plugin that talks', () => {
  let folder: Folder
  before(async () => {
    folder = temporaryFolder()
    folder.write('a.csv', `x,y\n${Array.from({length: 30}, (_, i) => `${i % 7},${i % 4}`).join('\n')}\n`)
    mkdirSync(folder.file('loud/commands'), {recursive: true})
    const hooks = {init: './talk.js', 'infer:generators': './talk.js'}
    const oclif = {commands: './commands', hooks}
    const manifest = {name: '@example/loud', version: '1.0.0', type: 'module', oclif}
    folder.write('loud/package.json', JSON.stringify(manifest))
    folder.write(
      'loud/talk.js',
      'console.log("NOISE of a load")\nexport default async () => { console.log("NOISE of a hook"); console.table([1]); return [] }\n',
    )
    folder.write(
      'loud/commands/boo.js',
      'console.info("NOISE of a command")\nexport default class Boo { static id = "boo"; static async run() { console.log("boo!") } }\n',
    )
    const {status, stderr} = await folder.infer(['plugins', 'link', 'loud', '--no-install'])
    expect(status, stderr).to.equal(0)
  })
  after(() => folder.remove())

  const printed = async (...args: readonly string[]) => {
    const {status, stdout, stderr} = await folder.infer(args)
    expect(status, stderr).to.equal(0)
    expect(stderr).to.include('NOISE')
    expect(stdout.toString()).not.to.include('NOISE')
    return stdout.toString()
  }

  it('leaves rows and JSON alone', async () => {
    expect((await printed('generate', 'a.csv', '--output', '-')).slice(0, 4)).to.equal('x,y\n')
    expect(JSON.parse(await printed('info', '--json'))).to.have.property('generators')
  })

  it('leaves help and lists where they belong', async () => {
    expect(await printed('--help')).to.include('USAGE')
    expect(await printed('plugins')).to.include('@example/loud')
  })

  it('prints what its own commands say', async () => {
    expect(await printed('boo')).to.equal('boo!\n')
  })
}).timeout(60_000)
