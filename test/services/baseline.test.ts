// Reports of earlier runs: read with suspicion, compared number by number.
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
  })

  it('that is not there is said to be missing', async () => {
    const error = await readBaseline(join(folder, 'none.json')).catch((found: unknown) => found)
    expect((error as {code?: string}).code).to.equal('INFER_FILE_MISSING')
  })

  it('of the same judgement shows no change', () => {
    expect(changesSince(aJudgement(), aJudgement()).filter(({worse}) => worse !== 0)).to.deep.equal([])
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
    const changes = new Map(changesSince(now, worse).map(({name, worse: by}) => [name, by]))
    expect(changes.get('quality')).to.be.closeTo(0.08, 1e-12)
    expect(changes.get('detection against held-out rows')).to.be.closeTo(0.07, 1e-12)
    expect(changes.get('age: shape')).to.equal(1)
    expect(changes.get('copy index')).to.equal(0)
  })
})
