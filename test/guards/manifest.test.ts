// A stale oclif.manifest.json hides commands: it is made again and compared.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {ROOT} from './sources.ts'

describe('oclif.manifest.json', () => {
  it('is what the build would write now', () => {
    const {status, stderr} = spawnSync(process.execPath, ['scripts/manifest.mjs', '--check'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(status, stderr).to.equal(0)
  }).timeout(30_000)
})
