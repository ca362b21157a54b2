// `infer export`: a saved model in a form for other runtimes.
import {createHash} from 'node:crypto'
import {stat} from 'node:fs/promises'
import {InferError} from '@inferloop/contract'
import {commitTogether, type Finished, openFileSink} from '@inferloop/files'
import {findGenerator} from '../registry/find-offer.ts'
import {askPlugin, loadGenerator} from '../registry/generators.ts'
import type {Collect} from './generate.ts'
import {openModel} from './saved-model.ts'
import {checkTarget} from './target.ts'

export interface ExportOptions {
  readonly model: string
  /** The network goes there, its description beside it: `generator.onnx.json`. */
  readonly onnx: string
  readonly force: boolean
  readonly signal: AbortSignal
}

export interface ExportResult {
  readonly model: string
  readonly generator: string
  readonly onnx: {readonly path: string; readonly bytes: number; readonly sha256: string}
  readonly description: {readonly path: string; readonly bytes: number}
}

/**
 * Both files, or none.
 *
 * @throws InferError INFER_OPTION when the model's generator has no network; as `openModel` and `checkTarget`
 */
export async function exportModel(given: ExportOptions, collect: Collect): Promise<ExportResult> {
  const {model: path, onnx, force, signal} = given
  const target = `${onnx}.json`
  const there = await stat(onnx).catch(() => undefined)
  if (onnx === '-' || (there !== undefined && !there.isFile() && !there.isDirectory()))
    throw new InferError('INFER_OPTION', {
      message: `--onnx should be a file, for a description goes beside it, was ${onnx}.`,
      suggestions: ['--onnx generator.onnx'],
    })
  for (const file of [onnx, target]) await checkTarget(file, '--onnx', [path], {force})
  const {manifest, load} = await openModel(path)
  const {name} = manifest.generator
  const offer = findGenerator(await collect(name), name)
  const generator = await loadGenerator(offer)
  if (generator.exportOnnx === undefined)
    throw new InferError('INFER_OPTION', {
      message: `${path} was made by ${offer.descriptor.name}, which has no network to write as ONNX.`,
      suggestions: ['infer generate data.csv --generator ctgan --save-model model.infer'],
    })
  const model = await load(offer, generator, signal)
  const made = await askPlugin(offer, signal, () => generator.exportOnnx!(model))
  const {infer, generator: by, schema, trainedOn} = manifest
  const description = {...(made.description as object), infer, generator: by, trainedOn, schema}
  const json = Buffer.from(`${JSON.stringify(description, null, 2)}\n`)
  const options = {force, flag: '--onnx', signal} as const
  const files: Finished[] = []
  try {
    for (const [file, bytes] of [
      [onnx, made.onnx],
      [target, json],
    ] as const) {
      const sink = await openFileSink(file, options)
      files.push({...sink, force})
      await sink.write(bytes)
      await sink.finish()
    }
    signal.throwIfAborted()
    await commitTogether(files)
  } catch (error) {
    for (const file of files) await file.abort()
    throw error
  }
  const sha256 = createHash('sha256').update(made.onnx).digest('hex')
  return {
    model: path,
    generator: offer.descriptor.name,
    onnx: {path: onnx, bytes: made.onnx.length, sha256},
    description: {path: target, bytes: json.length},
  }
}
