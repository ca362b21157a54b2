// What a command of `infer deploy` is given, made ready for its service.
import {InferError, type ProviderDescriptor} from '@inferloop/contract'
import type {Config} from '@oclif/core/config'
import type {Progress} from '@inferloop/provision'
import type {Collected} from '../../registry/collect.ts'
import {secondsIn} from '../../services/duration.ts'
import type {History} from '../../services/deploy/history.ts'
import type {SecretKeeper} from '../../services/deploy/secret-keeper.ts'
import type {StackChoice, Surroundings} from '../../services/deploy/session.ts'
import {collectOrInstallProvider} from '../offer-install.ts'
import {printable, printableLine} from '../printable.ts'
import {onStderr} from '../theme.ts'
import {isTerminal} from '../views.ts'

export interface Host {
  readonly config: Config
  /** The command line, to be typed again. */
  readonly typed: string
  readonly json: boolean
  readonly quiet: boolean
  readonly verbose: boolean
  readonly keeper: SecretKeeper
  /** `tree`, `lines` or `json`, where one was asked for. */
  readonly progress?: string | undefined
  readonly history: History
  /** Where lines for people go; a view that draws takes them over while it does. */
  readonly outlet: Outlet
  /** A result, on standard output. */
  readonly print: (text: string) => void
}

export interface Outlet {
  say: (text: string) => void
}

export const toStderr = (text: string): void => void process.stderr.write(`${text}\n`)

export interface StackFlags {
  readonly file?: string | undefined
  readonly set?: readonly string[] | undefined
  readonly state?: string | undefined
}

/** @throws InferError INFER_OPTION for a name that is empty, a --set without an equals sign, or a name that stands twice */
export function choiceOf({file, set = [], state}: StackFlags): StackChoice {
  for (const [flag, value] of Object.entries({file, state}))
    if (value?.trim() === '')
      throw new InferError('INFER_OPTION', {
        message: `--${flag} has no name behind it.`,
        suggestions: [flag === 'file' ? '--file stack.yaml' : '--state .infer/deploy'],
      })
  const variables = new Map<string, string>()
  for (const text of set) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
    if (name === undefined || value === undefined || variables.has(name))
      throw new InferError('INFER_OPTION', {
        message:
          name === undefined
            ? `--set should be name=value, was "${text}".`
            : `--set ${name} was given twice.`,
        suggestions: ['--set size=m'],
      })
    variables.set(name, value)
  }
  return {file, variables: Object.fromEntries(variables), state}
}

export const namesIn = (lists: readonly string[] | undefined): readonly string[] =>
  (lists ?? [])
    .flatMap(list => list.split(','))
    .map(name => name.trim())
    .filter(name => name !== '')

/** @throws InferError INFER_OPTION */
export function milliseconds(flag: string, text: string | undefined): number {
  const seconds = text === undefined ? 0 : secondsIn(text)
  if (seconds !== undefined) return seconds * 1000
  throw new InferError('INFER_OPTION', {
    message: `${flag} should be a length of time such as 30s or 10m, was "${text}".`,
    suggestions: [`${flag} 10m`],
  })
}

/** Whether somebody sits there who can answer. */
export const asksOf = ({json, quiet}: Host): boolean =>
  !json && !quiet && isTerminal(process.stdin) && isTerminal(process.stderr)

export function say({json, quiet, keeper, outlet}: Host, line: string): void {
  if (!json && !quiet) outlet.say(printable(keeper.hide(line)))
}

/** How much of a plan is shown, and how wide. */
export const lookOf = (
  {verbose}: Pick<Host, 'verbose'>,
  {columns}: {readonly columns?: number},
): {readonly verbose: boolean; readonly width: number} => ({verbose, width: columns ?? 100})

export function surroundings(
  host: Host,
  signal: AbortSignal,
  report: (event: Progress) => void = () => undefined,
): Surroundings {
  const {config, keeper, verbose, history} = host
  const collect = async (wanted: string): Promise<Collected<ProviderDescriptor>> => {
    const collected = await collectOrInstallProvider(config, wanted, {asks: asksOf(host), signal})
    for (const {plugin, reason} of collected.complaints)
      say(host, onStderr.doubtful(`Warning: ${plugin}: ${reason}`))
    return collected
  }
  return {
    cwd: process.cwd(),
    env: process.env,
    signal,
    keeper,
    collect,
    report,
    history,
    log: line => verbose && say(host, printableLine(line)),
    hookLine: line => say(host, onStderr.quiet(`  ${printableLine(line)}`)),
  }
}
