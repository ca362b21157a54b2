// The one class we extend: the flags every command has, and what becomes of errors.
import {sep} from 'node:path'
import type {SectionName} from '@inferloop/config'
import {InferError} from '@inferloop/contract'
import {Command} from '@oclif/core/command'
import * as Flags from '@oclif/core/flags'
import {failed, shapeOf} from './ui/json-shapes.ts'
import {printable} from './ui/printable.ts'
import type {Settings} from './ui/settings.ts'
import type {Parsed} from './ui/typed-layer.ts'
import type {Usage} from './ui/usage-fault.ts'
import type {Loudness} from './ui/views.ts'

export abstract class InferCommand extends Command {
  static override enableJsonFlag = true
  static override baseFlags = {
    json: Flags.boolean({description: 'print one json object and nothing else', helpGroup: 'GLOBAL'}),
    quiet: Flags.boolean({description: 'print nothing but errors', helpGroup: 'GLOBAL'}),
    verbose: Flags.boolean({description: 'say more: why, and where errors come from', helpGroup: 'GLOBAL'}),
    // bin/run.js takes it off the command line, so that it holds for plugins and --help too.
    'no-color': Flags.boolean({
      description: 'no colours, as with the variable NO_COLOR',
      helpGroup: 'GLOBAL',
    }),
  }

  protected override async init(): Promise<void> {
    await super.init()
    const {watchOutputs} = await import('./outputs.ts')
    watchOutputs()
    const {watchEnd} = await import('./unfinished.ts')
    this.ended = watchEnd(async error => this.report(this.blamed(error)), this.jsonEnabled())
  }

  private ended = (): void => undefined

  protected configured: Pick<Settings, 'hide' | 'explained'> = {hide: text => text, explained: error => error}

  /** What holds for this run: flags over the environment over the configuration. `Values` is what the section's values are. */
  protected async settings<Values>(section: SectionName, parsed: Parsed): Promise<Values & Loudness> {
    const {settingsFor} = await import('./ui/settings.ts')
    const settings = await settingsFor(section, parsed)
    this.configured = settings
    const {quiet, verbose} = parsed.flags as {quiet?: boolean; verbose?: boolean}
    const loudness = {
      quiet: quiet === true,
      verbose: verbose === true,
      json: this.jsonEnabled(),
      hide: settings.hide,
    }
    this.warnOf([...(await this.strayVariables()), ...settings.warnings])
    return {...(settings.values as Values), ...loudness}
  }

  /** Warnings about variables that begin as ours do and stand for nothing. @throws InferError INFER_CONFIG for misspelt ones */
  protected async strayVariables(): Promise<readonly string[]> {
    const {openStrayVariables} = await import('@inferloop/config')
    return openStrayVariables(process.env)
  }

  /** Lines on standard error, unless --json or --quiet. */
  protected warnOf(warnings: readonly string[]): void {
    if (this.jsonEnabled() || this.argv.includes('--quiet')) return
    for (const warning of warnings) process.stderr.write(`${printable(warning)}\n`)
  }

  protected override async finally(error: Error | undefined): Promise<void> {
    this.ended()
    await super.finally(error)
  }

  override log(message = ''): void {
    process.stdout.write(`${message}\n`)
  }

  override logJson(json: unknown): void {
    const {hide} = this.configured
    const shown = (_: string, value: unknown) => (typeof value === 'string' ? hide(value) : value)
    process.stdout.write(`${JSON.stringify(json, shown, 2)}\n`)
  }

  protected override toSuccessJson(result: unknown): unknown {
    return {$schema: shapeOf(this.id ?? ''), ...(result as object)}
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
    const {hide, explained} = this.configured
    const error = explained(thrown instanceof Error ? thrown : new Error(`${String(thrown)} was thrown`))
    const {complaintOf, exitCodeOf, errorText} = await import('./ui/errors.ts')
    const verbose = this.argv.includes('--verbose')
    const usage = this.usage()
    if (this.jsonEnabled()) this.logJson(failed(complaintOf(error, usage)))
    else process.stderr.write(errorText(error, usage, verbose, hide))
    return exitCodeOf(error)
  }

  private usage(): Usage {
    const said = (id: string): string => `${this.config.bin} ${id.replaceAll(':', ' ')}`
    const below = this.config.commandIDs.filter(id => id.startsWith(`${this.id}:`))
    // Undefined in commands without flags, whatever the type says.
    const own = Object.keys({...this.ctor.flags, ...this.ctor.baseFlags})
    return {
      command: said(this.id ?? ''),
      flags: [...own, 'help'],
      topics: below.map(said),
    }
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
