// Names in options that would do nothing, or say two things at once.
import {InferError, nearest} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {PlanOptions} from './plan.ts'
import type {DesiredResource} from './stack.ts'

const FLAGS = {allowLoss: '--allow-loss', detach: '--detach'} as const

/** What went by the last run, or by one that was cut short, is known still: the same command may be given again. @throws InferError INFER_OPTION */
export function refuseStrangers(
  {resources, detached, undo}: Snapshot,
  wanted: readonly Pick<DesiredResource, 'name'>[],
  options: PlanOptions,
  command = 'infer deploy',
): void {
  const stack = wanted.map(({name}) => name)
  const present = new Set([...stack, ...Object.keys(resources), ...Object.keys(detached)])
  const known = new Set([...present, ...Object.keys(undo?.rows ?? {})])
  for (const key of ['allowLoss', 'detach'] as const)
    for (const name of options[key] ?? [])
      if (!known.has(name))
        throw unknownName(name, [...present], meant => `${command} ${FLAGS[key]} ${meant}`)
  const both = options.target?.find(name => options.exclude?.includes(name))
  if (both !== undefined)
    throw new InferError('INFER_OPTION', {
      message: `"${both}" is named by --target and by --exclude.`,
      suggestions: [`take ${both} out of one of them`],
    })
  const staying = options.detach?.find(name => stack.includes(name))
  if (staying !== undefined)
    throw new InferError('INFER_OPTION', {
      message: `${staying} stands in the stack file: --detach keeps what was taken out of it.`,
      suggestions: [`take ${staying} out of the stack file, then infer deploy --detach ${staying}`],
    })
}

/** `command` with the nearest name is suggested. */
export function unknownName(
  name: string,
  names: readonly string[],
  command: (meant: string) => string,
): InferError {
  const meant = nearest(name, names)
  return new InferError('INFER_OPTION', {
    message: `"${name}" is neither in the stack nor deployed (there are: ${names.join(', ') || 'none'}).`,
    suggestions: meant === undefined ? ['infer deploy status'] : [command(meant), 'infer deploy status'],
  })
}
