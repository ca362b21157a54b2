// A folder, with another as home, in which configurations are written and opened.
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {openConfig, type Layer, type Leaf, type Opened, type SectionName} from '@inferloop/config'
import type {InferError} from '@inferloop/contract'

export interface Given {
  readonly file?: string
  readonly none?: boolean
  readonly job?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Below the folder. */
  readonly from?: string
}

export interface Folder {
  readonly path: string
  write(name: string, content: string | Uint8Array): string
  open(given?: Given): Promise<Opened>
  /** Values of a section by their keys, `types.born` for those of maps. */
  values(section: SectionName, given?: Given, typed?: Layer): Promise<Record<string, unknown>>
  /** What is said of a file that cannot be used. */
  fault(content: string | Uint8Array, name?: string): Promise<InferError>
  remove(): void
}

export function aFolder(): Folder {
  const home = mkdtempSync(join(tmpdir(), 'infer-config-'))
  const path = join(home, 'project')
  mkdirSync(path)
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(path, name)), {recursive: true})
    writeFileSync(join(path, name), content)
    return join(path, name)
  }
  const open = ({from = '.', environment = {}, ...where}: Given = {}) =>
    openConfig({...where, folder: join(path, from), environment: {HOME: home, ...environment}})
  return {
    path,
    write,
    open,
    async values(section, given, typed) {
      const leaves = await (await open(given)).leavesOf(section, typed)
      return Object.fromEntries(leaves.map(({key, value}) => [key.join('.'), value]))
    },
    async fault(content, name = 'infer.config.yaml') {
      write(name, content)
      const opened = await open({file: name}).catch((error: unknown) => error as InferError)
      if (!('code' in opened)) throw new Error('it was taken')
      return opened
    },
    remove: () => rmSync(home, {recursive: true, force: true}),
  }
}

/** As if it had been typed. */
export const typed = (values: Readonly<Record<string, unknown>>): Leaf[] =>
  Object.entries(values).map(([key, value]) => ({
    key: key.split('.'),
    value,
    shown: value,
    from: {kind: 'flag', name: `--${key}`},
    references: [],
  }))
