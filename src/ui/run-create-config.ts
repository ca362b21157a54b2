// `infer create-config` between its flags and its service: the templates, what was said, the questions.
import {dirname, resolve} from 'node:path'
import type {Config} from '@oclif/core/config'
import {interruptible} from '../interrupt.ts'
import {collectGenerators, type HookRunner} from '../registry/collect.ts'
import {configPlace, type ConfigFormat} from '../services/config-place.ts'
import {configTemplates} from '../services/config-templates.ts'
import {createConfig, type CreateConfigResult, nobodyToAsk} from '../services/create-config.ts'
import {askConfig, askExisting} from './ask-config.ts'
import {collectOrInstall} from './offer-install.ts'
import {saidByFlags} from './said-by-flags.ts'
import type {Parsed} from './typed-layer.ts'
import {isTerminal} from './views.ts'

export interface TemplateInfo {
  readonly name: string
  readonly summary: string
}

interface Flags {
  readonly template?: string
  readonly format?: ConfigFormat
  readonly output?: string
  readonly yes?: boolean
  readonly edit?: boolean
  readonly force?: boolean
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Those that work with what is installed. */
export async function listTemplates(plugins: HookRunner): Promise<TemplateInfo[]> {
  const {offers} = await collectGenerators(plugins)
  const templates = await configTemplates(offers.map(({descriptor}) => descriptor.name))
  return templates.map(({name, summary}) => ({name, summary}))
}

export function runCreateConfig(parsed: Parsed, host: Config): Promise<CreateConfigResult> {
  const {template, format, output, yes, edit, force, json, quiet} = parsed.flags as Flags
  return interruptible(async signal => {
    const isSilent = json === true || quiet === true
    const asks = yes !== true && !isSilent && isTerminal(process.stdin) && isTerminal(process.stderr)
    if (!asks && yes !== true) throw nobodyToAsk()
    const {data} = parsed.args as {readonly data?: string}
    const place = await configPlace({
      output,
      format,
      read: data === undefined ? [] : [data],
      existing: edit === true ? 'edit' : force === true ? 'replace' : undefined,
      ...(asks ? {askExisting: (path: string) => askExisting(path, signal)} : {}),
    })
    const said = await saidByFlags(parsed, dirname(resolve(place.path)))
    return createConfig(
      {
        place,
        template,
        said,
        environment: process.env,
        signal,
        ...(asks ? {ask: session => askConfig(session, place.path, signal)} : {}),
      },
      wanted => collectOrInstall(host, wanted, {asks, signal}),
    )
  })
}
