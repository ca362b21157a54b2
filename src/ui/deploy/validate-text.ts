// What `infer deploy validate` prints of a stack file without faults.
import {counted} from '@inferloop/contract'
import type {ValidateResult} from '../../services/deploy/validate.ts'
import {printableLine} from '../printable.ts'
import type {Theme} from '../theme.ts'

export function validateText(result: ValidateResult, theme: Theme): string {
  const {file, stack, provider, connected, resources, kinds, outputs, hooks, warnings} = result
  const asked = connected ? `, and ${provider} can make it` : ''
  return [
    `${theme.good('✔')} ${theme.name(printableLine(file))}: stack ${stack} for ${provider} has no faults${asked}`,
    `  ${counted(resources, 'resource')} of ${counted(Object.keys(kinds).length, 'kind')}, ${counted(outputs, 'output')}, ${counted(hooks, 'hook')}`,
    ...warnings.map(warning => theme.doubtful(printableLine(`! ${warning}`))),
  ].join('\n')
}
