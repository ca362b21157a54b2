// What is taken up again after a loss of state: this stack's things alone, and of several for one resource the newest that is ready.
import {expect} from 'chai'
import {createCloud} from '../../../../plugins/provider-sandbox/src/index.ts'
import {plan} from '../../src/engine/deploy.ts'
import {rebuild} from '../../src/engine/rebuild.ts'
import {deployed, failing, said, vm} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, viewOf, type World} from './sim-world.ts'

type Things = ReturnType<World['cloud']['state']>['things']
type Thing = Things[string]

const STACK = stackOf({box: vm()})
const LINEAGE = newWorld().disk.snapshot.lineage

/** The stack deployed, its state lost, and the things of the cloud as `change` leaves them. */
async function lost(stack = STACK, change: (things: Things) => void = () => undefined): Promise<World> {
  const world = newWorld()
  await deployed(world, stack)
  const state = world.cloud.state()
  change(state.things)
  world.clock.jump(10_000)
  const cloud = createCloud({now: world.clock.now, state})
  const {snapshot} = newWorld().disk
  return {...world, cloud, disk: {snapshot: {...snapshot, lineage: 'made when it was opened'}, epoch: 0}}
}

/** Another thing like the only one. */
function addTo(things: Things, id: string, change: Partial<Thing>): void {
  const one = Object.values(things)[0]!
  things[`${one.kind}/${id}`] = {...one, id, createdAt: one.createdAt + 1, ...change}
}

async function rebuilt(world: World, stack = STACK, named?: string) {
  const {engine, writer} = await process(world)
  const {adopted, others} = await rebuild(engine, writer, stack, {named})
  return {adopted, others: others.map(({id}) => id)}
}

const idOf = ({disk}: World, name: string): string | undefined => disk.snapshot.resources[name]?.id

describe('a state that is rebuilt from what the provider has', () => {
  it('goes on with the lineage its things carry, and names its operations unlike any before', async () => {
    const world = await lost()
    await rebuilt(world)
    const {lineage, serial} = world.disk.snapshot
    expect(lineage).to.equal(LINEAGE)
    expect(serial).to.be.above(1_700_000_000)
  })

  it('has the newest thing that is ready, and names the others', async () => {
    const world = await lost(STACK, things => {
      addTo(things, 'vm-newer', {})
      addTo(things, 'vm-newest', {
        doing: 'creating',
        settledAt: null,
        createdAt: Object.values(things)[0]!.createdAt + 2,
      })
    })
    const first = Object.values(world.cloud.state().things)[0]!.id
    const {adopted, others} = await rebuilt(world)
    expect(adopted).to.deep.equal(['box'])
    expect(idOf(world, 'box')).to.equal('vm-newer')
    expect(others.toSorted()).to.deep.equal([first, 'vm-newest'].toSorted())
  })

  it('has one that is not ready as such, which is looked at again', async () => {
    const world = await lost(STACK, things => {
      const [thing] = Object.values(things)
      Object.assign(thing!, {doing: 'updating', settledAt: null})
    })
    await rebuilt(world)
    expect(world.disk.snapshot.resources['box']!.status).to.equal('degraded')
    const {engine} = await process(world)
    expect((await plan(engine, viewOf(world), STACK)).warnings.join()).to.contain('box is not well')
    const state = world.cloud.state()
    Object.assign(Object.values(state.things)[0]!, {doing: undefined, settledAt: 0})
    const well = {...world, cloud: createCloud({now: world.clock.now, state})}
    expect(said((await deployed(well, STACK)).plan.steps)).to.deep.equal([])
    expect(well.disk.snapshot.resources['box']!.status).to.equal('ready')
  })

  it('waits until lists show what was made a moment ago, and believes no list of what is gone', async () => {
    const world = newWorld({listLagMs: 800})
    await deployed(world, STACK)
    world.disk.snapshot = newWorld().disk.snapshot
    expect((await rebuilt(world)).adopted).to.deep.equal(['box'])
    const {id} = world.cloud.things()[0]!
    world.cloud.handle({method: 'DELETE', url: `/v1/things/compute.vm/${id}`, headers: {}, body: ''})
    world.disk.snapshot = newWorld().disk.snapshot
    world.cloud.turn({listLagMs: 60_000})
    world.clock.jump(1000)
    expect(await rebuilt(world)).to.deep.equal({adopted: [], others: []})
  })

  it('has a thing that was made under a name the resource had before', async () => {
    const world = await lost()
    const renamed = stackOf({crate: vm({}, {renamedFrom: ['box']})})
    expect((await rebuilt(world, renamed)).adopted).to.deep.equal(['crate'])
    expect(said((await deployed(world, renamed)).plan.steps)).to.deep.equal([])
  })

  it('is refused where two stacks of the name are there, and has the one that is named', async () => {
    const two = () =>
      lost(STACK, things =>
        addTo(things, 'vm-of-others', {
          tags: {...Object.values(things)[0]!.tags, 'infer-lineage': 'another'},
        }),
      )
    const world = await two()
    const {id} = Object.values(world.cloud.state().things)[0]!
    const error = await failing(rebuilt(world))
    expect(error.code).to.equal('INFER_DEPLOY_PROTECTED')
    expect(error.message).to.contain(`${LINEAGE} (box ${id})`).and.to.contain('another (box vm-of-others)')
    expect(error.suggestions).to.deep.equal([
      `infer deploy recover --from-provider --lineage ${LINEAGE}`,
      'infer deploy recover --from-provider --lineage another',
    ])
    expect(world.disk.snapshot.resources).to.deep.equal({})
    expect(await rebuilt(world, STACK, LINEAGE)).to.deep.equal({adopted: ['box'], others: []})
    expect(idOf(world, 'box')).to.equal(id)
    expect((await failing(rebuilt(await two(), STACK, 'anther'))).code).to.equal('INFER_OPTION')
    const other = await two()
    await rebuilt(other, STACK, 'another')
    expect(idOf(other, 'box')).to.equal('vm-of-others')
    expect(other.disk.snapshot.lineage).to.equal('another')
  })

  it('has nothing of another stack of the name where a snapshot says which it is', async () => {
    const world = await lost()
    const {engine, writer} = await process(world)
    const {adopted, others} = await rebuild(engine, writer, STACK, {known: 'another'})
    expect([adopted, others]).to.deep.equal([[], []])
    expect(world.disk.snapshot.lineage).to.equal('another')
  })
})
