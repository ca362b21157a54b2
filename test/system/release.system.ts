// Releasing, rehearsed: versions from the notes, packages in a registry of this machine, nothing changed here.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {ROOT} from '../spawn-infer.ts'

describe('npm run release -- --dry-run', () => {
  it('versions and publishes every package, and leaves the tree as it is', () => {
    const state = () => spawnSync('git', ['status', '--porcelain'], {cwd: ROOT, encoding: 'utf8'}).stdout
    const before = [state(), readFileSync(join(ROOT, 'package.json'), 'utf8')]
    const {status, stdout, stderr} = spawnSync(process.execPath, ['scripts/release.mjs', '--dry-run'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(status, stdout + stderr).to.equal(0)
    expect(stdout).to.match(/^@inferloop\/cli \d+\.\d+\.\d+ -> \d+\.\d+\.\d+, published$/m)
    expect([state(), readFileSync(join(ROOT, 'package.json'), 'utf8')]).to.deep.equal(before)
  }).timeout(300_000)

  it('refuses what it does not know', () => {
    const {status, stderr} = spawnSync(process.execPath, ['scripts/release.mjs', '--dry'], {
      cwd: ROOT,
      encoding: 'utf8',
    })
    expect(status).to.equal(2)
    expect(stderr).to.include('npm run release -- --dry-run')
  })
})
