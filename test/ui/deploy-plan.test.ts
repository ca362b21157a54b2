// What a plan says to people, word for word.
import {expect} from 'chai'
import type {ShownPlan, ShownStep} from '../../src/services/deploy/shown-plan.ts'
import {deployedText} from '../../src/ui/deploy/deployed-text.ts'
import {valueText} from '../../src/ui/deploy/field-text.ts'
import {planText} from '../../src/ui/deploy/plan-text.ts'
import {PLAIN} from '../plain-theme.ts'

const step = (name: string, more: Partial<ShownStep>): ShownStep => ({
  name,
  kind: 'network.vpc',
  action: 'create',
  why: 'not there',
  changes: [],
  lost: [],
  interrupts: false,
  holdsData: false,
  after: [],
  drops: [],
  ...more,
})

function planOf(steps: readonly ShownStep[], more: Partial<ShownPlan> = {}): ShownPlan {
  const counts: Record<string, number> = {}
  for (const {action} of steps) counts[action] = (counts[action] ?? 0) + 1
  return {
    stack: 'shop',
    provider: 'aws',
    account: '1234',
    region: 'eu-1',
    empty: steps.length === 0,
    counts,
    steps,
    leftOut: [],
    open: [],
    warnings: [],
    ...more,
  }
}

const api = step('api', {
  kind: 'compute.container',
  wanted: {
    image: 'ghcr.io/me/shop:1.2',
    command: ['infer', 'serve'],
    env: {DATA: '${data.url}', CACHE: 'redis://${cache.host}:${cache.port}', MODE: 'on'},
    replicas: 2,
    subnet: 'subnet-a',
    token: {$secret: 'TOKEN'},
  },
})

describe('the text of a plan', () => {
  it('says what is made as the stack file does, on few lines', () => {
    const steps = [
      step('net', {wanted: {cidr: '10.0.0.0/16'}}),
      step('key', {kind: 'security.key', wanted: {}}),
      api,
    ]
    expect(planText(planOf(steps), PLAIN)).to.equal(`shop on aws, account 1234, eu-1

+ net  network.vpc  cidr: 10.0.0.0/16
+ key  security.key
+ api  compute.container
    image: ghcr.io/me/shop:1.2  command: [infer, serve]  replicas: 2  subnet: subnet-a
    token: \${secret:TOKEN}
    env: {DATA: \${data.url}, CACHE: redis://\${cache.host}:\${cache.port}, MODE: "on"}

3 to make`)
  })

  it('is cut where a line or a resource is too long, but for --verbose, which has the defaults as well', () => {
    const long = step('api', {
      wanted: {...api.wanted!, startup: 'x'.repeat(300), more: 'y'.repeat(90)},
      changes: [
        {path: 'startup', before: undefined, after: 'x'.repeat(300), effect: 'inPlace'},
        {path: 'cpu', before: undefined, after: 1, effect: 'inPlace'},
        {path: 'vpc', before: undefined, after: {$unknown: '${net.id}'}, effect: 'inPlace'},
        {path: 'token', before: undefined, after: {$secret: 'TOKEN'}, effect: 'inPlace', secret: true},
      ],
    })
    const wide = step('one', {wanted: {startup: 'x'.repeat(300)}})
    const lines = planText(planOf([long, wide]), PLAIN, {width: 80}).split('\n')
    expect(lines.filter(line => line.length > 80)).to.deep.equal([])
    expect(lines.slice(2, 8).join('\n')).to.match(
      /^\+ api .*\n {4}image: .*\n {4}.*\n {4}env: .*…\n\+ one .*\n {4}startup: x+…$/,
    )
    expect(
      planText(planOf([long]), PLAIN, {verbose: true})
        .split('\n')
        .slice(2, 7),
    ).to.deep.equal([
      '+ api  network.vpc',
      `    startup: ${'x'.repeat(300)}`,
      '    cpu: 1',
      '    vpc: net',
      '    token: ${secret:TOKEN}',
    ])
  })

  it('says what changes, what forces a replacement, and what is lost, the losses last', () => {
    const steps = [
      step('data', {
        kind: 'storage.object',
        action: 'delete',
        why: 'no longer wanted',
        id: 'shop-data',
        holdsData: true,
        interrupts: true,
        lost: ['everything stored in it'],
      }),
      step('subnet', {
        action: 'replace',
        id: 'subnet-1',
        changes: [
          {path: 'cidr', before: '10.0.0.0/20', after: '10.0.0.0/21', effect: 'replace', why: 'long words'},
        ],
        interrupts: true,
      }),
      step('worker', {action: 'replace', id: 'w-1', why: 'asked for by name', lost: ['its url']}),
      step('api', {
        action: 'update',
        why: 'replicas, subnet',
        id: 'api-1',
        changes: [
          {path: 'replicas', before: 1, after: 2, effect: 'inPlace'},
          {path: 'env.NEW', before: undefined, after: 'a b', effect: 'inPlace'},
          {path: 'subnet', before: 'subnet-1', after: {$unknown: '${subnet.id}'}, effect: 'inPlace'},
          {
            path: 'groups',
            before: ['w-1', 'subnet-1'],
            after: [{$unknown: '${subnet.id}'}, 'w-1'],
            effect: 'inPlace',
          },
          {path: 'env.HOST', before: 'old.example', after: {$unknown: '${db.host}:1'}, effect: 'inPlace'},
          {path: 'token', before: {$secret: 'A'}, after: {$secret: 'A'}, effect: 'inPlace', secret: true},
        ],
      }),
      step('new', {kind: 'security.key', wanted: {}}),
      step('kept', {action: 'detach', why: 'kept as asked for', id: 'k-1', holdsData: true}),
      step('b', {action: 'rename', why: 'it was called a', from: 'a', id: 'b-1'}),
    ]
    const cost = {
      USD: {
        before: {low: 10, typical: 10, high: 10, atLeast: false},
        after: {low: 8, typical: 12.5, high: 20, atLeast: true},
      },
    }
    const more = {leftOut: ['x', 'y'], warnings: ['made by another version'], cost}
    expect(planText(planOf(steps, more), PLAIN)).to.equal(`shop on aws, account 1234, eu-1

+ new  security.key
→ b  network.vpc  was a  b-1
    it was called a
~ api  network.vpc  api-1
    replicas: 1 → 2
    env.NEW: unset → "a b"
    subnet: subnet, made anew
    groups: [subnet, worker], made anew
    env.HOST: \${db.host}:1, known later
    token: changed
⊘ kept  network.vpc  k-1  holds data
    kept as asked for
± subnet  network.vpc  subnet-1
    cidr: 10.0.0.0/20 → 10.0.0.0/21  forces the replacement
    is away meanwhile
± worker  network.vpc  w-1
    asked for by name
    lost: its url
- data  storage.object  shop-data  holds data
    lost: everything stored in it
left out: x, y
! made by another version

1 to make, 1 to rename, 1 to change, 1 to let go, 2 to replace, 1 to remove
at least 12.50 USD (8.00 to 20.00) a month, 2.50 more than now`)
  })

  it('of 500 resources fits a screen, and what holds data and goes stands in full', () => {
    const steps = [
      ...Array.from({length: 300}, (_, i) => step(`web-${i}`, {kind: 'compute.container', wanted: {}})),
      ...Array.from({length: 190}, (_, i) =>
        step(`old-${i}`, {action: 'delete', why: 'no longer wanted', lost: ['its address']}),
      ),
      ...Array.from({length: 9}, (_, i) =>
        step(`db-${i}`, {
          kind: 'db.relational',
          action: 'delete',
          why: 'no longer wanted',
          holdsData: true,
          lost: ['everything stored in it'],
        }),
      ),
      step('net', {wanted: {cidr: '10.0.0.0/16'}}),
    ]
    const text = planText(planOf(steps), PLAIN)
    const lines = text.split('\n')
    expect(lines.length).to.be.below(27)
    expect(Math.max(...lines.map(line => line.length))).to.be.at.most(100)
    expect(lines[2]).to.equal(
      '+ 300 × compute.container  web-0, web-1, web-2, web-3, web-4, web-5, web-6, web-7, web-8, …, web-299',
    )
    expect(text.match(/lost: everything stored in it/g)).to.have.lengthOf(9)
    expect(planText(planOf(steps), PLAIN, {verbose: true}).match(/^[+-] /gm)).to.have.lengthOf(500)
  })

  it('does not speak of a loss where only the end of an interrupted run can tell', () => {
    const left = step('data', {
      action: 'replace',
      why: 'it was made and never became ready',
      lost: ['all'],
      id: 'd-1',
    })
    const text = planText(planOf([left], {open: [{name: 'data', action: 'create'}]}), PLAIN)
    expect(text).to.include('! data: an interrupted create is cleared up first')
    expect(text).to.include('if what the interrupted run began is not ready by then')
    expect(text).to.not.include('lost')
  })

  it('lets no name or value move the cursor', () => {
    const text = planText(
      planOf([step('net', {wanted: {cidr: '\u001b[2J\n'}})], {warnings: ['\u001b[2J']}),
      PLAIN,
    )
    expect(text).to.not.include('\u001b')
  })

  it('of nothing says so', () => {
    expect(planText(planOf([]), PLAIN)).to.match(/\n\nnothing to do: all is as the stack file says$/)
  })
})

describe('values', () => {
  it('stand as in YAML, with quotes where YAML would read something else', () => {
    const said = ['a', 'on', '17', 'x: y', 'a b', '10.0.0.0/16', 'ops@example.com', '', 'a,b', '-', 'k:'].map(
      value => valueText(value),
    )
    expect(said).to.deep.equal([
      'a',
      '"on"',
      '"17"',
      '"x: y"',
      '"a b"',
      '10.0.0.0/16',
      'ops@example.com',
      '""',
      '"a,b"',
      '"-"',
      '"k:"',
    ])
    expect(valueText({a: [1, true, null], b: {c: 'd'}})).to.equal('{a: [1, true, null], b: {c: d}}')
  })
})

describe('the end of a deployment', () => {
  it('is told in the past, with how long it took', () => {
    const plan = planOf([step('a', {}), step('b', {}), step('c', {action: 'replace'})])
    const result = {
      file: 'stack.yaml',
      applied: true,
      plan,
      seconds: 75,
      recovered: [],
      strays: [],
      outputs: {url: 'https://x'},
    }
    expect(deployedText(result, PLAIN)).to.equal('✔ shop: 2 made, 1 replaced, in 1 min 15 s\nurl  https://x')
    expect(deployedText({...result, applied: false}, PLAIN)).to.equal('nothing was changed')
  })
})
