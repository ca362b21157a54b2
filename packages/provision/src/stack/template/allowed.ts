// What a template may consist of: an allow-list over its syntax tree. What is not on it is a fault with its line.
import {nearest, type Path} from '@inferloop/contract'
import {FILTERS} from './filters.ts'

export interface TemplateFault {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly what: string
  readonly instead?: string
  /** Of the variable, where it is about one. */
  readonly path?: Path
}

/** Text to put into the source at a place of it. */
export interface Insertion {
  readonly line: number
  readonly column: number
  readonly text: string
}

export interface Looked {
  readonly faults: readonly TemplateFault[]
  /** Names of included files, as written. */
  readonly includes: readonly string[]
  /** Makes every value that is written pass `plain`. */
  readonly insertions: readonly Insertion[]
}

/** Names that reach outside the data. */
const NO_PARTS = new Set(['__proto__', 'constructor', 'prototype', '__defineGetter__', '__lookupGetter__'])
const DATA = new Set(['index', 'key', 'first', 'last', 'root'])
const BLOCKS = new Set(['if', 'unless', 'each'])
const INCLUDE = /^[A-Za-z0-9_][\w-]*(\.[\w-]+)*$/

interface Node {
  readonly type: string
  readonly loc: {readonly start: Position; readonly end: Position}
  readonly [name: string]: unknown
}
interface Position {
  readonly line: number
  readonly column: number
}

/** `names` are the variables; undefined in an included file, whose context is not known. */
export function look(tree: unknown, file: string, names: readonly string[] | undefined): Looked {
  const faults: TemplateFault[] = []
  const includes: string[] = []
  const insertions: Insertion[] = []

  const refuse = ({loc}: Node, what: string, instead?: string) =>
    faults.push({file, line: loc.start.line, column: loc.start.column + 1, what, ...(instead && {instead})})

  const path = (node: Node, known: readonly string[] | undefined): void => {
    const parts = node['parts'] as readonly string[]
    const bad = parts.find(part => NO_PARTS.has(part))
    if (bad !== undefined) return void refuse(node, `${bad} is no part of a value`)
    const [head] = parts
    if (node['data'] === true) {
      if (!DATA.has(String(head))) refuse(node, `there is no @${head}`)
      return
    }
    if (head === undefined || Number(node['depth']) > 0 || known === undefined || known.includes(head)) return
    const near = nearest(head, known)
    refuse(
      node,
      `there is no variable ${head}${near === undefined ? '' : `; the nearest is ${near}`}`,
      near === undefined ? `variables: {${head}: {type: string}}` : `{{${near}}}`,
    )
  }

  const call = (node: Node, known: readonly string[] | undefined): void => {
    const name = String((node['path'] as Node)['original'])
    const params = node['params'] as readonly Node[]
    const spec = Object.hasOwn(FILTERS, name) ? FILTERS[name]! : undefined
    if (spec === undefined) {
      const near = nearest(name, Object.keys(FILTERS))
      const hint =
        near === undefined ? `; there are ${Object.keys(FILTERS).join(', ')}` : `; the nearest is ${near}`
      return void refuse(node, `there is no filter ${name}${hint}`)
    }
    if (params.length < spec.min || params.length > spec.max)
      refuse(node, `${name} is written as {{${spec.usage}}}`)
    values(node, known)
  }

  const values = (node: Node, known: readonly string[] | undefined): void => {
    const pairs = (node['hash'] as Node | undefined)?.['pairs'] as readonly Node[] | undefined
    for (const one of [
      ...(node['params'] as readonly Node[]),
      ...(pairs ?? []).map(pair => pair['value'] as Node),
    ])
      value(one, known)
    for (const pair of pairs ?? [])
      if (NO_PARTS.has(String(pair['key']))) refuse(pair, `${String(pair['key'])} is no name`)
  }

  const value = (node: Node, known: readonly string[] | undefined): void => {
    if (node.type === 'PathExpression') path(node, known)
    else if (node.type === 'SubExpression') call(node, known)
    else if (!/^(String|Number|Boolean|Null|Undefined)Literal$/.test(node.type)) refuse(node, 'is no value')
  }

  const mustache = (node: Node, known: readonly string[] | undefined): void => {
    if (node['escaped'] !== true)
      return void refuse(node, 'three braces write a value as it is, and two are enough')
    const target = node['path'] as Node
    if (target.type !== 'PathExpression') return void refuse(node, 'is no variable and no filter')
    const params = node['params'] as readonly Node[]
    const hash = node['hash'] as Node | undefined
    const isCall =
      params.length > 0 || hash !== undefined || Object.hasOwn(FILTERS, String(target['original']))
    if (isCall) call(node, known)
    else path(target, known)
    insertions.push({...target.loc.start, text: isCall ? 'plain (' : 'plain '})
    if (isCall) insertions.push({...(hash ?? params.at(-1) ?? target).loc.end, text: ')'})
  }

  const block = (node: Node, known: readonly string[] | undefined): void => {
    const name = String((node['path'] as Node)['original'])
    if (!BLOCKS.has(name))
      return void refuse(node, `there is no block #${name}; there are #if, #unless and #each`)
    if ((node['params'] as readonly Node[]).length !== 1) refuse(node, `#${name} takes one value`)
    values(node, known)
    // Within #each names are those of the item.
    program(node['program'] as Node | undefined, name === 'each' ? undefined : known)
    program(node['inverse'] as Node | undefined, known)
  }

  const include = (node: Node, known: readonly string[] | undefined): void => {
    const target = node['name'] as Node
    const name = String(target['original'])
    if (target.type === 'SubExpression') return void refuse(node, 'an include is a name, not a value')
    if (!INCLUDE.test(name))
      return void refuse(node, `${JSON.stringify(name)} is no file beside the template`)
    includes.push(name)
    values(node, known)
  }

  const program = (node: Node | undefined, known: readonly string[] | undefined): void => {
    for (const one of (node?.['body'] ?? []) as readonly Node[]) {
      if (one.type === 'MustacheStatement') mustache(one, known)
      else if (one.type === 'BlockStatement') block(one, known)
      else if (one.type === 'PartialStatement') include(one, known)
      else if (one.type !== 'ContentStatement' && one.type !== 'CommentStatement')
        refuse(one, 'decorators and blocks of includes are not read')
    }
  }

  program(tree as Node, names)
  return {faults, includes, insertions}
}
