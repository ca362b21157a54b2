// What the commands of `infer deploy` have in common: secrets never shown, and suggestions that name the stack again.
import {errorCode, InferError} from '@inferloop/contract'
import {InferCommand} from './base-command.ts'
import type {Host, StackFlags} from './ui/deploy/host.ts'

export abstract class DeployCommand extends InferCommand {
  // oclif's manifest looks no further up than a class with nothing static of its own.
  static override enableJsonFlag = true

  /** What a command's service needs of the command line. */
  protected async host(flags: StackFlags & {readonly progress?: string | undefined}): Promise<Host> {
    const {secretKeeper} = await import('./services/deploy/secret-keeper.ts')
    const {history} = await import('./services/deploy/history.ts')
    const {toStderr} = await import('./ui/deploy/host.ts')
    const keeper = secretKeeper(process.env)
    const {suggestedAgain} = await import('./ui/deploy/named-again.ts')
    const {shellWord} = await import('./ui/shell-word.ts')
    const again = (suggestion: string): string => suggestedAgain(suggestion, flags)
    this.configured = {hide: keeper.hide, explained: error => namingAgain(error, again)}
    return {
      config: this.config,
      json: this.jsonEnabled(),
      typed: ['infer', ...(this.id ?? '').split(':'), ...this.argv].map(word => shellWord(word)).join(' '),
      quiet: this.argv.includes('--quiet'),
      verbose: this.argv.includes('--verbose'),
      keeper,
      progress: flags.progress,
      history: history(),
      outlet: {say: toStderr},
      print: text => this.print(keeper.hide(text)),
    }
  }
}

/** An error that comes from a plugin may be of another copy of the contract, and lack what ours have. */
function namingAgain(error: Error, again: (suggestion: string) => string): Error {
  const code = errorCode(error)
  const {suggestions = [], stack} = error as Error & {readonly suggestions?: readonly string[]}
  if (code === undefined || suggestions.length === 0) return error
  const {message, cause} = error
  const named = new InferError(code, {message, suggestions: suggestions.map(again), cause})
  return stack === undefined ? named : Object.assign(named, {stack})
}
