// Each pair of answers to the questions of create-config makes a configuration that generate takes.
import {parseConfigText} from '@inferloop/config'
import {expect} from 'chai'
import {answersIn, nextQuestion} from '../../src/prompts/create-config.ts'
import type {Asked, State} from '../../src/prompts/question.ts'
import type {Made, Session} from '../../src/services/config-session.ts'
import {createConfig} from '../../src/services/create-config.ts'
import {configPlace} from '../../src/services/config-place.ts'
import {rooms, temporaryFolder, type Folder} from '../spawn-infer.ts'
import {allPairs, type Case} from './all-pairs.ts'
import {withCtgan} from './with-ctgan.ts'

const OF_CTGAN: Readonly<Record<string, string>> = {epochs: '1', batch: '100'}

const COLUMNS = [
  {},
  {beds: 'categorical'},
  {since: 'datetime:%Y-%m-%d', view: 'drop'},
  {id: 'text', beds: 'ordinal:0<1<2<3<4'},
]
const JUDGED = {
  format: ['yaml', 'json'],
  columns: COLUMNS,
  target: [[], ['beds']],
  reports: [[], ['report.html', 'junit.xml']],
}

/** By question; what is asked for each of several things has its answers by their names. */
const GENERATING = {
  ...JUDGED,
  template: ['basic', 'ci', 'neural'],
  generator: ['trees', 'ctgan'],
  options: [[], ['an option']],
  rows: ['', '5', '${ROWS:-7}'],
  privacy: ['low', 'default', 'high'],
  output: ['', 'made.json', 'made.parquet'],
  saveModel: ['', 'rooms.infer'],
  gates: [[], ['minQuality'], ['minQuality', 'maxIdentical', 'maxDetection', 'maxCopyIndex']],
}
/** What is asked where nothing is generated. */
const JUDGING = {
  ...JUDGED,
  template: ['validation'],
  synthetic: ['rooms.synthetic.csv', 'other.csv'],
  gates: [[], ['minQuality'], ['maxIdentical', 'maxDetection', 'maxCopyIndex']],
}

/** Asked where nothing is generated, and where a limit on copies is set. */
const HOLDOUT = 'test.csv'
const ARRAYS = [GENERATING, JUDGING].map(parameters => ({parameters, cases: allPairs(parameters)}))
const cases = ARRAYS.flatMap(array => array.cases)
const TRAINED = 4

/** Answers every question the way the case has it, as the screen would ask them. */
async function answered(session: Session, given: Case): Promise<Made> {
  let state: State = session.start
  const corrections = Object.entries(given['columns'] as Record<string, string>)
  let column: [string, string] | undefined
  const heard = new Set(['format'])
  for (let asked = 0; asked < 60; asked++) {
    const facts = await session.factsOf(state)
    const question = nextQuestion(state, facts)
    if (question === undefined) {
      expect([...heard]).to.include.members(Object.keys(given))
      return session.made(state)
    }
    heard.add(question.name)
    const shown = question.asked(answersIn(state, facts), facts)
    const [kind = '', format = ''] = column?.[1].split(/:(.*)/s) ?? []
    let answer: unknown
    if (question.name === 'columns') answer = (column = corrections.shift())?.[0] ?? ''
    else if (question.name === 'kind') answer = kind
    else if (question.name === 'kind-format') answer = format
    else if (question.name === 'option') answer = OF_CTGAN[shown.message.split(':')[0]!] ?? '20'
    else if (question.name === 'limit') answer = offered(shown)
    else if (question.name === 'options') {
      const own = answersIn(state, facts).generator === 'ctgan' ? ['patience'] : ['min-leaf']
      const fast = own[0] === 'patience' ? Object.keys(OF_CTGAN) : []
      answer = [...fast, ...((given['options'] as string[]).length > 0 ? own : [])]
    } else if (question.name === 'holdout') answer = HOLDOUT
    else answer = given[question.name]
    if (shown.type === 'input')
      expect(await shown.validate(String(answer)), `${question.name} ${String(answer)}`).to.equal(true)
    if (shown.type === 'select')
      expect(
        shown.choices.map(({value}) => value),
        question.name,
      ).to.include(answer)
    state = question.take(state, answer as never, facts)
  }
  throw new Error('the questions do not end')
}

const said = (value: unknown): string => (value === '' ? '-' : JSON.stringify(value).replaceAll('"', ''))

const offered = (shown: Asked): string => String((shown as {readonly default?: unknown}).default)

describe('the questions of create-config', () => {
  let folder: Folder
  let here: string
  beforeEach(() => {
    folder = temporaryFolder()
    folder.write('rooms.csv', rooms(80))
    here = process.cwd()
    process.chdir(folder.path)
  })
  afterEach(() => {
    process.chdir(here)
    folder.remove()
  })

  it(`have every pair of their answers in ${cases.length} cases`, () => {
    for (const {parameters, cases: own} of ARRAYS) {
      const values = Object.entries(parameters).flatMap(([name, all]) =>
        all.map(value => [name, value] as const),
      )
      const lost = values.flatMap(([a, x]) =>
        values
          .filter(([b, y]) => a !== b && !own.some(one => one[a] === x && one[b] === y))
          .map(([b]) => [a, b]),
      )
      expect(lost).to.deep.equal([])
    }
  })

  let trained = 0
  for (const [i, given] of cases.entries())
    it(`make of case ${i + 1} a configuration that generate takes: ${Object.values(given).map(said).join(' ')}`, async () => {
      const place = await configPlace({
        output: undefined,
        format: given['format'] as 'yaml',
        read: [],
        existing: undefined,
      })
      const result = await createConfig(
        {
          place,
          template: undefined,
          said: {data: 'rooms.csv'},
          environment: {},
          signal: new AbortController().signal,
          ask: session => answered(session, given),
        },
        withCtgan,
      )
      const text = folder.read(result.path)
      const {raw} = await parseConfigText(text, result.path, {})
      expect(raw).to.deep.equal(result.config)
      if (raw.generate?.generator === 'ctgan' && ++trained > TRAINED) return
      const {status, stderr} = await folder.infer(['generate'], {env: {NODE_ENV: 'development'}})
      expect(status, `${stderr}\n${text}`).to.equal(0)
    })
}).timeout(60_000)
