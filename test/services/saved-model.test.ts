// Model files with valid checksums that ask for cells no machine could hold.
import {expect} from 'chai'
import type {ColumnSchema} from '@inferloop/contract'
import {packModel} from '@inferloop/model-file'
import {openModel} from '../../src/services/saved-model.ts'
import {temporaryFolder, type Folder} from '../spawn-infer.ts'

const described = {name: 'code', evidence: '', missing: [], physical: 'text'} as const

describe('a model file', () => {
  let folder: Folder
  before(() => (folder = temporaryFolder()))
  after(() => folder.remove())

  const refusal = async (...columns: readonly ColumnSchema[]) => {
    const manifest = {
      infer: '0.1.0',
      generator: {name: 'trees', version: '0.1.0', contract: 1},
      schema: {columns},
      seed: 1,
      options: {privacy: 'default'},
      trainedOn: {file: 'data.csv', rows: 10, columns: 1, sha256: 'ab'.repeat(32)},
      scores: [],
    }
    const path = folder.write('m.infer', packModel('m.infer', {manifest, meta: {}, arrays: {}}))
    const said = await openModel(path).then(
      () => 'opened',
      (error: Error & {code: string}) => `${error.code}: ${error.message}`,
    )
    return said.replace(path, 'm.infer')
  }

  it('is refused for ids that would be too long', async () => {
    const id = {...described, kind: 'id', unique: true} as const
    const parts = Array.from({length: 3000}, () => ({type: 'digits', min: 1e5, max: 1e5}) as const)
    expect(await refusal({...id, style: 'pattern', patterns: [{share: 1, parts}]})).to.equal(
      'INFER_MODEL_LIMIT: m.infer is refused: ids of column "code" would have 300,000,001 characters, more than 100,000.',
    )
    expect(await refusal({...id, style: 'sequence', prefix: 'a'.repeat(1e6)})).to.contain('INFER_MODEL_LIMIT')
    expect(await refusal({...id, style: 'sequence', prefix: 'a'.repeat(90_000)})).to.equal('opened')
  })

  it('is refused for rows that would be too long', async () => {
    const counts = {items: [0], counts: [1], end: 1, rare: 0}
    const model = {
      style: {open: '', close: '', separator: '|'},
      items: ['a'.repeat(10_000)],
      frequencies: [1],
      longest: 400,
      repeats: true,
      labels: [{items: [0], whole: false, more: [0, 1], next: counts}],
      followers: [{...counts, at: []}],
    }
    const lists = Array.from(
      {length: 80},
      (_, i): ColumnSchema => ({...described, name: `list ${i}`, kind: 'list', model}),
    )
    expect(await refusal(...lists)).to.match(
      /^INFER_MODEL_LIMIT: .* a row could have 32\d,\d{3},\d{3} characters, more than 268,435,456, most of them in column "list 0"/,
    )
    expect(await refusal(...lists.slice(0, 60))).to.equal('opened')
    expect(await refusal({...described, kind: 'list', model: {...model, longest: 100_000}})).to.contain(
      'INFER_MODEL_DAMAGED',
    )
  })
})
