// What flags and a file that is there have said stays, whatever is asked after it.
import {expect} from 'chai'
import {answersIn, nextQuestion} from '../../src/prompts/create-config.ts'
import type {Said} from '../../src/prompts/answers.ts'
import type {Asked, State} from '../../src/prompts/question.ts'
import {openSession, type Made, type Session} from '../../src/services/config-session.ts'
import {configPlace} from '../../src/services/config-place.ts'
import {createConfig} from '../../src/services/create-config.ts'
import {rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'
import {withCtgan} from './with-ctgan.ts'

/** What is taken where only Enter is pressed. */
function enter(asked: Asked): unknown {
  if (asked.type === 'input') return asked.default ?? ''
  if (asked.type === 'confirm') return asked.default
  const values = asked.choices.map(({value}) => value)
  if (asked.type === 'checkbox') return asked.default.filter(value => values.includes(value))
  return values.includes(asked.default ?? '') ? asked.default : values[0]
}

describe('answers that were given before', () => {
  let folder: Folder
  let here: string
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(60))
    here = process.cwd()
    process.chdir(folder.path)
  })
  afterEach(() => {
    process.chdir(here)
    folder.remove()
  })

  /** `file` is what stands there and is changed. */
  async function opened(said: Said, file?: string): Promise<Session> {
    if (file !== undefined) folder.write('infer.config.yaml', `version: 1\n${file}`)
    const existing = file === undefined ? undefined : 'edit'
    const place = await configPlace({output: undefined, format: undefined, read: [], existing})
    const {signal} = new AbortController()
    return openSession({place, template: undefined, said, environment: {}, signal}, withCtgan)
  }

  /** Enter for all that is not answered here. */
  async function answered(session: Session, given: Readonly<Record<string, unknown>> = {}): Promise<Made> {
    let state: State = session.start
    for (let asked = 0; asked < 60; asked++) {
      const facts = await session.factsOf(state)
      const question = nextQuestion(state, facts)
      if (question === undefined) return session.made(state)
      const shown = question.asked(answersIn(state, facts), facts)
      const answer = Object.hasOwn(given, question.name) ? given[question.name] : enter(shown)
      if (shown.type === 'input') expect(await shown.validate(String(answer)), question.name).to.equal(true)
      state = question.take(state, answer as never, facts)
    }
    throw new Error('the questions do not end')
  }

  /** What a question says to an answer. */
  async function fault(session: Session, name: string, answer: string): Promise<unknown> {
    let state: State = session.start
    for (;;) {
      const facts = await session.factsOf(state)
      const question = nextQuestion(state, facts)!
      const shown = question.asked(answersIn(state, facts), facts)
      if (question.name === name) return shown.type === 'input' && shown.validate(answer)
      state = question.take(state, enter(shown) as never, facts)
    }
  }

  it('as options stay when the generator is chosen that has them', async () => {
    const session = await opened({data: 'rooms.csv', options: {epochs: 50}})
    const {text} = await answered(session, {generator: 'ctgan'})
    expect(text.raw.generate).to.deep.include({generator: 'ctgan', epochs: 50})
  })

  it('of digits alone are names of files all the same', async () => {
    const {text} = await answered(await opened({data: 'rooms.csv'}), {output: '2025', rows: '20'})
    expect(text.raw.generate).to.include({output: '2025', rows: 20})
  })

  it('stay in the file where Enter is pressed, whether they are among the choices or not', async () => {
    const file = `data: rooms.csv
generate: {generator: nobody, privacy: "\${P:-high}", options: {odd: 3}}
validate: {target: ["\${T:-beds}", view], output: [mine.html]}
`
    const {text} = await answered(await opened({}, file))
    expect(text.text).to.equal(`version: 1\n${file}`)
    const withOption = `data: rooms.csv\ngenerate: {generator: ctgan, options: {early-stopping: "\${E:-false}"}}\n`
    expect((await answered(await opened({}, withOption))).text.text).to.equal(`version: 1\n${withOption}`)
  })

  it('of a file are not judged when others are changed', async () => {
    for (const generator of ['"${GEN:-trees}"', 'nobody']) {
      const file = `data: rooms.csv\ngenerate: {generator: ${generator}, format: "\${F:-csv}", output: o.csv, sheet: "\${S:-a}"}\n`
      const session = await opened({minQuality: 0.5}, file)
      const {text} = await session.made(session.start)
      expect(text.text).to.equal(`version: 1\n${file}validate:\n  min-quality: 0.5\n`)
    }
  })

  it('of a file are judged when they are changed', async () => {
    const session = await opened({options: {epochs: 3}}, 'data: rooms.csv\ngenerate: {generator: nobody}\n')
    const error = await session.made(session.start).catch((one: unknown) => one)
    expect(error).to.include({code: 'INFER_GENERATOR_UNKNOWN'})
  })

  it('name the data where the file has it', async () => {
    folder.write('new.csv', rooms(20))
    const session = await opened({data: 'new.csv'}, 'data: old.csv\ngenerate: {data: rooms.csv}\n')
    const {text} = await session.made(session.start)
    expect(text.text).to.equal('version: 1\ndata: old.csv\ngenerate: {data: new.csv}\n')
    const judging = await opened({}, 'validate: {real: rooms.csv, synthetic: s.csv}\n')
    const facts = await judging.factsOf(judging.start)
    expect(facts.columns.map(({name}) => name)).to.include('beds')
  })

  it('go on with a generator that is installed when it is asked for', async () => {
    const all = await withCtgan()
    const offers = all.offers.filter(({descriptor}) => descriptor.name === 'trees')
    const place = await configPlace({output: undefined, format: undefined, read: [], existing: undefined})
    const {signal} = new AbortController()
    const given = {place, template: undefined, said: {data: 'rooms.csv'}, environment: {}, signal}
    const session = await openSession(given, async wanted => (wanted === 'ctgan' ? all : {...all, offers}))
    const summaries = async () =>
      (await session.factsOf(session.start)).templates.map(({name, summary}) => `${name}: ${summary}`)
    expect((await summaries())[2]).to.match(/^neural: .*; needs infer plugins install ctgan$/)
    const state = {...session.start, template: 'neural', done: ['template']}
    expect(await session.isReady(state)).to.equal(true)
    expect((await summaries())[2]).to.match(/^neural: [^;]*$/)
    expect((await session.made(state)).text.raw.generate).to.include({generator: 'ctgan'})
  })

  it('do not go over what somebody else wrote meanwhile', async () => {
    folder.write('infer.config.yaml', 'version: 1\n')
    const place = await configPlace({output: undefined, format: undefined, read: [], existing: 'edit'})
    const {signal} = new AbortController()
    const given = {place, template: undefined, said: {rows: 5}, environment: {}, signal}
    const ask = async (session: Session) => {
      folder.write('infer.config.yaml', 'version: 1 # newer\n')
      return session.made(session.start)
    }
    const error = await createConfig({...given, ask}, withCtgan).catch((one: unknown) => one)
    expect(error).to.include({code: 'INFER_OUTPUT_EXISTS'})
    expect(folder.read('infer.config.yaml')).to.equal('version: 1 # newer\n')
  })

  it('are refused by the question, not after the last one', async () => {
    const session = await opened({data: 'rooms.csv'})
    expect(await fault(session, 'output', 'out.pdf')).to.match(/out.pdf ends in .pdf/)
    expect(await fault(session, 'saveModel', '-')).to.match(/A model is a file/)
  })
})
