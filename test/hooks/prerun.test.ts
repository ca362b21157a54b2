// What happens before a command of plugins.
import {expect} from 'chai'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import prerun from '../../src/hooks/prerun.ts'

describe('prerun', () => {
  it('writes packages where short names stood, for commands of plugins alone', async () => {
    const argv = ['ctgan', '--verbose']
    const config = {dataDir: '/nowhere'}
    await prerun({Command: {id: 'generate'}, argv, config})
    await prerun({Command: {id: 'plugins:link'}, argv, config})
    expect(argv).to.deep.equal(['ctgan', '--verbose'])
    await prerun({Command: {id: 'plugins:uninstall'}, argv, config})
    expect(argv).to.deep.equal(['@inferloop/generator-ctgan', '--verbose'])
  })

  it('leaves the name of a plugin that is there, but for an install', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'infer-prerun-'))
    const plugins = [{name: 'generator-mine', type: 'link', root: '/mine'}]
    writeFileSync(join(dataDir, 'package.json'), JSON.stringify({oclif: {plugins}}))
    const after = async (id: string) => {
      const argv = ['generator-mine', 'ctgan']
      await prerun({Command: {id}, argv, config: {dataDir}})
      return argv
    }
    expect(await after('plugins:uninstall')).to.deep.equal(['generator-mine', '@inferloop/generator-ctgan'])
    expect(await after('plugins:install')).to.deep.equal([
      '@inferloop/generator-mine',
      '@inferloop/generator-ctgan',
    ])
    rmSync(dataDir, {recursive: true})
  })
})
