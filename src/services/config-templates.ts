// What a configuration can begin with: templates/config/NAME.yaml.hbs, whose first line says in a remark what it is for.
import {readdir} from 'node:fs/promises'
import {parseConfigText, SCHEMA_ADDRESS, type ConfigText} from '@inferloop/config'
import {InferError, nearest} from '@inferloop/contract'
import {DEFAULT_GENERATOR} from '../registry/generators.ts'
import {compileTemplate, readTemplate, TEMPLATES} from '../template.ts'
import {defaultOutput} from './target.ts'
import {withSlashes} from './with-slashes.ts'

const FOLDER = 'config/'
const ENDING = '.yaml.hbs'

export interface ConfigTemplate {
  readonly name: string
  readonly summary: string
  /** That it works with. */
  readonly generator: string
  /** The configuration for a table; it has no `data` where there is none. @throws InferError INFER_CONFIG */
  textFor(data: string | undefined): Promise<ConfigText>
}

/** Those whose generator is installed, `basic` first. */
export async function configTemplates(generators: readonly string[]): Promise<ConfigTemplate[]> {
  return (await allTemplates()).filter(({generator}) => generators.includes(generator))
}

/** @throws InferError INFER_OPTION for a name that is none */
export async function findTemplate(name: string): Promise<ConfigTemplate> {
  const templates = await allTemplates()
  const found = templates.find(one => one.name === name)
  if (found !== undefined) return found
  const names = templates.map(one => one.name)
  throw new InferError('INFER_OPTION', {
    message: `There is no template ${JSON.stringify(name)}; there are ${names.join(', ')}.`,
    suggestions: [`--template ${nearest(name, names) ?? names[0]}`, 'infer create-config --list'],
  })
}

/** Installed generators or not, `basic` first. */
export async function allTemplates(): Promise<ConfigTemplate[]> {
  const files = (await readdir(new URL(FOLDER, TEMPLATES))).filter(file => file.endsWith(ENDING))
  const names = files.map(file => file.slice(0, -ENDING.length)).toSorted()
  const ordered = names.toSorted((a, b) => Number(b === 'basic') - Number(a === 'basic'))
  return Promise.all(ordered.map(openTemplate))
}

async function openTemplate(name: string): Promise<ConfigTemplate> {
  const text = await readTemplate(`${FOLDER}${name}${ENDING}`)
  const [, summary = ''] = /^\{\{!--\s*(.*?)\s*--\}\}/.exec(text) ?? []
  const render = await compileTemplate(text)
  const textFor = async (data: string | undefined) =>
    parseConfigText(`${render(viewOf(data)).trim()}\n`, `${name}${ENDING}`, {})
  const {raw} = await textFor(undefined)
  return {name, summary, generator: raw.generate?.generator ?? DEFAULT_GENERATOR, textFor}
}

/** What templates may speak of; names as YAML has them, empty where there is no data. */
interface View {
  readonly schema: string
  readonly data: string
  readonly synthetic: string
  readonly model: string
}

function viewOf(data: string | undefined): View {
  const named = (name: string | undefined) => (name === undefined ? '' : JSON.stringify(name))
  // What comes from the environment has no ending to make others from.
  const plain = data?.includes('${') === true ? undefined : data
  return {
    schema: SCHEMA_ADDRESS,
    data: named(data),
    synthetic: named(plain && withSlashes(defaultOutput(plain))),
    model: named(plain?.replace(/(?<=[^/\\])(\.[^./\\]*)*[/\\]*$/, '.infer')),
  }
}
