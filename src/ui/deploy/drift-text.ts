// What `infer deploy drift` prints.
import {counted} from '@inferloop/contract'
import type {DriftResult} from '../../services/deploy/drift.ts'
import {printableLine} from '../printable.ts'
import {tableLines} from '../table.ts'
import type {Theme} from '../theme.ts'
import {valueText} from './field-text.ts'

export function driftText(result: DriftResult, theme: Theme): string {
  const {stack, resources, drifted, unsure} = result
  const rows = resources.flatMap(({name, is, fields}) =>
    is === 'gone'
      ? [[name, '', '', '', 'gone']]
      : fields
          .filter(({ignored}) => ignored === undefined)
          .map(({path, wanted, applied, actual}) => [
            name,
            path,
            valueText(wanted),
            valueText(applied),
            valueText(actual),
          ]),
  )
  const lines: string[] = []
  if (rows.length > 0) {
    const [heading = '', ...table] = tableLines([
      ['resource', 'field', 'wanted', 'applied', 'actual'],
      ...rows,
    ])
    lines.push(theme.title(heading), ...table.map(line => theme.doubtful(line)), '')
  }
  for (const {name, fields} of resources)
    for (const {path, actual, ignored} of fields)
      if (ignored !== undefined)
        lines.push(theme.quiet(printableLine(`ignored: ${name}.${path} is ${valueText(actual)}: ${ignored}`)))
  for (const {name, is, why = ''} of resources)
    if (is === 'unsure') lines.push(theme.doubtful(printableLine(`! ${name} could not be looked at: ${why}`)))
  if (lines.length > 0 && lines.at(-1) !== '') lines.push('')
  const same = resources.length - drifted - unsure
  const said = [
    `${counted(resources.length, 'resource')}: ${same} as applied`,
    `${drifted} drifted`,
    ...(unsure > 0 ? [`${unsure} not known`] : []),
  ]
  const mark = drifted > 0 ? theme.bad('✘') : unsure > 0 ? theme.doubtful('?') : theme.good('✔')
  lines.push(`${mark} ${stack}: ${said.join(', ')}`)
  if (drifted > 0)
    lines.push(
      theme.quiet('infer deploy update makes it as the file says; infer deploy refresh takes it as it is'),
    )
  return lines.join('\n')
}
