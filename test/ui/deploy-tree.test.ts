// The tree of a deployment line by line, at moments of a run; what it looks like in a terminal stands in deploy-terminal.test.ts.
import type {Progress, StepAction} from '@inferloop/provision'
import {expect} from 'chai'
import {heard, leftOf, type Rows, rowsOf} from '../../src/ui/deploy/rows.ts'
import {type Tree, treeLines} from '../../src/ui/deploy/tree-lines.ts'
import {PLAIN} from '../plain-theme.ts'

type Untimed<T> = T extends unknown ? Omit<T, 'at'> : never
type Event = Untimed<Progress>

const of = (name: string, kind = 'a.b') => ({name, kind: kind as 'a.b'})

function rows(steps: readonly {name: string; action?: StepAction; after?: string[]; drops?: number}[]): Rows {
  const plan = {
    stack: 'shop',
    steps: steps.map(({name, action = 'create', after = [], drops = 0}) => ({
      ...of(name),
      action,
      after,
      drops: Array.from({length: drops}, () => ({kind: 'a.b', id: 'old'})),
    })),
  }
  return rowsOf(plan as unknown as Parameters<typeof rowsOf>[0])
}

const told = (first: Rows, ...events: readonly (readonly [at: number, event: Event])[]): Rows =>
  events.reduce((before, [at, event]) => heard(before, {at, ...event} as Progress), first)

const usual = (times: Readonly<Record<string, number>> = {}) => ({
  usual: (kind: string, action: string) => times[`${kind} ${action}`],
})

function lines(
  from: Rows,
  now: number,
  more: Partial<Tree> & {height?: number; times?: Record<string, number>} = {},
) {
  const {height = 22, times = {}, ...tree} = more
  return treeLines(
    {stack: 'shop', rows: from, begunAt: 0, notes: [], over: false, ...tree},
    {now, height, history: usual(times), theme: PLAIN},
  )
}

const begun = (name: string, action: StepAction = 'create'): Event => ({is: 'begun', ...of(name), action})
const done = (name: string, tookMs: number, action: StepAction = 'create'): Event => ({
  is: 'done',
  ...of(name),
  action,
  tookMs,
})

describe('the tree of a deployment', () => {
  const three = rows([{name: 'net'}, {name: 'api', after: ['net']}, {name: 'log', after: ['api']}])

  it('has what was done first and what is under way last, with the provider’s words', () => {
    const now = told(
      three,
      [0, begun('net')],
      [4000, done('net', 4000)],
      [4000, begun('api')],
      [9000, {is: 'progress', ...of('api'), text: '1 of 2 are up'}],
    )
    expect(lines(now, 9000)).to.deep.equal([
      'shop: 1 of 3 steps done, 1 under way, 1 waiting, 9.0 s',
      '✔ net  a.b  made in 4.0 s',
      '⠋ api  a.b  making, 5.0 s: 1 of 2 are up',
    ])
  })

  it('has what was done in the order of its ends', () => {
    const now = told(
      rows([{name: 'a'}, {name: 'b'}]),
      [0, begun('a')],
      [0, begun('b')],
      [1000, done('b', 1000)],
      [2000, done('a', 2000)],
    )
    expect(lines(now, 2000).slice(1)).to.deep.equal(['✔ b  a.b  made in 1.0 s', '✔ a  a.b  made in 2.0 s'])
  })

  it('tells the time left of each and of the whole, and what takes longer than it used to', () => {
    const times = {'a.b create': 8000}
    const now = told(three, [0, begun('net')])
    expect(lines(now, 3000, {times})).to.deep.equal([
      'shop: 0 of 3 steps done, 1 under way, 2 waiting, 3.0 s, about 21 s left',
      '⠋ net  a.b  making, 3.0 s, about 5.0 s left',
    ])
    expect(lines(now, 30_000, {times})).to.deep.equal([
      'shop: 0 of 3 steps done, 1 under way, 2 waiting, 30 s, about 16 s left',
      '⠋ net  a.b  making, 30 s, longer than the usual 8.0 s',
    ])
    expect(leftOf(now, usual({'a.b update': 1}), 0)).to.equal(undefined)
  })

  it('counts down to the next try', () => {
    const now = told(
      three,
      [0, begun('net')],
      [1000, {is: 'retry', ...of('net'), waitMs: 4000, why: 'Create: busy'}],
    )
    expect(lines(now, 2500)[1]).to.equal('⠴ net  a.b  making, 2.5 s, again in 2.5 s: Create: busy')
  })

  it('says what failed, and what was left because of it', () => {
    const now = told(
      three,
      [0, begun('net')],
      [10, done('net', 10)],
      [10, begun('api')],
      [500, {is: 'failed', ...of('api'), action: 'create', why: 'api (a.b, x-1): create: no room.'}],
      [510, {is: 'skipped', ...of('log'), action: 'create', why: 'make api'}],
    )
    expect(lines(now, 600, {over: true})).to.deep.equal([
      'shop: 1 of 3 steps done, 1 left, 1 failed, 0.6 s',
      '✔ net  a.b  made in 0.0 s',
      '↓ log  a.b  left: api failed',
      '✖ api  a.b  create: no room.',
    ])
  })

  it('is done with a replacement when the old thing is gone as well', () => {
    const first = rows([{name: 'api', action: 'replace', drops: 1}])
    const made = told(first, [0, begun('api', 'replace')], [2000, done('api', 2000, 'replace')])
    expect(lines(made, 2000)).to.deep.equal(['shop: 0 of 1 step done, 1 waiting, 2.0 s'])
    const going = told(made, [2000, begun('api', 'remove')])
    expect(lines(going, 4000)[1]).to.equal('⠋ api  a.b  removing the old one, 2.0 s')
    expect(lines(told(going, [5000, done('api', 3000, 'remove')]), 5000)).to.deep.equal([
      'shop: 1 of 1 step done, 5.0 s',
      '✔ api  a.b  replaced in 5.0 s',
    ])
  })

  it('shows what no step named, too', () => {
    const now = told(three, [0, begun('worker', 'operate')])
    expect(lines(now, 0)).to.deep.equal([
      'shop: 0 of 4 steps done, 1 under way, 3 waiting, 0.0 s',
      '⠋ worker  a.b  operating',
    ])
  })

  it('of 500 steps has as many lines as there are, failures and the latest in them', () => {
    let now = rows(Array.from({length: 500}, (_, i) => ({name: `s${i}`})))
    for (let i = 0; i < 140; i++) now = told(now, [i, begun(`s${i}`)])
    for (let i = 0; i < 100; i++) now = told(now, [200 + i, done(`s${i}`, 200)])
    const crowded = lines(now, 1000)
    expect(crowded).to.have.lengthOf(22)
    expect(crowded[0]).to.equal('shop: 100 of 500 steps done, 40 under way, 360 waiting, 1.0 s')
    expect(crowded.at(-1)).to.equal('… 20 more under way')
    for (let i = 100; i < 130; i++)
      now = told(now, [900, {is: 'failed', ...of(`s${i}`), action: 'create', why: 'no room'}])
    const failing = lines(now, 1000, {notes: ['a', 'b', 'c', 'd']})
    expect(failing).to.have.lengthOf(22)
    expect(failing.filter(line => line.startsWith('✖'))).to.have.lengthOf(8)
    expect(failing.slice(-4)).to.deep.equal(['… 22 more failed, 1 more under way', 'b', 'c', 'd'])
    expect(lines(now, 1000, {height: 2})).to.have.lengthOf(2)
    for (let i = 130; i < 140; i++) now = told(now, [1000, done(`s${i}`, 800)])
    expect(lines(now, 2000, {over: true})).to.have.lengthOf(31)
  })

  it('lets no name or word of a provider move the cursor', () => {
    const bad = 'a\u001b[2J'
    const said: Event = {is: 'progress', ...of(bad), text: 'x\r\ny\u001b[H'}
    const now = told(rows([{name: bad}]), [0, begun(bad)], [1, said])
    // oxlint-disable-next-line no-control-regex
    expect(lines(now, 5, {notes: [bad]}).join('')).to.not.match(/[\u001b\r\n]/)
  })
})
