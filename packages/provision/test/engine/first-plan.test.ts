// A plan made before there was any state, through state on a disk and a cloud in a folder.
import {expect} from 'chai'
import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {deploy, plan} from '../../src/engine/deploy.ts'
import {decodePlan, encodePlan} from '../../src/engine/plan-file.ts'
import type {Plan} from '../../src/engine/plan.ts'
import {failing, said, SMALL} from './a-run.ts'
import {realWorld, type RealWorld} from './real-world.ts'

const FIRST_STEPS = ['create net', 'create sub', 'create box']

describe('a plan of a stack that was never deployed', () => {
  let folder: string
  let world: RealWorld
  let approved: Plan
  const open = () => world.store.open('shop', {command: 'infer deploy', signal: world.engine.signal})
  const apply = async () => {
    const writer = await open()
    try {
      return await deploy(world.engine, writer, SMALL, {approved})
    } finally {
      await writer.close()
    }
  }

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'infer-plan-'))
    world = await realWorld(folder)
    const made = await plan(world.engine, await world.store.read('shop'), SMALL)
    expect(readdirSync(folder)).to.deep.equal(['cloud'])
    approved = decodePlan(encodePlan(made), 'p.json')
  })
  afterEach(() => rmSync(folder, {recursive: true}))

  it('is done as it is, though the stack gets its lineage only then', async () => {
    expect(said((await apply()).plan.steps)).to.deep.equal(FIRST_STEPS)
    const {snapshot} = await world.store.read('shop')
    expect(snapshot.lineage).to.match(/^[0-9a-f-]{36}$/)
    expect(Object.keys(snapshot.resources)).to.have.members(['net', 'sub', 'box'])
  })

  it('still fits when a run opened the state and did nothing', async () => {
    await (await open()).close()
    expect(said((await apply()).plan.steps)).to.deep.equal(FIRST_STEPS)
  })

  it('is refused once the stack was deployed', async () => {
    await apply()
    expect((await failing(apply())).message).to.match(
      /^The plan for shop no longer fits: something was deployed since \(state 0, now \d+\)/,
    )
  })
})
