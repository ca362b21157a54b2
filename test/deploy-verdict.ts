// Whether the cloud, the state and the wish agree: ids are replaced by names, so that two worlds can be compared.
import type {TrueThing} from '@inferloop/provider-sandbox'
import type {ResourceRow, Snapshot} from '@inferloop/provision'
import type {DeployWorld} from './deploy-world.ts'

export interface Shape {
  /** What is in the cloud, by name. */
  readonly cloud: readonly string[]
  /** What is remembered, by name. */
  readonly state: readonly string[]
}

/** What is wrong; empty when all is as in `wanted`. */
export async function faultsAgainst(world: DeployWorld, wanted: Shape): Promise<string[]> {
  const snapshot = await world.snapshot()
  const things = world.cloud.things()
  const ids = new Set(rowsOf(snapshot).flatMap(({kind, id}) => (id === undefined ? [] : [`${kind} ${id}`])))
  const there = new Set(things.map(({kind, id}) => `${kind} ${id}`))
  const found = shapeOf(things, snapshot)
  return [
    ...[...there].filter(id => !ids.has(id)).map(id => `orphan ${id}`),
    ...[...ids].filter(id => !there.has(id)).map(id => `missing ${id}`),
    ...Object.values(snapshot.openOps).map(({action, name}) => `open ${action} ${name}`),
    ...Object.values(snapshot.resources).flatMap(({name, status, prior}) => [
      ...(status === 'ready' ? [] : [`${name} is ${status}`]),
      ...(prior === undefined ? [] : [`${name} has a prior`]),
    ]),
    ...(world.cloud.pending() > 0 ? ['requests are still to land'] : []),
    ...unlike('cloud', found.cloud, wanted.cloud),
    ...unlike('state', found.state, wanted.state),
  ]
}

export async function shapeIn(world: DeployWorld): Promise<Shape> {
  return shapeOf(world.cloud.things(), await world.snapshot())
}

function shapeOf(things: readonly TrueThing[], snapshot: Snapshot): Shape {
  const names = things.map(({id, tags}) => [id, tags['infer-name'] ?? '?'] as const)
  // Lists of ids are kept in the order of the ids, which is another each time.
  const plain = (value: unknown): string =>
    names
      .reduce((text, [id, name]) => text.replaceAll(id, `<${name}>`), JSON.stringify(value))
      .replaceAll(/\["<[^[\]]*\]/g, list => JSON.stringify((JSON.parse(list) as string[]).toSorted()))
  return {
    cloud: things.map(({kind, id, inputs, status}) => plain([id, kind, status, inputs])).toSorted(),
    state: Object.values(snapshot.resources)
      .map(({name, kind, status, inputs}) => plain([name, kind, status, inputs]))
      .toSorted(),
  }
}

/** With what is being replaced, and what is kept outside the stack. */
function rowsOf({resources, detached}: Snapshot): ResourceRow[] {
  const rows: ResourceRow[] = []
  for (const first of [...Object.values(resources), ...Object.values(detached)])
    for (let row: ResourceRow | undefined = first; row !== undefined; row = row.prior) rows.push(row)
  return rows
}

const unlike = (where: string, found: readonly string[], wanted: readonly string[]): string[] => [
  ...found.filter(one => !wanted.includes(one)).map(one => `${where} has ${one}`),
  ...wanted.filter(one => !found.includes(one)).map(one => `${where} lacks ${one}`),
]
