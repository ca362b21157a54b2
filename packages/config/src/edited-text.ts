// A text made to say something else by the least change: YAML keeps its remarks, order and anchors that are not touched.
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import {keysAt} from './schema.ts'

type Path = readonly string[]

/** How often anchors are followed is bounded where the text is first read. */
const WHOLE = {maxAliasCount: -1}

const parsed = (text: string): Document => parseDocument(text, {stringKeys: true, logLevel: 'error'})

export function editedYaml(text: string, wanted: unknown, remarks: ReadonlyMap<string, string>): string {
  const before = parsed(text)
  if (same(before.toJS(WHOLE), wanted)) return text
  const change = (document: Document) =>
    setMap(document, document.contents as YAMLMap, wanted as object, [], remarks)
  if (isChanged(before, change, wanted)) return written(before, text)
  // What was changed had an anchor, and *aliases elsewhere lost it, or took the change with it.
  const copied = parsed(text)
  withoutAliases(copied)
  change(copied)
  return written(copied, text)
}

/** JSON has no remarks: keys that stay keep their places. */
export function editedJson(text: string, wanted: unknown): string {
  const before: unknown = JSON.parse(text)
  if (same(before, wanted)) return text
  return inLinesOf(text, `${JSON.stringify(inOrderOf(before, wanted), null, indentOf(text) ?? 2)}\n`)
}

const written = (document: Document, text: string): string =>
  inLinesOf(text, document.toString({lineWidth: 0, flowCollectionPadding: false, indent: spacesOf(text)}))

/** The first line that is indented, and no remark, is indented by one step. */
const indentOf = (text: string): string | undefined => /^([ \t]+)(?![\s#])/m.exec(text)?.[1]

const spacesOf = (text: string): number => {
  const indent = indentOf(text) ?? ''
  return /^ {1,8}$/.test(indent) ? indent.length : 2
}

const inLinesOf = (text: string, made: string): string =>
  /\r\n/.test(text) ? made.replaceAll(/\r?\n/g, '\r\n') : made

function isChanged(document: Document, change: (document: Document) => void, wanted: unknown): boolean {
  try {
    change(document)
    return same(document.toJS(WHOLE), wanted)
  } catch {
    return false
  }
}

function withoutAliases(document: Document): void {
  visit(document, {
    Alias(_, alias) {
      const copy = alias.resolve(document)!.clone()
      copy.comment = alias.comment ?? null
      copy.commentBefore = alias.commentBefore ?? null
      return copy as Node
    },
  })
  visit(document, {
    Value(_, node) {
      delete node.anchor
    },
  })
}

function setMap(
  document: Document,
  map: YAMLMap,
  wanted: object,
  path: Path,
  remarks: ReadonlyMap<string, string>,
): void {
  const names = new Set([...Object.keys(map.toJS(document, WHOLE) as object), ...Object.keys(wanted)])
  for (const name of names) {
    const value = (wanted as Record<string, unknown>)[name]
    const node = map.get(name, true) as Node | undefined
    const before: unknown = node?.toJS(document, WHOLE)
    if (node === undefined ? value === undefined : same(before, value)) continue
    const inside = [...path, name]
    if (value === undefined) map.delete(name)
    else if (isMap(node) && isPlainMap(value)) setMap(document, node, value, inside, remarks)
    else if (isScalar(node) && !isObject(value)) node.value = value
    else put(document, map, name, madeNode(document, value, inside, remarks, node), path)
    const remark = remarks.get(JSON.stringify(inside))
    if (remark !== undefined && value !== undefined) (map.get(name, true) as Node).comment = ` ${remark}`
  }
}

/** A list stands in one line, a map in one for each name. */
function madeNode(
  document: Document,
  value: unknown,
  path: Path,
  remarks: ReadonlyMap<string, string>,
  before: Node | undefined,
): Node {
  const node = document.createNode(isPlainMap(value) ? {} : value)
  if (isMap(node)) setMap(document, node, value as object, path, remarks)
  else if (isCollection(node)) node.flow = true
  // What stood around a value stands around that in its place; an empty one has its remarks behind it.
  if (before !== undefined && !isAlias(before)) {
    const {comment = null, commentBefore = null} = before
    node.commentBefore = isMap(node) ? (commentBefore ?? comment) : commentBefore
    if (!isMap(node)) node.comment = comment
  }
  return node
}

/** A new key of ours comes before those that people read after it. */
function put(document: Document, map: YAMLMap, name: string, node: Node, path: Path): void {
  if (map.has(name)) return map.set(name, node)
  const known = keysAt(path) ?? []
  const own = known.indexOf(name)
  const next = map.items.findIndex(({key}) => known.indexOf(isScalar(key) ? String(key.value) : '') > own)
  const pair = document.createPair(name, node)
  if (own < 0 || next < 0) map.add(pair)
  else {
    // What stands above the first key is taken for the map's.
    const [first] = map.items
    if (next === 0 && isScalar(first?.key) && typeof map.commentBefore === 'string') {
      first.key.commentBefore = map.commentBefore
      map.commentBefore = null
    }
    map.items.splice(next, 0, pair)
  }
}

function inOrderOf(before: unknown, wanted: unknown): unknown {
  if (!isPlainMap(wanted)) return wanted
  const old = isPlainMap(before) ? before : {}
  const names = new Set([...Object.keys(old), ...Object.keys(wanted)])
  const kept = [...names].filter(name => Object.hasOwn(wanted, name))
  return Object.fromEntries(kept.map(name => [name, inOrderOf(old[name], wanted[name])]))
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

const isPlainMap = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && !Array.isArray(value)

/** As JSON, whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  if (!isPlainMap(a) || !isPlainMap(b)) return JSON.stringify(a) === JSON.stringify(b)
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && same(a[name], b[name]))
  )
}
