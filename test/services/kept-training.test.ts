// The file beside the output in which a long fit keeps where it stands.
import {expect} from 'chai'
import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {keptBeside} from '../../src/services/kept-training.ts'

describe('what a long fit keeps', () => {
  let folder: string
  let output: string
  const lines: string[] = []
  const log = (line: string) => void lines.push(line)
  const beside = async (identity: {readonly seed: number} = {seed: 1}, path = output) =>
    (await keptBeside(path, identity, {log}))!

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'infer-kept-'))
    output = join(folder, 'made.csv')
    lines.length = 0
  })
  afterEach(() => rmSync(folder, {recursive: true}))

  it('is found again by the same input and options, and by no others', async () => {
    const kept = await beside()
    expect(await kept.read()).to.equal(undefined)
    await kept.write(Uint8Array.of(1, 2))
    await kept.write(Uint8Array.of(3))
    expect([...(await (await beside()).read())!]).to.deep.equal([3])
    expect(await (await beside({seed: 2})).read()).to.equal(undefined)
    expect(readdirSync(folder)).to.have.length(1)
    expect(readdirSync(folder)[0]).to.match(/^made\.csv\.[0-9a-f]{12}\.training$/)
  })

  it('is gone when it is removed, with what trainings before left, and nothing else', async () => {
    const kept = await beside()
    await kept.write(Uint8Array.of(1))
    await (await beside({seed: 2})).write(Uint8Array.of(1))
    writeFileSync(`${output}.0123456789ab.training.4711.partial`, 'half')
    const others = [
      'made.csv.0123456789ab.training.csv',
      'made.csv.training',
      'other.csv.0123456789ab.training',
    ]
    for (const name of others) writeFileSync(join(folder, name), 'mine')
    await kept.remove()
    expect(readdirSync(folder).toSorted()).to.deep.equal(others.toSorted())
  })

  it('neither follows a link that has its name nor reads one', async () => {
    const kept = await beside()
    await kept.write(Uint8Array.of(1))
    const name = readdirSync(folder)[0]!
    await kept.remove()
    writeFileSync(join(folder, 'victim.txt'), 'mine')
    symlinkSync('victim.txt', join(folder, name))
    await kept.write(Uint8Array.of(2))
    expect(readFileSync(join(folder, 'victim.txt'), 'utf8')).to.equal('mine')
    expect(await kept.read()).to.equal(undefined)
    expect(lines).to.have.length(1)
  })

  it('says once that it cannot be written, and does no harm', async () => {
    const kept = await beside({seed: 1}, join(folder, 'nowhere', 'made.csv'))
    await kept.write(Uint8Array.of(1))
    await kept.write(Uint8Array.of(2))
    expect(lines).to.have.length(1)
    expect(lines[0]).to.include('cannot be written, a crash would lose the training')
  })

  it('is not there beside a device or a folder', async () => {
    expect(await keptBeside('/dev/null', {}, {log})).to.equal(undefined)
    mkdirSync(output)
    expect(await keptBeside(output, {}, {log})).to.equal(undefined)
  })
})
