// What the commands of `infer deploy` have in common: secrets never shown, and suggestions that name the stack file again.
import {errorCode, InferError} from '@inferloop/contract'
import {InferCommand} from './base-command.ts'
import type {Host} from './ui/deploy/host.ts'

export abstract class DeployCommand extends InferCommand {
  // oclif's manifest looks no further up than a class with nothing static of its own.
  static override enableJsonFlag = true

  /** What a command's service needs of the command line. */
  protected async host({
    file,
    progress,
  }: {
    readonly file?: string | undefined
    readonly progress?: string | undefined
  }): Promise<Host> {
    const {secretKeeper} = await import('./services/deploy/secret-keeper.ts')
    const {history} = await import('./services/deploy/history.ts')
    const {toStderr} = await import('./ui/deploy/host.ts')
    const keeper = secretKeeper(process.env)
    this.configured = {hide: keeper.hide, explained: error => withFile(error, file)}
    return {
      config: this.config,
      json: this.jsonEnabled(),
      quiet: this.argv.includes('--quiet'),
      verbose: this.argv.includes('--verbose'),
      keeper,
      progress,
      history: history(),
      outlet: {say: toStderr},
      print: text => this.print(keeper.hide(text)),
    }
  }
}

function withFile(error: Error, file: string | undefined): Error {
  const code = errorCode(error)
  if (code === undefined || file === undefined) return error
  const {suggestions} = error as InferError
  const named = /\s/.test(file) ? JSON.stringify(file) : file
  return new InferError(code, {
    message: error.message,
    suggestions: suggestions.map(one =>
      /^infer deploy\b/.test(one) && !/ (--file|-f)\b|^infer deploy (template|providers|list)\b/.test(one)
        ? `${one} --file ${named}`
        : one,
    ),
    cause: error.cause,
  })
}
