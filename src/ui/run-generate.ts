// `infer generate` between its flags and its service: standard streams, the question whether to replace, progress, the closing table.
import {InferError, type Privacy, type TableFormat} from '@inferloop/contract'
import type {Config} from '@oclif/core/config'
import {type ColumnFlagValues, columnOptionsOf} from './column-options.ts'
import {interruptible} from '../interrupt.ts'
import {checkFitRows, checkRows, checkSeed, checkThreads, checkUnpacked} from '../services/check-options.ts'
import {generate} from '../services/generate.ts'
import {type GenerateOptions, type GenerateResult, type Stage, STAGES} from '../services/generate-options.ts'
import {parseOptionTexts} from '../services/generator-options.ts'
import {closingText} from './closing.ts'
import {confirmReplace} from './confirm.ts'
import {collectOrInstall} from './offer-install.ts'
import {onStderr, onStdout} from './theme.ts'
import {printable} from './printable.ts'
import {isTerminal, viewOf} from './views.ts'

/** What was typed, as it was typed. */
export interface GenerateFlags extends ColumnFlagValues {
  readonly data?: string | undefined
  readonly generator?: string | undefined
  readonly rows?: string | undefined
  readonly output?: string | undefined
  readonly format?: string | undefined
  readonly seed?: string | undefined
  readonly threads?: string | undefined
  readonly sheet?: string | undefined
  readonly 'max-unpacked'?: string | undefined
  readonly 'fit-rows'?: string | undefined
  readonly privacy?: string | undefined
  readonly epochs?: string | undefined
  readonly 'max-time'?: string | undefined
  readonly option?: readonly string[] | undefined
  readonly 'save-model'?: string | undefined
  readonly model?: string | undefined
  readonly card: boolean
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
}

export function runGenerate(flags: GenerateFlags, plugins: Config): Promise<GenerateResult> {
  return interruptible(async signal => {
    const {quiet, json, data, output} = flags
    const silent = quiet || json
    const say = (line: string): void => void (silent || process.stderr.write(`${printable(line)}\n`))
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
    else if (!silent) process.stdout.write(`${printable(closingText(result, onStdout))}\n`)
    return result
  })
}

function optionsOf(flags: GenerateFlags, toStdout: boolean): GenerateOptions {
  const {data, output, model, generator, format, card, force} = flags
  const {rows, seed, threads, privacy, 'save-model': saveModel, 'max-unpacked': maxUnpacked} = flags
  const option = optionTexts(flags)
  return {
    card,
    force,
    ...(data === undefined ? {} : {input: data === '-' ? process.stdin : data}),
    ...(toStdout ? {output: process.stdout} : output === undefined ? {} : {output}),
    ...(model === undefined ? {} : {model}),
    ...(generator === undefined ? {} : {generator}),
    ...(format === undefined ? {} : {format: format as TableFormat}),
    ...(privacy === undefined ? {} : {privacy: privacy as Privacy}),
    ...(rows === undefined ? {} : {rows: checkRows(rows)}),
    ...(flags['fit-rows'] === undefined ? {} : {fitRows: checkFitRows(flags['fit-rows'])}),
    ...(seed === undefined ? {} : {seed: checkSeed(seed)}),
    ...(threads === undefined ? {} : {threads: checkThreads(threads)}),
    ...(flags.sheet === undefined ? {} : {sheet: flags.sheet}),
    ...(maxUnpacked === undefined ? {} : {maxUnpacked: checkUnpacked(maxUnpacked)}),
    ...(saveModel === undefined ? {} : {saveModel}),
    ...columnOptionsOf(flags),
    ...(option.length === 0 ? {} : {options: parseOptionTexts(option)}),
  }
}

/** Options that have a flag of their own are options like the others. */
const optionTexts = (flags: GenerateFlags): readonly string[] => [
  ...(flags.option ?? []),
  ...(flags.epochs === undefined ? [] : [`epochs=${flags.epochs}`]),
  ...(flags['max-time'] === undefined ? [] : [`max-time=${flags['max-time']}`]),
]

/** Standard output under its names in the file system. */
const STDOUT_NAMES = ['/dev/stdout', '/dev/fd/1', '/proc/self/fd/1']

const stdoutTaken = () =>
  new InferError('INFER_OPTION', {
    message: 'Rows and --json cannot both go to standard output.',
    suggestions: ['--output synthetic.csv', 'leave out --json'],
  })
