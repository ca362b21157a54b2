// The file beside the output in which a long fit keeps where it stands.
import {expect} from 'chai'
import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {keptBeside} from '../../src/services/kept-training.ts'

describe('what a long fit keeps', () => {
  const folder = mkdtempSync(join(tmpdir(), 'infer-kept-'))
  const output = join(folder, 'made.csv')
  after(() => rmSync(folder, {recursive: true}))

  it('is found again by the same input and options, and by no others', async () => {
    const kept = keptBeside(output, {seed: 1, options: {epochs: 3}})
    expect(await kept.read()).to.equal(undefined)
    await kept.write(Uint8Array.of(1, 2))
    await kept.write(Uint8Array.of(3))
    expect([...(await keptBeside(output, {seed: 1, options: {epochs: 3}}).read())!]).to.deep.equal([3])
    expect(await keptBeside(output, {seed: 2, options: {epochs: 3}}).read()).to.equal(undefined)
    expect(readdirSync(folder)).to.have.length(1)
    expect(readdirSync(folder)[0]).to.match(/^made\.csv\.[0-9a-f]{12}\.training$/)
  })

  it('is gone when it is removed, and cannot fail where there is no room', async () => {
    const kept = keptBeside(output, {seed: 1, options: {epochs: 3}})
    await kept.remove()
    expect(readdirSync(folder)).to.deep.equal([])
    await keptBeside(join(folder, 'nowhere', 'made.csv'), {}).write(Uint8Array.of(1))
  })
})
