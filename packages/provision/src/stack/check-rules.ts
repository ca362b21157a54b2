// What holds between resources and between keys: names that were, queues that need a cache which forgets nothing, usage of what is there.
import type {Path} from '@inferloop/contract'
import type {DesiredResource, Stack} from '../engine/stack.ts'

export function checkRules(stack: Stack, refuse: (path: Path, what: string, instead?: string) => void): void {
  const byName = new Map(stack.resources.map(one => [one.name, one]))
  const former = new Map<string, string>()
  for (const {name, renamedFrom = []} of stack.resources)
    renamedFrom.forEach((was, i) => {
      const path = ['resources', name, 'renamedFrom', i]
      if (byName.has(was)) refuse(path, `${was} is still a resource of this stack`)
      else if (former.has(was)) refuse(path, `${was} became ${former.get(was)!} already`)
      former.set(was, name)
    })
  for (const {name, kind, inputs} of stack.resources) {
    const {cache: named} = inputs
    const cache = kind === 'queue.jobs' && typeof named === 'string' ? byName.get(named) : undefined
    if (cache !== undefined && forgets(cache))
      refuse(
        ['resources', name, 'cache'],
        `${cache.name} may drop jobs: a queue needs eviction noeviction and appendOnly true`,
        'eviction: noeviction',
      )
  }
  for (const name of Object.keys(stack.usage ?? {}))
    if (!byName.has(name)) refuse(['usage', name], 'is no resource of this stack')
}

const forgets = ({kind, inputs}: DesiredResource): boolean =>
  kind === 'db.cache' &&
  ((inputs['eviction'] ?? 'noeviction') !== 'noeviction' || inputs['appendOnly'] === false)
