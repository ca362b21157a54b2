// What must be there before what: from fields that refer, references in texts, and `dependsOn`. Order after Kahn, ties by name.
import {InferError, nearest, RESOURCE_KINDS, type KindDriver, type ResourceKind} from '@inferloop/contract'
import {fieldsOf} from './fields.ts'
import {type Reference, referencesOf} from './references.ts'
import type {DesiredResource} from './stack.ts'

/** Names of what each needs, sorted. */
export type Needs = ReadonlyMap<string, readonly string[]>

/** @throws InferError INFER_STACK when a reference leads nowhere, to another kind, or to an output the kind does not have */
export function needsOf(
  resources: readonly DesiredResource[],
  drivers: ReadonlyMap<ResourceKind, KindDriver>,
): Needs {
  const kinds = new Map(resources.map(({name, kind}) => [name, kind]))
  const needs = new Map<string, readonly string[]>()
  for (const resource of resources) {
    const fields = fieldsOf(drivers.get(resource.kind) ?? {kind: resource.kind, native: {}})
    const names = new Set<string>()
    for (const {path, name, output, kinds: allowed} of [
      ...referencesOf(fields, resource.inputs),
      ...inHooks(resource).filter(({name: other}) => other !== resource.name),
    ]) {
      const kind = kinds.get(name)
      const at = `${place(resource)}${resource.name}.${path}`
      if (kind === undefined) throw unknownName(at, name, [...kinds.keys()])
      if (allowed !== undefined && !allowed.includes(kind))
        throw new InferError('INFER_STACK', {
          message: `${at} must name a ${allowed.join(' or a ')}; "${name}" is a ${kind}.`,
          suggestions: namesOf(resources, allowed, at),
        })
      const outputs = ['id', ...Object.keys(RESOURCE_KINDS[kind]?.outputs ?? {})]
      if (RESOURCE_KINDS[kind] !== undefined && !outputs.includes(output)) {
        const meant = nearest(output, outputs)
        throw new InferError('INFER_STACK', {
          message: `${at} asks for "${output}" of ${name}, and a ${kind} has no such output (it has: ${outputs.join(', ')}).`,
          suggestions: [`write \${${name}.${meant ?? outputs[0]!}}`],
        })
      }
      names.add(name)
    }
    for (const name of resource.dependsOn ?? []) {
      if (!kinds.has(name))
        throw unknownName(`${place(resource)}${resource.name}.dependsOn`, name, [...kinds.keys()])
      names.add(name)
    }
    needs.set(resource.name, [...names].toSorted())
  }
  return needs
}

/** What words of its hooks refer to, its own outputs among it. */
export const inHooks = ({hooks = []}: Pick<DesiredResource, 'hooks'>): readonly Reference[] =>
  referencesOf({}, {hooks: hooks.map(({run}) => ({run}))})

/**
 * Each after what it needs; among those that could be next the one whose name sorts first. Needs outside the map count as there.
 *
 * @throws InferError INFER_STACK with the shortest cycle
 */
export function inOrder(needs: Needs): readonly string[] {
  const waiting = new Map<string, number>()
  const followers = new Map<string, string[]>()
  for (const [name, of] of needs) {
    const inside = of.filter(need => needs.has(need))
    waiting.set(name, inside.length)
    for (const need of inside) followers.set(need, [...(followers.get(need) ?? []), name])
  }
  let free = [...waiting].filter(([, count]) => count === 0).map(([name]) => name)
  const order: string[] = []
  while (free.length > 0) {
    free = free.toSorted()
    const next = free.shift()!
    order.push(next)
    for (const follower of followers.get(next) ?? []) {
      waiting.set(follower, waiting.get(follower)! - 1)
      if (waiting.get(follower) === 0) free.push(follower)
    }
  }
  if (order.length === needs.size) return order
  const cycle = shortestCycle(needs, new Set(order))
  throw new InferError('INFER_STACK', {
    message: `These resources need each other: ${cycle.join(' → ')}.`,
    suggestions: [`take one reference of ${cycle.slice(0, -1).join(', ')} away`],
  })
}

/** The names and all that stands on them, however far. */
export function withDependants(names: Iterable<string>, needs: Needs): ReadonlySet<string> {
  const found = new Set(names)
  for (let size = -1; size !== found.size; ) {
    size = found.size
    for (const [name, of] of needs) if (of.some(need => found.has(need))) found.add(name)
  }
  return found
}

/** The names and all they stand on. */
export function withNeeds(names: Iterable<string>, needs: Needs): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const need of needs.get(name) ?? []) visit(need)
  }
  for (const name of names) visit(name)
  return found
}

/** Breadth first from each; begins and ends with one name. */
function shortestCycle(needs: Needs, done: ReadonlySet<string>): readonly string[] {
  let best: readonly string[] = []
  for (const start of [...needs.keys()].toSorted()) {
    if (done.has(start)) continue
    const paths: (readonly string[])[] = [[start]]
    const seen = new Set<string>()
    for (const path of paths) {
      if (best.length > 0 && path.length >= best.length) break
      const here = path.at(-1)!
      for (const need of needs.get(here) ?? []) {
        if (need === start) {
          if (best.length === 0 || path.length + 1 < best.length) best = [...path, start]
        } else if (!seen.has(need)) {
          seen.add(need)
          paths.push([...path, need])
        }
      }
    }
  }
  return best
}

function place({place: at}: DesiredResource): string {
  return at === undefined ? '' : `${at.file}:${at.line}: `
}

function unknownName(at: string, name: string, names: readonly string[]): InferError {
  const meant = nearest(name, names)
  return new InferError('INFER_STACK', {
    message: `${at} names "${name}", and the stack has no such resource (it has: ${names.join(', ')}).`,
    suggestions: [meant === undefined ? `add a resource named ${name}` : `did you mean "${meant}"?`],
  })
}

function namesOf(
  resources: readonly DesiredResource[],
  kinds: readonly ResourceKind[],
  at: string,
): readonly string[] {
  const fit = resources.filter(({kind}) => kinds.includes(kind)).map(({name}) => name)
  return [fit.length > 0 ? `${at}: ${fit.join(' or ')}` : `add a ${kinds.join(' or a ')}`]
}
