// The one class we extend: the flags every command has, and what becomes of errors.
import {sep} from 'node:path'
import {InferError} from '@inferloop/contract'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {printable} from './ui/printable.ts'

export abstract class InferCommand extends Command {
  static override enableJsonFlag = true
  static override baseFlags = {
    json: Flags.boolean({description: 'print one json object and nothing else', helpGroup: 'GLOBAL'}),
    quiet: Flags.boolean({description: 'print nothing but errors', helpGroup: 'GLOBAL'}),
    verbose: Flags.boolean({description: 'say more: why, and where errors come from', helpGroup: 'GLOBAL'}),
  }

  protected override async init(): Promise<void> {
    await super.init()
    const {watchOutputs} = await import('./outputs.ts')
    watchOutputs()
    const {watchEnd} = await import('./unfinished.ts')
    this.ended = watchEnd(async error => this.report(this.blamed(error)), this.jsonEnabled())
  }

  private ended = (): void => undefined

  protected override async finally(error: Error | undefined): Promise<void> {
    this.ended()
    await super.finally(error)
  }

  override log(message = ''): void {
    process.stdout.write(`${message}\n`)
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
  }

  /** A line on standard output, unless it is taken by data, JSON or --quiet. */
  protected print(text: string): void {
    if (!this.jsonEnabled() && !this.argv.includes('--quiet')) this.log(printable(text))
  }

  /** Says what went wrong and ends with its exit code: as JSON on standard output with --json, else on standard error. */
  protected override async catch(thrown: unknown): Promise<never> {
    this.ended()
    return this.exit(await this.report(thrown))
  }

  /** The exit code of what it has said. */
  private async report(thrown: unknown): Promise<number> {
    const error = thrown instanceof Error ? thrown : new Error(`${String(thrown)} was thrown`)
    const {complaintOf, exitCodeOf, errorText} = await import('./ui/errors.ts')
    const verbose = this.argv.includes('--verbose')
    const command = `${this.config.bin} ${this.id?.replaceAll(':', ' ') ?? ''}`
    if (this.jsonEnabled()) this.logJson({error: complaintOf(error, command)})
    else process.stderr.write(errorText(error, command, verbose))
    return exitCodeOf(error)
  }

  /** What comes out of nowhere is a plugin's fault when its code is in the stack. */
  private blamed(thrown: unknown): unknown {
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
    const plugin = this.config
      .getPluginsList()
      .find(({root, type}) => type !== 'core' && stack.includes(`${root}${sep}`))
    if (plugin === undefined) return thrown
    return new InferError('INFER_PLUGIN_BROKEN', {
      message: `Plugin ${plugin.name} is broken: ${(thrown as Error).message}.`,
      suggestions: ['infer plugins update', `infer plugins uninstall ${plugin.name}`],
      cause: thrown,
    })
  }
}
