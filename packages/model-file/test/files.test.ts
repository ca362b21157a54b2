import {execFileSync} from 'node:child_process'
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect} from 'chai'
import {packModel, readManifest, readModelFile} from '../src/index.ts'
import {small} from './sample-model.ts'

/** The error a promise ends in. */
async function errorOf(promise: Promise<unknown>): Promise<Error & {code: string; suggestions: string[]}> {
  try {
    await promise
  } catch (error) {
    return error as Error & {code: string; suggestions: string[]}
  }
  throw new Error('nothing was thrown')
}

describe('reading a model file', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'infer-model-'))
  })
  after(() => rm(folder, {recursive: true}))

  it('says what is wrong with a path before it looks for a model there', async () => {
    const missing = join(folder, 'missing.infer')
    expect(await errorOf(readModelFile(missing))).to.include({
      code: 'INFER_FILE_MISSING',
      message: `There is no file ${missing}.`,
    })
    const error = await errorOf(readManifest(folder))
    expect(error).to.include({code: 'INFER_FILE_IS_FOLDER'})
    expect(error.suggestions).to.deep.equal([`infer info models ${folder}`])
  })

  const onUnix = process.platform === 'win32' ? it.skip : it
  onUnix('does not wait for a pipe to say something', async () => {
    const pipe = join(folder, 'pipe')
    execFileSync('mkfifo', [pipe])
    expect(await errorOf(readModelFile(pipe))).to.include({code: 'INFER_FILE_UNREADABLE'})
  })

  it('reads a manifest without the arrays', async () => {
    const path = join(folder, 'm.infer')
    await writeFile(path, packModel(path, small))
    const bytes = await readFile(path)
    // Damage the content of the last array: the manifest does not need it.
    bytes[bytes.indexOf('arrays/tree-0.bin') + 'arrays/tree-0.bin'.length]! ^= 0xff
    await writeFile(path, bytes)
    expect((await readManifest(path)).trainedOn).to.deep.equal(small.manifest.trainedOn)
    expect(await errorOf(readModelFile(path))).to.include({code: 'INFER_MODEL_DAMAGED'})
  })
})
