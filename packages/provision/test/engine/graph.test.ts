import {expect} from 'chai'
import fc from 'fast-check'
import {inOrder, needsOf, withDependants, withNeeds} from '../../src/engine/graph.ts'
import {fill} from '../../src/engine/references.ts'
import type {DesiredResource} from '../../src/engine/stack.ts'
import {container, vm} from './a-run.ts'
import {stackOf} from './reference-stack.ts'

const needs = (resources: Parameters<typeof stackOf>[0]) => needsOf(stackOf(resources).resources, new Map())
const subnet = (inputs: DesiredResource['inputs']) => ({kind: 'network.subnet', inputs}) as const

describe('what needs what', () => {
  it('is read from fields that refer, references in texts, and dependsOn', () => {
    const found = needs({
      net: {kind: 'network.vpc', inputs: {}},
      sub: subnet({vpc: 'net', cidr: '10.0.0.0/24'}),
      db: {kind: 'db.relational', inputs: {password: 'pw', subnets: ['sub']}},
      pw: {kind: 'security.secret', inputs: {}},
      api: container({env: {URL: 'postgres://${db.host}:${db.port}'}}, {dependsOn: ['net']}),
    })
    expect(Object.fromEntries(found)).to.deep.equal({
      net: [],
      sub: ['net'],
      db: ['pw', 'sub'],
      pw: [],
      api: ['db', 'net'],
    })
  })

  it('is the same however often it is asked for', () => {
    const resources = {
      db: {kind: 'db.relational', inputs: {password: 'pw'}},
      pw: {kind: 'security.secret', inputs: {}},
      api: container({env: {DB: '${db.host}'}}),
    } as const
    const first = needs(resources)
    expect(fill({}, {url: 'a longer text, and then ${db.host}'}, () => undefined)).to.deep.equal({
      url: {$unknown: 'a longer text, and then ${db.host}'},
    })
    expect([...needs(resources)]).to.deep.equal([...first])
  })

  it('is in an order that has each after what it needs, whatever the graph', () => {
    const graphs = fc.integer({min: 1, max: 12}).chain(size =>
      fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), {maxLength: 30}).map(pairs => {
        const edges = new Map(Array.from({length: size}, (_, i) => [`r${i}`, [] as string[]]))
        for (const [a, b] of pairs) if (a > b) edges.get(`r${a}`)!.push(`r${b}`)
        return edges
      }),
    )
    fc.assert(
      fc.property(graphs, graph => {
        const order = inOrder(graph)
        expect(order.length).to.equal(graph.size)
        for (const [name, of] of graph)
          for (const need of of) expect(order.indexOf(need)).to.be.below(order.indexOf(name))
      }),
    )
  })

  it('has ties in the order of names, however the file has them', () => {
    expect(
      inOrder(
        new Map([
          ['c', []],
          ['a', []],
          ['b', ['c']],
        ]),
      ),
    ).to.deep.equal(['a', 'c', 'b'])
  })

  it('shows the shortest of two circles', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
      ['x', ['y']],
      ['y', ['x']],
    ])
    expect(() => inOrder(graph))
      .to.throw('need each other: x → y → x.')
      .with.property('code', 'INFER_STACK')
  })

  it('refuses a name that is nowhere, and says which was meant', () => {
    const stack = stackOf({
      subnet: subnet({vpc: 'nett', cidr: '10.0.0.0/24'}),
      net: {kind: 'network.vpc', inputs: {}},
    })
    const place = {file: 'stack.yaml', line: 7}
    const resources = stack.resources.map(one => ({...one, place}))
    expect(() => needsOf(resources, new Map()))
      .to.throw(
        'stack.yaml:7: subnet.vpc names "nett", and the stack has no such resource (it has: subnet, net).',
      )
      .with.deep.property('suggestions', ['did you mean "net"?'])
  })

  it('refuses a resource of another kind, and an output that the kind has not', () => {
    expect(() => needs({box: vm({subnet: 'net'}), net: {kind: 'network.vpc', inputs: {}}})).to.throw(
      'box.subnet must name a network.subnet; "net" is a network.vpc.',
    )
    expect(() => needs({box: vm(), api: container({env: {A: '${box.adress}'}})}))
      .to.throw('a compute.vm has no such output (it has: id, address, publicAddress)')
      .with.deep.property('suggestions', ['write ${box.address}'])
  })

  it('closes over dependants and over needs', () => {
    const graph = new Map([
      ['net', []],
      ['sub', ['net']],
      ['box', ['sub']],
      ['other', []],
    ])
    expect([...withDependants(['sub'], graph)]).to.deep.equal(['sub', 'box'])
    expect([...withNeeds(['sub'], graph)]).to.deep.equal(['sub', 'net'])
  })
})
