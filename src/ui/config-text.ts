// What `infer info config` prints.
import {originSaid} from '@inferloop/config'
import type {ConfigInfo, ConfigValue} from '../services/config-info.ts'
import {tableLines} from './table.ts'
import {onStdout as theme} from './theme.ts'

export function configText({file, job, jobs, passedOver, values}: ConfigInfo): string {
  const lines = [
    file === null
      ? 'no configuration file: infer.config.yaml in this folder or above would be one'
      : `configuration ${theme.name(file)}`,
  ]
  if (jobs.length > 0)
    lines.push(`jobs ${jobs.map(name => (name === job ? `${name} (this one)` : name)).join(', ')}`)
  for (const {file: one, why} of passedOver) lines.push(theme.doubtful(`${one} is not read: ${why}`))
  const cells = values.map(one => [one.key, valueSaid(one), originSaid(one.from)])
  const [heading, ...rows] = tableLines([['key', 'value', 'from'], ...cells])
  const shown = rows.map((row, i) => (values[i]!.isSet ? row : theme.quiet(row)))
  return [...lines, '', theme.title(heading!), ...shown].join('\n')
}

const valueSaid = ({value}: ConfigValue): string =>
  Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : JSON.stringify(value)
