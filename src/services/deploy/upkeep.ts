// What is done to a stack besides deploying it: reading it anew, operating its things, taking things in.
import {InferError, nearest, type Outputs, type ResourceKind} from '@inferloop/contract'
import {adoptThing, operateStack, type Refreshed, refreshStack} from '@inferloop/provision'
import {writing} from './deploy.ts'
import type {Session} from './session.ts'

interface Of {
  readonly file: string
  readonly stack: string
}

export interface RefreshResult extends Of, Refreshed {}

export interface OperateResult extends Of {
  readonly name: string
  readonly operation: string
  /** False when the answer was no. */
  readonly done: boolean
  readonly outputs: Outputs
}

export interface AdoptResult extends Of {
  readonly name: string
  readonly kind: ResourceKind
  readonly id: string
}

interface Waiting {
  readonly lockWaitMs: number
}

const of = ({place, stack}: Session): Of => ({file: place.shown, stack: stack.name})

/** @throws InferError of `refreshStack` of packages/provision */
export async function refresh(
  session: Session,
  {lockWaitMs, allowVanished}: Waiting & {readonly allowVanished: boolean},
): Promise<RefreshResult> {
  return writing(session, {command: 'infer deploy refresh', lockWaitMs}, async writer => ({
    ...of(session),
    ...(await refreshStack(session.engine, writer, {allowVanished})),
  }))
}

/**
 * `confirm` is asked before an operation that interrupts the service.
 *
 * @throws InferError INFER_OPTION when there is no such resource, and of `operateStack`
 */
export async function operate(
  session: Session,
  {name, operation}: Pick<OperateResult, 'name' | 'operation'>,
  {lockWaitMs}: Waiting,
  confirm: (summary: string) => Promise<boolean>,
): Promise<OperateResult> {
  const {engine, store, stack} = session
  const {resources} = (await store.read(stack.name)).snapshot
  const row = Object.hasOwn(resources, name) ? resources[name] : undefined
  if (row === undefined) throw notDeployed(name, operation, Object.keys(resources))
  const does = engine.connection.drivers.get(row.kind)?.operations?.[operation]
  const result = {...of(session), name, operation}
  if (does?.interrupts === true && !(await confirm(does.summary)))
    return {...result, done: false, outputs: {}}
  return writing(
    session,
    {command: `infer deploy operate ${name} ${operation}`, lockWaitMs},
    async writer => ({
      ...result,
      done: true,
      outputs: await operateStack(engine, writer, name, operation),
    }),
  )
}

/** @throws InferError of `adoptThing` of packages/provision */
export async function adopt(
  session: Session,
  {name, id}: {readonly name: string; readonly id: string},
  {lockWaitMs}: Waiting,
): Promise<AdoptResult> {
  const {engine, stack} = session
  return writing(session, {command: `infer deploy adopt ${name}`, lockWaitMs}, async writer => {
    const thing = await adoptThing(engine, writer, stack, name, id)
    const {kind} = stack.resources.find(resource => resource.name === name)!
    return {...of(session), name, kind, id: thing.id}
  })
}

function notDeployed(name: string, operation: string, names: readonly string[]): InferError {
  const meant = nearest(name, names)
  return new InferError('INFER_OPTION', {
    message: `Nothing named "${name}" is deployed (deployed: ${names.join(', ') || 'nothing'}).`,
    suggestions: [
      'infer deploy status',
      ...(meant === undefined ? [] : [`infer deploy operate ${meant} ${operation}`]),
    ],
  })
}
