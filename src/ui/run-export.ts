// `infer export` between its flags and its service.
import {sizeSaid} from '@inferloop/files'
import {interruptible} from '../interrupt.ts'
import {collectGenerators, type HookRunner} from '../registry/collect.ts'
import {exportModel, type ExportResult} from '../services/export.ts'

export async function runExport(
  given: {readonly model: string; readonly onnx: string; readonly force: boolean},
  plugins: HookRunner,
): Promise<{readonly result: ExportResult; readonly text: string}> {
  const result = await interruptible(signal =>
    exportModel({...given, signal}, () => collectGenerators(plugins)),
  )
  const {onnx, description, generator} = result
  const text = `${onnx.path}  the network of ${generator}, ${sizeSaid(onnx.bytes)}
${description.path}  how to use it, ${sizeSaid(description.bytes)}`
  return {result, text}
}
