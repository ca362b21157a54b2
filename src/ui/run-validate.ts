// `infer validate` between its flags and its service: progress, and the closing text.
import {InferError} from '@inferloop/contract'
import {interruptible} from '../interrupt.ts'
import {parseLimit} from '../services/check-limits.ts'
import {checkSeed, checkThreads, checkUnpacked} from '../services/check-options.ts'
import {validate} from '../services/validate.ts'
import {type Limits, type ValidateOptions, VALIDATE_STAGES} from '../services/validate-options.ts'
import type {ValidateResult} from '../services/validate-report.ts'
import {judgementText} from './judgement-text.ts'
import {printable} from './printable.ts'
import {onStdout} from './theme.ts'
import {type ColumnSettings, columnOptionsOf} from './column-options.ts'
import {type Loudness, viewOf} from './views.ts'

/** What holds: texts as they were typed, and values of the configuration. */
export interface ValidateSettings extends ColumnSettings {
  readonly real?: string
  readonly synthetic?: string
  readonly holdout?: string
  readonly target?: readonly string[]
  readonly output?: readonly string[]
  readonly 'min-quality'?: number | string
  readonly 'max-detection'?: number | string
  readonly 'max-copy-index'?: number | string
  readonly 'max-identical'?: number | string
  readonly 'max-drift'?: number | string
  readonly baseline?: string
  readonly card?: string
  readonly seed?: number | string
  readonly threads?: number | string
  readonly sheet?: string
  readonly 'max-unpacked'?: number | string
  readonly quick?: boolean
  readonly force?: boolean
}

export function runValidate(flags: ValidateSettings & Loudness): Promise<ValidateResult> {
  return interruptible(async signal => {
    const given = optionsOf(flags)
    const stages = VALIDATE_STAGES.filter(stage => {
      if (flags.quick === true && (stage === 'accuracy' || stage === 'detection')) return false
      if (stage === 'utility') return (given.targets ?? []).length > 0
      return stage !== 'report' || (given.outputs ?? []).length > 0
    })
    const view = await viewOf(flags, stages)
    let result: ValidateResult
    try {
      result = await validate({...given, signal, onProgress: view.tell, onLog: view.log})
    } catch (error) {
      await view.finish(error)
      throw error
    }
    await view.finish()
    if (!flags.quiet && !flags.json)
      process.stdout.write(`${printable(flags.hide(judgementText(result, onStdout)))}\n`)
    return result
  })
}

const LIMITS: readonly (readonly [keyof Limits, keyof ValidateSettings])[] = [
  ['minQuality', 'min-quality'],
  ['maxDetection', 'max-detection'],
  ['maxCopyIndex', 'max-copy-index'],
  ['maxIdentical', 'max-identical'],
  ['maxDrift', 'max-drift'],
]

function optionsOf(flags: ValidateSettings): ValidateOptions {
  const {
    real,
    synthetic,
    holdout,
    target,
    output,
    baseline,
    card,
    seed,
    threads,
    quick = false,
    force = false,
  } = flags
  if (real === undefined || synthetic === undefined) throw fileMissing(real)
  const fromStdin = [real, synthetic, holdout].filter(path => path === '-')
  if (fromStdin.length > 1)
    throw new InferError('INFER_OPTION', {
      message: `- stands for standard input, which holds one table, and was given ${fromStdin.length} times.`,
      suggestions: ['name files for the others'],
    })
  const input = (path: string) => (path === '-' ? process.stdin : path)
  const limits = LIMITS.flatMap(([key, flag]) => {
    const given = flags[flag] as number | string | undefined
    return given === undefined ? [] : [[key, parseLimit(`--${flag}`, given)] as const]
  })
  return {
    real: input(real),
    synthetic: input(synthetic),
    quick,
    force,
    limits: Object.fromEntries(limits),
    ...(holdout === undefined ? {} : {holdout: input(holdout)}),
    ...(target === undefined ? {} : {targets: target}),
    ...columnOptionsOf(flags),
    ...(output === undefined ? {} : {outputs: output}),
    ...(baseline === undefined ? {} : {baseline}),
    ...(card === undefined ? {} : {card}),
    ...(seed === undefined ? {} : {seed: checkSeed(seed)}),
    ...(threads === undefined ? {} : {threads: checkThreads(threads)}),
    ...(flags.sheet === undefined ? {} : {sheet: flags.sheet}),
    ...(flags['max-unpacked'] === undefined ? {} : {maxUnpacked: checkUnpacked(flags['max-unpacked'])}),
  }
}

const fileMissing = (real: string | undefined): InferError =>
  new InferError('INFER_OPTION', {
    message: `There is no ${real === undefined ? 'real table to judge by' : 'synthetic table to judge'}: name two files, or a configuration that does.`,
    suggestions: ['infer validate data.csv data.synthetic.csv', 'infer validate --job customers'],
  })
