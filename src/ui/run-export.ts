// `infer export` between its flags and its service.
import {sizeSaid} from '@inferloop/files'
import type {Config} from '@oclif/core/config'
import {interruptible} from '../interrupt.ts'
import {exportModel, type ExportResult} from '../services/export.ts'
import {collectOrInstall} from './offer-install.ts'
import {isTerminal} from './views.ts'

export async function runExport(
  given: {readonly model: string; readonly onnx: string; readonly force: boolean},
  plugins: Config,
  silent: boolean,
): Promise<{readonly result: ExportResult; readonly text: string}> {
  const asks = !silent && isTerminal(process.stdin) && isTerminal(process.stderr)
  const result = await interruptible(signal =>
    exportModel({...given, signal}, wanted => collectOrInstall(plugins, wanted, {asks, signal})),
  )
  const {onnx, description, generator} = result
  const text = `${onnx.path}  the network of ${generator}, ${sizeSaid(onnx.bytes)}
${description.path}  how to use it, ${sizeSaid(description.bytes)}`
  return {result, text}
}
