// Templates of the sandbox, deployed twice: the second time nothing is done and nothing is asked for.
import {expect} from 'chai'
import {readdirSync} from 'node:fs'
import {join} from 'node:path'
import {well} from '../deploy-cases.ts'
import {deployWorld, stackFile} from '../deploy-world.ts'
import {tellCounted} from '../proof.ts'
import {ROOT} from '../spawn-infer.ts'

const FOLDER = join(ROOT, 'templates/sandbox')
const templates = readdirSync(FOLDER).filter(name => /\.ya?ml$/.test(name))

describe('a template of the sandbox, deployed again', function () {
  this.timeout(30_000)

  for (const template of templates)
    it(`changes nothing: ${template}`, async () => {
      const world = await deployWorld(endpoint => stackFile(endpoint, {template: join(FOLDER, template)}))
      try {
        well(await world.deploy(['--yes']))
        expect(world.cloud.things()).to.not.deep.equal([])
        for (const words of [['--yes'], ['update', '--yes']]) {
          world.cloud.forgetCalls()
          const again = await world.deploy([...words, '--json'])
          well(again)
          const {plan} = JSON.parse(again.stdout) as {plan: {empty: boolean; counts: object}}
          expect(plan).to.include({empty: true})
          expect(world.cloud.calls().filter(({mutating}) => mutating)).to.deep.equal([])
        }
        tellCounted({proof: 'R8', what: `second apply, sandbox/${template}`, cases: 2, passed: 2})
      } finally {
        await world.close()
      }
    })
})
