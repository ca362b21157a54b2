// Writes a stack file from a template: filled in and checked before, and never over a file that is there.
import {open, rm} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {InferError} from '@inferloop/contract'
import type {Stack} from '../engine/stack.ts'
import type {Known} from './check-stack.ts'
import {shownName} from './shown-name.ts'
import {SCHEMA_ADDRESS} from './schema-address.ts'

export interface TemplateChoice {
  /** Name of a template, or path of a file. */
  readonly template: string
  /** Folder of our templates. */
  readonly templates: string
  /** The current folder. */
  readonly folder: string
  readonly variables: Readonly<Record<string, unknown>>
}

export interface InitOptions extends TemplateChoice, Known {
  /** File to write, relative to `folder`. */
  readonly file: string
}

export interface Written {
  readonly path: string
  readonly stack: Stack
}

/** The text of a stack without variables. @throws InferError INFER_STACK with every fault of the variables or the template */
export async function renderTemplate(choice: TemplateChoice): Promise<string> {
  const {template, templates, folder, variables} = choice
  const [{showTemplate}, {fillIn}] = await Promise.all([
    import('./template/list-templates.ts'),
    import('./template/fill-in.ts'),
  ])
  const {path, text} = await showTemplate(template, templates, folder)
  const filled = await fillIn({text, shown: shownName(path, folder), folder: dirname(path), variables})
  // Where the variables stood, and after lines of #if and #each.
  return `${filled.text.replaceAll(/\n([ \t]*\n){2,}/g, '\n\n').trim()}\n`
}

/** @throws InferError INFER_STACK, INFER_OUTPUT_EXISTS, INFER_OUTPUT_UNWRITABLE */
export async function initStack(options: InitOptions): Promise<Written> {
  const {folder, file, template} = options
  const path = resolve(folder, file)
  const shown = shownName(path, folder)
  const {stackOf} = await import('./read-stack.ts')
  const rendered = await renderTemplate(options)
  const isJson = file.endsWith('.json')
  if (isJson !== rendered.startsWith('{'))
    throw new InferError('INFER_STACK', {
      message: `${shown} should be ${isJson ? 'YAML' : 'JSON'}, as the template ${template} is.`,
      suggestions: [isJson ? 'stack.yaml' : 'stack.json'],
    })
  const text = isJson ? rendered : `# yaml-language-server: $schema=${SCHEMA_ADDRESS}\n${rendered}`
  const stack = await stackOf({text, shown, folder: dirname(path), variables: {}}, options)
  await write(path, shown, text)
  return {path, stack}
}

async function write(path: string, shown: string, text: string): Promise<void> {
  const handle = await open(path, 'wx').catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST'
      ? new InferError('INFER_OUTPUT_EXISTS', {
          message: `${shown} is there already, and is not written over.`,
          suggestions: [`mv ${shown} ${shown}.old`, 'give the file another name'],
          cause,
        })
      : new InferError('INFER_OUTPUT_UNWRITABLE', {
          message: `${shown} cannot be written: ${cause.code === 'ENOENT' ? 'its folder is not there' : cause.message}.`,
          suggestions: [`mkdir -p ${dirname(shown)}`],
          cause,
        })
  })
  try {
    await handle.writeFile(text)
    await handle.sync()
    await handle.close()
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(path, {force: true})
    throw error
  }
}
