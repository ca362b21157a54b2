// `infer generate` between its flags and its service: standard streams, the question whether to replace, progress, the closing table.
import {InferError, type OptionValue, type Privacy, type TableFormat} from '@inferloop/contract'
import type {Config} from '@oclif/core/config'
import {type ColumnSettings, columnOptionsOf} from './column-options.ts'
import {interruptible} from '../interrupt.ts'
import {checkFitRows, checkRows, checkSeed, checkThreads, checkUnpacked} from '../services/check-options.ts'
import {generate} from '../services/generate.ts'
import {type GenerateOptions, type GenerateResult, type Stage, STAGES} from '../services/generate-options.ts'
import {closingText} from './closing.ts'
import {confirmReplace} from './confirm.ts'
import {collectOrInstall} from './offer-install.ts'
import {onStderr, onStdout} from './theme.ts'
import {printable} from './printable.ts'
import {isTerminal, type Loudness, viewOf} from './views.ts'

/** What holds: texts as they were typed, and values of the configuration. */
export interface GenerateSettings extends ColumnSettings {
  readonly data?: string
  readonly generator?: string
  readonly rows?: number | string
  readonly output?: string
  readonly format?: TableFormat
  readonly seed?: number | string
  readonly threads?: number | string
  readonly sheet?: string
  readonly 'max-unpacked'?: number | string
  readonly 'fit-rows'?: number | string
  readonly privacy?: Privacy
  readonly epochs?: OptionValue
  readonly 'max-time'?: OptionValue
  readonly options?: Readonly<Record<string, OptionValue>>
  readonly 'save-model'?: string
  readonly model?: string
  readonly card?: boolean
  readonly force?: boolean
}

export function runGenerate(flags: GenerateSettings & Loudness, plugins: Config): Promise<GenerateResult> {
  return interruptible(async signal => {
    const {quiet, json, data, output, hide} = flags
    const silent = quiet || json
    const say = (line: string): void => void (silent || process.stderr.write(`${printable(hide(line))}\n`))
    const toStdout = output === '-' || (output === undefined && data === '-')
    const rowsInStdout = toStdout || STDOUT_NAMES.includes(output ?? '')
    if (json && rowsInStdout) throw stdoutTaken()
    const given = optionsOf(flags, toStdout)
    const drawn: readonly Stage[] = ['read', 'sample', 'write']
    const view = await viewOf(flags, flags.model === undefined ? STAGES : drawn)
    const asks = !silent && data !== '-' && isTerminal(process.stdin) && isTerminal(process.stderr)
    const collect = async (wanted: string) => {
      const collected = await collectOrInstall(plugins, wanted, {asks, signal})
      for (const {plugin, reason} of collected.complaints)
        say(onStderr.doubtful(`Warning: ${plugin}: ${reason}`))
      return collected
    }
    const ask = asks ? {confirmReplace: (path: string) => confirmReplace(path, signal)} : {}
    let result: GenerateResult
    try {
      result = await generate({...given, ...ask, signal, onProgress: view.tell, onLog: view.log}, collect)
    } catch (error) {
      await view.finish(error)
      throw error
    }
    await view.finish()
    if (rowsInStdout) say(closingText(result, onStderr))
    else if (!silent) process.stdout.write(`${printable(hide(closingText(result, onStdout)))}\n`)
    return result
  })
}

function optionsOf(flags: GenerateSettings, toStdout: boolean): GenerateOptions {
  const {data, output, model, generator, format, card = true, force = false} = flags
  const {rows, seed, threads, privacy, 'save-model': saveModel, 'max-unpacked': maxUnpacked} = flags
  const options = generatorOptions(flags)
  return {
    card,
    force,
    ...(data === undefined ? {} : {input: data === '-' ? process.stdin : data}),
    ...(toStdout ? {output: process.stdout} : output === undefined ? {} : {output}),
    ...(model === undefined ? {} : {model}),
    ...(generator === undefined ? {} : {generator}),
    ...(format === undefined ? {} : {format}),
    ...(privacy === undefined ? {} : {privacy}),
    ...(rows === undefined ? {} : {rows: checkRows(rows)}),
    ...(flags['fit-rows'] === undefined ? {} : {fitRows: checkFitRows(flags['fit-rows'])}),
    ...(seed === undefined ? {} : {seed: checkSeed(seed)}),
    ...(threads === undefined ? {} : {threads: checkThreads(threads)}),
    ...(flags.sheet === undefined ? {} : {sheet: flags.sheet}),
    ...(maxUnpacked === undefined ? {} : {maxUnpacked: checkUnpacked(maxUnpacked)}),
    ...(saveModel === undefined ? {} : {saveModel}),
    ...columnOptionsOf(flags),
    ...(Object.keys(options).length === 0 ? {} : {options}),
  }
}

/** Options that have a flag of their own are options like the others. */
const generatorOptions = ({options, epochs, 'max-time': maxTime}: GenerateSettings) => ({
  ...options,
  ...(epochs === undefined ? {} : {epochs}),
  ...(maxTime === undefined ? {} : {'max-time': maxTime}),
})

/** Standard output under its names in the file system. */
const STDOUT_NAMES = ['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']

const stdoutTaken = () =>
  new InferError('INFER_OPTION', {
    message: 'Rows and --json cannot both go to standard output.',
    suggestions: ['--output synthetic.csv', 'leave out --json'],
  })
