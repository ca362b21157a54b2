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
import {configOf, kindIn, type Said} from '../prompts/answers.ts'
import {answersIn} from '../prompts/create-config.ts'
import type {Facts, State} from '../prompts/question.ts'
import type {Collected} from '../registry/collect.ts'
import {DEFAULT_GENERATOR, findGenerator} from '../registry/generators.ts'
import {checkMadeConfig} from './check-made-config.ts'
import type {ConfigPlace} from './config-place.ts'
import {type ConfigTemplate, configTemplates, findTemplate} from './config-templates.ts'
import {type Detected, detectColumns, kindFaultOf} from './detect-columns.ts'
import {tableName} from './table-name.ts'
import {defaultOutput} from './target.ts'

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
}

export interface Made {
  readonly text: ConfigText
  readonly state: State
}

export const DEFAULT_TEMPLATE = 'basic'

export async function openSession(
  given: SessionOptions,
  collect: () => Promise<Collected>,
): Promise<Session> {
  const {place, environment, signal, said, template} = given
  const collected = await collect()
  const generators = collected.offers.map(({descriptor: {name, summary, options}}) => ({
    name,
    summary,
    options,
  }))
  const keyFault = await openKeyFault()
  const templates = await configTemplates(generators.map(({name}) => name))
  if (template !== undefined) {
    const {raw} = await (await findTemplate(template)).textFor(undefined)
    findGenerator(collected, said.generator ?? raw.generate?.generator ?? DEFAULT_GENERATOR)
  }
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
    'data' in state.said ? state.said.data : existing?.raw.data

  const factsOf = async (state: State): Promise<Facts> => {
    const {raw: base} = await baseOf(state)
    const data = dataOf(state)
    const readable = data !== undefined && !data.includes('${') ? data : undefined
    const sheet = base.generate?.sheet
    const detected = readable === undefined ? undefined : await tableAt(readable, sheet)
    const name = readable === undefined ? undefined : await tableName(resolve(folder, readable), undefined)
    return {
      base,
      edits: place.edits,
      templates,
      generators,
      keyFault,
      columns: detected?.columns ?? [],
      output: name === undefined ? undefined : relative(folder, defaultOutput(name, base.generate?.format)),
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
      const offer = findGenerator(collected, answers.generator ?? DEFAULT_GENERATOR)
      const wanted = configOf(answers, facts.base)
      checkMadeConfig(wanted, answers, offer)
      const data = dataOf(state)
      if (facts.columns.length > 0) (await tableAt(data!, undefined)).check(answers.columns)
      const from = await baseOf(state)
      const to = {shown: place.path, environment, remarks: remarksOn(answers.columns, facts)}
      const isNewJson = place.format === 'json' && !place.edits
      const text = isNewJson
        ? await editConfigText(asJson(from.raw), withSchema(wanted), to)
        : await editConfigText(from, wanted, to)
      return {text, state}
    },
  }
}

/** @throws InferError INFER_OPTION for a template that there is not */
const chosen = async (
  templates: readonly ConfigTemplate[],
  name: string = DEFAULT_TEMPLATE,
): Promise<ConfigTemplate> => templates.find(one => one.name === name) ?? findTemplate(name)

/** What flags have said is not asked. */
function doneBy(template: string | undefined, said: Said): string[] {
  const done: string[] = Object.keys(said).filter(name => name !== 'columns')
  const gates = ['minQuality', 'maxDetection', 'maxCopyIndex', 'maxIdentical']
  if (template !== undefined) done.push('template')
  if (done.includes('output')) done.push('synthetic')
  if (gates.some(name => done.includes(name))) done.push('gates')
  return done
}

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

const streamHasNoName = (): InferError =>
  new InferError('INFER_OPTION', {
    message: 'A configuration names its table, and standard input has no name.',
    suggestions: ['infer create-config data.csv'],
  })
