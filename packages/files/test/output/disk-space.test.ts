import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect} from 'chai'
import {checkDiskSpace} from '../../src/index.ts'
import {failure} from '../tables.ts'

describe('checkDiskSpace', () => {
  const path = join(tmpdir(), 'out.csv')

  it('is content with a kilobyte', () => checkDiskSpace(path, 1000))

  it('says how much is needed and how much is free', async () => {
    const error = await failure(() => checkDiskSpace(path, 5e18))
    expect(error.code).to.equal('INFER_DISK_FULL')
    expect(error.message).to.match(/out\.csv needs about 5\.0 EB, and its disk has [\d.]+ [kMGTP]B free\.$/)
  })

  it('names a folder that is not there', async () => {
    const error = await failure(() => checkDiskSpace(join(tmpdir(), 'no-such-folder', 'out.csv'), 1))
    expect(error.code).to.equal('INFER_OUTPUT_UNWRITABLE')
  })
})
