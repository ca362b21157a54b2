// Templates of stacks: those that come along and those in files, and stack files written from them.
import {stat} from 'node:fs/promises'
import {resolve} from 'node:path'
import {fileURLToPath} from 'node:url'
import {type Fields, InferError} from '@inferloop/contract'
import {
  initStack,
  listTemplates,
  renderTemplate,
  showTemplate,
  type TemplateFacts,
  type Variable,
} from '@inferloop/provision'
import {TEMPLATES} from '../../template.ts'
import {writeWholeFile} from '../write-whole-file.ts'
import {USUAL_NAMES} from './stack-place.ts'

export interface TemplateInfo {
  /** As `infer deploy template init` takes it. */
  readonly name: string
  /** Empty for a file of one’s own. */
  readonly provider: string
  readonly summary: string
  readonly variables: readonly VariableInfo[]
}

export interface VariableInfo extends Omit<Variable, 'place'> {
  readonly name: string
}

export interface TemplateList {
  readonly templates: readonly TemplateInfo[]
}

type Variables = Readonly<Record<string, string>>
type Environment = Readonly<Record<string, string | undefined>>

const OURS = fileURLToPath(TEMPLATES)

export const templates = async (): Promise<TemplateList> => ({
  templates: (await listTemplates(OURS)).map(infoOf),
})

/** @throws InferError INFER_STACK, INFER_FILE_MISSING, INFER_FILE_UNREADABLE */
export async function templateInfo(name: string, cwd: string): Promise<TemplateInfo> {
  return infoOf(await showTemplate(name, OURS, cwd))
}

/** With all its variables. @throws InferError as `templateInfo` */
export const declaredBy = async (name: string, cwd: string): Promise<Readonly<Record<string, Variable>>> =>
  (await showTemplate(name, OURS, cwd)).variables

/** @throws InferError INFER_STACK with every fault of the variables; INFER_OUTPUT_EXISTS, INFER_OUTPUT_UNWRITABLE */
export async function renderedTemplate(
  name: string,
  variables: Variables,
  {cwd, output, signal}: {readonly cwd: string; readonly output?: string | undefined; signal: AbortSignal},
): Promise<string> {
  if (output !== undefined) await refuseExisting(output, cwd, `infer deploy template render ${name}`)
  const text = await renderTemplate({template: name, templates: OURS, folder: cwd, variables})
  if (output !== undefined) await writeWholeFile(resolve(cwd, output), text, {force: false, signal})
  return text
}

export interface InitResult {
  readonly path: string
  readonly stack: string
  readonly provider: string
  readonly resources: number
  /** Commands to type next. */
  readonly next: readonly string[]
}

export interface InitChoice {
  readonly template: string
  readonly variables: Variables
  readonly file: string
  readonly cwd: string
  readonly env: Environment
  /** Of the template’s provider, where it is installed. */
  readonly settings?: Fields | undefined
}

/** Writes a stack file that was checked. @throws InferError INFER_STACK, INFER_OUTPUT_EXISTS, INFER_OUTPUT_UNWRITABLE */
export async function writeStack(choice: InitChoice): Promise<InitResult> {
  const {file, cwd, ...known} = choice
  const {stack} = await initStack({...known, file, folder: cwd, templates: OURS})
  const isUsual = USUAL_NAMES.includes(file)
  const named = isUsual ? '' : ` --file ${/\s/.test(file) ? JSON.stringify(file) : file}`
  return {
    path: file,
    stack: stack.name,
    provider: stack.provider,
    resources: stack.resources.length,
    next: [`infer deploy plan${named}`, `infer deploy${named}`],
  }
}

/** Said before anything is asked. @throws InferError INFER_OUTPUT_EXISTS */
export async function refuseExisting(file: string, cwd: string, command: string): Promise<void> {
  const there = await stat(resolve(cwd, file)).then(
    () => true,
    () => false,
  )
  if (there)
    throw new InferError('INFER_OUTPUT_EXISTS', {
      message: `${file} is there already, and is not written over.`,
      suggestions: [`${command} --output other-stack.yaml`, `mv ${file} ${file}.old`],
    })
}

function infoOf({name, provider, summary, variables}: TemplateFacts): TemplateInfo {
  const shown = Object.entries(variables).map(([its, variable]): VariableInfo => {
    const {place: _, ...facts} = variable
    return {name: its, ...facts}
  })
  return {name, provider, summary, variables: shown}
}
