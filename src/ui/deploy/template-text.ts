// What the commands of `infer deploy template` print.
import {counted} from '@inferloop/contract'
import type {InitResult, TemplateInfo, TemplateList, VariableInfo} from '../../services/deploy/templates.ts'
import {printableLine} from '../printable.ts'
import {tableLines} from '../table.ts'
import {onStdout as theme} from '../theme.ts'

export function templatesText({templates}: TemplateList): string {
  const rows = templates.map(({name, provider, summary, variables}) => [
    name,
    provider,
    variables.map(one => one.name).join(', '),
    summary,
  ])
  const [heading, ...lines] = tableLines([['template', 'provider', 'variables', ''], ...rows])
  return [
    theme.title(heading!),
    ...lines,
    '',
    theme.quiet('infer deploy template show NAME says what each variable is'),
  ].join('\n')
}

export function templateText({name, provider, summary, variables}: TemplateInfo): string {
  const of = provider === '' ? '' : ` for ${provider}`
  const lines = [`${theme.name(printableLine(name))}${of}`, printableLine(summary), '']
  if (variables.length === 0) lines.push(theme.quiet('it has no variables'))
  for (const variable of variables)
    lines.push(
      `${theme.name(`--set ${variable.name}=${presetOf(variable)}`)}  ${rangeOf(variable)}`,
      `    ${printableLine(variable.description)}`,
    )
  return [...lines, '', `write it: infer deploy template init ${printableLine(name)}`].join('\n')
}

export function initText({path, stack, provider, resources, next}: InitResult): string {
  return [
    `${theme.good('✔')} ${theme.name(printableLine(path))}  stack ${stack} for ${provider}, ${counted(resources, 'resource')}`,
    ...next.map(command => `  ${command}`),
  ].join('\n')
}

function presetOf({default: value}: VariableInfo): string {
  if (value === undefined) return '…'
  if (typeof value === 'string') return printableLine(value)
  return printableLine(Array.isArray(value) ? value.join(',') : JSON.stringify(value))
}

/** `whole number, 1 to 100 days, may be left out`. */
function rangeOf(variable: VariableInfo): string {
  const {type, choices, min, max, pattern, format, unit, secret, optional, of = 'string'} = variable
  const words = {string: 'text', integer: 'whole number', list: `list of ${of}s`, map: `map of ${of}s`}
  const word = {...words, boolean: 'true or false', number: 'number'}[type]
  const bounds =
    min !== undefined && max !== undefined
      ? `${min} to ${max}`
      : min !== undefined
        ? `at least ${min}`
        : max !== undefined
          ? `at most ${max}`
          : ''
  const parts = [
    secret === true ? 'name of a secret' : choices === undefined ? word : choices.join(', '),
    [bounds, unit ?? ''].filter(Boolean).join(' '),
    format ?? '',
    pattern === undefined ? '' : `like ${printableLine(pattern)}`,
    optional === true ? 'may be left out' : variable.default === undefined ? 'has to be given' : '',
  ]
  return parts.filter(Boolean).join('; ')
}
