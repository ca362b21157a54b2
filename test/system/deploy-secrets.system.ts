// Forty planted secrets of every look, in every place that takes one: no output and no file shows any of them, whatever goes wrong.
import type {Cloud} from '@inferloop/provider-sandbox'
import {expect} from 'chai'
import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {type DeployRan, deployWorld, type DeployWorld, FAST} from '../deploy-world.ts'
import {tellCounted} from '../proof.ts'

/** Looks of secrets; @ is where the letters stand that are searched for. */
const LOOKS = [
  '@',
  '@@',
  'pass word @',
  '"@"',
  "it's @",
  'a\\b\\@',
  'first line\n@\nlast line',
  '-----BEGIN KEY-----\r\n@\r\n-----END KEY-----\r\n',
  '\ttab @',
  '100% @ %41%',
  'ünïcødé @ ß',
  '😀@😀',
  'QUJDREVGRw@==',
  'ab+/@/+==',
  'https://user:@@host.example/path?x=1&y=@',
  '{"key":"@"}',
  '<b>@</b>&amp;',
  '$HOME ${x} $(@)',
  '`@`',
  '  @  ',
  ...Array.from({length: 20}, (_, i) => `${'x'.repeat(i * 60)}@${'y'.repeat(3 + i)}`),
]

const letters = (i: number): string => `Zq7${String(i).padStart(2, '0')}kWv9Lm3Xt${String(97 * (i + 3))}`
const SECRETS = LOOKS.map((look, i) => ({
  name: `PLANTED_${i}`,
  letters: letters(i),
  value: look.replaceAll('@', letters(i)),
}))
const ENV = Object.fromEntries(SECRETS.map(({name, value}) => [name, value]))

/** A fourth each: alone in `env`, within longer texts, as secrets, and in the environment of hooks beside it. */
function planted(endpoint: string, hook: readonly string[] = ['env']): string {
  const alone = SECRETS.slice(0, 15).map(({name}) => `      ${name}: "\${secret:${name}}"`)
  const within = SECRETS.slice(15, 30).map(({name}) => `      ${name}: "see \${secret:${name}} there"`)
  const kept = SECRETS.slice(30).map(
    ({name}, i) => `  kept-${i}:\n    kind: security.secret\n    value: "\${secret:${name}}"`,
  )
  const hooks = ['create', 'update', 'delete'].map(
    of => `      - {when: before, of: ${of}, run: ${JSON.stringify(hook)}}`,
  )
  return `stack: planted
version: 1
provider: sandbox
settings: {endpoint: "${endpoint}", poll: 5}
hooks: [{when: before, of: deploy, run: [env]}, {when: after, of: destroy, run: [env]}]
resources:
  api:
    kind: compute.container
    image: shop/api:1
    env:
${[...alone, ...within].join('\n')}
    hooks:
${hooks.join('\n')}
${kept.join('\n')}
`
}

/** A cloud that refuses to make containers, and says so with all it was sent. */
const echoing = (cloud: Cloud): Cloud => ({
  ...cloud,
  handle(request) {
    const delivery = cloud.handle(request)
    if (request.method !== 'POST' || !request.url.includes('compute.container')) return delivery
    const message = `cannot take ${request.body}, that is ${decodeURIComponent(encodeURIComponent(request.body))}`
    const text = JSON.stringify({
      error: {code: 'ValidationFailed', message},
      code: 'ValidationFailed',
      message,
    })
    return {...delivery, status: 400, headers: {'content-type': 'application/json'}, text}
  },
})

describe('secrets of a stack', function () {
  this.timeout(120_000)
  let world: DeployWorld
  const said: string[] = []

  const deploy = async (words: readonly string[], env: Record<string, string> = {}): Promise<DeployRan> => {
    const ran = await world.deploy(words, {env: {...ENV, ...env}})
    said.push(ran.stdout, ran.stderr)
    return ran
  }

  beforeEach(async () => {
    said.length = 0
    world = await deployWorld(planted)
  })
  afterEach(() => world.close())

  const nothingShown = (what: string): void => {
    const files = filesIn(world.folder).map(path => readFileSync(path))
    const found = SECRETS.filter(secret =>
      formsOf(secret.letters).some(
        form => said.some(text => text.includes(form)) || files.some(bytes => bytes.includes(form)),
      ),
    ).map(({name, value}) => `${name} (${JSON.stringify(value.slice(0, 50))})`)
    tellCounted({proof: 'S1', what, cases: SECRETS.length, passed: SECRETS.length - found.length})
    expect(found, linesWith(said, world.folder)).to.deep.equal([])
  }

  it('are shown nowhere when all goes well, although hooks print them', async () => {
    const made = await deploy(['--yes', '--verbose'])
    expect(made.status, made.stderr).to.equal(0)
    expect(made.stderr).to.include('PLANTED_3')
    expect(
      (await deploy(['plan', '-o', 'plan.json', '--replace', 'api'], {PLANTED_2: `${ENV['PLANTED_2']}!`}))
        .status,
    ).to.equal(0)
    expect((await deploy(['plan', '--json', '--replace', 'api'])).status).to.equal(0)
    expect((await deploy(['update', '--yes', '--progress', 'json', '--replace', 'api'])).status).to.equal(0)
    expect((await deploy(['status', '--json'])).status).to.equal(0)
    expect(
      (
        await deploy([
          'destroy',
          '--yes',
          '--allow-loss',
          SECRETS.slice(30)
            .map((_, i) => `kept-${i}`)
            .join(','),
        ])
      ).status,
    ).to.equal(0)
    nothingShown('runs that succeed')
  })

  for (const more of [
    [],
    ['--verbose'],
    ['--json'],
    ['--progress', 'json'],
    ['--on-failure', 'rollback', '--verbose'],
  ])
    it(`are shown nowhere when the provider refuses with all it was sent: ${more.join(' ') || 'plain'}`, async () => {
      const before = world
      world = await before.copy(echoing)
      await before.close()
      const {status, stdout, stderr} = await deploy(['--yes', ...more])
      expect(status, stderr).to.equal(5)
      expect(stdout + stderr).to.include('cannot take')
      await deploy(['status', '--json'])
      nothingShown(`provider echoes, ${more.join(' ')}`)
    })

  it('are shown nowhere when a hook prints them and fails', async () => {
    const print = `console.log(process.env);console.error(JSON.stringify(process.env));for (const v of Object.values(process.env)) console.log(v, encodeURIComponent(v), Buffer.from(v).toString('base64'));process.exit(3)`
    world.write('stack.yaml', planted(world.endpoint, ['node', '-e', print]))
    const {status, stderr} = await deploy(['--yes', '--verbose'])
    expect(status, stderr).to.equal(5)
    nothingShown('a hook fails')
  })

  it('are shown nowhere by a removal that never asks for them', async () => {
    expect((await deploy(['--yes'])).status).to.equal(0)
    said.length = 0
    const {status, stderr} = await deploy(['destroy', '--yes', '--keep-data'])
    expect(status, stderr).to.equal(0)
    expect(stderr).to.include('PLANTED_3')
    nothingShown('a removal')
  })

  it('are shown nowhere when answers are cut or wrong, and after a crash', async () => {
    for (const fault of ['truncated', 'wrong-body', 'reset-after', 'broken']) {
      world.cloud.turn({...FAST, rules: [{fault, call: 'create', every: 3, times: 2}]})
      await deploy(['--yes', '--verbose'])
    }
    await deploy(['--yes'], {NODE_OPTIONS: '--max-old-space-size=4'})
    nothingShown('faults and a crash')
  })
})

/** Letters and digits look the same in JSON and addresses. */
function formsOf(text: string): string[] {
  const coded = [0, 1, 2].map(lead => {
    const all = Buffer.concat([Buffer.alloc(lead), Buffer.from(text)]).toString('base64')
    return all.slice(lead === 0 ? 0 : lead + 1, -4)
  })
  return [text, ...coded, Buffer.from(text).toString('hex')]
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter(one => one.isFile())
    .map(one => join(one.parentPath, one.name))

/** Where they stand, for whoever reads the failure. */
function linesWith(said: readonly string[], folder: string): string {
  const texts = [...said, ...filesIn(folder).map(path => readFileSync(path, 'utf8'))]
  const forms = SECRETS.flatMap(({letters: each}) => formsOf(each))
  return texts
    .flatMap(text => text.split('\n'))
    .filter(line => forms.some(form => line.includes(form)))
    .map(line => line.slice(0, 200))
    .slice(0, 12)
    .join('\n')
}
