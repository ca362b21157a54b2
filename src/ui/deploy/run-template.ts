// `infer deploy template render` and `init` between their flags and their service.
import type {ProviderDescriptor} from '@inferloop/contract'
import {interruptible} from '../../interrupt.ts'
import {collectProviders} from '../../registry/collect.ts'
import {
  declaredBy,
  type InitResult,
  refuseExisting,
  renderedTemplate,
  templateInfo,
  writeStack,
} from '../../services/deploy/templates.ts'
import {askVariables} from './ask-variables.ts'
import {asksOf, choiceOf, type Host} from './host.ts'
import {initText} from './template-text.ts'

interface TemplateFlags {
  readonly set?: readonly string[] | undefined
  readonly output?: string | undefined
}

export interface RenderResult {
  readonly template: string
  readonly text: string
  /** The file it was written to; null where it was printed. */
  readonly output: string | null
}

export function runRender(template: string, flags: TemplateFlags, host: Host): Promise<RenderResult> {
  const {output} = flags
  const {variables} = choiceOf(flags)
  return interruptible(async signal => {
    const text = await renderedTemplate(template, variables, {cwd: process.cwd(), output, signal})
    host.print(output === undefined ? text.trimEnd() : `${output} is written`)
    return {template, text, output: output ?? null}
  })
}

export function runInit(
  template: string,
  flags: TemplateFlags & {readonly yes: boolean},
  host: Host,
): Promise<InitResult> {
  const {variables: given} = choiceOf(flags)
  const cwd = process.cwd()
  const isJson = /\.json(\.hbs)?$/.test(template)
  const file = flags.output ?? (isJson ? 'stack.json' : 'stack.yaml')
  return interruptible(async signal => {
    const {provider} = await templateInfo(template, cwd)
    await refuseExisting(file, cwd, `infer deploy template init ${template}`)
    const asks = !flags.yes && asksOf(host)
    const variables = asks ? await askVariables(await declaredBy(template, cwd), given, signal) : given
    const settings = (await descriptorOf(provider, host))?.settings
    const written = await writeStack({template, variables, file, cwd, env: process.env, settings})
    host.print(initText(written))
    return written
  })
}

async function descriptorOf(provider: string, {config}: Host): Promise<ProviderDescriptor | undefined> {
  const {offers} = await collectProviders(config)
  return offers.find(({descriptor}) => descriptor.name === provider)?.descriptor
}
