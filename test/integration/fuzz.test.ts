// Spoilt files of every format are learnt or refused, never a crash: the short form of `npm run fuzz`.
import {spawnSync} from 'node:child_process'
import {join} from 'node:path'
import {expect} from 'chai'
import {ROOT} from '../spawn-infer.ts'

describe('600 spoilt files', function () {
  this.timeout(240_000)

  it('are learnt, or refused with a code, in time and memory', () => {
    const {status, stdout, stderr} = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts/fuzz.mjs'), '--files', '600'],
      {
        encoding: 'utf8',
      },
    )
    expect(stderr).to.equal('')
    expect(stdout).to.contain('600 files, 0 faults')
    expect(status).to.equal(0)
    // Neither are all refused at the door, nor is anything the same fault.
    const codes = stdout.match(/^\d+ \w+$/gm)!
    expect(codes.length).to.be.above(6)
    expect(Number(/^(\d+) done$/m.exec(stdout)?.[1])).to.be.above(10)
  })
})
