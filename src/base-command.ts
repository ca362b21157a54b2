// The one class we extend: the flags every command has, and what becomes of errors.
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'

export abstract class InferCommand extends Command {
  static override enableJsonFlag = true
  static override baseFlags = {
    json: Flags.boolean({description: 'print one json object and nothing else', helpGroup: 'GLOBAL'}),
    quiet: Flags.boolean({description: 'print nothing but errors', helpGroup: 'GLOBAL'}),
    verbose: Flags.boolean({description: 'say more: why, and where errors come from', helpGroup: 'GLOBAL'}),
  }

  protected override async init(): Promise<void> {
    await super.init()
    const {watchStdout} = await import('./stdout.ts')
    watchStdout()
  }

  /** A line on standard output, unless it is taken by data, JSON or --quiet. */
  protected print(text: string): void {
    if (!this.jsonEnabled() && !this.argv.includes('--quiet')) this.log(text)
  }

  /** Says what went wrong and ends with its exit code: as JSON on standard output with --json, else on standard error. */
  protected override async catch(thrown: unknown): Promise<never> {
    const error = thrown instanceof Error ? thrown : new Error(`${String(thrown)} was thrown`)
    const {complaintOf, exitCodeOf, errorText} = await import('./ui/errors.ts')
    const verbose = this.argv.includes('--verbose')
    const command = `${this.config.bin} ${this.id?.replaceAll(':', ' ') ?? ''}`
    if (this.jsonEnabled()) this.logJson({error: complaintOf(error, command)})
    else process.stderr.write(errorText(error, command, verbose))
    return this.exit(exitCodeOf(error))
  }
}
