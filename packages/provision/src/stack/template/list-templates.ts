// Templates in a folder of folders, one for each provider: `sandbox/bucket.yaml` is `bucket`, and `sandbox/bucket` where two are called so.
import {readdir, readFile} from 'node:fs/promises'
import {basename, join, resolve} from 'node:path'
import {InferError, nearest} from '@inferloop/contract'
import {readText} from '../read-text.ts'
import {shownName} from '../shown-name.ts'
import {declaredIn} from './fill-in.ts'
import type {Declared} from './variables.ts'

export interface TemplateFacts {
  readonly name: string
  /** Its folder. */
  readonly provider: string
  readonly path: string
  /** Its first remark. */
  readonly summary: string
  readonly variables: Declared
}

export interface ShownTemplate extends TemplateFacts {
  readonly text: string
}

const TEMPLATE = /^([A-Za-z0-9][\w-]*)\.(ya?ml|json)(\.hbs)?$/
const STACK = /^(?:stack|"stack"|'stack')[ \t]*:|^[ \t{]*"stack"[ \t]*:/m

/**
 * Sorted by provider, then name; files that begin with `_` are parts that others include. A file is a template of a stack when the key
 * `stack` begins a line of it; other files in the folder belong to somebody else.
 */
export async function listTemplates(folder: string): Promise<TemplateFacts[]> {
  const paths = await pathsIn(folder)
  return Promise.all(
    paths.map(async ({path, provider, name}) => {
      const {text: _, ...facts} = await factsOf(path, provider, name)
      return facts
    }),
  )
}

/**
 * By its name, with its provider before a slash or without, or by the path of a file.
 *
 * @throws InferError INFER_STACK when there is none of that name, with the nearest
 */
export async function showTemplate(
  nameOrPath: string,
  folder: string,
  from = folder,
): Promise<ShownTemplate> {
  const all = await pathsIn(folder)
  const named = all.filter(({provider, name}) => [name, `${provider}/${name}`].includes(nameOrPath))
  const [one, other] = named
  if (one !== undefined && other === undefined) return factsOf(one.path, one.provider, one.name)
  if (one === undefined && /\.(ya?ml|json)(\.hbs)?$/.test(nameOrPath)) {
    const path = resolve(from, nameOrPath)
    return factsOf(path, '', basename(path).replace(/\..*$/, ''), shownName(path, from))
  }
  throw unknown(
    nameOrPath,
    (named.length > 0 ? named : all).map(({provider, name}) => `${provider}/${name}`),
  )
}

function unknown(wanted: string, names: readonly string[]): InferError {
  const near =
    nearest(wanted, names) ??
    names.find(name => nearest(wanted, [name.slice(name.indexOf('/') + 1)]) !== undefined)
  const said = wanted.slice(0, 60)
  const what = names.some(name => name.endsWith(`/${wanted}`))
    ? 'More than one template is'
    : 'No template is'
  return new InferError('INFER_STACK', {
    message: `${what} called "${said}" (there are ${names.join(', ') || 'none'}).`,
    suggestions: [near === undefined ? 'infer deploy template list' : `infer deploy template init ${near}`],
  })
}

interface Found {
  readonly path: string
  readonly provider: string
  readonly name: string
}

async function pathsIn(folder: string): Promise<Found[]> {
  const providers = (await readdir(folder, {withFileTypes: true})).filter(entry => entry.isDirectory())
  const found = await Promise.all(
    providers.map(async ({name: provider}) => {
      const files = await readdir(join(folder, provider), {withFileTypes: true})
      const named = files.flatMap(file => {
        const [, name] = TEMPLATE.exec(file.name) ?? []
        return file.isFile() && name !== undefined
          ? [{path: join(folder, provider, file.name), provider, name}]
          : []
      })
      const stacks = await Promise.all(named.map(async ({path}) => STACK.test(await readFile(path, 'utf8'))))
      return named.filter((_, i) => stacks[i])
    }),
  )
  return found.flat().toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

async function factsOf(
  path: string,
  provider: string,
  name: string,
  shown = basename(path),
): Promise<ShownTemplate> {
  const text = await readText(path, shown)
  const [, summary = ''] = /^# *(.+)$/m.exec(text) ?? []
  return {name, provider, path, summary, variables: declaredIn(text, shown)?.declared ?? {}, text}
}
