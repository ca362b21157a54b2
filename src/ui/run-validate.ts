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
import {type ColumnFlagValues, columnOptionsOf} from './column-options.ts'
import {viewOf} from './views.ts'

/** What was typed, as it was typed. */
export interface ValidateFlags extends ColumnFlagValues {
  readonly real: string
  readonly synthetic: string
  readonly holdout?: string | undefined
  readonly target?: readonly string[] | undefined
  readonly output?: readonly string[] | undefined
  readonly 'min-quality'?: string | undefined
  readonly 'max-detection'?: string | undefined
  readonly 'max-copy-index'?: string | undefined
  readonly 'max-identical'?: string | undefined
  readonly 'max-drift'?: string | undefined
  readonly baseline?: string | undefined
  readonly card?: string | undefined
  readonly seed?: string | undefined
  readonly threads?: string | undefined
  readonly sheet?: string | undefined
  readonly 'max-unpacked'?: string | undefined
  readonly quick: boolean
  readonly force: boolean
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
}

export function runValidate(flags: ValidateFlags): Promise<ValidateResult> {
  return interruptible(async signal => {
    const given = optionsOf(flags)
    const stages = VALIDATE_STAGES.filter(stage => {
      if (flags.quick && (stage === 'accuracy' || stage === 'detection')) return false
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
    if (!flags.quiet && !flags.json) process.stdout.write(`${printable(judgementText(result, onStdout))}\n`)
    return result
  })
}

const LIMITS: readonly (readonly [keyof Limits, keyof ValidateFlags])[] = [
  ['minQuality', 'min-quality'],
  ['maxDetection', 'max-detection'],
  ['maxCopyIndex', 'max-copy-index'],
  ['maxIdentical', 'max-identical'],
  ['maxDrift', 'max-drift'],
]

function optionsOf(flags: ValidateFlags): ValidateOptions {
  const {real, synthetic, holdout, target, output, baseline, card, seed, threads, quick, force} = flags
  const fromStdin = [real, synthetic, holdout].filter(path => path === '-')
  if (fromStdin.length > 1)
    throw new InferError('INFER_OPTION', {
      message: `- stands for standard input, which holds one table, and was given ${fromStdin.length} times.`,
      suggestions: ['name files for the others'],
    })
  const input = (path: string) => (path === '-' ? process.stdin : path)
  const limits = LIMITS.flatMap(([key, flag]) => {
    const text = flags[flag]
    return typeof text === 'string' ? [[key, parseLimit(`--${flag}`, text)] as const] : []
  })
  const names = (given: readonly string[]) => given.flatMap(list => list.split(','))
  return {
    real: input(real),
    synthetic: input(synthetic),
    quick,
    force,
    limits: Object.fromEntries(limits),
    ...(holdout === undefined ? {} : {holdout: input(holdout)}),
    ...(target === undefined ? {} : {targets: names(target)}),
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
