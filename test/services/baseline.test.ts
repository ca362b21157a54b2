// Reports of earlier runs: read with suspicion, compared number by number.
import {spawnSync} from 'node:child_process'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect} from 'chai'
import {changesSince, readBaseline} from '../../src/services/baseline.ts'
import {aJudgement, aReport} from './a-report.ts'

describe('a baseline', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'infer-baseline-'))
  })
  after(() => rmSync(folder, {recursive: true}))

  const file = (content: unknown) => {
    const path = join(folder, 'report.json')
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const refused = async (content: unknown): Promise<string> => {
    try {
      await readBaseline(file(content))
    } catch (error) {
      expect((error as {code?: string}).code).to.equal('INFER_REPORT_FOREIGN')
      return (error as Error).message
    }
    return ''
  }

  it('is read as it was written', async () => {
    expect(await readBaseline(file(aReport()))).to.deep.equal(aReport())
  })

  it('is refused when it is something else, saying what', async () => {
    expect(await refused('not json')).to.contain('it is not JSON')
    expect(await refused(null)).to.contain('not written by infer validate')
    expect(await refused({card: 1})).to.contain('not written by infer validate')
    expect(await refused({...aReport(), format: 99})).to.contain('format 99')
    expect(await refused({...aReport(), columns: {}})).to.contain('parts of it are missing')
    expect(await refused({...aReport(), quality: {}})).to.contain('parts of it are missing')
    expect(await refused({...aReport(), columns: [null]})).to.contain('parts of it are missing')
    expect(await refused({...aReport(), detection: [3]})).to.contain('parts of it are missing')
    expect(await refused({...aReport(), utility: 'x'})).to.contain('parts of it are missing')
    expect(await refused({...aReport(), privacy: {identical: null}})).to.contain('parts of it are missing')
    const {quality, detection, real} = aReport()
    expect(await refused({...aReport(), quality: {...quality, score: '0.9'}})).to.contain(
      'not what they should be',
    )
    expect(await refused({...aReport(), detection: [{...detection[0], boosted: null, against: 1}]})).to.equal(
      '',
    )
    expect(await refused({...aReport(), real: {...real, sha256: 5}})).to.contain('not what they should be')
  })

  it('that is not there is said to be missing', async () => {
    const error = await readBaseline(join(folder, 'none.json')).catch((found: unknown) => found)
    expect((error as {code?: string}).code).to.equal('INFER_FILE_MISSING')
  })

  it('of the same judgement shows no change', () => {
    expect(changesSince(aJudgement(), aJudgement()).changes.filter(({worse}) => worse !== 0)).to.deep.equal(
      [],
    )
  })

  it('shows what got worse, whichever way the number runs', () => {
    const now = aJudgement()
    const worse = {
      ...now,
      quality: {...now.quality, score: 0.9},
      detection: now.detection.map(one => ({...one, boosted: 0.6})),
      columns: now.columns.map(column => ({
        ...column,
        shape: column.shape && {...column.shape, score: null},
      })),
    }
    const changes = new Map(changesSince(now, worse).changes.map(({name, worse: by}) => [name, by]))
    expect(changes.get('quality')).to.be.closeTo(0.08, 1e-12)
    expect(changes.get('detection against held-out rows')).to.be.closeTo(0.07, 1e-12)
    expect(changes.get('age: shape')).to.equal(1)
    expect(changes.get('copy index')).to.equal(0)
  })

  it('takes a copy index that moves by chance, or below 0, for the same', () => {
    const withIndex = (copyIndex: number) => {
      const {privacy, ...rest} = aJudgement()
      return {...rest, privacy: {...privacy, holdout: {...privacy.holdout!, copyIndex}}}
    }
    const worse = (before: number, now: number) =>
      changesSince(withIndex(before), withIndex(now)).changes.find(({name}) => name === 'copy index')!.worse
    expect(worse(-0.4, 0.05)).to.equal(0)
    expect(worse(0.1, 0.3)).to.equal(0)
    expect(worse(0.1, 0.5)).to.be.closeTo(0.4, 1e-12)
  })

  it('names the numbers that this report does not have', () => {
    const now = {...aJudgement(), detection: [], utility: []}
    expect(changesSince(aJudgement(), now).gone).to.deep.equal([
      'detection against held-out rows',
      'utility of sex <b>',
    ])
  })

  it('that is a pipe or a folder is refused, not waited for', async () => {
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    for (const [path, why] of [
      [pipe, 'no plain file'],
      [folder, 'it is a folder'],
    ] as const) {
      const error = (await readBaseline(path).catch((found: unknown) => found)) as Error
      expect(error.message).to.contain(why)
    }
  })
})
