// From what was said and asked so far to the configuration it makes: the template or file it begins with, the data read once.
import {dirname, relative, resolve} from 'node:path'
import {
  type Config,
  type ConfigText,
  editConfigText,
  openKeyFault,
  readConfigText,
  SCHEMA_ADDRESS,
} from '@inferloop/config'
import {errorCode, InferError} from '@inferloop/contract'
import {type Answers, answersOf, configOf, kindIn, type Said} from '../prompts/answers.ts'
import {answersIn} from '../prompts/create-config.ts'
import type {Facts, State} from '../prompts/question.ts'
import {GATE_NAMES} from '../prompts/validate-questions.ts'
import {isReference} from '../prompts/with-present.ts'
import type {Collected, Offer} from '../registry/collect.ts'
import {findGenerator, missingGenerator} from '../registry/find-offer.ts'
import {DEFAULT_GENERATOR} from '../registry/generators.ts'
import {checkMadeConfig, outputFault, plainFormat} from './check-made-config.ts'
import type {ConfigPlace} from './config-place.ts'
import {allTemplates, type ConfigTemplate, findTemplate} from './config-templates.ts'
import {type Detected, detectColumns, kindFaultOf} from './detect-columns.ts'
import {tableName} from './table-name.ts'
import {defaultOutput} from './target.ts'
import {withSlashes} from './with-slashes.ts'

export interface SessionOptions {
  readonly place: ConfigPlace
  readonly template: string | undefined
  /** Names of files are relative to the configuration. */
  readonly said: Said
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** What asking needs: all pure but for reading the data once for each name. */
export interface Session {
  readonly start: State
  factsOf(state: State): Promise<Facts>
  made(state: State): Promise<Made>
  /** Whether the generator of the template is there, or has come when it was asked for. */
  isReady(state: State): Promise<boolean>
  /** @throws InferError INFER_OUTPUT_EXISTS where the file to change is another than it was */
  refuseChanged(): Promise<void>
}

export interface Made {
  readonly text: ConfigText
  readonly state: State
}

export const DEFAULT_TEMPLATE = 'basic'

export async function openSession(
  given: SessionOptions,
  collect: (wanted: string) => Promise<Collected>,
): Promise<Session> {
  const {place, environment, signal, said, template} = given
  const keyFault = await openKeyFault()
  const templates = await allTemplates()
  const generatorOf = async (name: string | undefined): Promise<string> =>
    said.generator ?? (await chosen(templates, name)).generator
  const needed = await generatorOf(template)
  const isKnown = !isReference(needed)
  let collected = await collect(isKnown ? needed : DEFAULT_GENERATOR)
  if (isKnown && (template ?? said.generator) !== undefined) findGenerator(collected, needed)
  const existing = place.edits ? await readConfigText(place.path, place.path, environment) : undefined
  const folder = dirname(resolve(place.path))
  const tables = new Map<string, Promise<Detected>>()
  const tableAt = async (data: string, sheet: string | undefined): Promise<Detected> => {
    if (data === '-') throw streamHasNoName()
    const found = tables.get(data) ?? detectColumns(relative('.', resolve(folder, data)), {sheet, signal})
    tables.set(data, found)
    return found
  }
  const baseOf = async (state: State): Promise<ConfigText> =>
    existing ?? (await chosen(templates, state.template)).textFor(dataOf(state))
  const dataOf = (state: State): string | undefined =>
    'data' in state.said ? state.said.data : existing && answersOf(existing.raw).data
  /** Where a file is changed, only of a generator that was spoken of: what stands there may be for another machine. */
  const offerOf = ({generator = DEFAULT_GENERATOR}: Answers, state: State): Offer | undefined => {
    const {generator: chosen, options} = state.said
    const isSpokenOf = !place.edits || chosen !== undefined || options !== undefined
    return isSpokenOf && !isReference(generator) ? findGenerator(collected, generator) : undefined
  }

  const factsOf = async (state: State): Promise<Facts> => {
    const {raw: base} = await baseOf(state)
    const data = dataOf(state)
    const sheet = base.generate?.sheet
    const readable = isReference(data) || isReference(sheet) ? undefined : data
    const detected = readable === undefined ? undefined : await tableAt(readable, sheet)
    const name = readable === undefined ? undefined : await tableName(resolve(folder, readable), undefined)
    return {
      base,
      edits: place.edits,
      templates: templates.flatMap(one => choiceOf(one, collected)),
      generators: collected.offers.map(({descriptor: {name: its, summary, options}}) => ({
        name: its,
        summary,
        options,
      })),
      keyFault,
      columns: detected?.columns ?? [],
      output:
        name === undefined
          ? undefined
          : withSlashes(relative(folder, defaultOutput(name, plainFormat(base)))),
      outputFault: names => outputFault(base, names),
      kindFault: (column, kind) => (detected === undefined ? undefined : kindFaultOf(detected, column, kind)),
      dataFault: async path => {
        try {
          await tableAt(path, sheet)
          return undefined
        } catch (error) {
          tables.delete(path)
          if (errorCode(error) === undefined || signal.aborted) throw error
          return (error as Error).message
        }
      },
    }
  }

  return {
    start: {template, said, done: doneBy(template, said), queue: []},
    factsOf,
    async made(state) {
      const facts = await factsOf(state)
      const answers = answersIn(state, facts)
      const wanted = configOf(answers, facts.base)
      checkMadeConfig(wanted, answers, {offer: offerOf(answers, state), columns: facts.columns})
      const data = dataOf(state)
      if (facts.columns.length > 0)
        (await tableAt(data!, undefined)).check(withoutReferences(answers.columns))
      const from = await baseOf(state)
      const to = {shown: place.path, environment, remarks: remarksOn(answers.columns, facts)}
      const isNewJson = place.format === 'json' && !place.edits
      const text = isNewJson
        ? await editConfigText(asJson(from.raw), withSchema(wanted), to)
        : await editConfigText(from, wanted, to)
      return {text, state}
    },
    async isReady(state) {
      if (place.edits || !isKnown || state.template === undefined) return true
      const name = await generatorOf(state.template)
      const isThere = () => collected.offers.some(({descriptor}) => descriptor.name === name)
      if (!isThere()) collected = await collect(name)
      return isThere()
    },
    async refuseChanged() {
      if (existing === undefined) return
      const now = await readConfigText(place.path, place.path, environment).catch(() => undefined)
      if (now?.text !== existing.text) throw changedMeanwhile(place.path)
    },
  }
}

/** None where its generator is neither installed nor one of ours to install. */
function choiceOf({name, summary, generator}: ConfigTemplate, collected: Collected) {
  if (collected.offers.some(({descriptor}) => descriptor.name === generator)) return [{name, summary}]
  if (missingGenerator(collected, generator) === undefined) return []
  return [{name, summary: `${summary}; needs infer plugins install ${generator}`}]
}

/** @throws InferError INFER_OPTION for a template that there is not */
const chosen = async (
  templates: readonly ConfigTemplate[],
  name: string = DEFAULT_TEMPLATE,
): Promise<ConfigTemplate> => templates.find(one => one.name === name) ?? findTemplate(name)

/** What flags have said is not asked. */
function doneBy(template: string | undefined, said: Said): string[] {
  const done: string[] = Object.keys(said).filter(name => name !== 'columns')
  if (template !== undefined) done.push('template')
  if (done.includes('output')) done.push('synthetic')
  if (GATE_NAMES.some(name => done.includes(name))) done.push('gates')
  return done
}

const withoutReferences = (columns: Answers['columns']): Answers['columns'] =>
  Object.fromEntries(Object.entries(columns).filter(([, kind]) => !isReference(kind)))

const withSchema = (config: Config): Config => ({$schema: SCHEMA_ADDRESS, ...config})

const asJson = (raw: Config): ConfigText => ({
  raw: withSchema(raw),
  text: `${JSON.stringify(withSchema(raw), null, 2)}\n`,
})

/** Behind a corrected column: what infer takes it for by itself. */
function remarksOn(columns: Readonly<Record<string, string>>, {columns: found}: Facts): Map<string, string> {
  const corrected = found.filter(({name, kind}) => ![undefined, kind].includes(kindIn(columns, name)))
  return new Map(
    corrected.flatMap(({name, kind}) =>
      ['generate', 'validate'].map(
        section => [JSON.stringify([section, 'types', name]), `found: ${kind}`] as const,
      ),
    ),
  )
}

const changedMeanwhile = (path: string): InferError =>
  new InferError('INFER_OUTPUT_EXISTS', {
    message: `${path} was changed by somebody else meanwhile; it is left as it is.`,
    suggestions: ['run the command again'],
  })

const streamHasNoName = (): InferError =>
  new InferError('INFER_OPTION', {
    message: 'A configuration names its table, and standard input has no name.',
    suggestions: ['infer create-config data.csv'],
  })
