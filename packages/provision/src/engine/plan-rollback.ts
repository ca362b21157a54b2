// The steps back to what was there before the last deployment. What holds data or is protected is never changed, replaced or removed.
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import {digest} from './canonical.ts'
import {deploySteps} from './plan-deploy.ts'
import {planOf} from './plan-head.ts'
import type {Known, Plan, PlanStep} from './plan.ts'
import type {DesiredResource} from './stack.ts'
import {chainOf, keyOf, standing} from './things.ts'

export interface RollbackPlan extends Plan {
  /** What does not become as it was, each with a sentence. */
  readonly left: readonly {readonly name: string; readonly why: string}[]
}

interface Way {
  readonly asIs: Set<string>
  readonly detach: Set<string>
  /** Id of the old thing that serves again, by name. */
  readonly restore: Map<string, string>
  readonly wanted: Map<string, DesiredResource>
  readonly left: {name: string; why: string}[]
}

/** Pure. Nothing to do when nothing was deployed, or it was rolled back already. */
export function planBack(known: Known): RollbackPlan {
  const back = wayBack(known.snapshot)
  for (;;) {
    const {steps, held} = stepsBack(known, back)
    if (held.length === 0) {
      const plan = planOf('rollback', known.snapshot.stack, digest('rollback'), steps, known, {
        options: {detach: [...back.detach]},
      })
      return {...plan, left: [...back.left, ...steps.flatMap(setFree)]}
    }
    // What stays as it is changes what becomes of those who stand on it.
    for (const name of held) {
      back.wanted.delete(name)
      back.restore.delete(name)
      back.asIs.add(name)
      back.left.push({name, why: 'something that stays stands on it'})
    }
  }
}

function stepsBack(
  known: Known,
  back: Way,
): {readonly steps: readonly PlanStep[]; readonly held: readonly string[]} {
  const {snapshot, identity} = known
  const staying = stayingThings(snapshot, back)
  const names = new Set([...back.wanted.keys(), ...back.asIs])
  const resources = [
    ...[...back.wanted.values()].map(one => ({
      ...one,
      dependsOn: (one.dependsOn ?? []).filter(name => names.has(name)),
    })),
    ...[...back.asIs].map(name => ({name, kind: snapshot.resources[name]!.kind, inputs: {}})),
  ]
  const stack = {
    name: snapshot.stack,
    provider: identity.provider,
    settings: {},
    resources,
    outputs: {},
    hooks: [],
  }
  const then = {...known, snapshot: {...snapshot, resources: restoredRows(snapshot, back)}}
  const {steps: made} = deploySteps(stack, then, {detach: [...back.detach]}, back.asIs)
  const kept = [...back.asIs].flatMap(name => asItIs(snapshot, name))
  const held: string[] = []
  const outside = new Set(Object.values(snapshot.detached).map(keyOf))
  const steps = [...made, ...kept].flatMap(planned => {
    const drops = planned.drops.filter(({kind, id}) => !outside.has(keyOf({name: '', kind, id})))
    const step = {...planned, drops}
    const own = heldBack(step, snapshot.resources[step.moved?.from ?? step.name], back, staying)
    if (own === undefined) held.push(step.name)
    return own ?? []
  })
  return {steps, held}
}

function wayBack({undo, resources, detached}: Snapshot): Way {
  const before = undo?.rows ?? {}
  const back: Way = {asIs: new Set(), detach: new Set(), restore: new Map(), wanted: new Map(), left: []}
  const made = (row: ResourceRow): boolean =>
    Object.hasOwn(before, row.name) && before[row.name] === null && oldName(row, before) === undefined
  for (const row of Object.values(resources)) {
    const was = before[row.name]
    if (!Object.hasOwn(before, row.name)) back.asIs.add(row.name)
    else if (was === null || was === undefined) {
      if (made(row) && (isPrecious(row) || undo!.detached.includes(row.name))) back.detach.add(row.name)
    } else if (row.id === was.id && isPrecious(row)) {
      back.asIs.add(row.name)
      if (digest(row.inputs) !== digest(was.inputs))
        back.left.push({name: row.name, why: 'it holds data or is protected'})
    } else {
      const old = chainOf(row).find(({id}, i) => i > 0 && id !== undefined && id === was.id)
      if (old !== undefined) back.restore.set(row.name, old.id!)
      else if (row.id !== undefined && row.id !== was.id && isPrecious(row)) {
        back.asIs.add(row.name)
        back.left.push({
          name: row.name,
          why: 'it took the place of what was there, and holds data or is protected',
        })
        continue
      }
      back.wanted.set(row.name, asWanted(was))
    }
  }
  for (const [name, was] of Object.entries(before)) {
    if (was === null || Object.hasOwn(resources, name)) continue
    const renamed = Object.values(resources).find(row => row.id !== undefined && row.id === was.id)
    back.wanted.set(name, {...asWanted(was), ...(renamed === undefined ? {} : {renamedFrom: [renamed.name]})})
    const kept = Object.values(detached).some(row => row.id !== undefined && row.id === was.id)
    if (renamed === undefined && !kept && was.holdsData)
      back.left.push({name, why: 'it is made anew, and what it held is lost'})
  }
  keepWhatIsStoodOn(back, resources, made)
  return back
}

/** What the deployment made stays where something stands on it that stays. */
function keepWhatIsStoodOn(
  back: Way,
  resources: Snapshot['resources'],
  made: (row: ResourceRow) => boolean,
): void {
  const top = (names: Iterable<string>): ResourceRow[] =>
    [...names].flatMap(name => chainOf(resources[name]).slice(0, 1))
  const underKept = standing(top(back.asIs), {resources})
  const underDetached = standing(top(back.detach), {resources})
  for (const row of Object.values(resources)) {
    if (!made(row) || back.detach.has(row.name)) continue
    if (underKept.has(keyOf(row))) back.asIs.add(row.name)
    else if (underDetached.has(keyOf(row))) back.detach.add(row.name)
    else continue
    back.left.push({name: row.name, why: 'something that stays stands on it'})
  }
  for (const name of back.detach)
    if (!back.left.some(one => one.name === name))
      back.left.push({name, why: 'it stays, and the stack no longer looks after it'})
}

/** Things that neither go nor are replaced: everything precious there is, what is kept outside, and all of that stands on. */
function stayingThings(snapshot: Snapshot, {asIs, detach}: Way): ReadonlySet<string> {
  const things = Object.values(snapshot.resources).flatMap(row =>
    chainOf(row).filter((thing, i) => isPrecious(thing) || (i === 0 && detach.has(row.name))),
  )
  const outside = Object.values(snapshot.detached)
  const under = standing([...things, ...outside], snapshot)
  const made = [...asIs]
    .flatMap(name => chainOf(snapshot.resources[name]).slice(0, 1))
    .filter(one => under.has(keyOf(one)))
  return new Set([...under, ...made.map(keyOf)])
}

/** A step for what stays, should something of the deployment hang on it still. */
function asItIs({resources, undo}: Snapshot, name: string): readonly PlanStep[] {
  const row = resources[name]!
  if (row.prior === undefined || row.id === undefined || !Object.hasOwn(undo?.rows ?? {}, name)) return []
  const {kind, id, dependsOn, holdsData, protect} = row
  const plain = {changes: [], why: '', lost: [], interrupts: false, drops: [], follows: [], hooks: []}
  return [{...plain, name, kind, id, action: 'none', dependsOn, holdsData, protect}]
}

function restoredRows({resources}: Snapshot, {restore}: Way): Snapshot['resources'] {
  return Object.fromEntries(
    Object.entries(resources).map(([name, row]) => {
      const id = restore.get(name)
      return [name, id === undefined ? row : chainOf(row).find(thing => thing.id === id)!]
    }),
  )
}

/** What stays is neither dropped nor replaced by a step; of a row's things all but the one that serves are set free. */
function heldBack(
  step: PlanStep,
  row: ResourceRow | undefined,
  {restore}: Way,
  staying: ReadonlySet<string>,
): PlanStep | undefined {
  const {name, action} = step
  const stays = (kind: PlanStep['kind'], id: string): boolean => staying.has(keyOf({name, kind, id}))
  const id = restore.get(name) ?? row?.id
  const others =
    action === 'delete' || action === 'detach' || id === undefined
      ? []
      : chainOf(row).filter(thing => thing.id !== undefined && thing.id !== id)
  const keeps = others.filter(thing => stays(thing.kind, thing.id!)).map(thing => thing.id!)
  const goes = others
    .filter(thing => !keeps.includes(thing.id!))
    .map(thing => ({kind: thing.kind, id: thing.id!}))
  const own = step.drops.filter(drop => !others.some(thing => thing.id === drop.id))
  if (own.some(drop => stays(drop.kind, drop.id))) return undefined
  const isRestored = restore.has(name)
  if (!isRestored && others.length === 0) return step
  const moves = isRestored || keeps.length > 0
  const drops = [...own, ...goes]
  const next: PlanStep = moves ? {...step, drops, restores: {id: id!, keeps}} : {...step, drops}
  if (action !== 'none' && action !== 'cleanup') return next
  const why = isRestored ? 'its predecessor is still there' : 'something of the deployment hangs on it'
  return {...next, action: moves ? 'restore' : 'cleanup', why}
}

function setFree({name, restores}: PlanStep): RollbackPlan['left'] {
  const why = (id: string): string =>
    `${id}, which was to take its place, stays, and the stack no longer looks after it`
  return (restores?.keeps ?? []).map(id => ({name, why: why(id)}))
}

/** What was made and never became ready holds nothing. */
function isPrecious({holdsData, protect, status}: ResourceRow): boolean {
  return (holdsData || protect) && status !== 'creating' && status !== 'replacing'
}

function oldName(
  {id}: ResourceRow,
  before: Readonly<Record<string, ResourceRow | null>>,
): string | undefined {
  return Object.values(before).find(was => was?.id !== undefined && was.id === id)?.name
}

function asWanted(row: ResourceRow): DesiredResource {
  const {name, kind, inputs, wanted, protect, dependsOn, hooks} = row
  return {name, kind, inputs: wanted ?? inputs, protect, dependsOn, ...(hooks === undefined ? {} : {hooks})}
}
