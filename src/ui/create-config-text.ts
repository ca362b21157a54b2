// What `infer create-config` prints.
import type {CreateConfigResult} from '../services/create-config.ts'
import type {TemplateInfo} from './run-create-config.ts'
import {printableLine} from './printable.ts'
import {shellWord} from './shell-word.ts'
import {tableLines} from './table.ts'
import {onStdout as theme} from './theme.ts'

export function templatesText(templates: readonly TemplateInfo[]): string {
  const cells = templates.map(({name, summary}) => [name, summary])
  const [heading, ...lines] = tableLines([['template', 'for'], ...cells])
  return [theme.title(heading!), ...lines].join('\n')
}

export function createdText({path, config, passedOverFor}: CreateConfigResult): string {
  const named = passedOverFor === null && /^infer\.config\.(yaml|yml|json)$/.test(path)
  const by = named ? '' : ` --config ${shellWord(path)}`
  const {data: own, model} = config.generate ?? {}
  const data = [config.data, own, model].every(name => name === undefined) ? ' data.csv' : ''
  const next = config.generate === undefined && config.validate !== undefined ? 'validate' : 'generate'
  const lines = [`${theme.name(printableLine(path))}  the configuration`]
  if (passedOverFor !== null)
    lines.push(
      theme.doubtful(`${printableLine(passedOverFor)} holds in that folder, so this one is to be named`),
    )
  lines.push(theme.quiet(`infer ${next}${data}${printableLine(by)}`))
  return lines.join('\n')
}
