// bin/run.js before any command runs.
import {expect} from 'chai'
import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {ROOT, temporaryFolder} from '../spawn-infer.ts'

describe('bin/run.js', () => {
  it('says in one sentence which Node it needs when this one is too old', () => {
    const old = "Object.defineProperty(process, 'versions', {value: {...process.versions, node: '20.20.2'}})"
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(old)}`, join(ROOT, 'bin/run.js'), 'info'],
      {encoding: 'utf8'},
    )
    expect(status).to.equal(2)
    expect(stdout).to.equal('')
    expect(stderr.trim().split('\n').length).to.equal(1)
    expect(stderr).to.match(/^infer needs Node\.js \^22\.22\.2 .*, this is v\d+.*: npx /)
  })

  it('does not end in silence when a plugin’s hook waits for nothing, and names the plugin', async () => {
    const folder = temporaryFolder()
    const {mkdirSync} = await import('node:fs')
    mkdirSync(folder.file('waits'))
    folder.write('waits/hook.js', 'export default () => new Promise(() => {})\n')
    folder.write(
      'waits/package.json',
      JSON.stringify({
        name: '@example/waits',
        version: '1.0.0',
        type: 'module',
        exports: {'.': './hook.js', './package.json': './package.json'},
        oclif: {hooks: {'infer:generators': './hook.js'}},
      }),
    )
    const linked = await folder.infer(['plugins', 'link', 'waits', '--no-install'])
    expect(linked.status, linked.stderr).to.equal(0)
    const {status, stdout, stderr} = await folder.infer(['info'])
    folder.remove()
    expect(status, stderr).to.equal(0)
    expect(stdout.toString()).to.match(/not loaded\n@example\/waits: Timed out after 2000 ms/)
  })
}).timeout(30_000)
